#include "ingest/line_reader.h"

#include <cstring>
#include <string>
#include <string_view>

namespace relata {
namespace {

constexpr std::size_t read_bytes = std::size_t{1} << 20;

}  // namespace

LineReader::LineReader(InputStream& input, std::size_t line_bytes_max)
    : input_(input),
      line_bytes_max_(line_bytes_max),
      capacity_(2 * read_bytes),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)) {}

void LineReader::grow() {
  auto larger = std::make_unique_for_overwrite<char[]>(2 * capacity_);
  std::memcpy(larger.get(), buffer_.get(), end_);
  buffer_ = std::move(larger);
  capacity_ *= 2;
}

bool LineReader::fill() {
  if (is_at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    searched_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  // One byte is kept for the zero after a last line without an end.
  if (capacity_ - end_ < read_bytes + 1) grow();
  const std::size_t got = input_.read(buffer_.get() + end_, read_bytes);
  is_at_end_ = got == 0;
  end_ += got;
  return got > 0;
}

void LineReader::skip_line(Line& line) {
  line.is_too_long = true;
  for (;;) {
    const char* from = buffer_.get() + begin_;
    const auto* found = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
    line.size += found == nullptr ? end_ - begin_ : static_cast<std::size_t>(found - from);
    begin_ = searched_ =
        found == nullptr ? end_ : static_cast<std::size_t>(found + 1 - buffer_.get());
    if (found != nullptr || !fill()) return;
  }
}

bool LineReader::next(Line& line) {
  line = {};
  const char* found = nullptr;
  while (found == nullptr) {
    found =
        static_cast<const char*>(std::memchr(buffer_.get() + searched_, '\n', end_ - searched_));
    if (found != nullptr) break;
    searched_ = end_;
    if (end_ - begin_ > line_bytes_max_ + 1) break;  // one for a \r that is no part of it
    if (!fill()) break;
  }
  if (found == nullptr && begin_ == end_) return false;
  line.number = ++number_;
  const std::size_t stop =
      found == nullptr ? end_ : static_cast<std::size_t>(found - buffer_.get());
  std::size_t size = stop - begin_;
  line.has_return = size > 0 && buffer_[stop - 1] == '\r';
  if (line.has_return) --size;
  if (size > line_bytes_max_) {
    skip_line(line);
    return true;
  }
  line.text = buffer_.get() + begin_;
  line.size = size;
  begin_ = searched_ = found == nullptr ? end_ : stop + 1;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (number_ == 1 && std::string_view(line.text, line.size).starts_with(byte_order_mark)) {
    line.text += byte_order_mark.size();
    line.size -= byte_order_mark.size();
  }
  line.text[line.size] = '\0';
  return true;
}

bool is_blank(const LineReader::Line& line) {
  return !line.is_too_long && std::string_view(line.text, line.size).find_first_not_of(" \t\r") ==
                                  std::string_view::npos;
}

Refusal why_too_long(std::size_t line_bytes, std::size_t bytes_max) {
  return {.field = "",
          .reason = "the line has " + std::to_string(line_bytes) + " bytes; the limit is " +
                    std::to_string(bytes_max)};
}

}  // namespace relata

#include "ingest/input.h"

#include <fcntl.h>
#include <unistd.h>

#include <relata/error.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace relata {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t read_bytes = std::size_t{1} << 20;

InputFile file_at(const fs::path& path) {
  std::error_code ignored;  // a pipe has no size
  const auto size = fs::file_size(path, ignored);
  return {.path = path.string(),
          .name = path.filename().string(),
          .bytes = ignored ? 0 : static_cast<std::uint64_t>(size)};
}

std::vector<fs::path> json_lines_in(const fs::path& directory) {
  std::vector<fs::path> found;
  std::error_code error;
  std::error_code ignored;  // what cannot be looked at is seen when it is read
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".jsonl" && !at->is_directory(ignored)) {
      found.push_back(at->path());
    }
  }
  if (error) {
    throw Error(ErrorCode::io, "reading " + directory.string() + ": " + error.message() +
                                   "; check its permissions");
  }
  if (found.empty()) {
    throw Error(ErrorCode::not_found, "reading " + directory.string() +
                                          ": the directory holds no *.jsonl file; name one that "
                                          "does");
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<InputFile> list_inputs(const std::vector<std::string>& names) {
  std::vector<InputFile> files;
  for (const std::string& name : names) {
    if (name == "-") {
      files.push_back({.path = "-", .name = "standard input", .bytes = 0});
      continue;
    }
    std::error_code error;
    const fs::path path(name);
    const bool is_there = fs::exists(path, error);
    if (error) {
      throw Error(ErrorCode::io,
                  "reading " + name + ": " + error.message() + "; check the path's permissions");
    }
    if (!is_there) {
      throw Error(ErrorCode::not_found,
                  "reading " + name + ": there is no such file or directory; check the path");
    }
    if (!fs::is_directory(path, error)) {
      files.push_back(file_at(path));
      continue;
    }
    for (const fs::path& file : json_lines_in(path)) files.push_back(file_at(file));
  }
  return files;
}

LineReader::LineReader(const InputFile& file, std::size_t line_bytes_max)
    : path_(file.path),
      descriptor_(path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC)),
      line_bytes_max_(line_bytes_max),
      capacity_(2 * read_bytes),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)) {
  if (descriptor_ < 0) {
    throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                "reading " + path_ + ": " + std::generic_category().message(errno) +
                    "; check the path and its permissions");
  }
}

LineReader::~LineReader() {
  if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

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
  for (;;) {
    const ssize_t got = ::read(descriptor_, buffer_.get() + end_, read_bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      throw Error(ErrorCode::io,
                  "reading " + path_ + ": " + std::generic_category().message(errno));
    }
    is_at_end_ = got == 0;
    end_ += static_cast<std::size_t>(got);
    bytes_read_ += static_cast<std::uint64_t>(got);
    return got > 0;
  }
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
  if (size > 0 && buffer_[stop - 1] == '\r') --size;
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

}  // namespace relata

#include "ingest/json_items.h"

#include <cstring>

namespace relata {
namespace {

constexpr std::size_t read_bytes = std::size_t{256} << 10;

bool is_blank(int byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

std::string path_below(const std::string& path, std::string_view name) {
  return (path == "/" ? path : path + "/") + std::string(name);
}

std::string spoken(int byte) {
  if (byte < 0) return "the end";
  if (byte < ' ' || byte > '~') return "byte " + std::to_string(byte);
  return std::string("\"") + static_cast<char>(byte) + "\"";
}

}  // namespace

JsonItems::JsonItems(InputStream& input, std::set<std::string, std::less<>> walked,
                     std::size_t item_bytes_max)
    : input_(input),
      walked_(std::move(walked)),
      item_bytes_max_(item_bytes_max),
      buffer_(read_bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (!input.beginning().starts_with(byte_order_mark)) return;
  for (std::size_t i = 0; i < byte_order_mark.size(); ++i) {
    static_cast<void>(look());
    static_cast<void>(take());
  }
}

int JsonItems::look() {
  if (at_ == end_) {
    at_ = 0;
    end_ = input_.read(buffer_.data(), buffer_.size());
    if (end_ == 0) return -1;
  }
  return static_cast<unsigned char>(buffer_[at_]);
}

char JsonItems::take() {
  ++byte_;
  return buffer_[at_++];
}

int JsonItems::look_past_blanks() {
  int next = look();
  for (; is_blank(next); next = look()) static_cast<void>(take());
  return next;
}

void JsonItems::fail(const char* expected) {
  throw Broken{.byte = byte_, .expected = std::string(expected) + ", found " + spoken(look())};
}

void JsonItems::keep(char byte) {
  if (++size_ <= item_bytes_max_) text_.push_back(byte);
}

// A text with its quotes, as it stands.
void JsonItems::capture_text() {
  keep(take());
  for (;;) {
    const int next = look();
    if (next < 0) fail("the end of a text");
    const char byte = take();
    keep(byte);
    if (byte == '"') return;
    if (byte != '\\') continue;
    if (look() < 0) fail("the end of a text");
    keep(take());
  }
}

void JsonItems::capture_nested() {
  std::uint64_t depth = 0;
  do {
    const int next = look();
    if (next < 0) fail("the end of an array or object");
    if (next == '"') {
      capture_text();
      continue;
    }
    if (next == '{' || next == '[') ++depth;
    if (next == '}' || next == ']') --depth;
    keep(take());
  } while (depth > 0);
}

void JsonItems::capture_plain() {
  for (int next = look(); next >= 0 && !is_blank(next); next = look()) {
    if (std::strchr(",]}:", next) != nullptr) break;
    keep(take());
  }
  if (size_ == 0) fail("a value");
}

void JsonItems::capture() {
  text_.clear();
  size_ = 0;
  begin_ = byte_;
  switch (look()) {
    case '"':
      return capture_text();
    case '{':
    case '[':
      return capture_nested();
    default:
      return capture_plain();
  }
}

void JsonItems::read_name() {
  if (look_past_blanks() != '"') fail("a name in quotes");
  capture();
  text_.push_back('\0');
  const bool fits = size_ <= item_bytes_max_;
  if (!fits || line_.parse(text_.data(), text_.size() - 1)) fail("a name before this");
  name_ = line_.root().text();
  if (look_past_blanks() != ':') fail("a colon");
  static_cast<void>(take());
}

// Moves to the next value; false where the array or object, or the input, ends instead.
bool JsonItems::find_value() {
  const int next = look_past_blanks();
  begin_ = byte_;
  if (levels_.empty()) {
    path_ = "/";
    name_.clear();
    if (next >= 0 && next != '{' && next != '[') fail("an array or object");
    return next >= 0;
  }
  Level& level = levels_.back();
  if (next == (level.is_array ? ']' : '}')) return false;
  if (level.has_items) {
    if (next != ',') fail(level.is_array ? "a comma or ]" : "a comma or }");
    static_cast<void>(take());
    static_cast<void>(look_past_blanks());
  }
  level.has_items = true;
  if (level.is_array) {
    name_.clear();
  } else {
    read_name();
  }
  path_ = path_below(level.path, level.is_array ? "*" : name_);
  if (look_past_blanks() < 0) fail("a value");
  return true;
}

// Of a value that is walked through.
bool JsonItems::enter_value() {
  const int next = look();
  if ((next != '{' && next != '[') || !walked_.contains(path_)) return false;
  levels_.push_back({.path = path_, .byte = byte_, .is_array = next == '['});
  static_cast<void>(take());
  return true;
}

void JsonItems::leave() {
  static_cast<void>(take());
  levels_.pop_back();
}

std::optional<Refusal> JsonItems::parse() {
  if (size_ > item_bytes_max_) {
    return Refusal{.field = "",
                   .reason = "it has " + std::to_string(size_) + " bytes; the limit is " +
                             std::to_string(item_bytes_max_)};
  }
  text_.push_back('\0');
  const auto problem = line_.parse(text_.data(), text_.size() - 1);
  if (!problem) return std::nullopt;
  return Refusal{.field = "",
                 .reason = "bad JSON at byte " + std::to_string(begin_ + problem->offset) + ": " +
                           problem->what};
}

bool JsonItems::next(Item& item) {
  try {
    while (!is_at_end_) {
      if (!find_value()) {
        if (levels_.empty()) break;
        leave();
        continue;
      }
      if (enter_value()) continue;
      capture();
      item.in = levels_.empty() ? std::string_view() : levels_.back().path;
      item.in_byte = levels_.empty() ? 0 : levels_.back().byte;
      item.name = name_;
      item.byte = begin_;
      if (auto refusal = parse()) throw std::move(*refusal);
      item.value = line_.root();
      return true;
    }
  } catch (const Broken& broken) {
    is_at_end_ = true;
    throw Refusal{.field = "",
                  .reason = "bad JSON at byte " + std::to_string(broken.byte) + ": expected " +
                            broken.expected + "; what follows was not read"};
  }
  is_at_end_ = true;
  return false;
}

bool JsonItems::next(RecordSink& sink, Item& item) {
  for (;;) {
    try {
      return next(item);
    } catch (Refusal& refusal) {
      sink.begin(begin_);
      sink.refuse(std::move(refusal));
    }
  }
}

}  // namespace relata

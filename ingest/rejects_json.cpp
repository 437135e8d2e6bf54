#include "ingest/rejects_json.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace relata {
namespace {

constexpr std::size_t read_bytes = std::size_t{256} << 10;

struct Unexpected {};

class Copying {
 public:
  Copying(InputStream& input, std::span<const char* const> paths,
          const std::vector<std::uint64_t>& rejected, std::ostream& out)
      : input_(input), paths_(paths), rejected_(rejected), out_(out), buffer_(read_bytes, '\0') {}

  void run() {
    try {
      take_byte_order_mark();
      for (;;) {
        take_blanks();
        if (look() < 0) break;
        copy_value("/", is_path(""));
      }
    } catch (const Unexpected&) {
      keep();
      while (look() >= 0) out_.put(take_byte());
    }
    keep();
  }

 private:
  [[nodiscard]] int look() {
    if (at_ == end_) {
      at_ = 0;
      end_ = input_.read(buffer_.data(), buffer_.size());
      if (end_ == 0) return -1;
    }
    return static_cast<unsigned char>(buffer_[at_]);
  }

  char take_byte() {
    ++byte_;
    return buffer_[at_++];
  }

  // Read, and not yet known to be kept.
  void take() {
    if (look() < 0) throw Unexpected();
    pending_ += take_byte();
  }
  void keep() {
    out_ << pending_;
    pending_.clear();
  }

  void take_byte_order_mark() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (!input_.beginning().starts_with(byte_order_mark)) return;
    for (std::size_t i = 0; i < byte_order_mark.size(); ++i) {
      static_cast<void>(look());
      take();
    }
  }

  void take_blanks() {
    for (int next = look(); next == ' ' || next == '\t' || next == '\r' || next == '\n';) {
      take();
      next = look();
    }
  }

  void take_text() {
    take();
    for (;;) {
      const int next = look();
      take();
      if (next == '"') return;
      if (next == '\\') take();
    }
  }

  // A value with all that lies in it, however broken it is within its brackets.
  void take_value() {
    std::uint64_t depth = 0;
    do {
      const int next = look();
      if (next == '"') {
        take_text();
        continue;
      }
      if (next == '{' || next == '[') ++depth;
      if (depth == 0) return take_plain();
      if (next == '}' || next == ']') --depth;
      take();
      if (pending_.size() > read_bytes && is_kept_) keep();
    } while (depth > 0);
  }

  void take_plain() {
    const std::size_t before = pending_.size();
    for (int next = look(); next >= 0; next = look()) {
      if (std::string_view(",]}: \t\r\n").find(static_cast<char>(next)) != std::string_view::npos) {
        break;
      }
      take();
    }
    if (pending_.size() == before) throw Unexpected();
  }

  [[nodiscard]] bool is_path(std::string_view path) const {
    return std::find(paths_.begin(), paths_.end(), path) != paths_.end();
  }

  // Does one of the paths lead there, or through it?
  [[nodiscard]] bool leads_through(std::string_view path) const {
    return std::any_of(paths_.begin(), paths_.end(), [&](std::string_view each) {
      return path == "/" ? each.starts_with('/')
                         : each == path || each.starts_with(std::string(path) + "/");
    });
  }

  [[nodiscard]] bool has_rejected(std::uint64_t begin, std::uint64_t end) const {
    const auto found = std::lower_bound(rejected_.begin(), rejected_.end(), begin);
    return found != rejected_.end() && *found < end;
  }

  // With what is pending before it. False if it is left out.
  bool copy_value(const std::string& path, bool is_item) {
    const int next = look();
    const bool may_be_left_out = is_item && next == '{' && !has_rejected(byte_, byte_ + 1);
    if (!may_be_left_out) {
      keep();
      if ((next == '{' || next == '[') && leads_through(path)) {
        copy_nested(path, next == '[');
      } else {
        is_kept_ = true;
        take_value();
        is_kept_ = false;
      }
      keep();
      return true;
    }
    const std::uint64_t begin = byte_;
    take_value();
    if (has_rejected(begin, byte_)) {
      keep();
      return true;
    }
    pending_.clear();
    return false;
  }

  void copy_nested(const std::string& path, bool is_array) {
    const bool has_items = is_array && is_path(path);
    const char close = is_array ? ']' : '}';
    take();
    keep();
    bool has_kept = false;
    for (bool is_first = true;; is_first = false) {
      take_blanks();
      if (look() == close) {
        take();
        return keep();
      }
      if (!is_first) {
        if (look() != ',') throw Unexpected();
        static_cast<void>(take_byte());
        if (has_kept) pending_.insert(pending_.begin(), ',');
        take_blanks();
      }
      std::string below = path == "/" ? path : path + "/";
      below += is_array ? "*" : take_name();
      has_kept = copy_value(below, has_items) || has_kept;
    }
  }

  // With the colon. Names with escapes lead nowhere.
  std::string take_name() {
    if (look() != '"') throw Unexpected();
    const std::size_t begin = pending_.size() + 1;
    take_text();
    std::string name = pending_.substr(begin, pending_.size() - begin - 1);
    take_blanks();
    if (look() != ':') throw Unexpected();
    take();
    take_blanks();
    return name;
  }

  InputStream& input_;
  std::span<const char* const> paths_;
  const std::vector<std::uint64_t>& rejected_;
  std::ostream& out_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint64_t byte_ = 0;
  std::string pending_;
  bool is_kept_ = false;  // what is being read: it need not be held until it ends
};

}  // namespace

void copy_json_without_taken(InputStream& input, std::span<const char* const> paths,
                             const std::vector<std::uint64_t>& rejected, std::ostream& out) {
  Copying(input, paths, rejected, out).run();
}

}  // namespace relata

#pragma once

// What is read, and its lines.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct InputFile {
  std::string path;         // "-": standard input
  std::string name;         // as reports and claims name it: the last part of the path
  std::uint64_t bytes = 0;  // 0: unknown
};

// The files that the given names stand for: directories give their *.jsonl by name.
// Error{not_found} names what is missing.
[[nodiscard]] std::vector<InputFile> list_inputs(const std::vector<std::string>& names);

// The lines of a file, through one buffer that grows to the longest line allowed.
class LineReader {
 public:
  LineReader(const InputFile& file, std::size_t line_bytes_max);
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  struct Line {
    char* text = nullptr;  // a zero byte follows it; may be overwritten
    std::size_t size = 0;
    std::uint64_t number = 0;  // from 1
    bool is_too_long = false;  // passed over: `size` bytes of it were seen
  };

  // False at the end. Line ends are \n or \r\n; a byte order mark before the first line is dropped.
  [[nodiscard]] bool next(Line& line);
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  [[nodiscard]] bool fill();
  void grow();
  void skip_line(Line& line);

  std::string path_;
  int descriptor_ = -1;
  std::size_t line_bytes_max_;
  std::size_t capacity_;
  std::unique_ptr<char[]> buffer_;  // not cleared: most inputs touch little of it
  std::size_t begin_ = 0;           // of what is unread in the buffer
  std::size_t end_ = 0;
  std::size_t searched_ = 0;  // no line ends before this
  bool is_at_end_ = false;
  std::uint64_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace relata

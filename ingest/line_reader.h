#pragma once

// The lines of an input.

#include <cstdint>
#include <memory>

#include "ingest/input_stream.h"
#include "ingest/records.h"

namespace relata {

// Through one buffer, which grows to the longest line allowed.
class LineReader {
 public:
  LineReader(InputStream& input, std::size_t line_bytes_max);

  struct Line {
    char* text = nullptr;  // a zero byte follows it; may be overwritten
    std::size_t size = 0;
    std::uint64_t number = 0;  // from 1
    bool is_too_long = false;  // passed over: `size` bytes of it were seen
    bool has_return = false;   // it ended with \r\n
  };

  // False at the end. Line ends are \n or \r\n; a byte order mark before the first line is dropped.
  [[nodiscard]] bool next(Line& line);

 private:
  [[nodiscard]] bool fill();
  void grow();
  void skip_line(Line& line);

  InputStream& input_;
  std::size_t line_bytes_max_;
  std::size_t capacity_;
  std::unique_ptr<char[]> buffer_;  // not cleared: most inputs touch little of it
  std::size_t begin_ = 0;           // of what is unread in the buffer
  std::size_t end_ = 0;
  std::size_t searched_ = 0;  // no line ends before this
  bool is_at_end_ = false;
  std::uint64_t number_ = 0;
};

// Nothing but blanks.
[[nodiscard]] bool is_blank(const LineReader::Line& line);
[[nodiscard]] Refusal why_too_long(std::size_t line_bytes, std::size_t bytes_max);

}  // namespace relata

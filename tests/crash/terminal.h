#pragma once

// A terminal that nobody sits at: a program writes to it as to a real one, and a test reads what.

#include <chrono>
#include <filesystem>
#include <string>

namespace relata::testing {

class Terminal {
 public:
  // Of so many columns.
  explicit Terminal(int columns);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // What a program opens to write to it.
  [[nodiscard]] const std::filesystem::path& device() const { return device_; }

  // Reads until a text has been written, all programs have closed it, or the time is over. Whoever
  // writes waits while nobody reads.
  void read_until(const std::string& text, std::chrono::milliseconds limit);
  void read_to_end(std::chrono::milliseconds limit) { read_until("", limit); }
  // All that was read so far, as it was written.
  [[nodiscard]] const std::string& written() const { return written_; }

 private:
  int master_ = -1;
  std::filesystem::path device_;
  std::string written_;
};

// The rows that a terminal of so many columns shows after this. Of the control codes it knows those
// that a line needs which is written over: return, line feed and "erase to the end of the row".
[[nodiscard]] std::string shown_after(const std::string& written, std::size_t columns);

}  // namespace relata::testing

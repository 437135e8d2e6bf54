#pragma once

// Where an answer goes and in which format.

#include <relata/export.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace relata::cli {

// What a verb has to show: the answer of a search, which can be drawn; one in sentences as well; a
// table, or a report.
enum class Shown : std::uint8_t { search, brief, table, report };

void add_output_options(cxxopts::Options& options, Shown shown);
// For verbs that answer with a table out of the store.
void add_table_options(cxxopts::Options& options);
[[nodiscard]] Format output_format(const Command& command, Format by_default = Format::text);
// For reports: Error{usage} for anything but text and JSON, before any work is done.
[[nodiscard]] Format report_format(const Command& command);
// What a terminal needs is asked of standard output: colours unless NO_COLOR is set, its width.
[[nodiscard]] RenderOptions render_options(const Command& command);

// Error{io} if it cannot be written. A reader who closed the pipe early has had enough: no error.
void write_to_standard_output(const std::string& output);
// To standard output, or the file that --output names; a file appears whole or not at all.
void write_output(const Command& command, const std::string& output);

// The same, piece by piece.
class OutputStream {
 public:
  explicit OutputStream(const Command& command);
  ~OutputStream();
  OutputStream(const OutputStream&) = delete;
  OutputStream& operator=(const OutputStream&) = delete;

  // False if whoever read it has gone.
  [[nodiscard]] bool write(std::string_view piece);
  void finish();

 private:
  std::filesystem::path path_;     // as it was given; empty: standard output
  std::filesystem::path written_;  // what is written to
  std::filesystem::path final_;    // what it is renamed to, if that is another
  std::ofstream file_;
};

// A line to standard error, made fit for a terminal.
void say(const std::string& line);

}  // namespace relata::cli

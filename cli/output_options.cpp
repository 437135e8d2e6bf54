#include "cli/output_options.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "export/plain_text.h"

namespace relata::cli {
namespace {

namespace fs = std::filesystem;

constexpr int width_default = 100;
constexpr int width_least = 40;

bool is_terminal() { return isatty(STDOUT_FILENO) == 1; }

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::max<int>(size.ws_col, width_least);
  }
  return width_default;
}

// https://no-color.org: present and not empty.
bool wants_color() {
  const char* const refused = std::getenv("NO_COLOR");
  return is_terminal() && (refused == nullptr || *refused == '\0');
}

[[noreturn]] void fail_writing(const fs::path& path, const std::string& why) {
  throw Error(ErrorCode::io, "writing " + path.string() + ": " + why +
                                 "; check the path, its permissions and the space left");
}

}  // namespace

void add_output_options(cxxopts::Options& options, Shown shown) {
  const auto formats = [shown] {
    switch (shown) {
      case Shown::search:
        return "text, json, jsonl, csv, dot, svg or png";
      case Shown::brief:
        return "text, markdown, json, jsonl, csv, dot, svg or png";
      case Shown::table:
        return "text, json, jsonl or csv";
      case Shown::report:
        break;
    }
    return "text or json";
  };
  auto add = options.add_options("Output");
  add("f,format", formats(), one_value(), "FORMAT");
  add("o,output", "write to a file instead", one_value(), "FILE");
  if (shown != Shown::report) add("raw", "csv: cells byte for byte, formulas too");
  if (shown == Shown::report || shown == Shown::table) return;
  add("claims-max", "text: claims shown of each relation; default: 20", one_value(), "N");
  add("timing", "say what the search cost");
}

void add_table_options(cxxopts::Options& options) {
  add_output_options(options, Shown::table);
  add_snapshot_option(options);
}

Format output_format(const Command& command, Format by_default) {
  if (!command.has("format")) return by_default;
  const auto format = parse_format(command.text("format"));
  if (!format)
    command.refuse("format", "text, json, jsonl, csv, dot, svg, png or, of briefs, markdown");
  if (*format == Format::png && !command.has("output") && is_terminal()) {
    command.refuse("format", "another one on a terminal; send a PNG to a file with --output FILE");
  }
  return *format;
}

Format report_format(const Command& command) {
  const char* const option = command.has("report") ? "report" : "format";
  if (command.has("report") && command.has("format")) {
    command.refuse_as("report", "it is another name of --format; give one of the two");
  }
  if (!command.has(option)) return Format::text;
  const auto format = parse_format(command.text(option));
  if (format != Format::text && format != Format::json && format != Format::jsonl) {
    command.refuse(option, "text or json");
  }
  return *format;
}

RenderOptions render_options(const Command& command) {
  RenderOptions options;
  if (!command.has("output")) {
    if (wants_color()) options.color = RenderOptions::Color::ansi;
    options.width = terminal_width();
  }
  if (command.has("claims-max")) options.claims_max = command.count("claims-max", 0, 1'000'000);
  if (command.has("raw")) options.csv_cells = RenderOptions::CsvCells::raw;
  if (command.has("timing")) options.timing = RenderOptions::Timing::shown;
  return options;
}

namespace {

// False if the reader has closed the pipe.
bool write_to_pipe(std::string_view output) {
  for (std::size_t at = 0; at < output.size();) {
    const ssize_t written = ::write(STDOUT_FILENO, output.data() + at, output.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) return false;
    if (written < 0) {
      throw Error(ErrorCode::io,
                  "writing to standard output: " + std::generic_category().message(errno) +
                      "; the answer is incomplete");
    }
    at += static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

void write_to_standard_output(const std::string& output) {
  static_cast<void>(write_to_pipe(output));
}

// A file appears whole or not at all; what a link leads to is replaced, not the link. A pipe or a
// device is written to as it is.
OutputStream::OutputStream(const Command& command) {
  if (!command.has("output") || command.text("output") == "-") return;
  path_ = command.text("output");
  std::error_code error;
  written_ = fs::is_symlink(path_, error) ? fs::weakly_canonical(path_, error) : path_;
  const fs::file_status status = fs::status(written_, error);
  if (fs::is_directory(status)) fail_writing(path_, "it is a directory");
  if (!fs::exists(status) || fs::is_regular_file(status)) {
    final_ = written_;
    written_ += ".partial-" + std::to_string(getpid());
  }
  file_.open(written_, std::ios::binary | std::ios::trunc);
  if (!file_) fail_writing(path_, "it cannot be written");
}

OutputStream::~OutputStream() {
  std::error_code ignored;
  if (!final_.empty()) fs::remove(written_, ignored);  // unless it was renamed
}

bool OutputStream::write(std::string_view piece) {
  if (path_.empty()) return write_to_pipe(piece);
  file_.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  if (!file_) fail_writing(path_, "it does not take the answer");
  return true;
}

void OutputStream::finish() {
  if (path_.empty()) return;
  file_.close();
  if (file_.fail()) fail_writing(path_, "it does not take the answer");
  if (final_.empty()) return;
  std::error_code error;
  fs::rename(written_, final_, error);
  if (error) fail_writing(path_, error.message());
  final_.clear();
}

void write_output(const Command& command, const std::string& output) {
  OutputStream stream(command);
  static_cast<void>(stream.write(output));
  stream.finish();
}

void say(const std::string& line) { std::fprintf(stderr, "%s\n", visible(line).c_str()); }

}  // namespace relata::cli

#include "cli/ingest_verb.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "cli/ingest_report.h"
#include "cli/interrupt.h"
#include "export/words.h"
#include "ingest/input.h"
#include "ingest/mapping.h"

namespace relata::cli {
namespace {

IngestQuery query_of(const Command& command, Effect effect) {
  IngestQuery query{.inputs = command.arguments(),
                    .format = command.text("as"),
                    .schemas = command.texts("schema"),
                    .mapping = command.text("mapping"),
                    .strictness = command.has("strict") ? Strictness::strict : Strictness::lenient,
                    .effect = effect,
                    .merging = command.has("no-merge") ? Merging::none : Merging::safe,
                    .document = command.text("document"),
                    .publisher = command.text("publisher"),
                    .rejects = command.text("rejects"),
                    .stop = interrupt_token()};
  if (command.has("max-rejections")) {
    query.rejections_max = command.count("max-rejections", 0, 1'000'000'000);
  }
  if (command.has("max-line-bytes")) {
    query.line_bytes_max = command.count("max-line-bytes", 1, std::size_t{1} << 30);
  }
  if (command.has("memory")) {
    query.memory_max = command.count("memory", 1, std::size_t{1} << 20) << 20;
  }
  return query;
}

// "45 s", "3 min".
std::string seconds_words(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  return whole < 120 ? std::to_string(whole) + " s" : grouped((whole + 59) / 60) + " min";
}

// A longer line would go on in the next row, and only that would be written over.
std::size_t row_width() {
  constexpr std::size_t width_default = 80;
  winsize size{};
  const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return (is_known ? size.ws_col : width_default) - 1;
}

// One line that is written over, for those who watch.
class ProgressLine {
 public:
  ProgressLine() : is_shown_(isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const IngestProgress& progress) {
    if (!is_shown_) return;
    std::string line = progress.stage + ", " + grouped(progress.records) + " records, " +
                       bytes_words(progress.bytes_read);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    if (progress.stage == "reading" && seconds >= 1) {
      line += ", " +
              grouped(static_cast<std::uint64_t>(static_cast<double>(progress.records) / seconds)) +
              " records/s";
      const std::uint64_t left =
          progress.bytes_total - std::min(progress.bytes_read, progress.bytes_total);
      if (progress.bytes_total > 0 && progress.bytes_read > 0) {
        line += ", " + std::to_string(100 * progress.bytes_read / progress.bytes_total) + " %, " +
                seconds_words(seconds * static_cast<double>(left) /
                              static_cast<double>(progress.bytes_read)) +
                " left";
      }
    }
    line.resize(std::min(line.size(), row_width()));
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    is_dirty_ = true;
  }

  void clear() {
    if (is_dirty_) std::fputs("\r\x1b[K", stderr);
    is_dirty_ = false;
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  bool is_shown_;
  bool is_dirty_ = false;
};

// What directories hold besides, in one line.
void say_passed_over(const std::vector<std::string>& files) {
  constexpr std::size_t files_said = 3;
  if (files.empty()) return;
  std::string line =
      count_words(files.size(), "file", "files") + " passed over, in no format that is known: ";
  for (std::size_t i = 0; i < std::min(files_said, files.size()); ++i) {
    line += (i == 0 ? "" : ", ") + files[i];
  }
  if (files.size() > files_said) {
    line += " and " + grouped(files.size() - files_said) + " more (--report json lists them)";
  }
  say(line);
}

// As what each input was read, where that is not plain: our own format goes without saying unless
// records were rejected.
void say_formats(const IngestReport& report) {
  constexpr std::size_t inputs_said = 20;
  constexpr std::string_view own_format = "relata";
  std::vector<std::string> lines;
  for (const InputFormat& input : report.inputs) {
    const bool is_plain = input.format == own_format && report.rejections.empty();
    if (is_plain || input.is_asked_for) continue;
    lines.push_back(input.file + ": read as " + input.format);
  }
  for (std::size_t i = 0; i < std::min(inputs_said, lines.size()); ++i) say(lines[i]);
  if (lines.size() > inputs_said) {
    say(grouped(lines.size() - inputs_said) + " more inputs; --report json lists them all");
  }
  say_passed_over(report.passed_over);
}

void say_messages(const IngestReport& report) {
  say_formats(report);
  if (!report.merging_left_out.empty()) {
    say("warning: looking for entities that are one: " + report.merging_left_out);
  }
  for (const Rejection& rejection : report.rejections) {
    say("rejected: " + to_text(rejection));
  }
  const std::uint64_t unsaid = report.rejections_total - report.rejections.size();
  if (unsaid > 0) {
    say("rejected: " + grouped(unsaid) + " more; --max-rejections lists more");
  }
  constexpr std::size_t warnings_said = 20;
  for (std::size_t i = 0; i < std::min(warnings_said, report.warnings.size()); ++i) {
    const Warning& warning = report.warnings[i];
    const std::string times =
        warning.count == 1 ? "" : " (" + grouped(warning.count) + " times, the first here)";
    say("warning: " + to_text(warning.first) + ": " + warning.text + times);
  }
  if (report.warnings.size() > warnings_said) {
    say("warning: " + grouped(report.warnings.size() - warnings_said) +
        " more kinds; --format json lists them all");
  }
}

}  // namespace

void add_ingest_options(cxxopts::Options& options) {
  options.add_options("Input")("as",
                               "the format of every input; default: recognised (`relata formats`)",
                               one_value(), "FORMAT")(
      "no-merge", "merge nothing by itself; default: what is safe (`relata resolve` explains)")(
      "strict", "all or nothing: one rejection or unknown type, and nothing goes in")(
      "schema", "a schema file that extends the store's types; may be repeated", many_values(),
      "FILE")("mapping",
              "a file that says what the columns of tables are, and renames types and fields",
              one_value(), "FILE")(
      "document", "key of the document of claims that name none; default: the file's name",
      one_value(),
      "KEY")("publisher", "publisher of that document, by key or name", one_value(), "NAME")(
      "rejects", "write rejected records to a file or directory, to mend them", one_value(),
      "PATH")("max-rejections", "rejections that are listed; all are counted; default: 1000",
              one_value(), "N")("max-line-bytes", "a longer line is rejected; default: 16777216",
                                one_value(), "N")(
      "memory", "about as much is used; larger inputs become several batches; default: 4096",
      one_value(), "MIB");
  add_output_options(options, Shown::report);
  options.add_options("Output")("report", "the same as --format", one_value(), "FORMAT");
}

void check_before(const Command& command) {
  const IngestQuery query = query_of(command, Effect::dry_run);
  if (!query.format.empty()) check_input_format(query.format);
  if (!query.mapping.empty()) static_cast<void>(Mapping::read(query.mapping));
  static_cast<void>(report_format(command));
  static_cast<void>(list_inputs(command.arguments()));
}

Outcome take_in(const Command& command, Store& store, Effect effect) {
  IngestQuery query = query_of(command, effect);
  const Format format = report_format(command);
  ProgressLine line;
  query.on_progress = [&](const IngestProgress& progress) { line.show(progress); };
  const IngestReport report = ingest(store, query);
  line.clear();
  say_messages(report);
  return {.output = render_report(report, query, format, render_options(command)),
          .code = report.rejections_total == 0 ? ExitCode::done : ExitCode::input};
}

}  // namespace relata::cli

// Row f: what each format costs to take in.

#include <rapidjson/document.h>

#include <relata/error.h>
#include <relata/ingest.h>
#include <algorithm>
#include <fstream>
#include <iterator>

#include "bench/format_inputs.h"
#include "bench/program_run.h"
#include "bench/rows.h"

namespace relata::bench {
namespace {

namespace fs = std::filesystem;

// What `relata ingest` says of an input.
struct Taken {
  std::uint64_t records = 0;
  std::uint64_t relations = 0;
};

std::string name_of(const FormatInput& input) {
  const std::string variant = input.variant;
  return variant.empty() ? input.format : input.format + (", " + variant);
}

[[noreturn]] void fail(const FormatInput& input, const std::string& why) {
  throw Error(ErrorCode::input, "measuring the format " + name_of(input) + ": " + why +
                                    "; mend what bench/ writes for it");
}

Taken read_report(const FormatInput& input, const fs::path& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  rapidjson::Document report;
  report.Parse(text.c_str());
  if (report.HasParseError()) fail(input, "its report is no JSON");
  if (report["inputs"].Empty()) fail(input, "nothing was read");
  for (const auto& each : report["inputs"].GetArray()) {
    const std::string format = each["format"].GetString();
    if (format != input.format) fail(input, "it was read as " + format);
  }
  if (report["records"]["rejected"].GetUint64() > 0) {
    fail(input,
         std::string("a record was rejected: ") + report["rejections"][0]["reason"].GetString());
  }
  return {.records = report["records"]["read"].GetUint64(),
          .relations = report["relations"]["read"].GetUint64()};
}

std::uint64_t bytes_of(const fs::path& input) {
  if (!fs::is_directory(input)) return fs::file_size(input);
  std::uint64_t bytes = 0;
  for (const auto& file : fs::directory_iterator(input)) bytes += file.file_size();
  return bytes;
}

class FormatRow {
 public:
  FormatRow(const FormatInput& input, const FormatWork& work, fs::path directory)
      : input_(input),
        work_(work),
        directory_(std::move(directory)),
        store_(directory_.string() + ".store"),
        report_(directory_.string() + ".report.json"),
        messages_(directory_.string() + ".messages") {}

  // Leaves what it made where something is wrong.
  void measure(const FormatSource& source, Report& report) {
    const std::uint64_t written = input_.write(source);
    for (int round = 0; round < work_.rounds; ++round) take(written);
    const std::string name = name_of(input_);
    report.add(over_rounds("f", name, "relations/s", relations_));
    report.add(over_rounds("f", name, "records/s", records_));
    report.add(over_rounds("f", name, "MB/s", megabytes_));
    report.add(over_rounds("f", name, "us/relation", cpu_));
    report.add(over_rounds("f", name, "MiB, peak", memory_));
    remove();
    fs::remove(messages_);
    fs::remove_all(directory_);
  }

 private:
  void take(std::uint64_t written) {
    remove();
    if (*input_.known != '\0') run(input_.known);
    const ProgramRun run_of_input = run(input_.input);
    const Taken taken = read_report(input_, report_);
    if (taken.relations != written * input_.parts) {
      fail(input_, std::to_string(written * input_.parts) + " relations were written and " +
                       std::to_string(taken.relations) + " were read");
    }
    const double seconds = run_of_input.milliseconds / 1000;
    relations_.push_back(static_cast<double>(written) / seconds);
    records_.push_back(static_cast<double>(taken.records) / seconds);
    megabytes_.push_back(static_cast<double>(bytes_of(directory_ / input_.input)) / 1e6 / seconds);
    cpu_.push_back(run_of_input.cpu_milliseconds * 1000 / static_cast<double>(written));
    memory_.push_back(run_of_input.memory_peak_mib);
  }

  ProgramRun run(const char* input) const {
    std::vector<std::string> command = {
        work_.program, "ingest", directory_ / input, "--schema", work_.schema, "--store", store_,
        "--format",    "json",   "--output",         report_};
    if (*input_.mapping != '\0') {
      command.insert(command.end(), {"--mapping", directory_ / input_.mapping});
    }
    return run_program(command, messages_);
  }

  void remove() const {
    fs::remove_all(store_);
    fs::remove(report_);
  }

  const FormatInput& input_;
  const FormatWork& work_;
  fs::path directory_;
  fs::path store_;
  fs::path report_;
  fs::path messages_;
  std::vector<double> relations_;
  std::vector<double> records_;
  std::vector<double> megabytes_;
  std::vector<double> cpu_;
  std::vector<double> memory_;
};

void check_all_are_there(const std::vector<FormatInput>& inputs) {
  for (const InputFormatInfo& format : input_formats()) {
    const bool is_there = std::any_of(inputs.begin(), inputs.end(), [&](const FormatInput& input) {
      return input.format == format.name;
    });
    if (!is_there) {
      throw Error(ErrorCode::input, "measuring formats: nothing is written for \"" + format.name +
                                        "\"; add it to bench/format_inputs.cpp");
    }
  }
}

}  // namespace

void measure_formats(const FormatWork& work, Report& report) {
  const std::vector<FormatInput> inputs = format_inputs();
  check_all_are_there(inputs);
  if (!work.only.empty()) check_input_format(work.only);
  std::vector<std::string> dates;
  for (int day = 0; day < ActorGraph::days_count; ++day) dates.push_back(date_text(day));
  for (const FormatInput& input : inputs) {
    if (!work.only.empty() && work.only != input.format) continue;
    const fs::path directory = work.directory / "formats" / input.format;
    fs::remove_all(directory);
    fs::create_directories(directory);
    FormatRow(input, work, directory)
        .measure({.graph = work.graph, .directory = directory, .dates = dates}, report);
  }
}

}  // namespace relata::bench

// What `relata formats` shows of a format is an input in it.

#include <relata/ingest.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <sstream>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

// By their names; under "" what is before the first.
std::map<std::string, std::string> files_of(const std::string& example) {
  std::map<std::string, std::string> files;
  std::string name;
  std::istringstream lines(example);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("==> ") && line.ends_with(" <==")) {
      name = line.substr(4, line.size() - 8);
    } else {
      files[name] += line + "\n";
    }
  }
  return files;
}

// A table needs a mapping, and is given the one that is guessed.
std::string mapping_for(const std::string& format, const std::string& input) {
  if (format != "csv") return "";
  Taking taking;
  const std::string error =
      error_of(taking, {.inputs = {input}, .format = format}, ErrorCode::input);
  return error.substr(std::min(error.find('{'), error.size()));
}

IngestReport take_example(Taking& taking, const InputFormatInfo& format) {
  const auto files = files_of(format.example);
  if (files.contains("")) {
    const std::string input = taking.write("input", files.at(""));
    IngestQuery query{.inputs = {input}, .format = format.name};
    const std::string mapping = mapping_for(format.name, input);
    if (!mapping.empty()) query.mapping = taking.write("mapping.json", mapping);
    return taking.take_query(query);
  }
  std::filesystem::create_directory(taking.path("files"));
  for (const auto& [name, content] : files) taking.write("files/" + name, content);
  return taking.take_query({.inputs = {taking.path("files")}});
}

}  // namespace

TEST_CASE("the example of each format is read as it stands, and all of it is taken") {
  for (const InputFormatInfo& format : input_formats()) {
    CAPTURE(format.name, format.example);
    Taking taking;
    const IngestReport report = take_example(taking, format);
    CHECK(rejections_of(report).empty());
    CHECK(report.records.taken > 0);
    CHECK(std::any_of(report.inputs.begin(), report.inputs.end(),
                      [&](const auto& input) { return input.format == format.name; }));
  }
}

TEST_CASE("an example of one file is recognised without a name, as from standard input") {
  for (const InputFormatInfo& format : input_formats()) {
    const auto files = files_of(format.example);
    // Tables of any kind, and tables that their files' names tell, need to be named.
    if (!files.contains("") || format.name == "csv") continue;
    CAPTURE(format.name);
    CHECK(format_of("", files.at("")) == format.name);
  }
}

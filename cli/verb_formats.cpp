#include <relata/ingest.h>

#include <algorithm>

#include "cli/output_options.h"
#include "export/json_writer.h"
#include "export/text_page.h"

namespace relata::cli {
namespace {

// As it is, tabs and long lines too: it is for copying.
std::string indented(std::string_view example) {
  std::string text;
  while (!example.empty()) {
    const std::string_view line = example.substr(0, example.find('\n'));
    text += "    " + std::string(line) + "\n";
    example.remove_prefix(std::min(line.size() + 1, example.size()));
  }
  return text;
}

std::string text_of_formats(const RenderOptions& options) {
  std::string text;
  for (const InputFormatInfo& format : input_formats()) {
    TextPage page(options);
    page.paragraph({.first = "", .rest = "    "},
                   {{.text = format.name + ": ", .tone = Tone::title},
                    {.text = format.title + ", "},
                    {.text = format.files, .tone = Tone::dim}});
    text += page.take() + indented(format.example) + "\n";
  }
  return text +
         "Each may be packed with gzip, bzip2, Zstandard or xz. `relata ingest --as NAME` names "
         "one.\nA line ==> NAME <== begins a file of its own.\n";
}

std::string json_of_formats() {
  JsonWriter json;
  json.begin_object();
  json.field("answer", "formats");
  json.key("formats");
  json.begin_array();
  for (const InputFormatInfo& format : input_formats()) {
    json.begin_object();
    json.field("name", format.name);
    json.field("title", format.title);
    json.field("files", format.files);
    json.field("example", format.example);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take_line();
}

Outcome run(const Command& command) {
  const bool is_text = report_format(command) == Format::text;
  return {.output = is_text ? text_of_formats(render_options(command)) : json_of_formats()};
}

void add_options(cxxopts::Options& options) { add_output_options(options, Shown::report); }

}  // namespace

const Verb formats_verb = {.name = "formats",
                           .arguments = "",
                           .arguments_min = 0,
                           .arguments_max = 0,
                           .summary = "The formats that ingest reads, each with an example.",
                           .examples =
                               "relata formats\n"
                               "relata formats --format json",
                           .add_options = add_options,
                           .run = run};

}  // namespace relata::cli

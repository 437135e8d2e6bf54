#include <relata/ingest.h>

#include "cli/output_options.h"
#include "export/json_writer.h"
#include "export/text_page.h"

namespace relata::cli {
namespace {

std::string text_of_formats(const RenderOptions& options) {
  TextPage page(options);
  for (const InputFormatInfo& format : input_formats()) {
    page.paragraph({.first = "", .rest = "    "},
                   {{.text = format.name + ": ", .tone = Tone::title},
                    {.text = format.title + ", "},
                    {.text = format.files, .tone = Tone::dim}});
    page.paragraph({.first = "    ", .rest = "    "}, {{.text = format.example}});
    page.blank();
  }
  page.line(
      "Each may be packed with gzip, bzip2, Zstandard or xz. `relata ingest --as NAME` names one.");
  return page.take();
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

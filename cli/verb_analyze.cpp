#include "cli/interrupt.h"
#include "cli/measure_options.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")(
      "measure",
      "columns, with commas; the first ranks: " + measure_names() + "; default: pagerank,degree",
      many_values(), "NAMES")("top", "entities that are listed; default: 20", one_value(), "N");
  add_view_options(options);
  add_limit_options(options);
  add_effort_options(options);
  add_output_options(options, Shown::table);
  options.add_options("Output")("timing", "say what the analysis cost, without loading the graph");
  add_snapshot_option(options);
}

Outcome run(const Command& command) {
  const Format format = output_format(command);
  const bool is_drawn = format == Format::dot || format == Format::svg || format == Format::png;
  if (is_drawn) {
    command.refuse("format", "text, json, jsonl or csv; `relata export --measures` draws them");
  }
  const OpenedStore opened = open_to_read(command);
  AnalysisQuery query{.measures = {Measure::pagerank, Measure::degree},
                      .view = view_of(command, opened),
                      .limits = limits_of(command),
                      .stop = interrupt_token()};
  if (command.has("measure")) query.measures = measures_of(command, "measure");
  if (command.has("top")) query.entities_max = command.count("top", 1, 4'000'000'000);
  read_effort(command, query);
  const AnalysisAnswer answer = analyze(*opened.store, opened.at, query);
  const RenderOptions options =
      titled(command, opened,
             "Who stands out in " + command.store_path().filename().string() +
                 ", and how does it hang together?",
             query.view);
  if (format == Format::csv || format == Format::jsonl) say_what_is_missing(answer);
  return {.output = render(answer, format, options), .code = exit_code_of(answer)};
}

}  // namespace

const Verb analyze_verb = {
    .name = "analyze",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary =
        "Who stands out, and how the whole hangs together: centralities, components, communities.",
    .examples =
        "relata analyze --measure pagerank,degree,brokerage --top 10\n"
        "relata analyze --measure betweenness --known-by 2025-04-25 --relation-type leads,part_of\n"
        "relata analyze --measure community,core,triangles --format csv --top 100000",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli

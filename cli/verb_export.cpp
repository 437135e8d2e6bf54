#include <limits>

#include "cli/interrupt.h"
#include "cli/measure_options.h"
#include "cli/search_verb.h"

namespace relata::cli {
namespace {

void add_options(cxxopts::Options& options) {
  options.add_options("Question")("measures",
                                  "what entities get beside: " + measure_names() +
                                      ", with commas; diagrams show the first by size",
                                  many_values(), "NAMES");
  add_view_options(options);
  add_effort_options(options);
  add_output_options(options, Shown::search);
  add_snapshot_option(options);
}

// An export has no limit on time, and none is set on what it measures.
void measure(const Command& command, const OpenedStore& opened,
             const std::vector<Measure>& measures, ClaimsAnswer& everything) {
  AnalysisQuery query{.measures = measures,
                      .view = everything.question.view,
                      .entities_max = std::numeric_limits<std::size_t>::max(),
                      .detail = Detail::structure,
                      .limits = {.time_ms_max = 0},
                      .stop = interrupt_token()};
  read_effort(command, query);
  const AnalysisAnswer analysis = analyze(*opened.store, opened.at, query);
  add_measures(analysis, everything.graph);
  everything.is_stopped = analysis.is_stopped;
}

Outcome run(const Command& command) {
  const std::vector<Measure> measures = measures_of(command, "measures");
  const OpenedStore opened = open_to_read(command);
  ClaimsAnswer everything = find_everything(*opened.store, opened.at, view_of(command, opened));
  if (!measures.empty()) measure(command, opened, measures, everything);
  return rendered(command, opened, everything,
                  "Everything in " + command.store_path().filename().string(), Format::jsonl);
}

}  // namespace

const Verb export_verb = {
    .name = "export",
    .arguments = "",
    .arguments_min = 0,
    .arguments_max = 0,
    .summary = "Everything in a view. JSON Lines by default, which `relata ingest` reads again.",
    .examples =
        "relata export --output everything.jsonl\n"
        "relata export --known-by 2025-04-25 --format csv\n"
        "relata export --measures pagerank,core --format csv --output everything.csv\n"
        "relata export --relation-type leads,part_of --format png --output offices.png",
    .add_options = add_options,
    .run = run};

}  // namespace relata::cli

#include "cli/measure_options.h"

#include <algorithm>
#include <array>

#include "graph/words.h"

namespace relata::cli {
namespace {

constexpr std::array all_measures = {Measure::degree,      Measure::relations, Measure::pagerank,
                                     Measure::betweenness, Measure::closeness, Measure::component,
                                     Measure::brokerage,   Measure::core,      Measure::community,
                                     Measure::triangles};

}  // namespace

std::string measure_names() {
  std::vector<std::string> names;
  for (const Measure measure : all_measures) names.emplace_back(word(measure));
  return joined(names, ", ");
}

std::vector<Measure> measures_of(const Command& command, const std::string& option) {
  std::vector<Measure> measures;
  for (const std::string& name : command.words(option)) {
    const auto measure = parse_measure(name);
    if (!measure) command.refuse(option, measure_names() + ", with commas");
    measures.push_back(*measure);
  }
  return measures;
}

void add_effort_options(cxxopts::Options& options) {
  options.add_options("Limit")(
      "sources",
      "betweenness, closeness: of large graphs, searches from so many entities; default: 100",
      one_value(), "N")(
      "exact-steps", "the same: what is large, in steps of searches from all; default: 2000000000",
      one_value(), "N");
}

void read_effort(const Command& command, AnalysisQuery& query) {
  constexpr std::uint64_t sources_most = 4'000'000'000;
  if (command.has("sources")) query.sources = command.count("sources", 2, sources_most);
  if (command.has("exact-steps")) {
    query.exact_steps_max = command.count("exact-steps", 0, UINT64_MAX);
  }
}

}  // namespace relata::cli

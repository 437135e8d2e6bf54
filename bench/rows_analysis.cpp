// Row l: measures of the whole graph in memory, each with the graph of links that it is taken of.

#include <relata/analyze.h>

#include <stdexcept>
#include <vector>

#include "bench/rows.h"

namespace relata::bench {
namespace {

struct Case {
  Measure measure = Measure::degree;
  const char* what = "";
  const char* target = "";
};

constexpr std::uint64_t sources = 16;
constexpr int iterations = 20;

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {.measure = Measure::degree, .what = "degrees"},
      {.measure = Measure::component, .what = "components", .target = "0.3"},
      {.measure = Measure::pagerank, .what = "PageRank, 20 iterations", .target = "1.5"},
      {.measure = Measure::core, .what = "cores"},
      {.measure = Measure::brokerage, .what = "brokers"},
      {.measure = Measure::triangles, .what = "triangles"},
      {.measure = Measure::community, .what = "communities"},
      {.measure = Measure::betweenness, .what = "betweenness from 16 sources"},
      {.measure = Measure::closeness, .what = "closeness from 16 sources"}};
  return all;
}

AnalysisQuery query_of(const Case& one) {
  return {.measures = {one.measure},
          .detail = Detail::structure,
          .exact_steps_max = 0,
          .sources = sources,
          .pagerank_iterations_max = iterations,
          .limits = {.time_ms_max = 0}};
}

}  // namespace

void measure_analysis(const Workload& work, Report& report) {
  const auto store = open_store(work.store, OpenMode::read);
  const Graph graph(*store, store->snapshot());
  for (const Case& one : cases()) {
    std::vector<double> seconds;
    for (int round = 0; round < work.rounds; ++round) {
      const Stopwatch watch;
      const AnalysisAnswer answer = analyze(graph, query_of(one));
      seconds.push_back(watch.milliseconds() / 1000);
      if (answer.columns.front().extent != Extent::complete) {
        throw std::runtime_error(std::string(one.what) + ": not done to the end");
      }
    }
    report.add(over_rounds("l", one.what, "s", seconds, one.target));
  }
}

}  // namespace relata::bench

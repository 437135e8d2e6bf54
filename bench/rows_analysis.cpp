// Row l: measures of the whole graph in memory, each with the graph of links that it is taken of,
// and everything that is reached from one entity.

#include <relata/analyze.h>
#include <relata/lookup.h>
#include <relata/neighborhood.h>

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

// The kernel counts what relata lists.
void measure_full_search(const Workload& work, const Store& store, const Graph& graph,
                         Report& report) {
  constexpr int times = 5;  // a round
  const std::uint32_t entity = work.questions.middling.front();
  const NeighborhoodQuery query{
      .center = resolve_entity(store, store.snapshot(), entity_key(entity)).id,
      .hops = hops_all,
      .detail = Detail::structure,
      .entities_max = work.graph.entities};
  BareGraph bare(work.graph);
  std::vector<double> seconds;
  std::vector<double> limit;
  for (int time = 0; time <= times * work.rounds; ++time) {
    Stopwatch watch;
    const std::uint64_t count = bare.count_near(entity, hops_all);
    limit.push_back(watch.milliseconds() / 1000);
    watch = {};
    const NeighborhoodAnswer answer = find_neighborhood(graph, query);
    seconds.push_back(watch.milliseconds() / 1000);
    if (answer.neighbors.size() != count + 1) {
      throw std::runtime_error("the full search: not as many entities as the kernel's");
    }
  }
  // The first of each warms up.
  seconds.erase(seconds.begin());
  limit.erase(limit.begin());
  Figure figure = over_rounds("l", "full search from a middling entity", "s", seconds, "0.15");
  figure.limit = percentile(limit, 0.5);
  report.add(std::move(figure));
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
  measure_full_search(work, *store, graph, report);
}

}  // namespace relata::bench

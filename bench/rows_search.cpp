// Rows c, d, e, i and j: the searches, warm.

#include <relata/lookup.h>
#include <relata/neighborhood.h>
#include <functional>
#include <stdexcept>

#include "bench/rows.h"

namespace relata::bench {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Milliseconds of each call.
template <class Items, class Call>
std::vector<double> time_each(const Items& items, const Call& call) {
  std::vector<double> samples;
  samples.reserve(items.size());
  for (const auto& item : items) {
    const Stopwatch watch;
    call(item);
    samples.push_back(watch.milliseconds());
  }
  return samples;
}

// p50 and p99 of each round, the rounds of relata and of the kernel in turn.
struct Latency {
  std::vector<double> p50;
  std::vector<double> p99;

  void add(const std::vector<double>& samples) {
    p50.push_back(percentile(samples, 0.5));
    p99.push_back(percentile(samples, 0.99));
  }
};

void report_latency(Report& report, const std::string& row, const std::string& what,
                    const Latency& latency, const Latency& limit, const std::string& target) {
  const auto add = [&](const char* name, const auto& samples, const auto& bare,
                       const std::string& reach) {
    Figure figure = over_rounds(row, what + ", " + name, "ms", samples, reach);
    figure.limit = percentile(bare, 0.5);
    report.add(std::move(figure));
  };
  add("p50", latency.p50, limit.p50, target);
  add("p99", latency.p99, limit.p99, "");
}

struct Subjects {
  const Store& store;
  Snapshot at;
  const Graph& graph;
  BareGraph& bare;
};

void measure_paths(const Workload& work, const Subjects& subjects, const std::string& row,
                   const Pairs& pairs, const View& view, BareGraph::Filter filter,
                   const std::string& target, Report& report) {
  Latency in_memory;
  Latency from_store;
  Latency limit;
  std::uint64_t disagreements = 0;
  const auto query = [&](const auto& pair) {
    return PathQuery{.from = resolve_entity(subjects.store, subjects.at, entity_key(pair.first)).id,
                     .to = resolve_entity(subjects.store, subjects.at, entity_key(pair.second)).id,
                     .view = view,
                     .hops_max = 64,
                     .explains_none = false};
  };
  for (int round = 0; round <= work.rounds; ++round) {
    std::vector<int> distances;
    const auto bare = time_each(pairs, [&](const auto& pair) {
      distances.push_back(subjects.bare.distance(pair.first, pair.second, filter));
    });
    std::size_t place = 0;
    const auto check = [&](const PathAnswer& answer) {
      const int hops =
          answer.paths.empty() ? -1 : static_cast<int>(answer.paths.front().hops.size());
      if (hops != distances[place++ % distances.size()]) ++disagreements;
    };
    const auto memory =
        time_each(pairs, [&](const auto& pair) { check(find_paths(subjects.graph, query(pair))); });
    const auto store = time_each(pairs, [&](const auto& pair) {
      check(find_paths(subjects.store, subjects.at, query(pair)));
    });
    if (round == 0) continue;  // warms up
    limit.add(bare);
    in_memory.add(memory);
    from_store.add(store);
  }
  const std::string what = row == "c" ? "warm shortest path" : "the same under a view";
  report_latency(report, row, what + ", in memory", in_memory, limit, target);
  report_latency(report, row, what + ", out of the store", from_store, limit, "");
  if (disagreements != 0) {
    throw std::runtime_error(std::to_string(disagreements) + " paths differ from the kernel's");
  }
}

void measure_neighborhoods(const Workload& work, const Subjects& subjects,
                           const std::vector<std::uint32_t>& entities, const std::string& who,
                           int hops, Report& report) {
  Latency in_memory;
  Latency from_store;
  Latency limit;
  const auto query = [&](std::uint32_t entity) {
    return NeighborhoodQuery{
        .center = resolve_entity(subjects.store, subjects.at, entity_key(entity)).id,
        .hops = hops,
        .detail = Detail::structure,
        .entities_max = 10'000'000};
  };
  std::uint64_t sum = 0;
  for (int round = 0; round <= work.rounds; ++round) {
    const auto bare = time_each(entities, [&](std::uint32_t entity) {
      sum += hops == 1 ? subjects.bare.touch_relations(entity)
                       : subjects.bare.count_near(entity, hops);
    });
    const auto memory = time_each(entities, [&](std::uint32_t entity) {
      sum += find_neighborhood(subjects.graph, query(entity)).neighbors.size();
    });
    const auto store = time_each(entities, [&](std::uint32_t entity) {
      sum += find_neighborhood(subjects.store, subjects.at, query(entity)).neighbors.size();
    });
    if (round == 0) continue;
    limit.add(bare);
    in_memory.add(memory);
    from_store.add(store);
  }
  const std::string what = std::to_string(hops) + "-hop of " + who;
  report_latency(report, "e", what + ", in memory", in_memory, limit, "");
  report_latency(report, "e", what + ", out of the store", from_store, limit, "");
  if (sum == 0) throw std::runtime_error("there are no neighbours at all");
}

}  // namespace

void measure_searches(const Workload& work, Report& report) {
  const auto store = open_store(work.store, OpenMode::read);
  const Snapshot at = store->snapshot();
  std::vector<double> seconds;
  std::vector<double> bytes;
  for (int round = 0; round < work.rounds; ++round) {
    const Stopwatch watch;
    const Graph graph(*store, at);
    seconds.push_back(watch.milliseconds() / 1000);
    bytes.push_back(graph.bytes_per_relation());
  }
  const Stopwatch watch;
  BareGraph bare(work.graph);
  Figure opening = over_rounds("j", "open the in-memory graph", "s", seconds, "5");
  opening.limit = watch.milliseconds() / 1000;
  report.add(std::move(opening));
  report.add(over_rounds("i", "the in-memory graph", "bytes/relation", bytes, "64"));

  const Graph graph(*store, at);
  const Subjects subjects{.store = *store, .at = at, .graph = graph, .bare = bare};
  measure_paths(work, subjects, "c", work.questions.pairs, {}, BareGraph::Filter::none, "p50 0.2",
                report);
  measure_paths(work, subjects, "d", work.questions.viewed_pairs, asked_view(),
                BareGraph::Filter::view, "p50 0.5", report);
  measure_neighborhoods(work, subjects, work.questions.middling, "a middling entity", 1, report);
  measure_neighborhoods(work, subjects, work.questions.hubs, "a hub", 1, report);
  measure_neighborhoods(work, subjects, work.questions.middling, "a middling entity", 2, report);
  measure_neighborhoods(work, subjects, work.questions.hubs, "a hub", 2, report);
}

}  // namespace relata::bench

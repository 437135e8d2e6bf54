// Row g: several paths between two entities, warm.

#include <relata/lookup.h>
#include <functional>
#include <stdexcept>

#include "bench/rows.h"

namespace relata::bench {
namespace {

// An answer in a number: how many shortest paths there are, or the hops of the best ones.
double number_of(const PathAnswer& answer) {
  if (answer.question.kind == PathKind::all_shortest) {
    return static_cast<double>(answer.paths_found);
  }
  double hops = 0;
  for (const Path& path : answer.paths) hops += static_cast<double>(path.hops.size());
  return hops;
}

struct Round {
  std::vector<double> milliseconds;
  std::vector<double> numbers;
};

Round ask(std::size_t questions, const std::function<double(std::size_t)>& answer) {
  Round round;
  for (std::size_t i = 0; i < questions; ++i) {
    const Stopwatch watch;
    round.numbers.push_back(answer(i));
    round.milliseconds.push_back(watch.milliseconds());
  }
  return round;
}

std::vector<double> over(const std::vector<Round>& rounds, double share) {
  std::vector<double> values;
  for (const Round& round : rounds) values.push_back(percentile(round.milliseconds, share));
  return values;
}

struct Asked {
  std::string what;
  std::string target_p50;
  std::string target_p99;
};

void report_rounds(const Asked& asked, const std::string& where, const std::vector<Round>& rounds,
                   const std::vector<Round>& limits, Report& report) {
  const auto add = [&](const char* name, double share, const std::string& target) {
    Figure figure = over_rounds("g", asked.what + where + name, "ms", over(rounds, share), target);
    if (!limits.empty()) figure.limit = percentile(over(limits, share), 0.5);
    report.add(std::move(figure));
  };
  add(", p50", 0.5, asked.target_p50);
  add(", p99", 0.99, asked.target_p99);
}

}  // namespace

void measure_several_paths(const Workload& work, Report& report) {
  const auto store = open_store(work.store, OpenMode::read);
  const Snapshot at = store->snapshot();
  const Graph graph(*store, at);
  BareGraph bare(work.graph);
  const auto& pairs = work.questions.pairs;
  const auto measure = [&](PathKind kind, const Asked& asked) {
    const auto query = [&](std::size_t i) {
      return PathQuery{.from = resolve_entity(*store, at, entity_key(pairs[i].first)).id,
                       .to = resolve_entity(*store, at, entity_key(pairs[i].second)).id,
                       .kind = kind,
                       .hops_max = 64,
                       .paths_max = kind == PathKind::best ? 5U : 100U};
    };
    std::vector<Round> in_memory;
    std::vector<Round> from_store;
    std::vector<Round> limits;
    for (int round = 0; round <= work.rounds; ++round) {
      if (round == 1) {  // the first warmed up
        in_memory.clear();
        from_store.clear();
        limits.clear();
      }
      in_memory.push_back(
          ask(pairs.size(), [&](std::size_t i) { return number_of(find_paths(graph, query(i))); }));
      from_store.push_back(ask(pairs.size(), [&](std::size_t i) {
        return number_of(find_paths(*store, at, query(i)));
      }));
      if (kind == PathKind::all_shortest) {
        limits.push_back(ask(pairs.size(), [&](std::size_t i) {
          return bare.count_shortest(pairs[i].first, pairs[i].second);
        }));
      }
      const auto& expected = limits.empty() ? in_memory : limits;
      if (in_memory.back().numbers != expected.back().numbers ||
          from_store.back().numbers != expected.back().numbers) {
        throw std::runtime_error("the two graphs or the kernel differ in " + asked.what);
      }
    }
    report_rounds(asked, ", in memory", in_memory, limits, report);
    report_rounds(asked, ", out of the store", from_store, limits, report);
  };
  measure(PathKind::all_shortest,
          {.what = "all shortest paths", .target_p50 = "10", .target_p99 = ""});
  measure(PathKind::best, {.what = "the best five paths", .target_p50 = "3", .target_p99 = "20"});
}

}  // namespace relata::bench

// Row k: the best paths by weights that are told by claims, warm.

#include <relata/lookup.h>
#include <algorithm>
#include <array>
#include <stdexcept>

#include "bench/rows.h"

namespace relata::bench {
namespace {

constexpr std::size_t questions_max = 20;

struct NamedWeight {
  PathWeight weight;
  const char* name;
};
constexpr std::array weights{
    NamedWeight{PathWeight::age, "age"}, NamedWeight{PathWeight::support, "support"},
    NamedWeight{PathWeight::credible, "credible"}, NamedWeight{PathWeight::widest, "widest"}};

// Milliseconds of one round, and what each path weighs; -1: none.
struct Round {
  std::vector<double> milliseconds;
  std::vector<double> weights;
};

template <class Find>
Round ask(const std::vector<PathQuery>& questions, const Find& find) {
  Round round;
  for (const PathQuery& question : questions) {
    const Stopwatch watch;
    const PathAnswer answer = find(question);
    round.milliseconds.push_back(watch.milliseconds());
    if (!answer.limits_hit.empty()) throw std::runtime_error("a weighted path hit a limit");
    round.weights.push_back(answer.paths.empty() ? -1 : answer.paths.front().weight);
  }
  return round;
}

void report_rounds(Report& report, const std::string& what, const std::vector<Round>& rounds) {
  const auto at = [&](double share) {
    std::vector<double> values;
    for (const Round& round : rounds) values.push_back(percentile(round.milliseconds, share));
    return values;
  };
  report.add(over_rounds("k", what + ", p50", "ms", at(0.5)));
  report.add(over_rounds("k", what + ", the slowest", "ms", at(1)));
}

}  // namespace

void measure_weighted_paths(const Workload& work, Report& report) {
  const auto store = open_store(work.store, OpenMode::read);
  const Snapshot at = store->snapshot();
  const Graph graph(*store, at);
  const auto id_of = [&](std::uint32_t entity) {
    return resolve_entity(*store, at, entity_key(entity)).id;
  };
  for (const auto& [weight, name] : weights) {
    std::vector<PathQuery> questions;
    for (const auto& [from, to] : work.questions.pairs) {
      if (questions.size() == questions_max) break;
      questions.push_back({.from = id_of(from), .to = id_of(to), .weight = weight});
    }
    std::vector<Round> in_memory;
    std::vector<Round> from_store;
    for (int round = 0; round <= work.rounds; ++round) {
      in_memory.push_back(ask(questions, [&](const auto& q) { return find_paths(graph, q); }));
      from_store.push_back(
          ask(questions, [&](const auto& q) { return find_paths(*store, at, q); }));
      if (in_memory.back().weights != from_store.back().weights) {
        throw std::runtime_error("the two graphs give different weighted paths");
      }
    }
    in_memory.erase(in_memory.begin());  // it warms up
    from_store.erase(from_store.begin());
    const std::string what = std::string("best path by ") + name;
    report_rounds(report, what + ", in memory", in_memory);
    report_rounds(report, what + ", out of the store", from_store);
  }
}

}  // namespace relata::bench

#pragma once

// Runs the one path search on either model of the graph, and gives what it found as plain values.

#include <relata/search.h>
#include <vector>

#include "query/compiled_view.h"
#include "query/hop_reader.h"
#include "query/hop_weight.h"
#include "query/path_search.h"

namespace relata {

struct PathProblem {
  // What a path goes through: from any of the first to any of the last, all between being one
  // entity each. Each is sorted.
  std::vector<std::vector<std::uint64_t>> stations;
  Direction direction = Direction::any;
  int hops_max = 0;
  PathKind kind = PathKind::shortest;
  SideChoice side = SideChoice::cheaper;
  HopWeight weight = {};
  TimeOrder order = TimeOrder::any;
  std::optional<std::uint64_t> degree_max = {};

  [[nodiscard]] HubRule hub_rule() const {
    return {.degree_max = degree_max, .are_charged = weight.has_tolls()};
  }
};

[[nodiscard]] std::vector<std::vector<std::uint64_t>> stations_of(const PathQuery& query);

struct FoundPath {
  std::uint64_t from = 0;
  std::vector<FoundHop> hops;
  double weight = 0;
  double toll = 0;
  Certainty in_order = Certainty::certain;
  Day arrival = Day::min();  // with a TimeOrder
};

struct FoundPaths {
  PathOutcome outcome = PathOutcome::found;
  int hops = 0;  // of the paths
  std::vector<FoundPath> paths;
  std::uint64_t paths_found = 0;
  // After `exhausted`: which end of the leg was, and how many entities it leads to, itself
  // included.
  bool is_forward_exhausted = false;
  std::uint64_t exhausted_size = 0;
  // PathKind::best: there may be more, with more than hops_max; TimeOrder: an earlier one.
  bool is_beyond_hops = false;
};

class PathRunner {
 public:
  virtual ~PathRunner() = default;
  PathRunner() = default;
  PathRunner(const PathRunner&) = delete;
  PathRunner& operator=(const PathRunner&) = delete;

  // Lists no more than `paths_max` paths; 0: none.
  [[nodiscard]] virtual FoundPaths run(const CompiledView& view, const PathProblem& problem,
                                       std::size_t paths_max, SearchWatch& watch) = 0;
  // The last day that a claim or document is dated.
  [[nodiscard]] virtual Day last_reported() const = 0;
};

class StorePathRunner final : public PathRunner {
 public:
  StorePathRunner(const Store& store, const Snapshot& at) : store_(store), at_(at) {}
  [[nodiscard]] FoundPaths run(const CompiledView& view, const PathProblem& problem,
                               std::size_t paths_max, SearchWatch& watch) override;
  [[nodiscard]] Day last_reported() const override { return last_reported_day(store_, at_); }

 private:
  const Store& store_;
  const Snapshot& at_;
};

class GraphPathRunner final : public PathRunner {
 public:
  explicit GraphPathRunner(const Graph& graph) : graph_(graph) {}
  [[nodiscard]] FoundPaths run(const CompiledView& view, const PathProblem& problem,
                               std::size_t paths_max, SearchWatch& watch) override;
  [[nodiscard]] Day last_reported() const override;

 private:
  const Graph& graph_;
};

}  // namespace relata

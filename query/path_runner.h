#pragma once

// Runs the one path search on either model of the graph, and gives what it found as plain values.

#include <relata/search.h>
#include <vector>

#include "query/compiled_view.h"
#include "query/path_search.h"

namespace relata {

struct FoundHop {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::vector<RelationRef> relations;  // by id
};

struct FoundPaths {
  PathOutcome outcome = PathOutcome::cut;
  int hops = 0;  // of the paths
  std::vector<std::vector<FoundHop>> paths;
  std::uint64_t paths_found = 0;
  // After `exhausted`: which end was, and how many entities it leads to, itself included.
  bool is_forward_exhausted = false;
  std::uint64_t exhausted_size = 0;
};

class PathRunner {
 public:
  virtual ~PathRunner() = default;
  PathRunner() = default;
  PathRunner(const PathRunner&) = delete;
  PathRunner& operator=(const PathRunner&) = delete;

  // The two ends differ. Lists no more than `paths_max` paths; 0: none.
  [[nodiscard]] virtual FoundPaths run(const CompiledView& view, const PathProblem& problem,
                                       std::size_t paths_max, SearchWatch& watch) = 0;
};

class StorePathRunner final : public PathRunner {
 public:
  StorePathRunner(const Store& store, const Snapshot& at) : store_(store), at_(at) {}
  [[nodiscard]] FoundPaths run(const CompiledView& view, const PathProblem& problem,
                               std::size_t paths_max, SearchWatch& watch) override;

 private:
  const Store& store_;
  const Snapshot& at_;
};

class GraphPathRunner final : public PathRunner {
 public:
  explicit GraphPathRunner(const Graph& graph) : graph_(graph) {}
  [[nodiscard]] FoundPaths run(const CompiledView& view, const PathProblem& problem,
                               std::size_t paths_max, SearchWatch& watch) override;

 private:
  const Graph& graph_;
};

}  // namespace relata

#pragma once

// Least cuts of relations or entities and the ways that share none, on either model of the graph,
// as plain values.

#include <relata/search.h>
#include <optional>
#include <vector>

#include "query/compiled_view.h"
#include "query/hop_reader.h"
#include "query/maximum_flow.h"
#include "query/path_runner.h"

namespace relata {

struct FlowProblem {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  Direction direction = Direction::any;
  Disjoint disjoint = Disjoint::relations;
  std::size_t paths_max = 0;
  std::optional<std::uint64_t> degree_max = {};
};

struct FlowCut {
  std::uint64_t size = 0;  // of the cut; if the search was cut, there is none of fewer
  // Disjoint::vertices: relations lead from one to the other, so that no cut parts them. `size` and
  // the cut are then of the ways besides.
  bool is_direct = false;
  std::vector<FoundPath> paths;  // the direct one first, then by hops and ids; paths_max at most
  std::vector<RelationRef> relations;   // that are cut, by id
  std::vector<std::uint64_t> vertices;  // that are cut, by id
};

[[nodiscard]] FlowCut find_flow_cut(const Store& store, const Snapshot& at,
                                    const CompiledView& view, const FlowProblem& problem,
                                    SearchWatch& watch);
[[nodiscard]] FlowCut find_flow_cut(const Graph& graph, const CompiledView& view,
                                    const FlowProblem& problem, SearchWatch& watch);

}  // namespace relata

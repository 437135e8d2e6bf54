#pragma once

// A small tree that joins some vertices, on either model of the graph, as plain values.
//
// The ways over the borders of regions (query/region_search.h) make a tree of at most
// 2 (1 - 1/k) times the least cost. It is then tried where three regions or more meet whether a
// star at that vertex joins them for less (after A. Zelikovsky, "An 11/6-approximation algorithm
// for the network Steiner problem", 1993), and never made worse. Of three the least is looked for
// where this is not known to be it (query/meeting_search.h).
//
// What no tree can cost less than: around each vertex a moat is as wide as the regions grow, until
// they touch and go on as one; a tree crosses every moat (M. Goemans and D. Williamson, "A general
// approximation technique for constrained forest problems", 1995). Together they are half of what
// the ways that join the regions cost, the dearest counted twice. Nor has a tree fewer hops than
// there are vertices to join, less one.

#include <relata/search.h>
#include <optional>
#include <vector>

#include "query/compiled_view.h"
#include "query/path_runner.h"

namespace relata {

struct ConnectProblem {
  std::vector<std::uint64_t> vertices;  // each once
  int hops_max = 0;
  HopWeight weight = {};
  std::optional<std::uint64_t> degree_max = {};

  [[nodiscard]] HubRule hub_rule() const {
    return {.degree_max = degree_max, .are_charged = weight.has_tolls()};
  }
};

struct FoundTree {
  std::vector<std::vector<std::uint64_t>> groups;  // of the vertices, in their order
  std::vector<FoundPath> legs;
  double weight = 0;
  double toll = 0;
  std::optional<double> weight_bound = {};
  bool is_least = false;
  bool is_bounded = false;  // something lies beyond the bound on hops
};

[[nodiscard]] FoundTree find_tree(const Store& store, const Snapshot& at, const CompiledView& view,
                                  const ConnectProblem& problem, SearchWatch& watch);
[[nodiscard]] FoundTree find_tree(const Graph& graph, const CompiledView& view,
                                  const ConnectProblem& problem, SearchWatch& watch);

}  // namespace relata

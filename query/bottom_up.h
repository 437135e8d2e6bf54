#pragma once

// The next level of a breadth-first search, found from below: each entity that is not reached looks
// through its own relations for one from the last level, and stops at the first, where going
// through all relations of the last level would mostly meet what is reached already.
//
// It says which entities there are, in order of their ids, not over which relations, goes along
// relations either way and knows no view: for searches that ask no more.
//
// Beamer, Asanović and Patterson, "Direction-Optimizing Breadth-First Search", SC 2012.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/csr_graph.h"
#include "query/search_watch.h"
#include "query/visited.h"

namespace relata {

class BottomUpScan {
 public:
  explicit BottomUpScan(const CsrGraph& graph) : graph_(graph), ends_left_(2 * graph.relations()) {}

  // To be told of each level in turn.
  void go_on_from(std::span<const Reached> frontier) {
    ends_of_last_ = 0;
    for (const Reached& reached : frontier) ends_of_last_ += degree(reached.vertex, graph_);
    ends_left_ -= ends_of_last_;
  }
  // Is the next level cheaper to find so than through the relations of the last one told?
  [[nodiscard]] bool is_cheaper() const {
    return ends_of_last_ * random_cost > ends_left_ + graph_.vertex_end();
  }

  // Adds the level after `frontier`, which may not lie in side.order.
  template <class Places>
  void scan(std::span<const Reached> frontier, SearchSide<Places>& side, SearchWatch& watch) const {
    std::vector<bool> is_last(graph_.vertex_end());
    for (const Reached& reached : frontier) is_last[reached.vertex] = true;
    for (std::uint64_t vertex = 0; vertex < graph_.vertex_end() && !watch.is_cut(); ++vertex) {
      if (side.places.find(vertex) != not_reached) continue;
      const auto row = graph_.neighbours(vertex, Direction::any);
      const auto found =
          std::find_if(row.begin(), row.end(), [&](std::uint32_t other) { return is_last[other]; });
      watch.test(static_cast<std::uint64_t>(found - row.begin()) + (found == row.end() ? 0 : 1));
      if (found == row.end()) continue;
      side.places.insert(vertex, static_cast<std::uint32_t>(side.order.size()));
      side.order.push_back({.vertex = vertex});
      watch.visit();
    }
  }

 private:
  // An end is met at a random place from above and at the next one from below, where every entity
  // costs a look too.
  static constexpr std::uint64_t random_cost = 6;

  const CsrGraph& graph_;
  std::uint64_t ends_left_;  // of the rows of what is not reached
  std::uint64_t ends_of_last_ = 0;
};

}  // namespace relata

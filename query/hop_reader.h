#pragma once

// The relations of each hop of the paths that a search has found: in its direction, and of
// symmetric types in the other one.

#include <relata/search.h>
#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "query/view_judge.h"

namespace relata {

struct FoundHop {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::vector<RelationRef> relations;  // by id
  std::vector<Period> held;            // when each of them did
};

// Hops as an answer has them; `add` gets the relations of each.
template <class Add>
[[nodiscard]] std::vector<Hop> shown_hops(const std::vector<FoundHop>& found, const Add& add) {
  std::vector<Hop> hops;
  for (const FoundHop& hop : found) {
    hops.push_back({.from = {hop.from}, .to = {hop.to}, .relations = {}});
    for (const RelationRef& ref : hop.relations) hops.back().relations.push_back(ref.id);
    add(hop.relations);
  }
  return hops;
}

// What the search left open on the way is decided here whatever the limits say: a path that was
// found is shown.
template <class G>
class HopReader {
 public:
  HopReader(const G& graph, ViewJudge& judge, Direction direction)
      : graph_(graph), judge_(judge), direction_(direction) {}

  [[nodiscard]] std::vector<FoundHop> hops_of(const std::vector<std::uint64_t>& path) {
    std::vector<FoundHop> hops;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      hops.push_back(hop(path[i], path[i + 1]));
    }
    return hops;
  }

 private:
  const FoundHop& hop(std::uint64_t from, std::uint64_t to) {
    const auto [place, is_new] = known_.try_emplace({from, to}, FoundHop{.from = from, .to = to});
    if (!is_new) return place->second;
    std::vector<typename G::Edge> edges;
    for (const Direction direction : {Direction::forward, Direction::reverse}) {
      const bool are_all = direction_ == Direction::any || direction_ == direction;
      if (!are_all && !judge_.view().takes_symmetric()) continue;
      for (const auto& edge : edges_between(from, to, direction, graph_)) {
        if (are_all || judge_.view().is_symmetric(entry_of(edge, graph_).type)) {
          edges.push_back(edge);
        }
      }
    }
    for (const auto& edge : edges) judge_.consider({edge.owner}, entry_of(edge, graph_));
    judge_.decide(ViewJudge::Cut::ignore);
    std::sort(edges.begin(), edges.end(), [&](const auto& a, const auto& b) {
      return entry_of(a, graph_).relation < entry_of(b, graph_).relation;
    });
    for (const auto& edge : edges) {
      const AdjacencyEntry& entry = entry_of(edge, graph_);
      if (!judge_.admits({edge.owner}, entry)) continue;
      place->second.relations.push_back(ViewJudge::ref_of({edge.owner}, entry));
      place->second.held.push_back(entry.valid);
    }
    return place->second;
  }

  const G& graph_;
  ViewJudge& judge_;
  Direction direction_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, FoundHop> known_;
};

}  // namespace relata

#pragma once

// Which of the entities at one distance of a neighbourhood come first.

#include <relata/neighborhood.h>
#include <relata/search.h>
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "query/hop_weight.h"
#include "query/stored_degrees.h"

namespace relata {

// What the relations that lead to them weigh by, if those tell.
[[nodiscard]] constexpr std::optional<PathWeight> path_weight(NeighborOrder order) {
  switch (order) {
    case NeighborOrder::support:
      return PathWeight::support;
    case NeighborOrder::recency:
      return PathWeight::age;
    case NeighborOrder::id:
    case NeighborOrder::degree:
      break;
  }
  return std::nullopt;
}

class NeighborRanks {
 public:
  // `costs` weigh by path_weight(order).
  NeighborRanks(NeighborOrder order, HopCosts costs, Degrees degrees)
      : order_(order), costs_(std::move(costs)), degrees_(std::move(degrees)) {}

  // Are they told by what leads to them?
  [[nodiscard]] bool are_by_relations() const { return path_weight(order_).has_value(); }
  // Then a relation that does.
  void meet(std::uint64_t vertex, const RelationRef& relation, const AdjacencyEntry& entry) {
    if (const auto cost = costs_.find(entry)) return improve(vertex, *cost);
    unread_.push_back({.vertex = vertex, .entry = entry});
    relations_.push_back(relation);
  }
  // Reads what telling those of one distance takes. What a search that was cut could not read comes
  // last.
  void decide(const std::vector<std::uint64_t>& vertices) {
    costs_.read(std::exchange(relations_, {}));
    for (const Unread& unread : std::exchange(unread_, {})) {
      if (const auto cost = costs_.find(unread.entry)) improve(unread.vertex, *cost);
    }
    if (order_ != NeighborOrder::degree) return;
    const std::vector<std::uint64_t> degrees = degrees_(vertices);
    for (std::size_t i = 0; i < degrees.size(); ++i) improve(vertices[i], last - 1 - degrees[i]);
  }
  // The least comes first.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> rank(std::uint64_t vertex) const {
    const auto found = ranks_.find(vertex);
    return {found == ranks_.end() ? last : found->second, vertex};
  }

 private:
  static constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  struct Unread {
    std::uint64_t vertex = 0;
    AdjacencyEntry entry;
  };

  void improve(std::uint64_t vertex, std::uint64_t rank) {
    std::uint64_t& known = ranks_.try_emplace(vertex, last).first->second;
    known = std::min(known, rank);
  }

  NeighborOrder order_;
  HopCosts costs_;
  Degrees degrees_;
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> ranks_;
  std::vector<Unread> unread_;
  std::vector<RelationRef> relations_;  // their claims
};

}  // namespace relata

#pragma once

// Do the classes of degree in the adjacency hold? Searches that keep away from hubs trust what
// degree_bounds() makes of them.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "graph/degrees.h"

namespace relata {

class DegreeCheck {
 public:
  DegreeCheck(std::uint64_t entities, const Snapshot& at) : at_(at), seen_(entities) {}

  // Every entry of the store, in any order.
  void add(EntityId owner, const AdjacencyEntry& entry) {
    if (owner.value >= seen_.size() || entry.neighbour.value >= seen_.size()) return;
    ++seen_[owner.value].entries;
    const DegreeBounds bounds = degree_bounds(entry, at_);
    Seen& neighbour = seen_[entry.neighbour.value];
    neighbour.least = std::max(neighbour.least, bounds.least);
    neighbour.most = std::min(neighbour.most, bounds.most);
  }
  // The first entity that has fewer relations than a class promises, or in a store of one batch
  // more. One that several batches told of counts for each here, as in a class.
  [[nodiscard]] std::optional<EntityId> wrong() const {
    const auto found = std::find_if(seen_.begin(), seen_.end(), [](const Seen& seen) {
      return seen.entries < seen.least || seen.entries > seen.most;
    });
    if (found == seen_.end()) return std::nullopt;
    return EntityId{static_cast<std::uint64_t>(found - seen_.begin())};
  }

 private:
  struct Seen {
    std::uint64_t entries = 0;
    std::uint64_t least = 0;
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  };
  const Snapshot& at_;
  std::vector<Seen> seen_;
};

}  // namespace relata

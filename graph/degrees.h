#pragma once

// How many relations an entity has in a store at a snapshot: all that lead from it or to it,
// whatever a view takes of them. Parallel ones count each; one with itself counts twice.

#include <relata/store.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace relata {

// What is known of a degree without counting.
struct DegreeBounds {
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

// From the class that rides with a neighbour (AdjacencyEntry::degree_class). It counts a relation
// once for each batch that told of it, up to the entry's own; it says nothing of later batches and
// of what the entity was found to be one with. So it bounds a degree from above only in a store of
// one batch.
[[nodiscard]] DegreeBounds degree_bounds(const AdjacencyEntry& entry, const Snapshot& at);

// Counts degrees out of a store, and keeps them. For one thread.
class DegreeReader {
 public:
  // No degree is counted further than `most`, so that a hub is not read to its end.
  DegreeReader(const Store& store, const Snapshot& at, std::uint64_t most)
      : store_(store), at_(at), most_(most) {}

  // Counts those that are not known yet. `is_cut` is asked between the parts of a long read, and
  // ends it.
  void read(std::vector<EntityId> ids, const std::function<bool()>& is_cut);
  // `most` or less; nothing if it was not read.
  [[nodiscard]] std::optional<std::uint64_t> find(EntityId id) const;

 private:
  void read_some(std::span<const EntityId> ids, const std::function<bool()>& is_cut);

  const Store& store_;
  const Snapshot& at_;
  std::uint64_t most_;
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> degrees_;  // by entity id
};

}  // namespace relata

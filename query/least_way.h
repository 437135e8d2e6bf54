#pragma once

// The least path between two sides that a weighted search has labelled.

#include <cstdint>
#include <vector>

#include "query/way_labels.h"

namespace relata {

struct LeastWay {
  std::vector<std::uint64_t> vertices;   // both ends included
  std::vector<std::uint64_t> hop_costs;  // one for each hop
};

// Of all paths that cost `whole`, the least by vertices. Every one of them has a vertex up to which
// it is labelled forward, and from which on it is labelled backward; there is at least one.
[[nodiscard]] LeastWay least_way(const WayLabels& forward, const WayLabels& backward,
                                 const Way& whole);

}  // namespace relata

#pragma once

// All shortest paths between two vertices, as the graph that they make up together: layer by layer,
// each edge from one layer to the next. Paths are counted and listed without being held.

#include <cstdint>
#include <utility>
#include <vector>

namespace relata {

class ShortestDag {
 public:
  using Edge = std::pair<std::uint64_t, std::uint64_t>;

  // `layers[k]` holds the edges from distance k to distance k + 1, in any order, parallel ones too.
  explicit ShortestDag(std::vector<std::vector<Edge>> layers);

  // How many sequences of vertices there are, up to 2^64 - 1.
  [[nodiscard]] std::uint64_t count() const;
  // The first of them in lexicographic order.
  [[nodiscard]] std::vector<std::vector<std::uint64_t>> list(std::size_t paths_max) const;

 private:
  std::vector<std::vector<Edge>> layers_;  // sorted, each edge once
};

}  // namespace relata

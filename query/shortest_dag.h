#pragma once

// All shortest paths from some vertices to others, as the graph that they make up together: layer
// by layer, each edge from one layer to the next. Paths are counted and listed without being held.

#include <cstdint>
#include <utility>
#include <vector>

namespace relata {

class ShortestDag {
 public:
  using Edge = std::pair<std::uint64_t, std::uint64_t>;

  // Paths without edges: each of these vertices is one. Sorted.
  explicit ShortestDag(std::vector<std::uint64_t> vertices) : first_(std::move(vertices)) {}
  // `layers[k]` holds the edges from distance k to distance k + 1, in any order, parallel ones too.
  // There is at least one.
  explicit ShortestDag(std::vector<std::vector<Edge>> layers);

  // Each path goes on with each of another's, which begin at the one vertex that all of these end
  // at.
  void append(const ShortestDag& next);

  // How many sequences of vertices there are, up to 2^64 - 1.
  [[nodiscard]] std::uint64_t count() const;
  // The first of them in lexicographic order.
  [[nodiscard]] std::vector<std::vector<std::uint64_t>> list(std::size_t paths_max) const;

 private:
  void list_from(std::uint64_t first, std::size_t paths_max,
                 std::vector<std::vector<std::uint64_t>>& paths) const;

  std::vector<std::uint64_t> first_;       // where paths begin
  std::vector<std::vector<Edge>> layers_;  // sorted, each edge once
};

}  // namespace relata

#pragma once

// Sets of vertices as sorted lists.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

namespace relata {

using Vertices = std::vector<std::uint64_t>;

inline void sort_unique(Vertices& vertices) {
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
}

[[nodiscard]] inline Vertices in_both(const Vertices& a, const Vertices& b) {
  Vertices both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

[[nodiscard]] inline Vertices without(const Vertices& a, const Vertices& b) {
  Vertices rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

}  // namespace relata

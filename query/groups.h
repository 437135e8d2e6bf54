#pragma once

// Which of some vertices hang together by the pairs that are linked.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace relata {

// Each group in the order of the vertices, and the groups by their first. Both ends of each pair
// are among the vertices.
[[nodiscard]] std::vector<std::vector<std::uint64_t>> groups_of(
    std::span<const std::uint64_t> vertices,
    std::span<const std::pair<std::uint64_t, std::uint64_t>> linked);

}  // namespace relata

#pragma once

// Trees of a few links: the cheapest that joins what the links join, and what it is made of.

#include <cstdint>
#include <vector>

namespace relata {

// Two vertices that are linked, the lesser first.
struct TreeLink {
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  std::uint64_t cost = 0;
  friend auto operator<=>(const TreeLink&, const TreeLink&) = default;
};

[[nodiscard]] TreeLink tree_link(std::uint64_t one, std::uint64_t other, std::uint64_t cost);

[[nodiscard]] std::uint64_t cost_of(const std::vector<TreeLink>& links);

// The cheapest links that join whatever all of them do, less the branches that lead to none of
// `kept`. By their ends; of equal cost the least ends are taken.
[[nodiscard]] std::vector<TreeLink> least_tree(std::vector<TreeLink> links,
                                               const std::vector<std::uint64_t>& kept);

// A way along the tree between two vertices that are kept or where it branches.
struct TreeLeg {
  std::vector<std::uint64_t> vertices;
  std::vector<std::uint64_t> hop_costs;
};

// The legs of the tree that holds `root`, each leading away from it; one after the other as they
// are met when each branch is followed to its end, the least vertex first.
[[nodiscard]] std::vector<TreeLeg> legs_of(const std::vector<TreeLink>& tree, std::uint64_t root,
                                           const std::vector<std::uint64_t>& kept);

}  // namespace relata

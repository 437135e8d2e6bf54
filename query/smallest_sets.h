#pragma once

// The smallest sets of parts that open a path when they are given up together.
//
// By size, each size in the order of the parts; what a search told rules out other sets. A set that
// opens nothing is grown, part by part, for as long as it still opens nothing: whatever opens
// something then has a part that is not among those, and every set without one is passed over
// unsearched (the duality of R. Reiter, "A Theory of Diagnosis from First Principles", Artificial
// Intelligence 32, 1987). So each search that finds nothing is the last of its kind, and there are
// few of them where there are few reasons.
//
// To give up more opens more, with one exception: where statuses are asked for, a claim more may
// take a relation away. There a set is grown by the statuses first, without which the rule holds
// again; and where that opens something, by parts that let no claim in.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace relata {

using PartSet = std::uint32_t;  // a bit for each part, the first part's being the lowest

struct SetProblem {
  int parts = 0;
  PartSet claim_parts = 0;  // that let claims in
  PartSet statuses = 0;     // the part that asks for statuses; 0: none does
  // How many hops the shortest path then has; nothing if there is none, or if the search was cut.
  std::function<std::optional<int>(PartSet)> try_set;
  std::function<bool()> is_cut;
};

struct OpenSet {
  PartSet set = 0;
  int hops = 0;
};

// All of one size, in the order of the parts; of two or more, where no part alone opens a path. If
// a search was cut: those found by then, none being smaller, or none.
[[nodiscard]] std::vector<OpenSet> smallest_sets(const SetProblem& problem);

}  // namespace relata

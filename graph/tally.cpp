#include "graph/tally.h"

#include <algorithm>

namespace relata {

std::vector<TypeCount> most_first(const Tally& counts) {
  std::vector<TypeCount> sorted;
  for (const auto& [type, count] : counts) sorted.push_back({.type = type, .count = count});
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const TypeCount& a, const TypeCount& b) { return a.count > b.count; });
  return sorted;
}

void widen(Period& range, PartialDate date) {
  if (!date.is_known()) return;
  if (!range.from.is_known() || date < range.from) range.from = date;
  if (!range.to.is_known() || date > range.to) range.to = date;
}

}  // namespace relata

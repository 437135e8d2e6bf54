#pragma once

// Counting what a store holds.

#include <relata/store.h>
#include <map>
#include <string>
#include <vector>

namespace relata {

using Tally = std::map<std::string, std::uint64_t>;  // by type

// Those that are there, most first.
[[nodiscard]] std::vector<TypeCount> most_first(const Tally& counts);
// Widens a range of dates.
void widen(Period& range, PartialDate date);

}  // namespace relata

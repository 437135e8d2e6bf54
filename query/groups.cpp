#include "query/groups.h"

#include <boost/pending/disjoint_sets.hpp>
#include <unordered_map>

namespace relata {

std::vector<std::vector<std::uint64_t>> groups_of(
    std::span<const std::uint64_t> vertices,
    std::span<const std::pair<std::uint64_t, std::uint64_t>> linked) {
  std::unordered_map<std::uint64_t, std::size_t> places;
  for (const std::uint64_t vertex : vertices) places.try_emplace(vertex, places.size());
  boost::disjoint_sets_with_storage<> sets(places.size());
  for (const auto& [one, other] : linked) sets.union_set(places.at(one), places.at(other));
  std::vector<std::vector<std::uint64_t>> groups;
  std::unordered_map<std::size_t, std::size_t> numbers;  // of groups, by what tells them apart
  for (const std::uint64_t vertex : vertices) {
    const auto [number, is_new] =
        numbers.try_emplace(sets.find_set(places.at(vertex)), groups.size());
    if (is_new) groups.emplace_back();
    groups[number->second].push_back(vertex);
  }
  return groups;
}

}  // namespace relata

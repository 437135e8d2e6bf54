#include "graph/multiset.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

constexpr std::uint64_t ranges = 4096;

}  // namespace

Multiset::Multiset(std::uint64_t id_end) : range_(id_end / ranges + 1), sums_(ranges, 0) {}

void Multiset::add(std::uint64_t id, std::string_view item, std::uint64_t times) {
  const std::uint64_t hash = XXH3_64bits(item.data(), item.size());
  sums_[std::min(id / range_, ranges - 1)] += times * hash;
}

void Multiset::report(const std::string& index, const std::string& of,
                      std::vector<Finding>& to) const {
  for (std::uint64_t i = 0; i < ranges; ++i) {
    if (sums_[i] == 0) continue;
    const std::uint64_t first = i;
    while (i + 1 < ranges && sums_[i + 1] != 0) ++i;
    to.push_back({.where = index,
                  .what = "does not agree with the records of " + of + " " +
                          std::to_string(first * range_) + " to " +
                          std::to_string((i + 1) * range_ - 1)});
  }
}

}  // namespace relata

// The smallest sets that open something, against trying every set.

#include "query/smallest_sets.h"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <random>
#include <set>

namespace relata::testing {
namespace {

// What opens a path: each way needs parts to be given up; and where statuses are asked for, some
// ways are shut again by a claim more.
class Ways {
 public:
  Ways(std::uint32_t seed, int parts, bool has_statuses) : random_(seed) {
    problem_.parts = parts;
    if (has_statuses) problem_.statuses = bit(below(parts));
    for (int part = 0; part < parts; ++part) {
      if (below(2) == 0) problem_.claim_parts |= bit(part) & ~problem_.statuses;
    }
    ways_.push_back({.needs = (PartSet{1} << parts) - 1});
    for (int i = 1 + below(6); i > 0; --i) {
      Way way;
      for (int part = 0; part < parts; ++part) {
        if (below(3) == 0) way.needs |= bit(part);
        if (below(4) == 0) way.shut_by |= bit(part) & problem_.claim_parts;
      }
      if (std::popcount(way.needs) > 1) ways_.push_back(way);
    }
    problem_.try_set = [this](PartSet set) { return tried_hops(set); };
    problem_.is_cut = [this] { return tries_ > tries_max_; };
  }

  [[nodiscard]] std::optional<int> hops(PartSet set) const {
    const bool asks_for_statuses = problem_.statuses != 0 && (set & problem_.statuses) == 0;
    for (std::size_t i = ways_.size(); i > 0; --i) {
      const Way& way = ways_[i - 1];
      const bool is_shut = asks_for_statuses && (set & way.shut_by) != 0;
      if ((way.needs & ~set) == 0 && !is_shut) return static_cast<int>(i);
    }
    return std::nullopt;
  }
  // Of one size, as (set, hops).
  [[nodiscard]] std::set<std::pair<PartSet, int>> brute_force() const {
    std::set<std::pair<PartSet, int>> found;
    for (int size = 1; size <= problem_.parts && found.empty(); ++size) {
      for (PartSet set = 0; set < PartSet{1} << problem_.parts; ++set) {
        const auto known = hops(set);
        if (std::popcount(set) == size && known) found.emplace(set, *known);
      }
    }
    return found;
  }
  [[nodiscard]] const SetProblem& problem() const { return problem_; }
  [[nodiscard]] int tries() const { return tries_; }
  void end_after(int tries) { tries_max_ = tries; }

 private:
  struct Way {
    PartSet needs = 0;
    PartSet shut_by = 0;
  };
  [[nodiscard]] static PartSet bit(int part) { return PartSet{1} << part; }
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  std::optional<int> tried_hops(PartSet set) {
    CHECK(tried_.insert(set).second);  // each set once
    if (++tries_ > tries_max_) return std::nullopt;
    return hops(set);
  }

  std::mt19937 random_;
  SetProblem problem_;
  std::vector<Way> ways_;
  std::set<PartSet> tried_;
  int tries_ = 0;
  int tries_max_ = 1'000'000;
};

std::set<std::pair<PartSet, int>> as_set(const std::vector<OpenSet>& open) {
  std::set<std::pair<PartSet, int>> sets;
  for (const OpenSet& one : open) sets.emplace(one.set, one.hops);
  return sets;
}

}  // namespace

TEST_CASE("the smallest sets are all that trying every set finds, statuses asked for or not") {
  std::set<int> sizes;
  for (std::uint32_t seed = 81'000; seed < 83'000; ++seed) {
    const int parts = 2 + static_cast<int>(seed % 8);
    const bool has_statuses = seed % 3 == 0;
    CAPTURE(seed, parts, has_statuses);
    Ways ways(seed, parts, has_statuses);
    const auto expected = ways.brute_force();
    const bool does_one_alone = std::popcount(expected.begin()->first) == 1;
    if (does_one_alone) continue;
    const std::vector<OpenSet> found = smallest_sets(ways.problem());
    REQUIRE(as_set(found) == expected);
    REQUIRE(found.size() == expected.size());
    sizes.insert(std::popcount(found.front().set));
  }
  CHECK(sizes.size() > 4);
}

TEST_CASE("the smallest sets come in the order of the parts") {
  SetProblem problem{.parts = 4,
                     .try_set = [](PartSet set) -> std::optional<int> {
                       if (std::popcount(set) < 2 || set == 0b0011) return std::nullopt;
                       return 1;
                     },
                     .is_cut = [] { return false; }};
  std::vector<PartSet> sets;
  for (const OpenSet& open : smallest_sets(problem)) sets.push_back(open.set);
  CHECK(sets == std::vector<PartSet>{0b0101, 0b1001, 0b0110, 0b1010, 0b1100});
}

TEST_CASE("one reason among many parts takes few searches") {
  constexpr PartSet needed = 0b100'0010'0000'0001'0000;
  int searches = 0;
  const SetProblem problem{.parts = 19,
                           .try_set = [&](PartSet set) -> std::optional<int> {
                             ++searches;
                             if ((needed & ~set) != 0) return std::nullopt;
                             return 3;
                           },
                           .is_cut = [] { return false; }};
  const std::vector<OpenSet> found = smallest_sets(problem);
  REQUIRE(found.size() == 1);
  CHECK(found[0].set == needed);
  CHECK(searches < 60);  // of 969 sets of three
}

TEST_CASE("a cut leaves out sets and invents none") {
  int some = 0;
  for (std::uint32_t seed = 84'000; seed < 84'500; ++seed) {
    CAPTURE(seed);
    const int tries_max = static_cast<int>(seed % 20);
    Ways ways(seed, 7, seed % 3 == 0);
    ways.end_after(tries_max);
    const auto expected = ways.brute_force();
    if (std::popcount(expected.begin()->first) == 1) continue;
    const auto found = as_set(smallest_sets(ways.problem()));
    REQUIRE(ways.tries() <= tries_max + 1);
    REQUIRE(std::includes(expected.begin(), expected.end(), found.begin(), found.end()));
    if (!found.empty() && found.size() < expected.size()) ++some;
  }
  CHECK(some > 5);
}

}  // namespace relata::testing

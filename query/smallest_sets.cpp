#include "query/smallest_sets.h"

#include <algorithm>
#include <map>

namespace relata {
namespace {

class SetSearch {
 public:
  explicit SetSearch(const SetProblem& problem) : problem_(problem) {
    for (int part = 0; part < problem.parts; ++part) add_shut(bit(part));
  }

  std::vector<OpenSet> run() {
    std::vector<OpenSet> found;
    grow(0);
    for (int size = 2; size <= problem_.parts && found.empty() && !problem_.is_cut(); ++size) {
      std::vector<bool> chosen(static_cast<std::size_t>(problem_.parts), false);
      std::fill_n(chosen.begin(), size, true);
      do {
        const PartSet set = set_of(chosen);
        if (is_shut(set)) continue;
        if (const auto hops = try_set(set)) {
          found.push_back({.set = set, .hops = *hops});
        } else if (!problem_.is_cut()) {
          grow(set);
        }
        if (problem_.is_cut()) return found;
      } while (std::prev_permutation(chosen.begin(), chosen.end()));
    }
    return found;
  }

 private:
  // Nothing is opened by a set within `set` that has the same of the parts in `fixed`.
  struct Shut {
    PartSet set = 0;
    PartSet fixed = 0;
  };

  [[nodiscard]] static PartSet bit(int part) { return PartSet{1} << part; }
  [[nodiscard]] static PartSet set_of(const std::vector<bool>& chosen) {
    PartSet set = 0;
    for (std::size_t part = 0; part < chosen.size(); ++part) {
      if (chosen[part]) set |= bit(static_cast<int>(part));
    }
    return set;
  }

  [[nodiscard]] bool asks_for_statuses(PartSet given_up) const {
    return (problem_.statuses & ~given_up) != 0;
  }
  void add_shut(PartSet set) {
    shut_.push_back({.set = set, .fixed = asks_for_statuses(set) ? problem_.claim_parts : 0});
  }
  [[nodiscard]] bool is_shut(PartSet set) const {
    return std::any_of(shut_.begin(), shut_.end(), [&](const Shut& shut) {
      return (set & ~shut.set) == 0 && ((set ^ shut.set) & shut.fixed) == 0;
    });
  }

  // Each set once.
  std::optional<int> try_set(PartSet set) {
    const auto known = open_.find(set);
    if (known != open_.end()) return known->second;
    const auto hops = problem_.try_set(set);
    if (hops) open_.emplace(set, *hops);
    return hops;
  }

  // From a set that opens nothing to one that no part can be added to.
  void grow(PartSet set) {
    if (asks_for_statuses(set)) add_part(problem_.statuses, set);
    for (int part = 0; part < problem_.parts && !problem_.is_cut(); ++part) {
      const bool may_shut = asks_for_statuses(set) && (problem_.claim_parts & bit(part)) != 0;
      if (!may_shut) add_part(bit(part), set);
    }
    if (!problem_.is_cut()) add_shut(set);
  }
  void add_part(PartSet part, PartSet& set) {
    const PartSet more = set | part;
    if (more == set) return;
    if (is_shut(more) || (!try_set(more) && !problem_.is_cut())) set = more;
  }

  const SetProblem& problem_;
  std::vector<Shut> shut_;
  std::map<PartSet, int> open_;
};

}  // namespace

std::vector<OpenSet> smallest_sets(const SetProblem& problem) { return SetSearch(problem).run(); }

}  // namespace relata

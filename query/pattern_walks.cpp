#include "query/pattern_walks.h"

#include <algorithm>
#include <bit>

namespace relata {

bool RoleLengths::insert(std::uint64_t entity, int state, int hops) {
  std::uint64_t& lengths = lengths_[key_of(entity, state)];
  const std::uint64_t bit = std::uint64_t{1} << hops;
  if ((lengths & bit) != 0) return false;
  lengths |= bit;
  return true;
}

StateSet RoleLengths::with(std::uint64_t entity, StateSet states, int hops) const {
  StateSet found = 0;
  for (StateSet rest = states; rest != 0; rest &= rest - 1) {
    const int state = std::countr_zero(rest);
    const auto known = lengths_.find(key_of(entity, state));
    const bool has = known != lengths_.end() && ((known->second >> hops) & 1U) != 0;
    if (has) found |= state_bit(state);
  }
  return found;
}

PatternWalks::Station PatternWalks::station(std::uint64_t entity, StateSet states) const {
  const auto [begin, end] =
      std::equal_range(hops_.begin(), hops_.end(), PatternHop{.from = entity},
                       [](const PatternHop& a, const PatternHop& b) { return a.from < b.from; });
  return {.states = states,
          .next = static_cast<std::size_t>(begin - hops_.begin()),
          .end = static_cast<std::size_t>(end - hops_.begin())};
}

std::span<const PatternHop> PatternWalks::parallel_hops(const Station& station) const {
  std::size_t end = station.next;
  while (end < station.end && hops_[end].to == hops_[station.next].to) ++end;
  return hops_.subspan(station.next, end - station.next);
}

StateSet PatternWalks::after(StateSet states, std::span<const PatternHop> hops) const {
  StateSet led_to = 0;
  for (const PatternHop& hop : hops) led_to |= pattern_.after(states, hop.step);
  return led_to;
}

bool PatternWalks::walk(std::uint64_t begin, int hops_total, const Take& take) {
  Sequence path{begin};
  std::vector<Station> stations{station(begin, state_bit(0))};
  while (!stations.empty()) {
    Station& last = stations.back();
    if (last.next == last.end) {
      stations.pop_back();
      path.pop_back();
      continue;
    }
    const auto hops = parallel_hops(last);
    const std::uint64_t to = hops.front().to;
    last.next += hops.size();
    watch_.test(hops.size());
    if (watch_.is_cut()) return false;
    if (std::find(path.begin(), path.end(), to) != path.end()) continue;
    const int hops_left = hops_total - static_cast<int>(path.size());
    const StateSet states = lengths_.with(to, after(last.states, hops), hops_left);
    if (states == 0) continue;
    path.push_back(to);
    if (hops_left > 0) {
      stations.push_back(station(to, states));
      continue;
    }
    if (!take(path)) return false;
    path.pop_back();
  }
  return true;
}

// Forward every role that leads here, then back only those that lead on to the end.
std::vector<std::vector<std::size_t>> PatternWalks::steps_of(const Sequence& match) const {
  std::vector<std::vector<PatternHop>> hops;
  std::vector<StateSet> states{state_bit(0)};
  for (std::size_t i = 0; i + 1 < match.size(); ++i) {
    const auto begin = std::lower_bound(hops_.begin(), hops_.end(),
                                        PatternHop{.from = match[i], .to = match[i + 1]});
    const auto end = std::find_if(begin, hops_.end(), [&](const PatternHop& hop) {
      return hop.from != match[i] || hop.to != match[i + 1];
    });
    hops.emplace_back(begin, end);
    const int hops_left = static_cast<int>(match.size() - i) - 2;
    states.push_back(lengths_.with(match[i + 1], after(states.back(), hops.back()), hops_left));
  }
  std::vector<std::vector<std::size_t>> steps(hops.size());
  for (std::size_t i = hops.size(); i-- > 0;) {
    StateSet leading_on = 0;
    for (const PatternHop& hop : hops[i]) {
      const StateSet from = pattern_.before(states[i + 1], hop.step) & states[i];
      if (from == 0) continue;
      steps[i].push_back(hop.step);
      leading_on |= from;
    }
    states[i] = leading_on;
  }
  return steps;
}

}  // namespace relata

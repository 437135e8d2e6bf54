#pragma once

// Which ways join some vertices, the roots, to each other at the least cost: regions grow around
// all roots at once, a vertex belonging to the root that is nearest, until enough borders are met.
//
// K. Mehlhorn, "A faster approximation algorithm for the Steiner problem in graphs", 1988: the ways
// over the borders of regions suffice for a minimum spanning tree of the distances between the
// roots. He lets the regions grow over the whole graph; here borders are taken from the shortest on
// (J. B. Kruskal, 1956) as soon as none that is not met yet can be shorter, so that regions grow
// about half as far as the roots lie apart.
//
// When no border can be shorter: one between two regions has an end in each that is not expanded,
// so it costs at least what the least open labels of both do, and the cheapest hop. Where hops cost
// unlike, one of its ends may have been expanded before the other got its label for good; then it
// costs at least twice what that label does.
//
// At equal cost the region with the fewest open labels is expanded first: the rows of a hub's
// neighbours are left for last, and mostly never read. Which that is does not depend on the model.

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "query/hop_scan.h"

namespace relata {

// How a vertex was reached.
struct RegionLabel {
  std::uint64_t cost = 0;
  std::uint64_t before = 0;    // the vertex that it was reached from; a root's own
  std::uint64_t hop_cost = 0;  // from there
  std::uint32_t region = 0;    // the root's number
  std::uint8_t hops = 0;
  bool is_settled = false;
};

// A hop between two regions.
struct RegionBorder {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::uint64_t hop_cost = 0;
};

// A way between two roots over a border, by what it costs.
struct RegionJoin {
  std::uint64_t cost = 0;
  int hops = 0;
  std::uint32_t one = 0;  // the lesser region
  std::uint32_t other = 0;
  RegionBorder border;

  // The best first: what is equal is told apart by the ends of the border.
  friend bool operator<(const RegionJoin& a, const RegionJoin& b) {
    const auto order = [](const RegionJoin& join) {
      const auto ends = std::minmax(join.border.from, join.border.to);
      return std::tuple(join.cost, join.hops, ends.first, ends.second);
    };
    return order(a) < order(b);
  }
  friend bool operator>(const RegionJoin& a, const RegionJoin& b) { return b < a; }
};

template <class G>
class RegionSearch {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // `roots`: sorted, each once.
  RegionSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, HopCosts& costs,
               std::vector<Vertex> roots, int hops_max)
      : watch_(watch),
        roots_(std::move(roots)),
        hops_max_(hops_max),
        hop_cost_min_(costs.weight().cost_min()),
        is_even_(costs.weight().counts_hops()),
        scan_(graph, judge, watch, costs, roots_),
        regions_(roots_.size()),
        groups_(roots_.size()) {}

  void run() {
    start();
    while (!is_done() && !watch_.is_cut_now()) {
      expand(next_region());
      if (!watch_.is_cut()) take_joins();
    }
  }

  // Those of a spanning tree, the cheapest first; fewer if not all roots were joined.
  [[nodiscard]] const std::vector<RegionJoin>& joins() const { return joins_; }
  [[nodiscard]] bool is_joined() const { return joins_.size() + 1 == roots_.size(); }
  // Borders that were met, taken or not; a good many at most.
  [[nodiscard]] const std::vector<RegionBorder>& borders() const { return borders_; }
  // Of a vertex that was reached. It stays as it is for the ends of borders.
  [[nodiscard]] const RegionLabel& label(Vertex vertex) const {
    return labels_.find(vertex)->second;
  }
  // Does something lie beyond the bound on hops?
  [[nodiscard]] bool is_bounded() const { return is_bounded_; }

 private:
  using Cost = std::uint64_t;
  using Region = std::uint32_t;
  static constexpr Cost never = std::numeric_limits<Cost>::max();
  // Rows that are read and expanded at a time.
  static constexpr std::size_t rows_at_once = 512;
  static constexpr std::size_t borders_max = std::size_t{1} << 20;

  struct Growth {
    std::vector<std::pair<Cost, Vertex>> open = {};  // a heap, the least first; some surpassed
    std::vector<Vertex> late = {};                   // met before they had their label for good
  };

  void start();
  [[nodiscard]] bool is_done();
  [[nodiscard]] Cost least_open(Region region);
  [[nodiscard]] Region next_region();
  [[nodiscard]] std::vector<Reached> take_open(Region region);
  void expand(Region region);
  void meet(Vertex from, Vertex to, Cost hop_cost);
  void open(Vertex vertex, const RegionLabel& label);
  void keep_border(Vertex from, Vertex to, Cost hop_cost);
  [[nodiscard]] bool has_open_join();
  [[nodiscard]] Cost least_unmet();
  void take_joins();

  [[nodiscard]] bool is_final(const RegionLabel& label) const {
    return label.is_settled || label.cost <= expanded_cost_ + hop_cost_min_;
  }
  // Of ways to one root: what is equal is told apart by ids.
  [[nodiscard]] static bool is_better(const RegionLabel& one, const RegionLabel& other) {
    return std::tie(one.cost, one.hops, one.before) <
           std::tie(other.cost, other.hops, other.before);
  }
  // Where hops cost alike, one end of each way lies within half of its hops.
  [[nodiscard]] bool is_expanded_at(int hops) const {
    return is_even_ ? 2 * hops + 1 <= hops_max_ : hops < hops_max_;
  }

  SearchWatch& watch_;
  std::vector<Vertex> roots_;
  int hops_max_;
  Cost hop_cost_min_;
  bool is_even_;  // hops cost alike
  HopScan<G> scan_;
  boost::unordered_flat_map<Vertex, RegionLabel> labels_;
  std::vector<Growth> regions_;
  boost::disjoint_sets_with_storage<> groups_;  // of regions
  Cost expanded_cost_ = 0;
  std::map<std::pair<Region, Region>, RegionJoin> best_joins_;  // of each two regions
  // The best is on top; some surpassed, or within a group by now.
  std::priority_queue<RegionJoin, std::vector<RegionJoin>, std::greater<>> open_joins_;
  std::vector<RegionJoin> joins_;
  std::vector<RegionBorder> borders_;
  bool is_bounded_ = false;
};

template <class G>
void RegionSearch<G>::start() {
  for (Region region = 0; region < roots_.size(); ++region) {
    open(roots_[region], {.before = roots_[region], .region = region});
    watch_.visit();
  }
}

template <class G>
void RegionSearch<G>::open(Vertex vertex, const RegionLabel& label) {
  labels_[vertex] = label;
  auto& heap = regions_[label.region].open;
  heap.emplace_back(label.cost, vertex);
  std::push_heap(heap.begin(), heap.end(), std::greater<>());
}

template <class G>
typename RegionSearch<G>::Cost RegionSearch<G>::least_open(Region region) {
  auto& heap = regions_[region].open;
  while (!heap.empty()) {
    const auto& [cost, vertex] = heap.front();
    const RegionLabel& known = label(vertex);
    if (known.region == region && known.cost == cost && !known.is_settled) return cost;
    std::pop_heap(heap.begin(), heap.end(), std::greater<>());
    heap.pop_back();
  }
  return never;
}

// Nothing more can be joined: all are, or no more than one group still grows or borders on another.
template <class G>
bool RegionSearch<G>::is_done() {
  if (is_joined()) return true;
  if (has_open_join()) return false;
  std::optional<std::size_t> growing;
  for (Region region = 0; region < regions_.size(); ++region) {
    auto& late = regions_[region].late;
    while (!late.empty() && label(late.back()).is_settled) late.pop_back();
    if (late.empty() && least_open(region) == never) continue;
    const std::size_t group = groups_.find_set(region);
    if (growing && *growing != group) return false;
    growing = group;
  }
  return true;
}

template <class G>
typename RegionSearch<G>::Region RegionSearch<G>::next_region() {
  std::tuple<Cost, std::size_t, Region> least{never, 0, 0};
  for (Region region = 0; region < regions_.size(); ++region) {
    const Cost cost = least_open(region);
    least = std::min(least, {cost, regions_[region].open.size(), region});
  }
  return std::get<Region>(least);
}

// Those of the least cost, as many as are expanded at a time.
template <class G>
std::vector<Reached> RegionSearch<G>::take_open(Region region) {
  std::vector<Reached> rows;
  auto& heap = regions_[region].open;
  while (rows.size() < rows_at_once && least_open(region) == expanded_cost_) {
    const Vertex vertex = heap.front().second;
    RegionLabel& known = labels_.find(vertex)->second;
    known.is_settled = true;
    if (is_expanded_at(known.hops)) {
      rows.push_back({.vertex = vertex});
    } else {
      is_bounded_ = true;
    }
  }
  return rows;
}

template <class G>
void RegionSearch<G>::expand(Region region) {
  expanded_cost_ = least_open(region);
  if (expanded_cost_ == never) return;
  const std::vector<Reached> rows = take_open(region);
  const auto is_skipped = [&](Vertex to) {
    const auto known = labels_.find(to);
    return known != labels_.end() && known->second.region == region && is_final(known->second);
  };
  scan_.visit(rows, Direction::any, is_skipped,
              [&](Vertex from, Vertex to, Cost hop_cost) { meet(from, to, hop_cost); });
}

template <class G>
void RegionSearch<G>::meet(Vertex from, Vertex to, Cost hop_cost) {
  const RegionLabel& nearer = label(from);
  const RegionLabel farther{.cost = nearer.cost + hop_cost,
                            .before = from,
                            .hop_cost = hop_cost,
                            .region = nearer.region,
                            .hops = static_cast<std::uint8_t>(nearer.hops + 1)};
  const auto found = labels_.find(to);
  if (found == labels_.end()) {
    open(to, farther);
    watch_.visit();
    return;
  }
  RegionLabel& known = found->second;
  if (known.region == farther.region) {
    if (is_final(known) || !is_better(farther, known)) return;
    const bool is_cheaper = farther.cost < known.cost;
    known = farther;
    if (is_cheaper) open(to, farther);
  } else if (farther.cost < known.cost) {
    regions_[known.region].late.push_back(to);
    open(to, farther);
  } else if (is_final(known)) {
    keep_border(from, to, hop_cost);
  } else {
    regions_[farther.region].late.push_back(to);
  }
}

template <class G>
void RegionSearch<G>::keep_border(Vertex from, Vertex to, Cost hop_cost) {
  const RegionLabel& near = label(from);
  const RegionLabel& far = label(to);
  const RegionBorder border{.from = from, .to = to, .hop_cost = hop_cost};
  if (borders_.size() < borders_max) borders_.push_back(border);
  const auto regions = std::minmax(near.region, far.region);
  if (groups_.find_set(near.region) == groups_.find_set(far.region)) return;
  const RegionJoin join{.cost = near.cost + hop_cost + far.cost,
                        .hops = near.hops + 1 + far.hops,
                        .one = regions.first,
                        .other = regions.second,
                        .border = border};
  if (join.hops > hops_max_) {
    is_bounded_ = true;
    return;
  }
  const auto [known, is_new] = best_joins_.try_emplace(regions, join);
  if (!is_new) {
    if (!(join < known->second)) return;
    known->second = join;
  }
  open_joins_.push(join);
}

// Is there a way between two groups, on top then?
template <class G>
bool RegionSearch<G>::has_open_join() {
  const auto is_within_group = [&](const RegionJoin& join) {
    return groups_.find_set(join.one) == groups_.find_set(join.other);
  };
  while (!open_joins_.empty() && is_within_group(open_joins_.top())) open_joins_.pop();
  return !open_joins_.empty();
}

// No border between two groups that is not met yet makes a way that costs less.
template <class G>
typename RegionSearch<G>::Cost RegionSearch<G>::least_unmet() {
  std::map<std::size_t, Cost> of_groups;
  for (Region region = 0; region < regions_.size(); ++region) {
    const auto [known, is_new] = of_groups.try_emplace(groups_.find_set(region), never);
    known->second = std::min(known->second, least_open(region));
  }
  Cost least = never;
  Cost second = never;
  for (const auto& [group, cost] : of_groups) {
    second = std::min(second, std::max(least, cost));
    least = std::min(least, cost);
  }
  if (least == never) return never;
  if (!is_even_) return 2 * least;
  return second == never ? never : least + hop_cost_min_ + second;
}

template <class G>
void RegionSearch<G>::take_joins() {
  while (has_open_join() && open_joins_.top().cost <= least_unmet()) {
    joins_.push_back(open_joins_.top());
    groups_.union_set(joins_.back().one, joins_.back().other);
  }
}

}  // namespace relata

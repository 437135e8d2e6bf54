#pragma once

// Where the least tree of three vertices, the roots, branches: the vertex that is the least away
// from all three, added up. There a least tree has three ways and no more (S. E. Dreyfus and R. A.
// Wagner, "The steiner problem in graphs", 1971, of which this is the first step).
//
// Each root's side grows by what it costs to get there (E. W. Dijkstra, 1959), no farther than a
// tree that costs less than the one known can branch: the other two roots are so far from each
// other that their ways to the branching cost as much at least. What is found on the way makes the
// tree known cost less, and the sides grow less far. Once two sides are whole, the third has only
// to reach what both have reached.
//
// The side with the fewest open labels grows first, so that the widest is mostly last, and has the
// least to look for. What a branching costs is counted between steps, so that what is left out, and
// which of equal branchings is met first, does not depend on the model of the graph.

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "query/hop_scan.h"
#include "query/small_tree.h"

namespace relata {

template <class G>
class MeetingSearch {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;
  using Cost = std::uint64_t;

  struct Known {
    std::array<Vertex, 3> roots = {};         // sorted
    std::array<Cost, 3> between_others = {};  // of each root: no way between the others costs less
    Cost tree = 0;                            // what a tree costs that joins them
  };

  // Where hops cost unlike, ways of more than `hops_max` are not looked for.
  MeetingSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, HopCosts& costs,
                const Known& known, int hops_max)
      : watch_(watch),
        known_(known),
        hop_cost_min_(costs.weight().cost_min()),
        hops_max_(costs.weight().counts_hops() ? std::numeric_limits<int>::max() : hops_max),
        scan_(graph, judge, watch, costs, {known.roots.begin(), known.roots.end()}),
        best_(known.tree, 0) {}

  void run() {
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      const Vertex root = known_.roots[side];
      open(sides_[side], root, {.before = root});
      watch_.visit();
    }
    while (const auto side = next_side()) {
      if (watch_.is_cut_now()) return;
      expand(*side);
      count_meetings(*side);
    }
    is_whole_ = !watch_.is_cut() && !is_bounded_;
  }

  // Does no tree cost less than the better of the one known and the one found?
  [[nodiscard]] bool is_whole() const { return is_whole_; }
  // The ways from the branching to the roots; none if no tree costs less than the one known.
  [[nodiscard]] std::vector<TreeLink> links() const {
    std::vector<TreeLink> links;
    if (best_.first == known_.tree) return links;
    for (const Side& side : sides_) {
      Vertex vertex = best_.second;
      for (const Label* label = find(side, vertex); label->before != vertex;
           label = find(side, vertex)) {
        links.push_back(tree_link(label->before, vertex, label->hop_cost));
        vertex = label->before;
      }
    }
    return links;
  }

 private:
  // Rows that are read and expanded at a time.
  static constexpr std::size_t rows_at_once = 512;

  struct Label {
    Cost cost = 0;
    Vertex before = 0;  // a root's own
    Cost hop_cost = 0;  // from there
    int hops = 0;
    bool is_settled = false;
  };
  struct Side {
    boost::unordered_flat_map<Vertex, Label> labels = {};
    std::vector<std::pair<Cost, Vertex>> open = {};  // a heap, the least first; some surpassed
    std::vector<Vertex> reached = {};                // in this step
    bool is_done = false;
    std::optional<Cost> to_meet = {};  // the two others being done: what it has to reach costs both
  };

  [[nodiscard]] static const Label* find(const Side& side, Vertex vertex) {
    const auto found = side.labels.find(vertex);
    return found == side.labels.end() ? nullptr : &found->second;
  }
  // Of ways to one root: what is equal is told apart by ids.
  [[nodiscard]] static bool is_better(const Label& one, const Label& other) {
    return std::tie(one.cost, one.hops, one.before) <
           std::tie(other.cost, other.hops, other.before);
  }
  // What the ways from a branching to the other two roots cost at least.
  [[nodiscard]] Cost rest(std::size_t side) const {
    return std::max(known_.between_others[side], sides_[side].to_meet.value_or(0));
  }
  [[nodiscard]] bool may_branch_at(std::size_t side, Cost cost) const {
    return cost + rest(side) < best_.first;
  }
  [[nodiscard]] bool is_reached_by_all_done(std::size_t side, Vertex vertex) const {
    for (std::size_t other = 0; other < sides_.size(); ++other) {
      if (other != side && sides_[other].is_done && !sides_[other].labels.contains(vertex)) {
        return false;
      }
    }
    return true;
  }

  void open(Side& side, Vertex vertex, const Label& label) {
    side.labels[vertex] = label;
    side.open.emplace_back(label.cost, vertex);
    std::push_heap(side.open.begin(), side.open.end(), std::greater<>());
  }
  [[nodiscard]] std::optional<Cost> least_open(Side& side) {
    while (!side.open.empty()) {
      const auto& [cost, vertex] = side.open.front();
      const Label& known = *find(side, vertex);
      if (known.cost == cost && !known.is_settled) return cost;
      std::pop_heap(side.open.begin(), side.open.end(), std::greater<>());
      side.open.pop_back();
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> next_side();
  void note_what_is_to_meet();
  [[nodiscard]] std::vector<Reached> take_open(Side& side, Cost cost, bool goes_on);
  void expand(std::size_t side);
  void reach(std::size_t side, Vertex from, Vertex to, Cost hop_cost);
  void count_meetings(std::size_t side);

  SearchWatch& watch_;
  Known known_;
  Cost hop_cost_min_;
  int hops_max_;
  HopScan<G> scan_;
  std::array<Side, 3> sides_;
  std::pair<Cost, Vertex> best_;  // what the least tree costs, and where it branches
  bool is_bounded_ = false;       // something lies beyond the bound on hops
  bool is_whole_ = false;
};

// Nothing if all are done.
template <class G>
std::optional<std::size_t> MeetingSearch<G>::next_side() {
  std::optional<std::size_t> least;
  for (std::size_t side = 0; side < sides_.size(); ++side) {
    if (sides_[side].is_done) continue;
    const auto cost = least_open(sides_[side]);
    if (!cost || !may_branch_at(side, *cost)) {
      sides_[side].is_done = true;
      note_what_is_to_meet();
      return next_side();
    }
    if (!least || sides_[side].open.size() < sides_[*least].open.size()) least = side;
  }
  return least;
}

// Two sides being done, the least that both have to pay for what they have reached.
template <class G>
void MeetingSearch<G>::note_what_is_to_meet() {
  const auto is_open = [](const Side& side) { return !side.is_done; };
  if (std::count_if(sides_.begin(), sides_.end(), is_open) != 1) return;
  const auto last = std::find_if(sides_.begin(), sides_.end(), is_open);
  const Side& one = sides_[last == sides_.begin() ? 1 : 0];
  const Side& other = sides_[last == sides_.begin() + 2 ? 1 : 2];
  Cost least = best_.first;
  for (const auto& [vertex, label] : one.labels) {
    if (const Label* const met = find(other, vertex)) {
      least = std::min(least, label.cost + met->cost);
    }
  }
  last->to_meet = least;
}

// Those of the least cost, as many as are expanded at a time.
template <class G>
std::vector<Reached> MeetingSearch<G>::take_open(Side& side, Cost cost, bool goes_on) {
  std::vector<Reached> rows;
  while (rows.size() < rows_at_once && least_open(side) == cost) {
    const Vertex vertex = side.open.front().second;
    Label& known = side.labels.find(vertex)->second;
    known.is_settled = true;
    if (known.hops < hops_max_) {
      rows.push_back({.vertex = vertex});
    } else {
      is_bounded_ = is_bounded_ || goes_on;
    }
  }
  return rows;
}

template <class G>
void MeetingSearch<G>::expand(std::size_t side) {
  Side& growing = sides_[side];
  const Cost cost = least_open(growing).value_or(0);
  const Cost nearest = cost + hop_cost_min_;
  const bool goes_on = may_branch_at(side, nearest);
  const std::vector<Reached> rows = take_open(growing, cost, goes_on);
  if (!goes_on) return;
  const bool is_last_hop = !may_branch_at(side, nearest + hop_cost_min_);
  const auto is_skipped = [&](Vertex to) {
    const Label* const known = find(growing, to);
    if (known != nullptr) return known->is_settled;
    return is_last_hop && !is_reached_by_all_done(side, to);
  };
  scan_.visit(rows, Direction::any, is_skipped,
              [&](Vertex from, Vertex to, Cost hop_cost) { reach(side, from, to, hop_cost); });
}

template <class G>
void MeetingSearch<G>::reach(std::size_t side, Vertex from, Vertex to, Cost hop_cost) {
  Side& growing = sides_[side];
  const Label& nearer = *find(growing, from);
  const Label farther{.cost = nearer.cost + hop_cost,
                      .before = from,
                      .hop_cost = hop_cost,
                      .hops = nearer.hops + 1};
  if (!may_branch_at(side, farther.cost)) return;
  const auto known = growing.labels.find(to);
  if (known == growing.labels.end()) {
    // What cannot be gone on from is of use only where all meet.
    const bool is_last = !may_branch_at(side, farther.cost + hop_cost_min_);
    if (is_last && !is_reached_by_all_done(side, to)) return;
    open(growing, to, farther);
    watch_.visit();
  } else {
    if (known->second.is_settled || !is_better(farther, known->second)) return;
    const bool is_cheaper = farther.cost < known->second.cost;
    known->second = farther;
    if (is_cheaper) open(growing, to, farther);
  }
  growing.reached.push_back(to);
}

template <class G>
void MeetingSearch<G>::count_meetings(std::size_t side) {
  for (const Vertex vertex : sides_[side].reached) {
    Cost whole = 0;
    bool is_met = true;
    for (const Side& one : sides_) {
      const Label* const label = find(one, vertex);
      is_met = is_met && label != nullptr;
      if (label != nullptr) whole += label->cost;
    }
    if (is_met) best_ = std::min(best_, {whole, vertex});
  }
  sides_[side].reached.clear();
}

}  // namespace relata

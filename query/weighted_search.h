#pragma once

// The least costly path from any of some vertices to any of others, of a bounded number of hops.
//
// E. W. Dijkstra 1959, with labels (P. Hansen, "Bicriterion path problems", 1980): with a bound on
// hops a vertex may be worth reaching in two ways, at less cost or with fewer hops; each is a
// label, and labels are settled by cost, then hops. One that comes later with as many hops or more
// is worse in both. Boost.Graph's Dijkstra knows neither the bound nor a graph whose vertices are
// not listed beforehand.
//
// Searched from where the path ends, so that it can be read off from where it begins: at each
// vertex the least neighbour from which the rest of the cost suffices is taken. Every label that
// this asks for costs less, or as much with fewer hops, so it is settled by then. Ties are broken
// by hops, then by vertices.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "query/hop_weight.h"
#include "query/level_scan.h"
#include "query/path_leg.h"

namespace relata {

template <class G>
class WeightedSearch {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // `asked_for` as for PathSearch.
  WeightedSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, HopCosts& costs,
                 const PathLeg& leg, std::vector<Vertex> asked_for)
      : graph_(graph),
        watch_(watch),
        costs_(costs),
        leg_(leg),
        scan_(graph, judge, watch, std::move(asked_for)) {
    barred_.insert(leg.barred.begin(), leg.barred.end());
  }

  PathOutcome run();

  // After `found`: both ends included, and what each hop costs.
  [[nodiscard]] const std::vector<Vertex>& path() const { return path_; }
  [[nodiscard]] const std::vector<std::uint64_t>& hop_costs() const { return hop_costs_; }

 private:
  // A way from a vertex to where the path ends.
  struct Label {
    std::uint64_t cost = 0;
    int hops = 0;
    Vertex vertex = 0;
    friend auto operator<=>(const Label&, const Label&) = default;
  };
  struct Step {
    Vertex to = 0;
    std::uint64_t cost = 0;
    friend auto operator<=>(const Step&, const Step&) = default;
  };

  [[nodiscard]] const Label* fewest_hops(Vertex vertex) const {
    const auto known = settled_.find(vertex);
    return known == settled_.end() ? nullptr : &known->second.back();
  }
  // Is there a way that costs no more and has no more hops?
  [[nodiscard]] bool is_surpassed(Vertex vertex, int hops) const {
    const Label* const label = fewest_hops(vertex);
    return label != nullptr && label->hops <= hops;
  }
  [[nodiscard]] bool is_barred_hop(Vertex from, Vertex to) const {
    return from == leg_.from.front() &&
           std::binary_search(leg_.barred_next.begin(), leg_.barred_next.end(), to);
  }
  template <class IsSkipped>
  [[nodiscard]] std::vector<Step> steps_of(Vertex vertex, Direction direction,
                                           const IsSkipped& is_skipped);
  void expand(const Label& label);
  [[nodiscard]] bool read_off(const Label& begin);
  [[nodiscard]] bool leads_on(Vertex vertex, std::uint64_t step, std::uint64_t cost,
                              int hops) const;

  const G& graph_;
  SearchWatch& watch_;
  HopCosts& costs_;
  const PathLeg& leg_;
  LevelScan<G> scan_;
  boost::unordered_flat_set<Vertex> barred_;
  std::priority_queue<Label, std::vector<Label>, std::greater<>> open_;
  boost::unordered_flat_map<Vertex, std::vector<Label>> settled_;  // dearer ones with fewer hops
  std::vector<Vertex> path_;
  std::vector<std::uint64_t> hop_costs_;
};

template <class G>
PathOutcome WeightedSearch<G>::run() {
  for (const Vertex end : leg_.to) open_.push({.vertex = end});
  bool is_bounded = false;
  while (!open_.empty()) {
    if (watch_.is_cut()) return PathOutcome::cut;
    const Label label = open_.top();
    open_.pop();
    if (is_surpassed(label.vertex, label.hops)) continue;
    settled_[label.vertex].push_back(label);
    watch_.visit();
    if (std::binary_search(leg_.from.begin(), leg_.from.end(), label.vertex)) {
      return read_off(label) ? PathOutcome::found : PathOutcome::cut;
    }
    if (label.hops < leg_.hops_max) {
      expand(label);
    } else {
      is_bounded = true;
    }
  }
  if (watch_.is_cut()) return PathOutcome::cut;
  return is_bounded ? PathOutcome::too_far : PathOutcome::exhausted;
}

// The hops from a vertex in a direction, by the vertex that they lead to: each costs what the best
// of its relations does. Nothing if the search is cut.
template <class G>
template <class IsSkipped>
std::vector<typename WeightedSearch<G>::Step> WeightedSearch<G>::steps_of(
    Vertex vertex, Direction direction, const IsSkipped& is_skipped) {
  const Reached reached{.vertex = vertex};
  if (!scan_.prepare({&reached, 1}, direction, is_skipped)) return {};
  std::vector<Step> steps;
  std::vector<std::pair<Vertex, AdjacencyEntry>> unread;
  std::vector<RelationRef> relations;
  scan_.visit_row(vertex, direction, is_skipped, [&](const auto& edge, Vertex other) {
    if (is_skipped(other)) return;
    const AdjacencyEntry entry = entry_of(edge, graph_);
    if (const auto cost = costs_.find(entry)) {
      steps.push_back({.to = other, .cost = *cost});
      return;
    }
    unread.emplace_back(other, entry);
    relations.push_back(ViewJudge::ref_of({vertex}, entry));
  });
  costs_.read(std::move(relations));
  if (watch_.is_cut()) return {};
  for (const auto& [other, entry] : unread) {
    steps.push_back({.to = other, .cost = costs_.find(entry).value()});
  }
  std::sort(steps.begin(), steps.end());
  const auto end = std::unique(steps.begin(), steps.end(),
                               [](const Step& a, const Step& b) { return a.to == b.to; });
  steps.erase(end, steps.end());
  return steps;
}

template <class G>
void WeightedSearch<G>::expand(const Label& label) {
  const int hops = label.hops + 1;
  const auto is_skipped = [&](Vertex v) { return barred_.contains(v) || is_surpassed(v, hops); };
  for (const Step& step : steps_of(label.vertex, opposite(leg_.direction), is_skipped)) {
    if (is_barred_hop(step.to, label.vertex)) continue;
    open_.push(
        {.cost = costs_.weight().extended(label.cost, step.cost), .hops = hops, .vertex = step.to});
  }
}

// Can a way from here go on that has so many hops, and costs no more than this after the step?
template <class G>
bool WeightedSearch<G>::leads_on(Vertex vertex, std::uint64_t step, std::uint64_t cost,
                                 int hops) const {
  const auto known = settled_.find(vertex);
  if (known == settled_.end()) return false;
  return std::any_of(known->second.begin(), known->second.end(), [&](const Label& label) {
    return label.hops == hops && costs_.weight().extended(label.cost, step) <= cost;
  });
}

// False if the search is cut meanwhile.
template <class G>
bool WeightedSearch<G>::read_off(const Label& begin) {
  path_ = {begin.vertex};
  std::uint64_t cost = begin.cost;
  for (int hops = begin.hops; hops > 0; --hops) {
    const Vertex vertex = path_.back();
    const auto is_skipped = [&](Vertex v) { return !settled_.contains(v); };
    const std::vector<Step> steps = steps_of(vertex, leg_.direction, is_skipped);
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
      return !is_barred_hop(vertex, one.to) && leads_on(one.to, one.cost, cost, hops - 1);
    });
    if (step == steps.end()) return false;
    path_.push_back(step->to);
    hop_costs_.push_back(step->cost);
    cost = costs_.weight().rest_after(cost, step->cost);
  }
  return true;
}

}  // namespace relata

#pragma once

// The least costly path from any of some vertices to any of others, of a bounded number of hops,
// searched from both ends.
//
// E. W. Dijkstra 1959, from both ends as I. Pohl ("Bi-directional search", Machine Intelligence 6,
// 1971), with labels of cost and hops (query/way_labels.h). Boost.Graph's Dijkstra goes from one
// end, knows no bound on hops, and wants a list of all vertices beforehand.
//
// When it ends: a path that no vertex joins yet has a hop between two that are not expanded, each
// from its side. So it costs at least what the least open labels of both sides do and the cheapest
// hop between them; once that is more than the best known, every path that is as good is joined
// (A. Goldberg and R. Werneck, "Computing point-to-point shortest paths from external memory",
// 2005, without the hop between). The least of them by vertices is read off the labels, so the
// answer does not depend on which side was expanded when.
//
// The widest path is searched for twice: for what its dearest hop costs, and then for the fewest
// hops that cost no more.

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "query/hop_scan.h"
#include "query/hop_weight.h"
#include "query/least_way.h"
#include "query/path_leg.h"
#include "query/way_labels.h"

namespace relata {

template <class G>
class WeightedSearch {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // `asked_for` as for PathSearch.
  WeightedSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, HopCosts& costs,
                 const PathLeg& leg, std::vector<Vertex> asked_for)
      : watch_(watch),
        costs_(costs),
        leg_(leg),
        scan_(graph, judge, watch, costs, std::move(asked_for)) {
    barred_.insert(leg.barred.begin(), leg.barred.end());
  }

  PathOutcome run();

  // After `found`: both ends included, and what each hop costs; of the widest path, what none
  // exceeds.
  [[nodiscard]] const std::vector<Vertex>& path() const { return path_.vertices; }
  [[nodiscard]] const std::vector<std::uint64_t>& hop_costs() const { return path_.hop_costs; }

 private:
  // How the costs of hops make that of a way.
  enum class Rule : std::uint8_t {
    sum,      // added up
    dearest,  // the dearest counts
    fewest,   // each alike, those that cost more than hop_cost_max_ are not taken
  };
  struct Side {
    Direction direction = Direction::any;
    WayLabels labels = {};
    bool is_bounded = false;  // something lies beyond the bound on hops
  };

  PathOutcome search(Rule rule);
  void start(Side& side, Direction direction, const std::vector<Vertex>& vertices);
  [[nodiscard]] bool is_done() const;
  void step(Side& side, const Side& other);
  void expand(Side& side, const Side& other, WayLabels::Place place);
  void reach(Side& side, const Side& other, Vertex vertex, WayLabels::Place before,
             std::uint64_t hop_cost);

  [[nodiscard]] Way joined(const Way& a, const Way& b) const {
    const bool adds_up = rule_ != Rule::dearest;
    return {.cost = adds_up ? a.cost + b.cost : std::max(a.cost, b.cost), .hops = a.hops + b.hops};
  }
  [[nodiscard]] Way hop_of(std::uint64_t cost) const {
    return {.cost = rule_ == Rule::fewest ? 1 : cost, .hops = 1};
  }
  // Can a path of this cost be left out? As good ones are wanted too, where ties are broken.
  [[nodiscard]] bool is_no_better(const Way& whole) const {
    if (!best_) return false;
    return rule_ == Rule::dearest ? whole.cost >= best_->cost : whole > *best_;
  }
  [[nodiscard]] Way cheapest_hop() const { return hop_of(costs_.weight().cost_min()); }
  [[nodiscard]] bool is_end(Vertex vertex) const {
    return std::binary_search(leg_.from.begin(), leg_.from.end(), vertex) ||
           std::binary_search(leg_.to.begin(), leg_.to.end(), vertex);
  }
  [[nodiscard]] bool is_barred(const Side& side, Vertex at, Vertex to) const;
  [[nodiscard]] bool is_surpassed(const Side& side, Vertex vertex, const Way& least) const;
  [[nodiscard]] bool is_of_no_use(const Side& other, Vertex vertex, const Way& least) const;
  [[nodiscard]] bool is_too_far(const Side& other, Vertex vertex, int hops) const;

  SearchWatch& watch_;
  HopCosts& costs_;
  const PathLeg& leg_;
  HopScan<G> scan_;
  boost::unordered_flat_set<Vertex> barred_;
  Rule rule_ = Rule::sum;
  std::uint64_t hop_cost_max_ = std::numeric_limits<std::uint64_t>::max();
  Side forward_;
  Side backward_;
  std::optional<Way> best_;  // of the paths that are joined
  LeastWay path_;
};

template <class G>
PathOutcome WeightedSearch<G>::run() {
  const bool is_widest = costs_.weight().weight() == PathWeight::widest;
  PathOutcome outcome = search(is_widest ? Rule::dearest : Rule::sum);
  if (is_widest && outcome == PathOutcome::found) {
    hop_cost_max_ = best_->cost;
    outcome = search(Rule::fewest);
  }
  if (outcome != PathOutcome::found) return outcome;
  path_ = least_way(forward_.labels, backward_.labels, *best_);
  if (is_widest) path_.hop_costs.assign(path_.hop_costs.size(), hop_cost_max_);
  return outcome;
}

template <class G>
PathOutcome WeightedSearch<G>::search(Rule rule) {
  rule_ = rule;
  best_.reset();
  start(forward_, leg_.direction, leg_.from);
  start(backward_, opposite(leg_.direction), leg_.to);
  while (!is_done()) {
    if (watch_.is_cut_now()) return PathOutcome::cut;
    // The same side on every model of the graph, since how it ends may depend on it.
    const bool is_forward = forward_.labels.open_size() <= backward_.labels.open_size();
    if (is_forward) {
      step(forward_, backward_);
    } else {
      step(backward_, forward_);
    }
  }
  if (watch_.is_cut()) return PathOutcome::cut;
  if (best_) return PathOutcome::found;
  const Side& exhausted = forward_.labels.is_exhausted() ? forward_ : backward_;
  return exhausted.is_bounded ? PathOutcome::too_far : PathOutcome::exhausted;
}

template <class G>
void WeightedSearch<G>::start(Side& side, Direction direction,
                              const std::vector<Vertex>& vertices) {
  side = {.direction = direction};
  for (const Vertex vertex : vertices) {
    side.labels.reach(vertex, {});
    watch_.visit();
  }
}

template <class G>
bool WeightedSearch<G>::is_done() const {
  if (forward_.labels.is_exhausted() || backward_.labels.is_exhausted()) return true;
  const Way least =
      joined(joined(forward_.labels.least_open(), backward_.labels.least_open()), cheapest_hop());
  return is_no_better(least);
}

template <class G>
void WeightedSearch<G>::step(Side& side, const Side& other) {
  const auto place = side.labels.settle();
  if (!place) return;
  const WayLabels::Label& label = side.labels[*place];
  // No path goes on through an end.
  if (label.hops > 0 && is_end(label.vertex)) return;
  if (label.hops < leg_.hops_max) {
    expand(side, other, *place);
  } else {
    side.is_bounded = true;
  }
}

template <class G>
void WeightedSearch<G>::expand(Side& side, const Side& other, WayLabels::Place place) {
  const Vertex vertex = side.labels[place].vertex;
  const Way least = joined(side.labels[place].way(), cheapest_hop());
  const auto is_skipped = [&](Vertex to) {
    return is_barred(side, vertex, to) || is_surpassed(side, to, least) ||
           is_of_no_use(other, to, least);
  };
  const Reached reached{.vertex = vertex};
  scan_.visit({&reached, 1}, side.direction, is_skipped,
              [&](Vertex, Vertex to, std::uint64_t hop_cost) {
                if (!is_barred(side, vertex, to)) reach(side, other, to, place, hop_cost);
              });
}

template <class G>
bool WeightedSearch<G>::is_barred(const Side& side, Vertex at, Vertex to) const {
  if (barred_.contains(to)) return true;
  if (leg_.barred_next.empty()) return false;
  const auto [first, next] = &side == &forward_ ? std::pair(at, to) : std::pair(to, at);
  return first == leg_.from.front() &&
         std::binary_search(leg_.barred_next.begin(), leg_.barred_next.end(), next);
}

template <class G>
bool WeightedSearch<G>::is_surpassed(const Side& side, Vertex vertex, const Way& least) const {
  bool is_surpassed = false;
  side.labels.for_each_of(vertex, [&](const WayLabels::Label& known) {
    is_surpassed = is_surpassed || (known.cost < least.cost && known.hops <= least.hops);
  });
  return is_surpassed;
}

// Is no path as good as the best that reaches the vertex like this, or at a higher cost?
template <class G>
bool WeightedSearch<G>::is_of_no_use(const Side& other, Vertex vertex, const Way& least) const {
  if (!is_no_better(joined(least, other.labels.least_open()))) return false;
  // What is settled from the other side may cost less than what is open.
  bool is_of_use = false;
  other.labels.for_each_of(vertex, [&](const WayLabels::Label& rest) {
    is_of_use = is_of_use || (rest.is_settled && !is_no_better(joined(least, rest.way())));
  });
  return !is_of_use;
}

// Is the other end more hops away than are left? What is one hop from it has a label once it is
// expanded itself.
template <class G>
bool WeightedSearch<G>::is_too_far(const Side& other, Vertex vertex, int hops) const {
  const int rest = leg_.hops_max - hops;
  if (rest > 1 || other.labels.least_open() == Way{}) return false;
  bool is_near = false;
  other.labels.for_each_of(
      vertex, [&](const WayLabels::Label& known) { is_near = is_near || known.hops <= rest; });
  return !is_near;
}

template <class G>
void WeightedSearch<G>::reach(Side& side, const Side& other, Vertex vertex, WayLabels::Place before,
                              std::uint64_t hop_cost) {
  if (hop_cost > hop_cost_max_) return;
  const Way way = joined(side.labels[before].way(), hop_of(hop_cost));
  if (is_of_no_use(other, vertex, way)) return;
  if (is_too_far(other, vertex, way.hops)) {
    side.is_bounded = true;
    return;
  }
  const WayLabels::Made made = side.labels.reach(vertex, way, before);
  if (made == WayLabels::Made::nothing) return;
  if (made == WayLabels::Made::label_of_new_vertex) watch_.visit();
  other.labels.for_each_of(vertex, [&](const WayLabels::Label& rest) {
    const Way whole = joined(way, rest.way());
    if (whole.hops <= leg_.hops_max && (!best_ || whole < *best_)) best_ = whole;
  });
}

}  // namespace relata

#pragma once

// The best path whose hops can be made one after another, from any of some vertices to any of
// others.
//
// A level for each number of hops, with labels (H. Wu et al., "Path problems in temporal graphs",
// PVLDB 7(9), 2014): a vertex is worth reaching again, with more hops, if it is reached earlier,
// for that may leave a hop that is over by the time of the first. Waiting costs nothing, so what
// arrives earlier with as many hops or fewer is never worse, and the best path passes no vertex
// twice.
//
// Of ways that reach a vertex in as many hops the one that arrives first is kept, and of equals
// that of the least sequence of vertices.

#include <algorithm>
#include <utility>
#include <vector>

#include "query/level_scan.h"
#include "query/path_leg.h"
#include "query/time_order.h"

namespace relata {

template <class G, class Places>
class TimeSearch {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // `asked_for` as for PathSearch; `order` is not TimeOrder::any.
  TimeSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, Places& places,
             const PathLeg& leg, std::vector<Vertex> asked_for, TimeOrder order,
             const TimeReading& reading)
      : graph_(graph),
        watch_(watch),
        places_(places),
        leg_(leg),
        scan_(graph, judge, watch, std::move(asked_for)),
        order_(order),
        reading_(reading) {}

  // `found` as well if the search was cut after it: the best by then.
  PathOutcome run();

  // After `found`: both ends included.
  [[nodiscard]] std::vector<Vertex> path() const;
  // There may be a better one of more than hops_max hops.
  [[nodiscard]] bool is_beyond_hops() const { return is_beyond_hops_; }

 private:
  struct Label {
    Vertex vertex = 0;
    Day arrival;
    std::uint32_t parent = not_reached;  // its place among the labels
  };

  void start();
  void step();
  void offer(Vertex vertex, Day arrival, std::uint32_t parent);
  void rank_level();
  void look_for_end();
  [[nodiscard]] bool is_done() const {
    return best_ != not_reached && order_ == TimeOrder::fewest_hops;
  }

  const G& graph_;
  SearchWatch& watch_;
  Places& places_;  // of each vertex the earliest label
  const PathLeg& leg_;
  LevelScan<G> scan_;
  TimeOrder order_;
  TimeReading reading_;
  std::vector<Label> labels_;
  std::size_t level_begin_ = 0;
  std::uint32_t best_ = not_reached;  // its label
  bool is_beyond_hops_ = false;
};

template <class G, class Places>
PathOutcome TimeSearch<G, Places>::run() {
  start();
  int depth = 0;
  while (depth < leg_.hops_max && level_begin_ < labels_.size() && !is_done()) {
    if (watch_.is_cut_now()) break;
    step();
    ++depth;
  }
  const bool is_open = level_begin_ < labels_.size();
  if (best_ != not_reached) {
    is_beyond_hops_ = is_open && !is_done() && !watch_.is_cut();
    return PathOutcome::found;
  }
  if (watch_.is_cut()) return PathOutcome::cut;
  return is_open ? PathOutcome::too_far : PathOutcome::exhausted;
}

template <class G, class Places>
void TimeSearch<G, Places>::start() {
  places_.clear();
  for (const Vertex vertex : leg_.from) {
    places_.insert(vertex, static_cast<std::uint32_t>(labels_.size()));
    labels_.push_back({.vertex = vertex, .arrival = Day::min()});
    watch_.visit();
  }
}

template <class G, class Places>
void TimeSearch<G, Places>::step() {
  const std::size_t begin = level_begin_;
  const std::size_t end = labels_.size();
  std::vector<Reached> frontier;
  Day earliest = Day::max();
  for (std::size_t place = begin; place < end; ++place) {
    frontier.push_back({.vertex = labels_[place].vertex});
    earliest = std::min(earliest, labels_[place].arrival);
  }
  const auto is_skipped = [&](Vertex vertex) {
    const std::uint32_t place = places_.find(vertex);
    return place != not_reached && labels_[place].arrival <= earliest;
  };
  level_begin_ = end;
  if (!scan_.prepare(frontier, leg_.direction, is_skipped)) return;
  for (std::size_t parent = begin; parent < end && !watch_.is_cut(); ++parent) {
    const Day come = labels_[parent].arrival;
    scan_.visit_row(labels_[parent].vertex, leg_.direction, is_skipped,
                    [&](const auto& edge, Vertex other) {
                      const AdjacencyEntry& entry = entry_of(edge, graph_);
                      const auto days = hop_days(entry.valid, reading_);
                      if (!days && reading_.doubt == Doubt::leave_out) {
                        watch_.leave_out_for_doubt(entry.relation);
                      }
                      if (!days || come > days->last) return;
                      offer(other, std::max(come, days->first), static_cast<std::uint32_t>(parent));
                    });
  }
  // An unfinished level does not hold the earliest for certain.
  if (watch_.is_cut()) return;
  rank_level();
  look_for_end();
}

template <class G, class Places>
void TimeSearch<G, Places>::offer(Vertex vertex, Day arrival, std::uint32_t parent) {
  if (best_ != not_reached && arrival >= labels_[best_].arrival) return;
  const auto next = static_cast<std::uint32_t>(labels_.size());
  const std::uint32_t place = places_.find(vertex);
  if (place == not_reached) {
    places_.insert(vertex, next);
  } else if (labels_[place].arrival <= arrival) {
    return;
  } else if (place >= level_begin_) {
    labels_[place].arrival = arrival;
    labels_[place].parent = parent;
    return;
  } else {
    places_.move(vertex, next);
  }
  labels_.push_back({.vertex = vertex, .arrival = arrival, .parent = parent});
  watch_.visit();
}

// Parents stand in the order of their sequences; so do their children then.
template <class G, class Places>
void TimeSearch<G, Places>::rank_level() {
  const auto begin = labels_.begin() + static_cast<std::ptrdiff_t>(level_begin_);
  std::sort(begin, labels_.end(), [](const Label& a, const Label& b) {
    return std::pair(a.parent, a.vertex) < std::pair(b.parent, b.vertex);
  });
  for (std::size_t place = level_begin_; place < labels_.size(); ++place) {
    places_.move(labels_[place].vertex, static_cast<std::uint32_t>(place));
  }
}

template <class G, class Places>
void TimeSearch<G, Places>::look_for_end() {
  for (std::size_t place = level_begin_; place < labels_.size(); ++place) {
    const Label& label = labels_[place];
    if (!std::binary_search(leg_.to.begin(), leg_.to.end(), label.vertex)) continue;
    const bool is_better = best_ == not_reached || label.arrival < labels_[best_].arrival;
    if (is_better) best_ = static_cast<std::uint32_t>(place);
  }
}

template <class G, class Places>
std::vector<typename TimeSearch<G, Places>::Vertex> TimeSearch<G, Places>::path() const {
  std::vector<Vertex> path;
  for (std::uint32_t place = best_; place != not_reached; place = labels_[place].parent) {
    path.push_back(labels_[place].vertex);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace relata

#pragma once

// Which roles of a pattern the entities of a graph can have, found a hop at a time from where some
// of them stand.
//
// A search on the product of the graph and the pattern's automaton (A. O. Mendelzon, P. T. Wood,
// "Finding Regular Simple Paths in Graph Databases", SIAM J. Computing 24, 1995): what it reaches
// are an entity and a role together, and each of them for every number of hops anew.

#include <algorithm>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "query/hop_reader.h"
#include "query/level_scan.h"
#include "query/pattern_walks.h"

namespace relata {

// The relations that a step takes, on one graph.
template <class G>
struct StepScan {
  StepScan(const G& graph, const Store& store, const Snapshot& at, const CompiledView& the_view,
           Direction the_direction, SearchWatch& watch, std::vector<std::uint64_t> named)
      : view(the_view),
        direction(the_direction),
        judge(store, at, view, watch),
        scan(graph, judge, watch, std::move(named)),
        reader(graph, judge, direction) {}

  CompiledView view;
  Direction direction;
  ViewJudge judge;
  LevelScan<G> scan;
  HopReader<G> reader;
};

// For each step of a pattern; nullptr: no relation can be of its types.
template <class G>
using PatternScans = std::vector<std::unique_ptr<StepScan<G>>>;

enum class Towards : std::uint8_t { end, begin };

template <class G>
class PatternReach {
 public:
  using Vertex = std::uint64_t;
  using Roles = std::pair<Vertex, StateSet>;

  PatternReach(const G& graph, const CompiledPattern& pattern, const PatternScans<G>& scans,
               SearchWatch& watch, Towards towards)
      : graph_(graph), pattern_(pattern), scans_(scans), watch_(watch), towards_(towards) {}

  // From these entities in this role. Roles from `kept` on are taken only by entities that are in
  // `within`.
  void start(const std::vector<Vertex>& entities, int state, const RoleLengths* within, int kept);
  // One hop further; false if that leads nowhere, or the search was cut.
  bool extend();
  [[nodiscard]] int depth() const { return depth_; }
  [[nodiscard]] const RoleLengths& lengths() const { return lengths_; }
  // What the last hop led to, by entity.
  [[nodiscard]] const std::vector<Roles>& frontier() const { return frontier_; }
  // The hops that lead there, sorted, each once.
  [[nodiscard]] const std::vector<PatternHop>& hops();
  // The last role that any entity was reached in; towards the begin the first.
  [[nodiscard]] int farthest() const { return farthest_; }

 private:
  [[nodiscard]] StateSet moved(StateSet states, std::size_t step) const {
    return towards_ == Towards::end ? pattern_.after(states, step) : pattern_.before(states, step);
  }
  [[nodiscard]] bool is_kept_out(Vertex vertex, int state) const {
    return within_ != nullptr && state >= kept_ && !within_->has(vertex, state);
  }
  void cross(std::size_t step);
  void reach(Vertex vertex, StateSet states);

  const G& graph_;
  const CompiledPattern& pattern_;
  const PatternScans<G>& scans_;
  SearchWatch& watch_;
  Towards towards_;
  const RoleLengths* within_ = nullptr;
  int kept_ = 0;
  int depth_ = 0;
  int farthest_ = 0;
  RoleLengths lengths_;
  std::vector<Roles> frontier_;
  boost::unordered_flat_map<Vertex, StateSet> next_;
  std::vector<PatternHop> hops_;
  std::size_t hops_sorted_ = 0;
};

template <class G>
void PatternReach<G>::start(const std::vector<Vertex>& entities, int state,
                            const RoleLengths* within, int kept) {
  within_ = within;
  kept_ = kept;
  depth_ = 0;
  farthest_ = state;
  lengths_.clear();
  frontier_.clear();
  hops_.clear();
  hops_sorted_ = 0;
  for (const Vertex vertex : entities) {
    lengths_.insert(vertex, state, 0);
    frontier_.emplace_back(vertex, state_bit(state));
    watch_.visit();
  }
}

template <class G>
bool PatternReach<G>::extend() {
  next_.clear();
  ++depth_;
  for (std::size_t step = 0; step < scans_.size(); ++step) {
    if (watch_.is_cut_now()) return false;
    if (scans_[step]) cross(step);
  }
  frontier_.assign(next_.begin(), next_.end());
  std::sort(frontier_.begin(), frontier_.end());
  return !frontier_.empty() && !watch_.is_cut();
}

template <class G>
void PatternReach<G>::cross(std::size_t step) {
  std::vector<Reached> owners;
  std::vector<StateSet> led_to;
  for (const auto& [vertex, states] : frontier_) {
    const StateSet to = moved(states, step);
    if (to == 0) continue;
    owners.push_back({.vertex = vertex});
    led_to.push_back(to);
  }
  if (owners.empty()) return;
  const bool is_along = towards_ == Towards::end;
  StepScan<G>& relations = *scans_[step];
  const Direction direction = is_along ? relations.direction : opposite(relations.direction);
  const auto is_skipped = [](Vertex) { return false; };
  if (!relations.scan.prepare(owners, direction, is_skipped)) return;
  for (std::size_t i = 0; i < owners.size() && !watch_.is_cut(); ++i) {
    const Vertex vertex = owners[i].vertex;
    relations.scan.visit_row(vertex, direction, is_skipped, [&](const auto& edge, Vertex other) {
      if (other == vertex) return;
      const EntityTypeId type = entry_of(edge, graph_).neighbour_type;
      StateSet states = pattern_.fitting(led_to[i], other, type);
      for (StateSet rest = states; rest != 0; rest &= rest - 1) {
        const int state = std::countr_zero(rest);
        if (is_kept_out(other, state)) states &= ~state_bit(state);
      }
      if (states == 0) return;
      if (!is_along) hops_.push_back({.from = other, .to = vertex, .step = step});
      reach(other, states);
    });
  }
}

template <class G>
void PatternReach<G>::reach(Vertex vertex, StateSet states) {
  for (; states != 0; states &= states - 1) {
    const int state = std::countr_zero(states);
    if (!lengths_.insert(vertex, state, depth_)) continue;
    watch_.visit();
    next_[vertex] |= state_bit(state);
    farthest_ = towards_ == Towards::end ? std::max(farthest_, state) : std::min(farthest_, state);
  }
}

template <class G>
const std::vector<PatternHop>& PatternReach<G>::hops() {
  if (hops_sorted_ == hops_.size()) return hops_;
  std::sort(hops_.begin(), hops_.end());
  hops_.erase(std::unique(hops_.begin(), hops_.end()), hops_.end());
  hops_sorted_ = hops_.size();
  return hops_;
}

}  // namespace relata

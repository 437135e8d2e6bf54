#pragma once

// The shortest paths from any of some vertices to any of others, searched from both ends.
//
// I. Pohl, "Bi-directional search", Machine Intelligence 6, 1971. Level by level: the side whose
// next level is cheaper is expanded; the search ends where a level meets the other side, or when
// either side is exhausted. When the sides have gone a and b levels without meeting, the distance
// is more than a + b; so the level that meets holds exactly the vertices at that distance that lie
// on a shortest path.
//
// The answer does not depend on which side was expanded when: it is the least sequence of vertices.
// - Forward, the vertices of a level lead on in order of rank: by the rank of the vertex that they
//   were discovered from, then by id. That is the order of the least sequences that lead to them.
// - Backward, a vertex's parent is the least that it can go on to.
// - The sides are joined at the meeting vertex of least rank.
//
// Where one path is wanted, a forward level is left at the first vertex that meets: later ones have
// later ranks. A backward level would have to be finished, since any of it may have the least rank.
// So when it meets, what is left of it is weighed against meeting the same vertices from the
// forward side, whose last level is tried in order of rank and left at the first that does.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "query/level_scan.h"
#include "query/path_leg.h"
#include "query/shortest_dag.h"

namespace relata {

template <class G, class Places>
class PathSearch {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;
  using Side = SearchSide<Places>;

  // `asked_for`: the entities of the question, sorted, which pass whatever their type.
  PathSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, Side& forward, Side& backward,
             const PathLeg& leg, std::vector<Vertex> asked_for)
      : graph_(graph),
        watch_(watch),
        forward_(forward),
        backward_(backward),
        leg_(leg),
        scan_(graph, judge, watch, std::move(asked_for)) {}

  PathOutcome run(std::uint8_t class_of_ends);

  // After `found`: the least path, both ends included.
  [[nodiscard]] std::vector<Vertex> least_path() const;
  // After `found` with Want::all. Nothing if the search is cut meanwhile.
  [[nodiscard]] std::optional<ShortestDag> all_paths();
  // After `exhausted`: the side that is, and its vertices.
  [[nodiscard]] bool is_forward_exhausted() const { return forward_.is_exhausted(); }
  [[nodiscard]] std::uint64_t exhausted_size() const {
    return is_forward_exhausted() ? forward_.order.size() : backward_.order.size();
  }

 private:
  [[nodiscard]] bool is_forward_next();
  [[nodiscard]] std::uint64_t cost_of(const Side& side, Direction direction) const;
  // What is barred counts as reached from either side, so that it never is.
  void bar(const std::vector<Vertex>& vertices);
  [[nodiscard]] bool is_barred_next(Vertex vertex) const {
    return std::binary_search(leg_.barred_next.begin(), leg_.barred_next.end(), vertex);
  }
  void step_forward();
  void step_backward();
  // After the next backward level has met at `tried` of its relations.
  [[nodiscard]] bool is_forward_quicker(std::uint64_t tried) const;
  // Gives up the backward level that was begun at `level_begin`.
  void meet_from_forward(std::size_t level_begin);
  // Of the rest of a frontier, `done` of whose rows were visited: those to prepare at once.
  [[nodiscard]] std::span<const Reached> next_rows(std::span<const Reached> rest, std::size_t done,
                                                   Direction direction) const;
  // Of a vertex that the backward side met before, on the level from `level_begin` or an earlier.
  void choose_parent(Vertex vertex, std::size_t level_begin, std::size_t parent) {
    const std::uint32_t place = backward_.places.find(vertex);
    if (place < level_begin || place >= backward_.order.size()) return;
    std::uint32_t& chosen = backward_.order[place].parent;
    if (backward_.order[parent].vertex < backward_.order[chosen].vertex) {
      chosen = static_cast<std::uint32_t>(parent);
    }
  }
  [[nodiscard]] bool is_met(Vertex vertex) const {
    return backward_.places.find(vertex) < backward_.order.size();
  }
  [[nodiscard]] static std::span<const Reached> frontier_of(const Side& side) {
    return std::span(side.order).subspan(side.frontier_begin());
  }

  const G& graph_;
  SearchWatch& watch_;
  Side& forward_;
  Side& backward_;
  const PathLeg& leg_;
  LevelScan<G> scan_;
  // The cost of each side's next level; unset when it has to be counted.
  std::optional<std::uint64_t> forward_cost_;
  std::optional<std::uint64_t> backward_cost_;
  std::vector<std::uint32_t> meetings_;  // forward places
};

template <class G, class Places>
PathOutcome PathSearch<G, Places>::run(std::uint8_t class_of_ends) {
  forward_.start(leg_.from, class_of_ends);
  backward_.start(leg_.to, class_of_ends);
  bar(leg_.barred);
  for (std::size_t ends = leg_.from.size() + leg_.to.size(); ends > 0; --ends) watch_.visit();
  while (forward_.depth() + backward_.depth() < leg_.hops_max) {
    if (watch_.is_cut_now()) return PathOutcome::cut;
    if (is_forward_next()) {
      step_forward();
      forward_cost_.reset();
    } else {
      step_backward();
      backward_cost_.reset();
    }
    if (!meetings_.empty()) return PathOutcome::found;
    if (watch_.is_cut()) return PathOutcome::cut;
    if (forward_.is_exhausted() || backward_.is_exhausted()) return PathOutcome::exhausted;
  }
  return PathOutcome::too_far;
}

template <class G, class Places>
void PathSearch<G, Places>::bar(const std::vector<Vertex>& vertices) {
  constexpr std::uint32_t beyond_every_level = not_reached - 1;
  for (const Vertex vertex : vertices) {
    forward_.places.insert(vertex, beyond_every_level);
    backward_.places.insert(vertex, beyond_every_level);
  }
}

template <class G, class Places>
std::uint64_t PathSearch<G, Places>::cost_of(const Side& side, Direction direction) const {
  std::uint64_t cost = 0;
  for (const Reached& reached : frontier_of(side)) {
    cost += expansion_cost(reached.vertex, reached.degree_class, scan_.rows_for(direction), graph_);
  }
  return cost;
}

template <class G, class Places>
bool PathSearch<G, Places>::is_forward_next() {
  switch (leg_.side) {
    case SideChoice::fewer_entities:
      return forward_.order.size() <= backward_.order.size();
    case SideChoice::cheaper:
      break;
  }
  if (!forward_cost_) forward_cost_ = cost_of(forward_, leg_.direction);
  // Nothing is cheaper than a side that costs nothing more.
  if (*forward_cost_ == 0) return true;
  if (!backward_cost_) backward_cost_ = cost_of(backward_, opposite(leg_.direction));
  return *forward_cost_ <= *backward_cost_;
}

template <class G, class Places>
void PathSearch<G, Places>::step_forward() {
  const auto is_reached = [&](Vertex v) { return forward_.places.find(v) != not_reached; };
  const auto will_ask = [&](Vertex v) {
    forward_.places.will_ask(v);
    backward_.places.will_ask(v);
  };
  forward_.sort_children_by_id();
  const std::size_t begin = forward_.frontier_begin();
  const std::size_t end = forward_.order.size();
  const bool has_barred_next = begin == 0 && !leg_.barred_next.empty();
  forward_.levels.push_back(end);
  std::size_t ready = begin;  // rows up to here are
  for (std::size_t parent = begin; parent < end && !watch_.is_cut(); ++parent) {
    if (parent == ready) {
      const auto rest = std::span(forward_.order).subspan(parent, end - parent);
      const auto rows = next_rows(rest, parent - begin, leg_.direction);
      ready += rows.size();
      if (!scan_.prepare(rows, leg_.direction, is_reached, will_ask)) break;
    }
    scan_.look_ahead(std::span(forward_.order).first(end), parent, leg_.direction, will_ask);
    scan_.visit_row(
        forward_.order[parent].vertex, leg_.direction, is_reached,
        [&](const auto& edge, Vertex other) {
          if (has_barred_next && is_barred_next(other)) return;
          const auto place = static_cast<std::uint32_t>(forward_.order.size());
          if (!forward_.places.insert(other, place)) return;
          forward_.order.push_back({.vertex = other,
                                    .parent = static_cast<std::uint32_t>(parent),
                                    .degree_class = degree_class_of(edge, graph_)});
          watch_.visit();
          if (is_met(other)) meetings_.push_back(place);
        },
        will_ask);
    // Later parents only lead to later ranks.
    if (leg_.want == PathLeg::Want::one && !meetings_.empty()) break;
  }
  // An unfinished level does not hold all paths, and perhaps not the least.
  if (watch_.is_cut()) meetings_.clear();
}

template <class G, class Places>
void PathSearch<G, Places>::step_backward() {
  const auto is_reached = [&](Vertex v) { return backward_.places.find(v) != not_reached; };
  const auto will_ask = [&](Vertex v) {
    forward_.places.will_ask(v);
    backward_.places.will_ask(v);
  };
  const Direction direction = opposite(leg_.direction);
  const std::size_t begin = backward_.frontier_begin();
  // Claims are read for the relations that discover a vertex only: the least has to come first.
  if (scan_.needs_claims()) backward_.sort_by_id(begin);
  const std::size_t end = backward_.order.size();
  backward_.levels.push_back(end);
  std::size_t ready = begin;  // rows up to here are
  std::uint64_t tried = 0;
  bool is_weighed = leg_.want == PathLeg::Want::all || leg_.side != SideChoice::cheaper;
  for (std::size_t parent = begin; parent < end && !watch_.is_cut(); ++parent) {
    if (parent == ready) {
      const auto rest = std::span(backward_.order).subspan(parent, end - parent);
      const auto rows = next_rows(rest, parent - begin, direction);
      ready += rows.size();
      if (!scan_.prepare(rows, direction, is_reached, will_ask)) break;
    }
    const bool is_barred = is_barred_next(backward_.order[parent].vertex);
    scan_.look_ahead(std::span(backward_.order).first(end), parent, direction, will_ask);
    scan_.visit_row(
        backward_.order[parent].vertex, direction, is_reached,
        [&](const auto& edge, Vertex other) {
          ++tried;
          if (is_barred && other == leg_.from.front()) return;
          const auto place = static_cast<std::uint32_t>(backward_.order.size());
          if (!backward_.places.insert(other, place)) {
            choose_parent(other, end, parent);
            return;
          }
          backward_.order.push_back({.vertex = other,
                                     .parent = static_cast<std::uint32_t>(parent),
                                     .degree_class = degree_class_of(edge, graph_)});
          watch_.visit();
          const std::uint32_t rank = forward_.places.find(other);
          if (rank != not_reached) meetings_.push_back(rank);
        },
        will_ask);
    if (is_weighed || meetings_.empty()) continue;
    is_weighed = true;
    if (is_forward_quicker(tried)) return meet_from_forward(end);
  }
  if (watch_.is_cut()) meetings_.clear();
}

// In memory what stays in the nearest caches. Out of the store few rows at first, since a level may
// be left early, then ever more.
template <class G, class Places>
std::span<const Reached> PathSearch<G, Places>::next_rows(std::span<const Reached> rest,
                                                          std::size_t done,
                                                          Direction direction) const {
  std::size_t rows = rest.size();
  if constexpr (!G::reads_announced) {
    constexpr std::uint64_t relations_max = 512;
    std::uint64_t relations = 0;
    for (rows = 0; rows < rest.size() && relations < relations_max; ++rows) {
      relations += degree_towards(rest[rows].vertex, scan_.rows_for(direction), graph_);
    }
  } else if (leg_.want != PathLeg::Want::all) {
    constexpr std::size_t few = 64;
    rows = std::min(rows, std::max(few, done));
  }
  return rest.first(rows);
}

// As many relations lead over from the one side as from the other.
template <class G, class Places>
bool PathSearch<G, Places>::is_forward_quicker(std::uint64_t tried) const {
  const auto forward = static_cast<double>(*forward_cost_);
  const auto backward = static_cast<double>(std::max(*backward_cost_, tried));
  const double leading_over =
      backward * static_cast<double>(meetings_.size()) / static_cast<double>(tried);
  return forward / leading_over < backward - static_cast<double>(tried);
}

template <class G, class Places>
void PathSearch<G, Places>::meet_from_forward(std::size_t level_begin) {
  meetings_.clear();
  backward_.order.resize(level_begin);  // what was reached since lies beyond its end (is_met)
  backward_.levels.pop_back();
  step_forward();
}

template <class G, class Places>
std::vector<typename PathSearch<G, Places>::Vertex> PathSearch<G, Places>::least_path() const {
  const std::uint32_t least =
      *std::min_element(meetings_.begin(), meetings_.end(), [&](std::uint32_t a, std::uint32_t b) {
        const Reached& one = forward_.order[a];
        const Reached& other = forward_.order[b];
        return std::tie(one.parent, one.vertex) < std::tie(other.parent, other.vertex);
      });
  std::vector<Vertex> path;
  for (std::uint32_t place = least; place != not_reached; place = forward_.order[place].parent) {
    path.push_back(forward_.order[place].vertex);
  }
  std::reverse(path.begin(), path.end());
  std::uint32_t place = backward_.order[backward_.places.find(path.back())].parent;
  for (; place != not_reached; place = backward_.order[place].parent) {
    path.push_back(backward_.order[place].vertex);
  }
  return path;
}

template <class G, class Places>
std::optional<ShortestDag> PathSearch<G, Places>::all_paths() {
  const int depth = forward_.depth();
  const int hops = depth + backward_.depth();
  std::vector<std::vector<ShortestDag::Edge>> layers(static_cast<std::size_t>(hops));
  std::vector<Reached> meeting;
  for (const std::uint32_t place : meetings_) meeting.push_back(forward_.order[place]);

  // From the meeting vertices to both ends: their neighbours on the next level are on a path, too.
  const auto walk = [&](const Side& side, int level, Direction direction, const auto& keep_edge) {
    std::vector<Reached> layer = meeting;
    for (; level >= 0; --level) {
      const auto is_skipped = [&](Vertex v) { return !side.is_on_level(v, level); };
      if (!scan_.prepare(layer, direction, is_skipped)) return;
      std::vector<Reached> next;
      for (const Reached& reached : layer) {
        scan_.visit_row(reached.vertex, direction, is_skipped, [&](const auto&, Vertex other) {
          if (is_skipped(other)) return;
          keep_edge(level, reached.vertex, other);
          next.push_back({.vertex = other});
        });
      }
      std::sort(next.begin(), next.end(),
                [](const Reached& a, const Reached& b) { return a.vertex < b.vertex; });
      const auto end = std::unique(next.begin(), next.end(), [](const auto& a, const auto& b) {
        return a.vertex == b.vertex;
      });
      next.erase(end, next.end());
      layer = std::move(next);
    }
  };
  walk(forward_, depth - 1, opposite(leg_.direction), [&](int level, Vertex at, Vertex before) {
    layers[static_cast<std::size_t>(level)].emplace_back(before, at);
  });
  walk(backward_, backward_.depth() - 1, leg_.direction, [&](int level, Vertex at, Vertex after) {
    layers[static_cast<std::size_t>(hops - 1 - level)].emplace_back(at, after);
  });
  if (watch_.is_cut()) return std::nullopt;
  return ShortestDag(std::move(layers));
}

}  // namespace relata

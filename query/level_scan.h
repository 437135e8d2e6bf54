#pragma once

// One level of a search: all rows of a frontier, as far as the view takes them.
//
// Entities that the question does not name pass if the view takes them and they are no hubs that it
// keeps away from (query/hubs.h). A relation of a symmetric type leads both ways, whichever end was
// recorded as its source.
//
// Works on any model of Boost.Graph's BidirectionalGraph that also knows entry_of(),
// degree_bounds() and whether it wants to be told of a frontier before it is visited (announce()),
// or to be asked for rows ahead (prefetch_row()): graph/store_graph.h and graph/csr_graph.h.

#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "query/hop_weight.h"
#include "query/view_judge.h"
#include "query/visited.h"

namespace relata {

// Calls each(edge, the vertex it leads to) for the relations of a vertex in a direction.
template <class G, class Each>
void for_each_edge(typename boost::graph_traits<G>::vertex_descriptor vertex, Direction direction,
                   const G& graph, const Each& each) {
  if (direction != Direction::reverse) {
    for (auto [edge, end] = out_edges(vertex, graph); edge != end; ++edge) {
      each(*edge, target(*edge, graph));
    }
  }
  if (direction != Direction::forward) {
    for (auto [edge, end] = in_edges(vertex, graph); edge != end; ++edge) {
      each(*edge, source(*edge, graph));
    }
  }
}

[[nodiscard]] constexpr Direction opposite(Direction direction) {
  switch (direction) {
    case Direction::forward:
      return Direction::reverse;
    case Direction::reverse:
      return Direction::forward;
    case Direction::any:
      break;
  }
  return Direction::any;
}

// Where relations of symmetric types lead.
enum class SymmetricTypes : std::uint8_t { both_ways, as_recorded };

template <class G>
class LevelScan {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // The entities at the ends of the question, sorted, pass whatever they are.
  LevelScan(const G& graph, ViewJudge& judge, SearchWatch& watch, std::vector<Vertex> ends,
            SymmetricTypes symmetric = SymmetricTypes::both_ways)
      : graph_(graph),
        judge_(judge),
        watch_(watch),
        ends_(std::move(ends)),
        has_symmetric_(symmetric == SymmetricTypes::both_ways && judge.view().takes_symmetric()) {}

  // The rows to go through for what leads in a direction.
  [[nodiscard]] Direction rows_for(Direction direction) const {
    return has_symmetric_ ? Direction::any : direction;
  }

  // Reads the rows of a frontier and decides what its summaries leave open, except towards vertices
  // that `is_skipped` names. What the view does not refuse at once is asked of memory: `will_ask`
  // is as look_ahead() has it. False if the search was cut.
  template <class IsSkipped, class WillAsk>
  bool prepare(std::span<const Reached> frontier, Direction direction, const IsSkipped& is_skipped,
               const WillAsk& will_ask) {
    if constexpr (G::reads_announced) {
      std::vector<Vertex> vertices;
      vertices.reserve(frontier.size());
      for (const Reached& reached : frontier) vertices.push_back(reached.vertex);
      if (!graph_.announce(vertices, rows_for(direction))) return false;
      count_degrees(frontier, direction, is_skipped);
    }
    forget_rows();
    if (judge_.view().takes_all_relations()) return !watch_.is_cut();
    for (std::size_t place = 0; place < frontier.size(); ++place) {
      look_ahead(frontier, place, direction, [](Vertex) {});
      const Vertex vertex = frontier[place].vertex;
      keep_row(vertex, direction, [&](const auto& edge, const AdjacencyEntry& entry, Vertex other) {
        will_ask(other);
        if (!judge_.is_open(entry) || is_skipped(other)) return;
        if (takes_entity(other, entry) && !is_held_back(edge, other)) {
          judge_.consider({vertex}, entry);
        }
      });
    }
    judge_.decide();
    return !watch_.is_cut();
  }
  template <class IsSkipped>
  bool prepare(std::span<const Reached> frontier, Direction direction,
               const IsSkipped& is_skipped) {
    return prepare(frontier, direction, is_skipped, [](Vertex) {});
  }

  [[nodiscard]] bool needs_claims() const { return judge_.view().needs_claims(); }
  [[nodiscard]] bool is_asked_for(Vertex vertex) const {
    return std::binary_search(ends_.begin(), ends_.end(), vertex);
  }

  // What a hop from or to the vertex bears of its toll.
  [[nodiscard]] std::uint64_t half_toll(const HopWeight& weight, Vertex vertex,
                                        const DegreeBounds& bounds) {
    if (!weight.has_tolls() || is_asked_for(vertex)) return 0;
    return weight.half_toll(judge_.hubs().doublings({vertex}, bounds));
  }

  // Before the row of frontier[place] is visited: what the rows after it will touch is asked of
  // memory, which takes longer to come than a row to visit. `will_ask(vertex)` is to prefetch what
  // the search keeps of a vertex.
  template <class WillAsk>
  void look_ahead(std::span<const Reached> frontier, std::size_t place, Direction direction,
                  const WillAsk& will_ask) const {
    if constexpr (!G::reads_announced) {
      const auto vertex_after = [&](std::size_t rows) { return frontier[place + rows].vertex; };
      const bool is_judged = !judge_.view().takes_all_relations();
      if (place + 6 < frontier.size()) graph_.prefetch_place(vertex_after(6));
      if (place + 4 < frontier.size()) {
        graph_.prefetch_row(vertex_after(4), direction);
        if (is_judged) graph_.prefetch_columns(vertex_after(4), direction);
      }
      if (place + 2 >= frontier.size() || is_judged) return;
      const auto row = graph_.neighbours(vertex_after(2), direction);
      for (const Vertex other : row.first(std::min(row.size(), asked_of_row))) will_ask(other);
    }
  }

  // Calls visit(edge, other) for each relation of a vertex that is in the view. Those towards
  // vertices that `is_skipped` names may be left out. `visit` may not visit another row.
  template <class IsSkipped, class Visit, class WillAsk>
  void visit_row(Vertex vertex, Direction direction, const IsSkipped& is_skipped,
                 const Visit& visit, const WillAsk& will_ask) {
    std::uint64_t tested = 0;
    if (judge_.view().takes_all() && !judge_.hubs().are_held_back()) {
      std::span<const std::uint32_t> rest;  // of a row that look_ahead() has begun
      if constexpr (!G::reads_announced) {
        rest = graph_.neighbours(vertex, direction);
        rest = rest.subspan(std::min(rest.size(), asked_of_row));
      }
      std::size_t place = 0;
      tested = for_each_crossing(vertex, direction, [&](const auto& edge, Vertex other) {
        if (place < rest.size()) will_ask(rest[place]);
        ++place;
        visit(edge, other);
      });
    } else {
      const Row& row = row_of(vertex, direction);
      tested = row.tested;
      for (const Kept& kept : std::span(kept_).subspan(row.begin, row.count)) {
        const AdjacencyEntry& entry = entry_of(kept.edge, graph_);
        if (!takes_entity(kept.other, entry)) continue;
        const Verdict verdict = judge_.judge(entry);
        if (verdict == Verdict::no || verdict == Verdict::doubtful) continue;
        // What nobody goes on to need not be counted.
        if (!is_skipped(kept.other) && is_held_back(kept.edge, kept.other)) continue;
        if (verdict == Verdict::maybe) {
          if (is_skipped(kept.other)) continue;
          if (!judge_.admits_by_claims(ViewJudge::ref_of({vertex}, entry))) continue;
        }
        visit(kept.edge, kept.other);
      }
    }
    watch_.test(tested);
  }
  template <class IsSkipped, class Visit>
  void visit_row(Vertex vertex, Direction direction, const IsSkipped& is_skipped,
                 const Visit& visit) {
    visit_row(vertex, direction, is_skipped, visit, [](Vertex) {});
  }

 private:
  static constexpr std::size_t asked_of_row = 32;  // ahead of the row

  // What the view does not refuse at once.
  struct Kept {
    typename G::Edge edge;
    Vertex other = 0;
  };
  struct Row {
    Vertex vertex = 0;
    Direction direction = Direction::any;
    std::size_t begin = 0;  // of what is kept of it
    std::size_t count = 0;
    std::uint64_t tested = 0;
  };

  // Calls each(edge, other) for what leads in a direction; gives how many were looked at for it.
  template <class Each>
  std::uint64_t for_each_crossing(Vertex vertex, Direction direction, const Each& each) const {
    std::uint64_t looked_at = 0;
    for_each_edge(vertex, direction, graph_, [&](const auto& edge, Vertex other) {
      ++looked_at;
      each(edge, other);
    });
    if (rows_for(direction) == direction) return looked_at;
    for_each_edge(vertex, opposite(direction), graph_, [&](const auto& edge, Vertex other) {
      ++looked_at;
      if (judge_.view().is_symmetric(entry_of(edge, graph_).type)) each(edge, other);
    });
    return looked_at;
  }

  void forget_rows() {
    kept_.clear();
    rows_.clear();
    next_row_ = 0;
  }
  template <class Each>
  void keep_row(Vertex vertex, Direction direction, const Each& each) {
    Row row{.vertex = vertex, .direction = direction, .begin = kept_.size()};
    row.tested = for_each_crossing(vertex, direction, [&](const auto& edge, Vertex other) {
      const AdjacencyEntry& entry = entry_of(edge, graph_);
      // The columns lie side by side, what is kept of vertices does not: most end here.
      if (judge_.view().refuses(entry)) return;
      kept_.push_back({.edge = edge, .other = other});
      each(edge, entry, other);
    });
    row.count = kept_.size() - row.begin;
    rows_.push_back(row);
  }
  // Rows are visited in the order in which they were prepared; another one is read for itself.
  [[nodiscard]] const Row& row_of(Vertex vertex, Direction direction) {
    const bool is_prepared = next_row_ < rows_.size() && rows_[next_row_].vertex == vertex &&
                             rows_[next_row_].direction == direction;
    if (!is_prepared) {
      forget_rows();
      keep_row(vertex, direction, [](const auto&, const AdjacencyEntry&, Vertex) {});
    }
    return rows_[next_row_++];
  }
  // Of what the rows of a frontier lead to and the view does not rule out, all at once.
  template <class IsSkipped>
  void count_degrees(std::span<const Reached> frontier, Direction direction,
                     const IsSkipped& is_skipped) {
    Hubs& hubs = judge_.hubs();
    if (!hubs.are_held_back() && !hubs.are_charged()) return;
    for (const Reached& reached : frontier) {
      for_each_crossing(reached.vertex, direction, [&](const auto& edge, Vertex other) {
        const AdjacencyEntry& entry = entry_of(edge, graph_);
        if (judge_.view().judge(entry) == Verdict::no || is_skipped(other)) return;
        if (!judge_.view().takes_entity({other}, entry.neighbour_type)) return;
        if (!is_asked_for(other)) hubs.consider({other}, degree_bounds(edge, other, graph_));
      });
    }
    hubs.decide();
  }

  [[nodiscard]] bool takes_entity(Vertex vertex, const AdjacencyEntry& entry) const {
    return judge_.view().takes_entity({vertex}, entry.neighbour_type) || is_asked_for(vertex);
  }
  template <class Edge>
  [[nodiscard]] bool is_held_back(const Edge& edge, Vertex to) {
    Hubs& hubs = judge_.hubs();
    if (!hubs.are_held_back() || is_asked_for(to)) return false;
    return hubs.holds_back({to}, degree_bounds(edge, to, graph_));
  }

  const G& graph_;
  ViewJudge& judge_;
  SearchWatch& watch_;
  std::vector<Vertex> ends_;
  bool has_symmetric_;
  std::vector<Kept> kept_;
  std::vector<Row> rows_;
  std::size_t next_row_ = 0;
};

}  // namespace relata

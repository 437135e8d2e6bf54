#pragma once

// One level of a search: all rows of a frontier, as far as the view takes them.
//
// Works on any model of Boost.Graph's BidirectionalGraph that also knows entry_of(),
// degree_class_of() and whether it wants to be told of a frontier before it is visited:
// graph/csr_graph.h and graph/store_graph.h.

#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <span>
#include <utility>
#include <vector>

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

template <class G>
class LevelScan {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // The entities at the ends of the question, sorted, pass whatever their type.
  LevelScan(const G& graph, ViewJudge& judge, SearchWatch& watch, std::vector<Vertex> ends)
      : graph_(graph), judge_(judge), watch_(watch), ends_(std::move(ends)) {}

  // Reads the rows of a frontier and decides what its summaries leave open, except towards vertices
  // that `is_skipped` names. False if the search was cut.
  template <class IsSkipped>
  bool prepare(std::span<const Reached> frontier, Direction direction,
               const IsSkipped& is_skipped) {
    if constexpr (G::reads_announced) {
      std::vector<Vertex> vertices;
      vertices.reserve(frontier.size());
      for (const Reached& reached : frontier) vertices.push_back(reached.vertex);
      if (!graph_.announce(vertices, direction)) return false;
    }
    if (!judge_.view().needs_claims()) return true;
    for (const Reached& reached : frontier) {
      for_each_edge(reached.vertex, direction, graph_, [&](const auto& edge, Vertex other) {
        if (is_skipped(other)) return;
        const AdjacencyEntry& entry = entry_of(edge, graph_);
        if (takes_entity(other, entry)) judge_.consider({reached.vertex}, entry);
      });
    }
    judge_.decide();
    return !watch_.is_cut();
  }

  // Calls visit(edge, other) for each relation of a vertex that is in the view. Those towards
  // vertices that `is_skipped` names may be left out.
  template <class IsSkipped, class Visit>
  void visit_row(Vertex vertex, Direction direction, const IsSkipped& is_skipped,
                 const Visit& visit) {
    std::uint64_t tested = 0;
    const CompiledView& view = judge_.view();
    if (view.takes_all()) {
      for_each_edge(vertex, direction, graph_, [&](const auto& edge, Vertex other) {
        ++tested;
        visit(edge, other);
      });
    } else {
      for_each_edge(vertex, direction, graph_, [&](const auto& edge, Vertex other) {
        ++tested;
        const AdjacencyEntry& entry = entry_of(edge, graph_);
        if (!takes_entity(other, entry)) return;
        const Verdict verdict = judge_.judge(entry);
        if (verdict == Verdict::no || verdict == Verdict::doubtful) return;
        if (verdict == Verdict::maybe) {
          if (is_skipped(other)) return;
          if (!judge_.admits_by_claims(ViewJudge::ref_of({vertex}, entry))) return;
        }
        visit(edge, other);
      });
    }
    watch_.test(tested);
  }

 private:
  [[nodiscard]] bool takes_entity(Vertex vertex, const AdjacencyEntry& entry) const {
    return judge_.view().takes_entity({vertex}, entry.neighbour_type) ||
           std::binary_search(ends_.begin(), ends_.end(), vertex);
  }

  const G& graph_;
  ViewJudge& judge_;
  SearchWatch& watch_;
  std::vector<Vertex> ends_;
};

}  // namespace relata

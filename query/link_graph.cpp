#include "query/link_graph.h"

#include <algorithm>

#include "query/level_scan.h"

namespace relata {
namespace {

using Vertex = LinkGraph::Vertex;

// By id, those that a view does not take by what they are; empty if it takes all.
std::vector<bool> entities_outside(const CsrGraph& graph, const CompiledView& view) {
  if (view.takes_all_entities()) return {};
  std::vector<bool> outside(graph.vertex_end(), false);
  for (CsrGraph::Vertex vertex = 0; vertex < graph.vertex_end(); ++vertex) {
    for (auto [edge, end] = edges_in_row(vertex, Direction::any, graph); edge != end; ++edge) {
      const AdjacencyEntry entry = graph.entry(*edge);
      if (!view.takes_entity(entry.neighbour, entry.neighbour_type)) {
        outside[entry.neighbour.value] = true;
      }
    }
  }
  return outside;
}

// Writes the rows of one vertex after the other.
class RowWriter {
 public:
  RowWriter(std::uint64_t vertices, std::uint64_t ends_max) {
    offsets_.reserve(vertices + 1);
    offsets_.push_back(0);
    neighbours_.reserve(ends_max);
  }

  // In any order but for repetitions, which follow each other.
  void put(Vertex owner, Vertex neighbour) {
    if (neighbour == owner) return;
    const bool is_repeated =
        neighbours_.size() > offsets_.back() && neighbours_.back() == neighbour;
    if (!is_repeated) neighbours_.push_back(neighbour);
  }
  void end_row() { offsets_.push_back(neighbours_.size()); }
  [[nodiscard]] LinkGraph take() { return {std::move(offsets_), std::move(neighbours_)}; }

 private:
  std::vector<std::uint64_t> offsets_;
  std::vector<Vertex> neighbours_;
};

// A vertex's relations in one direction that count, in order of the other end.
template <class Counts>
class RowReader {
 public:
  RowReader(const CsrGraph& graph, CsrGraph::Vertex vertex, Direction direction,
            const Counts& counts)
      : graph_(graph), counts_(counts) {
    std::tie(place_, end_) = graph.row(vertex, direction);
    skip();
  }
  [[nodiscard]] bool is_done() const { return place_ == end_; }
  [[nodiscard]] Vertex neighbour() const {
    return static_cast<Vertex>(graph_.neighbour({.place = place_}));
  }
  void next() {
    ++place_;
    skip();
  }

 private:
  void skip() {
    while (place_ != end_ && !counts_(place_)) ++place_;
  }

  const CsrGraph& graph_;
  const Counts& counts_;
  std::uint64_t place_ = 0;
  std::uint64_t end_ = 0;
};

// Each row is its incoming and its outgoing relations that count, merged.
template <class CountsOut, class CountsIn>
LinkGraph merged_rows(const CsrGraph& graph, std::uint64_t ends_max, const CountsOut& counts_out,
                      const CountsIn& counts_in) {
  RowWriter writer(graph.vertex_end(), ends_max);
  for (CsrGraph::Vertex vertex = 0; vertex < graph.vertex_end(); ++vertex) {
    const auto owner = static_cast<Vertex>(vertex);
    RowReader out(graph, vertex, Direction::forward, counts_out);
    RowReader in(graph, vertex, Direction::reverse, counts_in);
    while (!out.is_done() || !in.is_done()) {
      const bool takes_out = in.is_done() || (!out.is_done() && out.neighbour() < in.neighbour());
      if (takes_out) {
        writer.put(owner, out.neighbour());
        out.next();
      } else {
        writer.put(owner, in.neighbour());
        in.next();
      }
    }
    writer.end_row();
  }
  return writer.take();
}

}  // namespace

std::uint64_t LinkGraph::linked() const {
  std::uint64_t count = 0;
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) count += is_linked(vertex) ? 1 : 0;
  return count;
}

RelationsInView::RelationsInView(const CsrGraph& graph, const Store& store, const Snapshot& at,
                                 const CompiledView& view, SearchWatch& watch)
    : takes_all_(view.takes_all()) {
  if (takes_all_) {
    count_ = graph.relations();
    watch.test(count_);
    return;
  }
  taken_.resize(store.info().relation_id_end);
  const std::vector<bool> outside = entities_outside(graph, view);
  const auto never = [](CsrGraph::Vertex) { return false; };
  // So many rows are judged at a time: the claims that have to decide are read together.
  constexpr CsrGraph::Vertex rows_at_once = 4096;
  for (CsrGraph::Vertex first = 0; first < graph.vertex_end(); first += rows_at_once) {
    std::vector<Reached> rows;
    const CsrGraph::Vertex end = std::min(first + rows_at_once, graph.vertex_end());
    for (CsrGraph::Vertex vertex = first; vertex < end; ++vertex) {
      if (outside.empty() || !outside[vertex]) rows.push_back({.vertex = vertex});
    }
    ViewJudge judge(store, at, view, watch);
    LevelScan<CsrGraph> scan(graph, judge, watch, {}, SymmetricTypes::as_recorded);
    if (!scan.prepare(rows, Direction::forward, never)) return;
    for (const Reached& row : rows) {
      scan.visit_row(row.vertex, Direction::forward, never,
                     [&](const CsrGraph::Edge& edge, CsrGraph::Vertex) {
                       taken_[graph.entry(edge).relation.value] = true;
                       ++count_;
                     });
    }
    if (watch.is_cut()) return;
  }
}

LinkGraph links_of(const CsrGraph& graph, const RelationsInView& relations) {
  const std::uint64_t ends_max = 2 * relations.count();
  if (relations.takes_all()) {
    const auto all = [](std::uint64_t) { return true; };
    return merged_rows(graph, ends_max, all, all);
  }
  const auto in_view = [&](std::uint64_t place) { return relations.has(graph, place); };
  return merged_rows(graph, ends_max, in_view, in_view);
}

LinkGraph sources_of(const CsrGraph& graph, const RelationsInView& relations,
                     const Schema& schema) {
  std::vector<bool> is_symmetric;
  for (const RelationType& type : schema.relation_types()) {
    is_symmetric.push_back(type.is_symmetric);
  }
  const auto in_view = [&](std::uint64_t place) { return relations.has(graph, place); };
  const auto both_ways = [&](std::uint64_t place) {
    return is_symmetric[graph.entry({.place = place}).type.value] && in_view(place);
  };
  return merged_rows(graph, relations.count(), both_ways, in_view);
}

}  // namespace relata

#pragma once

// The graph as one search sees it straight out of a store: a model of Boost.Graph's
// BidirectionalGraph that reads what is announced, and nothing else.
//
// A level-synchronous search announces each frontier before it visits it: one expand() call of the
// store for the whole of it, sorted, however many entities it holds. What was read stays for the
// search: an edge points into it. A vertex that was not announced is read when it is asked for.
// For one thread and one search.

#include <relata/store.h>
#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "graph/degrees.h"

namespace relata {

class StoreGraph {
 public:
  using Vertex = std::uint64_t;  // EntityId::value

  struct Edge {
    Vertex owner = 0;                       // the end whose row it was met in
    const AdjacencyEntry* entry = nullptr;  // lives as long as the graph
    friend bool operator==(const Edge&, const Edge&) = default;
  };

  class EdgeIterator;
  struct TraversalCategory : boost::bidirectional_graph_tag {};

  // The names that boost::graph_traits asks for.
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using out_edge_iterator = EdgeIterator;
  using in_edge_iterator = EdgeIterator;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = TraversalCategory;
  using vertices_size_type = std::uint64_t;
  using edges_size_type = std::uint64_t;
  using degree_size_type = std::uint64_t;
  [[nodiscard]] static constexpr Vertex null_vertex() { return EntityId::none_value; }

  static constexpr bool reads_announced = true;

  // `hint` says what the search will refuse anyway; its direction is set by each announcement.
  // `is_cut` is asked between the parts of a long read, and ends it.
  StoreGraph(const Store& store, const Snapshot& at, const PruneHint& hint,
             std::function<bool()> is_cut);

  // Reads the rows of these vertices in this direction, those that are not here yet. False if the
  // read was cut.
  bool announce(std::span<const Vertex> vertices, Direction direction) const;
  // One direction, not any. Reads the row if it is not here yet; empty if that was cut.
  [[nodiscard]] std::span<const AdjacencyEntry> row(Vertex vertex, Direction direction) const;
  [[nodiscard]] bool has_row(Vertex vertex, Direction direction) const;
  // How many relations a vertex has, or about that many: a hub is not read to its end for it.
  [[nodiscard]] std::uint64_t probe_degree(Vertex vertex, Direction direction) const;
  [[nodiscard]] const Snapshot& at() const { return at_; }

 private:
  struct Rows {
    std::span<const AdjacencyEntry> out;
    std::span<const AdjacencyEntry> in;
    bool has_out = false;
    bool has_in = false;
  };
  // What one read delivers: entries, and where each owner's begin.
  struct Delivery {
    std::vector<AdjacencyEntry> entries;
    std::vector<std::pair<Vertex, std::size_t>> owners;
  };

  [[nodiscard]] bool read(std::span<const EntityId> ids, Direction direction) const;
  void keep(Delivery delivery) const;

  const Store& store_;
  const Snapshot& at_;
  PruneHint hint_;
  std::function<bool()> is_cut_;
  // Filled on demand: to its user the graph is all there.
  mutable boost::unordered_flat_map<Vertex, Rows> rows_;
  mutable std::deque<std::vector<AdjacencyEntry>> arena_;
};

class StoreGraph::EdgeIterator
    : public boost::iterator_facade<EdgeIterator, Edge, std::random_access_iterator_tag,
                                    const Edge&> {
 public:
  EdgeIterator() = default;
  explicit EdgeIterator(const Edge& edge) : edge_(edge) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] const Edge& dereference() const { return edge_; }
  [[nodiscard]] bool equal(const EdgeIterator& other) const {
    return edge_.entry == other.edge_.entry;
  }
  void increment() { ++edge_.entry; }
  void decrement() { --edge_.entry; }
  void advance(std::ptrdiff_t steps) { edge_.entry += steps; }
  [[nodiscard]] std::ptrdiff_t distance_to(const EdgeIterator& other) const {
    return other.edge_.entry - edge_.entry;
  }

  Edge edge_;
};

// --- What Boost.Graph's concepts ask ----------------------------------------------------------

inline std::pair<StoreGraph::EdgeIterator, StoreGraph::EdgeIterator> edges_in_row(
    StoreGraph::Vertex vertex, Direction direction, const StoreGraph& g) {
  const auto row = g.row(vertex, direction);
  return {StoreGraph::EdgeIterator({.owner = vertex, .entry = row.data()}),
          StoreGraph::EdgeIterator({.owner = vertex, .entry = row.data() + row.size()})};
}

inline std::pair<StoreGraph::EdgeIterator, StoreGraph::EdgeIterator> out_edges(
    StoreGraph::Vertex vertex, const StoreGraph& g) {
  return edges_in_row(vertex, Direction::forward, g);
}

inline std::pair<StoreGraph::EdgeIterator, StoreGraph::EdgeIterator> in_edges(
    StoreGraph::Vertex vertex, const StoreGraph& g) {
  return edges_in_row(vertex, Direction::reverse, g);
}

inline std::uint64_t out_degree(StoreGraph::Vertex vertex, const StoreGraph& g) {
  return g.row(vertex, Direction::forward).size();
}

inline std::uint64_t in_degree(StoreGraph::Vertex vertex, const StoreGraph& g) {
  return g.row(vertex, Direction::reverse).size();
}

inline std::uint64_t degree(StoreGraph::Vertex vertex, const StoreGraph& g) {
  return out_degree(vertex, g) + in_degree(vertex, g);
}

inline StoreGraph::Vertex source(const StoreGraph::Edge& edge, const StoreGraph&) {
  return edge.entry->direction == Direction::reverse ? edge.entry->neighbour.value : edge.owner;
}

inline StoreGraph::Vertex target(const StoreGraph::Edge& edge, const StoreGraph&) {
  return edge.entry->direction == Direction::reverse ? edge.owner : edge.entry->neighbour.value;
}

// --- What the searches ask beyond them --------------------------------------------------------

inline const AdjacencyEntry& entry_of(const StoreGraph::Edge& edge, const StoreGraph&) {
  return *edge.entry;
}

inline std::uint8_t degree_class_of(const StoreGraph::Edge& edge, const StoreGraph&) {
  return edge.entry->degree_class;
}

// What is known of how many relations a vertex has, and one that an edge leads to, whatever was
// read of them.
inline DegreeBounds degree_bounds(StoreGraph::Vertex, const StoreGraph&) { return {}; }

inline DegreeBounds degree_bounds(const StoreGraph::Edge& edge, StoreGraph::Vertex,
                                  const StoreGraph& g) {
  return degree_bounds(*edge.entry, g.at());
}

// The class of a vertex that was not met as a neighbour.
constexpr std::uint8_t degree_class_unknown = 255;

// What expanding a vertex costs. Where its class is not known, the store is asked.
[[nodiscard]] std::uint64_t expansion_cost(StoreGraph::Vertex vertex, std::uint8_t degree_class,
                                           Direction direction, const StoreGraph& g);

// The relations that lead from `from` to `to` in a direction (not any), by id.
[[nodiscard]] std::vector<StoreGraph::Edge> edges_between(StoreGraph::Vertex from,
                                                          StoreGraph::Vertex to,
                                                          Direction direction, const StoreGraph& g);

}  // namespace relata

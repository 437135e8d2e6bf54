#pragma once

// The whole graph in memory: compressed sparse rows, immutable, a model of Boost.Graph's
// VertexListGraph and BidirectionalGraph.
//
// A vertex is an entity's id. Its relations lie side by side, those it is the source of first, each
// part sorted by the other end and then by relation:
//
//     rows        of each vertex where its relations begin, how many go out, how many there are
//     neighbours  the other end of each, 4 bytes: all that an unfiltered search touches
//     columns     what filters ask, 24 bytes
//
// so that a relation takes 56 bytes for both directions, and 22 bytes an entity come on top. A
// relation that got claims in several batches is held once, with its latest (widest) summary.
//
// A later graph of the same store shares the rows of an earlier one and puts those that changed
// elsewhere in the same arrays (graph/row_space.h), which takes a copy of where the rows begin and
// work in proportion to the rows that changed.
// Threads: any number may read one graph, and make later ones of it.

#include <relata/store.h>
#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "graph/degrees.h"
#include "graph/prefetch.h"
#include "graph/row_space.h"

namespace relata {

class CsrGraph {
 public:
  using Vertex = std::uint64_t;  // EntityId::value

  struct Edge {
    std::uint64_t place = 0;  // in the columns
    std::uint64_t owner = 0;  // the end whose row it was met in
    Direction direction = Direction::forward;
    friend bool operator==(const Edge&, const Edge&) = default;
  };

  class EdgeIterator : public boost::iterator_facade<EdgeIterator, Edge,
                                                     std::random_access_iterator_tag, const Edge&> {
   public:
    EdgeIterator() = default;
    explicit EdgeIterator(const Edge& edge) : edge_(edge) {}

   private:
    friend class boost::iterator_core_access;
    [[nodiscard]] const Edge& dereference() const { return edge_; }
    [[nodiscard]] bool equal(const EdgeIterator& other) const {
      return edge_.place == other.edge_.place;
    }
    void increment() { ++edge_.place; }
    void decrement() { --edge_.place; }
    void advance(std::ptrdiff_t steps) { edge_.place += static_cast<std::uint64_t>(steps); }
    [[nodiscard]] std::ptrdiff_t distance_to(const EdgeIterator& other) const {
      return static_cast<std::ptrdiff_t>(other.edge_.place) -
             static_cast<std::ptrdiff_t>(edge_.place);
    }

    Edge edge_;
  };

  struct TraversalCategory : boost::bidirectional_graph_tag, boost::vertex_list_graph_tag {};

  // The names that boost::graph_traits asks for.
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using out_edge_iterator = EdgeIterator;
  using in_edge_iterator = EdgeIterator;
  using vertex_iterator = boost::counting_iterator<Vertex>;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = TraversalCategory;
  using vertices_size_type = std::uint64_t;
  using edges_size_type = std::uint64_t;
  using degree_size_type = std::uint64_t;
  [[nodiscard]] static constexpr Vertex null_vertex() { return EntityId::none_value; }

  // Everything is here: a search need not announce what it will visit.
  static constexpr bool reads_announced = false;

  // Reads the adjacency once. Throws Error{usage} for a store beyond 4 billion entities or
  // relations, or 65,535 types.
  CsrGraph(const Store& store, const Snapshot& at);
  // `earlier` at a later snapshot, when this has changed.
  CsrGraph(const CsrGraph& earlier, const Store& store, const Snapshot& at, const Changed& changed);

  [[nodiscard]] std::uint64_t vertex_end() const { return rows_.size(); }
  [[nodiscard]] std::uint64_t relations() const { return ends_ / 2; }
  // Of the arrays, which other graphs may share.
  [[nodiscard]] std::uint64_t bytes() const;

  // The row of a vertex in one direction: places from first to second.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> row(Vertex vertex,
                                                            Direction direction) const {
    const Row& row = rows_[vertex];
    switch (direction) {
      case Direction::forward:
        return {row.begin, row.begin + row.out};
      case Direction::reverse:
        return {row.begin + row.out, row.begin + row.all};
      case Direction::any:
        break;
    }
    return {row.begin, row.begin + row.all};
  }
  [[nodiscard]] Vertex neighbour(const Edge& edge) const { return neighbours_[edge.place]; }
  // The other ends of a row, in the order of its relations.
  [[nodiscard]] std::span<const std::uint32_t> neighbours(Vertex vertex,
                                                          Direction direction) const {
    const auto [first, end] = row(vertex, direction);
    return {neighbours_ + first, end - first};
  }
  // Ask memory early for where a row lies, and for its beginning.
  void prefetch_place(Vertex vertex) const { prefetch(&rows_[vertex]); }
  void prefetch_row(Vertex vertex, Direction direction) const {
    prefetch(neighbours_ + row(vertex, direction).first);
  }
  void prefetch_columns(Vertex vertex, Direction direction) const {
    constexpr std::uint64_t most = 32;
    constexpr std::uint64_t in_a_line = 64 / sizeof(Columns);
    const auto [first, end] = row(vertex, direction);
    for (std::uint64_t i = first; i < std::min(end, first + most); i += in_a_line) {
      prefetch(&columns_[i]);
    }
  }
  [[nodiscard]] AdjacencyEntry entry(const Edge& edge) const;

 private:
  using Columns = EndColumns;
  static constexpr std::uint8_t exact_flag = 1 << 3;

  struct Row {
    std::uint64_t begin = 0;  // those that go out, then those that come in
    std::uint32_t out = 0;
    std::uint32_t all = 0;
  };
  // The outgoing relations of every vertex, as they are read.
  struct Outgoing {
    struct Entry {
      std::uint32_t neighbour = 0;
      std::uint32_t batch = 0;
      Columns columns;
    };
    std::vector<Entry> entries;
    std::vector<std::uint64_t> begins;  // of each vertex, and the end
  };

  // One end of a relation that a later graph has and the earlier had not, or had otherwise.
  struct Later {
    std::uint32_t owner = 0;
    Direction direction = Direction::forward;
    std::uint32_t neighbour = 0;
    Columns columns;
  };

  static Columns columns_of(const AdjacencyEntry& entry);
  [[nodiscard]] Outgoing read_outgoing(const Store& store, const Snapshot& at) const;
  void learn_types(const Store& store, const Snapshot& at, const Outgoing& outgoing);
  void fill(const Outgoing& outgoing);
  void lie_in(RowSpace space);

  void learn_types_of_ends(const Store& store, const Snapshot& at,
                           const std::vector<RelationClaims>& relations);
  [[nodiscard]] std::vector<Later> read_later(const Store& store, const Snapshot& at,
                                              const Changed& changed);
  void add_later(const std::vector<Later>& later);
  void replace_row(std::span<const Later> later);
  std::uint64_t copy_ends(std::uint64_t first, std::uint64_t end, std::uint64_t to);
  void move_to_new_arrays(std::uint64_t room);
  void empty_segments();

  std::vector<Row> rows_;
  std::uint64_t ends_ = 0;            // in all rows: two of each relation
  std::vector<std::uint16_t> types_;  // of vertices that have a row
  RowSpace space_;
  std::uint32_t* neighbours_ = nullptr;  // its arrays
  Columns* columns_ = nullptr;
};

inline AdjacencyEntry CsrGraph::entry(const Edge& edge) const {
  const Columns& columns = columns_[edge.place];
  AdjacencyEntry entry;
  entry.neighbour = {neighbours_[edge.place]};
  entry.relation = {columns.relation};
  entry.type = {columns.type};
  entry.neighbour_type = {columns.neighbour_type};
  entry.valid = {.from = columns.from, .to = columns.to};
  entry.reported = columns.reported;
  entry.confidence_max = columns.confidence_max;
  entry.origins_max = columns.origins_max;
  entry.stances = columns.flags & (exact_flag - 1);
  entry.direction = edge.direction;
  entry.is_exact = (columns.flags & exact_flag) != 0;
  return entry;
}

// --- What Boost.Graph's concepts ask ----------------------------------------------------------

inline std::pair<CsrGraph::vertex_iterator, CsrGraph::vertex_iterator> vertices(const CsrGraph& g) {
  return {CsrGraph::vertex_iterator(0), CsrGraph::vertex_iterator(g.vertex_end())};
}

inline std::uint64_t num_vertices(const CsrGraph& g) { return g.vertex_end(); }

inline std::pair<CsrGraph::EdgeIterator, CsrGraph::EdgeIterator> edges_in_row(
    CsrGraph::Vertex vertex, Direction direction, const CsrGraph& g) {
  const auto [first, end] = g.row(vertex, direction);
  CsrGraph::Edge edge{.place = first, .owner = vertex, .direction = direction};
  const CsrGraph::EdgeIterator begin(edge);
  edge.place = end;
  return {begin, CsrGraph::EdgeIterator(edge)};
}

inline std::pair<CsrGraph::EdgeIterator, CsrGraph::EdgeIterator> out_edges(CsrGraph::Vertex vertex,
                                                                           const CsrGraph& g) {
  return edges_in_row(vertex, Direction::forward, g);
}

inline std::pair<CsrGraph::EdgeIterator, CsrGraph::EdgeIterator> in_edges(CsrGraph::Vertex vertex,
                                                                          const CsrGraph& g) {
  return edges_in_row(vertex, Direction::reverse, g);
}

inline std::uint64_t degree_towards(CsrGraph::Vertex vertex, Direction direction,
                                    const CsrGraph& g) {
  const auto [first, end] = g.row(vertex, direction);
  return end - first;
}

inline std::uint64_t out_degree(CsrGraph::Vertex vertex, const CsrGraph& g) {
  return degree_towards(vertex, Direction::forward, g);
}

inline std::uint64_t in_degree(CsrGraph::Vertex vertex, const CsrGraph& g) {
  return degree_towards(vertex, Direction::reverse, g);
}

inline std::uint64_t degree(CsrGraph::Vertex vertex, const CsrGraph& g) {
  return degree_towards(vertex, Direction::any, g);
}

inline CsrGraph::Vertex source(const CsrGraph::Edge& edge, const CsrGraph& g) {
  return edge.direction == Direction::reverse ? g.neighbour(edge) : edge.owner;
}

inline CsrGraph::Vertex target(const CsrGraph::Edge& edge, const CsrGraph& g) {
  return edge.direction == Direction::reverse ? edge.owner : g.neighbour(edge);
}

inline boost::typed_identity_property_map<CsrGraph::Vertex> get(boost::vertex_index_t,
                                                                const CsrGraph&) {
  return {};
}

// --- What the searches ask beyond them --------------------------------------------------------

inline AdjacencyEntry entry_of(const CsrGraph::Edge& edge, const CsrGraph& g) {
  return g.entry(edge);
}

inline std::uint8_t degree_class_of(const CsrGraph::Edge&, const CsrGraph&) { return 0; }

inline DegreeBounds degree_bounds(CsrGraph::Vertex vertex, const CsrGraph& g) {
  const std::uint64_t known = degree(vertex, g);
  return {.least = known, .most = known};
}

inline DegreeBounds degree_bounds(const CsrGraph::Edge&, CsrGraph::Vertex to, const CsrGraph& g) {
  return degree_bounds(to, g);
}

// What expanding a vertex costs; the class is not needed where the degree is known.
inline std::uint64_t expansion_cost(CsrGraph::Vertex vertex, std::uint8_t, Direction direction,
                                    const CsrGraph& g) {
  return degree_towards(vertex, direction, g);
}

// The relations that lead from `from` to `to` in a direction (not any), by id.
[[nodiscard]] std::vector<CsrGraph::Edge> edges_between(CsrGraph::Vertex from, CsrGraph::Vertex to,
                                                        Direction direction, const CsrGraph& g);

}  // namespace relata

// A vertex is its own index: what Boost.Graph's algorithms colour their vertices by.
template <>
struct boost::property_map<relata::CsrGraph, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<relata::CsrGraph::Vertex>;
  using const_type = type;
};

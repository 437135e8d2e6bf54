#pragma once

// Who is linked with whom in a view: the simple graph that measures are taken of.
//
// Compressed sparse rows of 4 bytes an end, each row sorted, without self loops and each neighbour
// once; a model of Boost.Graph's VertexListGraph, IncidenceGraph and AdjacencyGraph. A vertex is an
// entity's id; ids that nothing is linked to have empty rows.

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_adaptor.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/csr_graph.h"
#include "query/view_judge.h"

namespace relata {

class LinkGraph {
 public:
  using Vertex = std::uint32_t;

  struct Edge {
    Vertex from = 0;
    Vertex to = 0;
    friend bool operator==(const Edge&, const Edge&) = default;
  };

  class EdgeIterator : public boost::iterator_adaptor<EdgeIterator, const Vertex*, Edge,
                                                      boost::random_access_traversal_tag, Edge> {
   public:
    EdgeIterator() = default;
    EdgeIterator(Vertex from, const Vertex* place)
        : EdgeIterator::iterator_adaptor_(place), from_(from) {}

   private:
    friend class boost::iterator_core_access;
    [[nodiscard]] Edge dereference() const { return {.from = from_, .to = *this->base()}; }

    Vertex from_ = 0;
  };

  struct TraversalCategory : boost::incidence_graph_tag,
                             boost::adjacency_graph_tag,
                             boost::vertex_list_graph_tag {};

  // The names that boost::graph_traits asks for.
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using out_edge_iterator = EdgeIterator;
  using adjacency_iterator = const Vertex*;
  using vertex_iterator = boost::counting_iterator<Vertex>;
  using directed_category = boost::undirected_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using traversal_category = TraversalCategory;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint64_t;
  using degree_size_type = std::uint32_t;
  [[nodiscard]] static constexpr Vertex null_vertex() { return ~Vertex{0}; }

  // Rows one after the other, for every vertex; each row sorted and without repetition.
  LinkGraph(std::vector<std::uint64_t> offsets, std::vector<Vertex> neighbours)
      : offsets_(std::move(offsets)), neighbours_(std::move(neighbours)) {}

  [[nodiscard]] Vertex vertex_end() const { return static_cast<Vertex>(offsets_.size() - 1); }
  [[nodiscard]] std::uint64_t ends() const { return neighbours_.size(); }  // two for each link
  [[nodiscard]] std::span<const Vertex> row(Vertex vertex) const {
    return std::span(neighbours_).subspan(offsets_[vertex], degree(vertex));
  }
  [[nodiscard]] std::uint32_t degree(Vertex vertex) const {
    return static_cast<std::uint32_t>(offsets_[vertex + 1] - offsets_[vertex]);
  }
  [[nodiscard]] bool is_linked(Vertex vertex) const { return degree(vertex) != 0; }
  [[nodiscard]] std::uint64_t linked() const;  // vertices

 private:
  std::vector<std::uint64_t> offsets_;
  std::vector<Vertex> neighbours_;
};

inline std::pair<LinkGraph::vertex_iterator, LinkGraph::vertex_iterator> vertices(
    const LinkGraph& g) {
  return {LinkGraph::vertex_iterator(0), LinkGraph::vertex_iterator(g.vertex_end())};
}

inline std::uint32_t num_vertices(const LinkGraph& g) { return g.vertex_end(); }

inline std::pair<LinkGraph::EdgeIterator, LinkGraph::EdgeIterator> out_edges(
    LinkGraph::Vertex vertex, const LinkGraph& g) {
  const auto row = g.row(vertex);
  return {{vertex, row.data()}, {vertex, row.data() + row.size()}};
}

inline std::pair<const LinkGraph::Vertex*, const LinkGraph::Vertex*> adjacent_vertices(
    LinkGraph::Vertex vertex, const LinkGraph& g) {
  const auto row = g.row(vertex);
  return {row.data(), row.data() + row.size()};
}

inline std::uint32_t out_degree(LinkGraph::Vertex vertex, const LinkGraph& g) {
  return g.degree(vertex);
}

inline LinkGraph::Vertex source(const LinkGraph::Edge& edge, const LinkGraph&) { return edge.from; }
inline LinkGraph::Vertex target(const LinkGraph::Edge& edge, const LinkGraph&) { return edge.to; }

inline boost::typed_identity_property_map<LinkGraph::Vertex> get(boost::vertex_index_t,
                                                                 const LinkGraph&) {
  return {};
}

// Which relations of a graph are in a view, between entities that it takes.
class RelationsInView {
 public:
  // Each relation is judged once. If the search is cut, those not yet judged are left out.
  RelationsInView(const CsrGraph& graph, const Store& store, const Snapshot& at,
                  const CompiledView& view, SearchWatch& watch);

  [[nodiscard]] bool has(const CsrGraph& graph, std::uint64_t place) const {
    return takes_all_ || taken_[graph.entry({.place = place}).relation.value];
  }
  [[nodiscard]] bool takes_all() const { return takes_all_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  bool takes_all_ = false;
  std::uint64_t count_ = 0;
  std::vector<bool> taken_;  // by relation id
};

// Links both ways.
[[nodiscard]] LinkGraph links_of(const CsrGraph& graph, const RelationsInView& relations);
// To each vertex, from those that a relation leads from, or one of a symmetric type joins it with.
[[nodiscard]] LinkGraph sources_of(const CsrGraph& graph, const RelationsInView& relations,
                                   const Schema& schema);

}  // namespace relata

// A vertex is its own index: what Boost.Graph's algorithms colour their vertices by.
template <>
struct boost::property_map<relata::LinkGraph, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<relata::LinkGraph::Vertex>;
  using const_type = type;
};

// Plain Boost.Graph: compressed sparse rows, each relation once for each direction, and the
// library's own searches. What it has no search for is not answered.

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/range/iterator_range.hpp>
#include <boost/version.hpp>
#include <memory>

#include "bench/rivals/serve.h"

namespace {

using namespace relata::bench;

struct Columns {
  std::uint16_t day;
  std::uint16_t confidence;
};
using Rows = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Columns,
                                                boost::no_property, std::uint32_t, std::uint32_t>;
using Vertex = std::uint32_t;
using EdgeIndex = boost::graph_traits<Rows>::edge_descriptor;

struct IsInView {
  bool operator()(const EdgeIndex& edge) const {
    const Columns& of = (*rows)[edge];
    return of.day >= view_first_day && of.day <= view_last_day && of.confidence >= view_confidence;
  }
  const Rows* rows = nullptr;
};

struct Found {};

// The library's way to end a search early is to throw.
class HopsVisitor : public boost::default_bfs_visitor {
 public:
  HopsVisitor(std::vector<std::uint32_t>& hops, Vertex target) : hops_(&hops), target_(target) {}

  template <class Edge, class Graph>
  void tree_edge(Edge edge, const Graph& graph) const {
    const Vertex reached = boost::target(edge, graph);
    (*hops_)[reached] = (*hops_)[boost::source(edge, graph)] + 1;
    if (reached == target_) throw Found{};
  }

 private:
  std::vector<std::uint32_t>* hops_;
  Vertex target_;
};

class BoostGraph {
 public:
  void load(const LoadOrder& order) {
    entities_ = order.entities;
    hops_.resize(entities_);
    std::vector<std::pair<Vertex, Vertex>> ends;
    std::vector<Columns> columns;
    ends.reserve(2 * std::filesystem::file_size(order.relations) / sizeof(ActorRelation));
    columns.reserve(ends.capacity());
    for (const ActorRelation& relation : read_relations(order.relations)) {
      ends.emplace_back(relation.source, relation.target);
      ends.emplace_back(relation.target, relation.source);
      columns.insert(columns.end(), 2, {relation.day, relation.confidence});
    }
    rows_ = std::make_unique<Rows>(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(),
                                   columns.begin(), entities_);
    relations_ = order.relations;
  }

  std::int64_t path(Vertex from, Vertex to) { return hops(*rows_, from, to); }

  std::int64_t viewed_path(Vertex from, Vertex to) {
    return hops(boost::filtered_graph<Rows, IsInView>(*rows_, {rows_.get()}), from, to);
  }

  // A search that ends at a depth is not among the library's: its breadth-first search goes on.
  std::int64_t count_near(Vertex center, std::uint32_t hops) const {
    boost::two_bit_color_map<> colors(entities_);
    std::vector<Vertex> level{center};
    put(colors, center, boost::two_bit_black);
    std::int64_t count = 0;
    for (; hops > 0 && !level.empty(); --hops) {
      std::vector<Vertex> next;
      for (const Vertex vertex : level) {
        for (const Vertex neighbour :
             boost::make_iterator_range(adjacent_vertices(vertex, *rows_))) {
          if (get(colors, neighbour) == boost::two_bit_black) continue;
          put(colors, neighbour, boost::two_bit_black);
          next.push_back(neighbour);
        }
      }
      count += static_cast<std::int64_t>(next.size());
      level.swap(next);
    }
    return count;
  }

  [[nodiscard]] std::int64_t count_components() const {
    std::vector<std::uint32_t> component(entities_);
    return boost::connected_components(
        *rows_,
        boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, *rows_)));
  }

  [[nodiscard]] std::int64_t highest_ranked() {
    if (!forward_) make_forward();
    std::vector<double> ranks(entities_);
    const auto map =
        boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, *forward_));
    boost::graph::page_rank(*forward_, map, boost::graph::n_iterations(20));
    return std::max_element(ranks.begin(), ranks.end()) - ranks.begin();
  }

 private:
  void make_forward() {
    std::vector<std::pair<Vertex, Vertex>> forward;
    for (const ActorRelation& relation : read_relations(relations_)) {
      forward.emplace_back(relation.source, relation.target);
    }
    forward_ = std::make_unique<Rows>(boost::edges_are_unsorted_multi_pass, forward.begin(),
                                      forward.end(), entities_);
  }

  template <class Graph>
  std::int64_t hops(const Graph& graph, Vertex from, Vertex to) {
    boost::two_bit_color_map<> colors(entities_);
    boost::queue<Vertex> queue;
    hops_[from] = 0;
    try {
      boost::breadth_first_visit(graph, from, queue, HopsVisitor(hops_, to), colors);
    } catch (const Found&) {
      return hops_[to];
    }
    return -1;
  }

  std::filesystem::path relations_;
  std::uint32_t entities_ = 0;
  std::unique_ptr<Rows> rows_;
  std::unique_ptr<Rows>
      forward_;  // for PageRank alone, which goes from source to target; made when it is asked for
  std::vector<std::uint32_t> hops_;
};

}  // namespace

int main() {
  BoostGraph graph;
  return serve(
      "boost " + std::to_string(BOOST_VERSION / 100'000) + "." +
          std::to_string(BOOST_VERSION / 100 % 1000),
      [&](const LoadOrder& order) { graph.load(order); },
      {{"path", [&](const auto& given) { return graph.path(given.at(0), given.at(1)); }},
       {"viewed", [&](const auto& given) { return graph.viewed_path(given.at(0), given.at(1)); }},
       {"view", [](const auto&) { return 0; }},
       {"near", [&](const auto& given) { return graph.count_near(given.at(0), given.at(1)); }},
       {"components", [&](const auto&) { return graph.count_components(); }},
       {"pagerank", [&](const auto&) { return graph.highest_ranked(); }}});
}

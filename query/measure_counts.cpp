// What is counted link by link: degrees, relations, triangles.
//
// Triangles: every link is given to that of its ends which has fewer links, so that no row of links
// given away is longer than the square root of twice their number; a triangle is met once, from the
// end that gives away none of its links (Latapy 2008).

#include <algorithm>
#include <tuple>

#include "query/measures.h"

namespace relata {
namespace {

using Vertex = LinkGraph::Vertex;

// The links of each vertex to those that have more, or as many and a greater id.
LinkGraph upward(const LinkGraph& links) {
  std::vector<std::uint64_t> offsets{0};
  offsets.reserve(links.vertex_end() + std::size_t{1});
  std::vector<Vertex> neighbours;
  neighbours.reserve(links.ends() / 2);
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    for (const Vertex other : links.row(vertex)) {
      const bool leads_up =
          std::tuple(links.degree(vertex), vertex) < std::tuple(links.degree(other), other);
      if (leads_up) neighbours.push_back(other);
    }
    offsets.push_back(neighbours.size());
  }
  return {std::move(offsets), std::move(neighbours)};
}

double pairs_of(std::uint64_t count) {
  return count < 2 ? 0 : static_cast<double>(count) * static_cast<double>(count - 1) / 2;
}

void add_clustering(const LinkGraph& links, Measured& measured) {
  double corners = 0;
  double pairs = 0;
  double shares = 0;
  std::uint64_t with_pairs = 0;
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    const double own_pairs = pairs_of(links.degree(vertex));
    corners += measured.values[vertex];
    if (own_pairs == 0) continue;
    pairs += own_pairs;
    shares += measured.values[vertex] / own_pairs;
    ++with_pairs;
  }
  measured.figures = {{.name = "triangles", .value = corners / 3},
                      {.name = "transitivity", .value = pairs == 0 ? 0 : corners / pairs},
                      {.name = "clustering",
                       .value = with_pairs == 0 ? 0 : shares / static_cast<double>(with_pairs)}};
}

}  // namespace

Measured measure_degree(const LinkGraph& links) {
  Measured measured{.values = std::vector<double>(links.vertex_end())};
  double most = 0;
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    measured.values[vertex] = links.degree(vertex);
    most = std::max(most, measured.values[vertex]);
  }
  const std::uint64_t linked = links.linked();
  const double mean =
      linked == 0 ? 0 : static_cast<double>(links.ends()) / static_cast<double>(linked);
  measured.figures = {{.name = "degree_max", .value = most},
                      {.name = "degree_mean", .value = mean}};
  return measured;
}

Measured measure_relations(const CsrGraph& graph, const RelationsInView& relations,
                           const LinkGraph& links) {
  Measured measured{.values = std::vector<double>(links.vertex_end())};
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    const auto [first, end] = graph.row(vertex, Direction::any);
    for (std::uint64_t place = first; place < end; ++place) {
      const bool links_others = graph.neighbour({.place = place}) != vertex;
      if (links_others && relations.has(graph, place)) ++measured.values[vertex];
    }
  }
  return measured;
}

Measured measure_triangles(const LinkGraph& links, SearchWatch& watch) {
  const LinkGraph up = upward(links);
  Pace pace(watch);
  Measured measured{.values = std::vector<double>(links.vertex_end())};
  std::vector<Vertex> marked_by(links.vertex_end(), LinkGraph::null_vertex());
  for (Vertex low = 0; low < links.vertex_end(); ++low) {
    for (const Vertex other : up.row(low)) marked_by[other] = low;
    for (const Vertex middle : up.row(low)) {
      for (const Vertex high : up.row(middle)) {
        if (marked_by[high] != low) continue;
        ++measured.values[low];
        ++measured.values[middle];
        ++measured.values[high];
      }
      if (pace.is_over(1 + up.degree(middle))) return {.extent = Extent::none};
    }
  }
  add_clustering(links, measured);
  return measured;
}

}  // namespace relata

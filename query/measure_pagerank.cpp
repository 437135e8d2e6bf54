// PageRank by iteration. Each vertex pulls from those that lead to it, so that a rank is a sum in a
// fixed order, whose result is the same each time. Boost.Graph's pushes along edges and knows
// neither what leads nowhere nor when the ranks no longer change.

#include <cmath>

#include "query/measures.h"

namespace relata {
namespace {

using Vertex = LinkGraph::Vertex;

constexpr double follows = 0.85;
constexpr double change_least = 1e-9;

std::vector<std::uint32_t> ways_out(const LinkGraph& sources) {
  std::vector<std::uint32_t> counts(sources.vertex_end());
  for (Vertex vertex = 0; vertex < sources.vertex_end(); ++vertex) {
    for (const Vertex source : sources.row(vertex)) ++counts[source];
  }
  return counts;
}

}  // namespace

Measured measure_pagerank(const LinkGraph& sources, const LinkGraph& links, int iterations_max,
                          SearchWatch& watch) {
  const std::vector<std::uint32_t> out = ways_out(sources);
  const auto linked = static_cast<double>(links.linked());
  Measured measured{.extent = Extent::none, .values = std::vector<double>(links.vertex_end())};
  std::vector<double>& ranks = measured.values;
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    if (links.is_linked(vertex)) ranks[vertex] = 1 / linked;
  }
  std::vector<double> passed_on(links.vertex_end());  // by a vertex to each that it leads to
  Pace pace(watch);
  int iterations = 0;
  double change = 1;
  while (iterations < iterations_max && change >= change_least && linked > 0) {
    if (pace.is_over(sources.ends())) break;
    double stranded = 0;
    for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
      if (out[vertex] == 0) {
        stranded += ranks[vertex];
      } else {
        passed_on[vertex] = ranks[vertex] / out[vertex];
      }
    }
    const double anywhere = (1 - follows + follows * stranded) / linked;
    change = 0;
    for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
      if (!links.is_linked(vertex)) continue;
      double sum = 0;
      for (const Vertex source : sources.row(vertex)) sum += passed_on[source];
      const double rank = anywhere + follows * sum;
      change += std::abs(rank - ranks[vertex]);
      ranks[vertex] = rank;
    }
    ++iterations;
  }
  const bool is_done = linked == 0 || change < change_least || iterations == iterations_max;
  if (is_done) {
    measured.extent = Extent::complete;
  } else if (iterations > 0) {
    measured.extent = Extent::partial;
  } else {
    ranks.clear();
  }
  measured.figures = {{.name = "iterations", .value = static_cast<double>(iterations)},
                      {.name = "last_change", .value = iterations == 0 ? 0 : change}};
  return measured;
}

}  // namespace relata

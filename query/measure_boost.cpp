// What Boost.Graph measures: cores, and the blocks that entities hold together. Its searches keep
// their stacks on the heap. They end early by what their visitors throw.

#include <algorithm>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/iterator/function_output_iterator.hpp>

#include "query/measures.h"

namespace relata {
namespace {

using Vertex = LinkGraph::Vertex;

struct MeasureEnded {};

struct PacedCores : boost::core_numbers_visitor<> {
  explicit PacedCores(Pace& the_pace) : pace(&the_pace) {}
  void examine_vertex(Vertex vertex, const LinkGraph& links) const {
    if (pace->is_over(1 + links.degree(vertex))) throw MeasureEnded();
  }
  Pace* pace;
};

struct PacedSearch : boost::dfs_visitor<> {
  explicit PacedSearch(Pace& the_pace) : pace(&the_pace) {}
  void discover_vertex(Vertex vertex, const LinkGraph& links) const {
    if (pace->is_over(1 + links.degree(vertex))) throw MeasureEnded();
  }
  Pace* pace;
};

// Counts the blocks of each vertex. Boost.Graph puts all links of a block before those of the next
// one, so that it is enough to know in which block a vertex was met last.
class BlockCounts {
 public:
  using key_type = LinkGraph::Edge;
  using value_type = std::size_t;
  using reference = void;
  using category = boost::writable_property_map_tag;

  struct Met {
    std::size_t block = ~std::size_t{0};
    std::uint32_t count = 0;
  };
  explicit BlockCounts(std::vector<Met>& met) : met_(&met) {}

  friend void put(const BlockCounts& counts, const LinkGraph::Edge& edge, std::size_t block) {
    for (const Vertex vertex : {edge.from, edge.to}) {
      Met& met = (*counts.met_)[vertex];
      if (met.block == block) continue;
      met.block = block;
      ++met.count;
    }
  }

 private:
  std::vector<Met>* met_;
};

}  // namespace

Measured measure_cores(const LinkGraph& links, SearchWatch& watch) {
  Pace pace(watch);
  std::vector<std::uint32_t> cores(links.vertex_end());
  const auto map =
      boost::make_iterator_property_map(cores.begin(), get(boost::vertex_index, links));
  try {
    if (!cores.empty()) boost::core_numbers(links, map, PacedCores(pace));
  } catch (const MeasureEnded&) {
    return {.extent = Extent::none};
  }
  const std::uint32_t most = cores.empty() ? 0 : *std::max_element(cores.begin(), cores.end());
  const auto within = std::count(cores.begin(), cores.end(), most);
  return {
      .values = {cores.begin(), cores.end()},
      .figures = {{.name = "core_max", .value = static_cast<double>(most)},
                  {.name = "in_core_max", .value = most == 0 ? 0 : static_cast<double>(within)}}};
}

Measured measure_brokerage(const LinkGraph& links, SearchWatch& watch) {
  Pace pace(watch);
  std::vector<BlockCounts::Met> met(links.vertex_end());
  std::size_t blocks = 0;
  // The articulation points, which the blocks tell as well.
  const auto unheard = boost::make_function_output_iterator([](Vertex) {});
  try {
    blocks = boost::biconnected_components(links, BlockCounts(met), unheard,
                                           boost::visitor(PacedSearch(pace)))
                 .first;
  } catch (const MeasureEnded&) {
    return {.extent = Extent::none};
  }
  Measured measured{.values = std::vector<double>(links.vertex_end())};
  double brokers = 0;
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    measured.values[vertex] = met[vertex].count;
    if (met[vertex].count > 1) ++brokers;
  }
  measured.figures = {{.name = "articulation_points", .value = brokers},
                      {.name = "blocks", .value = static_cast<double>(blocks)}};
  return measured;
}

}  // namespace relata

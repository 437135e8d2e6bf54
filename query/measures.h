#pragma once

// The measures of every entity of a graph of links, one file each. What each measures is said in
// relata/measure.h.

#include <relata/analyze.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "query/link_graph.h"
#include "query/search_watch.h"

namespace relata {

struct Measured {
  Extent extent = Extent::complete;
  std::vector<double> values;           // by vertex; 0 for those that nothing is linked to
  std::vector<double> standard_errors;  // the same, of estimates
  std::vector<Figure> figures;
  std::vector<std::uint64_t> sizes;
};

// Asks the watch whether to end, every so many steps.
class Pace {
 public:
  explicit Pace(SearchWatch& watch) : watch_(watch) {}

  // Must it end? Once true, it stays so.
  [[nodiscard]] bool is_over(std::uint64_t steps = 1) {
    steps_ += steps;
    if (steps_ < steps_between_looks) return is_over_;
    steps_ = 0;
    is_over_ = is_over_ || watch_.is_cut_now();
    return is_over_;
  }

 private:
  static constexpr std::uint64_t steps_between_looks = 1 << 16;

  SearchWatch& watch_;
  std::uint64_t steps_ = 0;
  bool is_over_ = false;
};

[[nodiscard]] Measured measure_degree(const LinkGraph& links);
[[nodiscard]] Measured measure_relations(const CsrGraph& graph, const RelationsInView& relations,
                                         const LinkGraph& links);
[[nodiscard]] Measured measure_components(const LinkGraph& links);
[[nodiscard]] Measured measure_brokerage(const LinkGraph& links, SearchWatch& watch);
[[nodiscard]] Measured measure_cores(const LinkGraph& links, SearchWatch& watch);
[[nodiscard]] Measured measure_triangles(const LinkGraph& links, SearchWatch& watch);
[[nodiscard]] Measured measure_communities(const LinkGraph& links, SearchWatch& watch);
// `sources`: of each vertex (sources_of). Those are ranked that are linked.
[[nodiscard]] Measured measure_pagerank(const LinkGraph& sources, const LinkGraph& links,
                                        int iterations_max, SearchWatch& watch);

// Both come from the same searches.
struct MeasuredBySearches {
  Measured betweenness;
  Measured closeness;
};
[[nodiscard]] MeasuredBySearches measure_by_searches(const LinkGraph& links,
                                                     const AnalysisQuery& query,
                                                     SearchWatch& watch);

// Numbers the groups that labels below `label_end` make of the linked vertices: 1 is the greatest,
// of equal ones the one with the least vertex. Gives the values, the sizes and how many there are.
[[nodiscard]] Measured number_groups(const LinkGraph& links,
                                     const std::vector<std::uint32_t>& labels,
                                     const std::string& name);

}  // namespace relata

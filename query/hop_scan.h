#pragma once

// What the hops from some vertices cost: of the relations in the view, what each weighs and half of
// the tolls at both of its ends (query/hop_weight.h).

#include <cstdint>
#include <span>
#include <vector>

#include "query/hop_weight.h"
#include "query/level_scan.h"

namespace relata {

template <class G>
class HopScan {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  // `asked_for`: sorted; these pass whatever they are, and take no toll.
  HopScan(const G& graph, ViewJudge& judge, SearchWatch& watch, HopCosts& costs,
          std::vector<Vertex> asked_for)
      : graph_(graph),
        watch_(watch),
        costs_(costs),
        scan_(graph, judge, watch, std::move(asked_for)) {}

  // Calls each(from, to, cost) for the hops from these rows in a direction. Those to vertices that
  // `is_skipped` names may be left out; it may come to name more while `each` is called. Once the
  // search is cut, there are hops missing.
  template <class IsSkipped, class Each>
  void visit(std::span<const Reached> rows, Direction direction, const IsSkipped& is_skipped,
             const Each& each) {
    if (!scan_.prepare(rows, direction, is_skipped)) return;
    std::vector<Unread> unread;
    std::vector<RelationRef> relations;
    const bool has_tolls = costs_.weight().has_tolls();
    for (std::size_t place = 0; place < rows.size() && !watch_.is_cut(); ++place) {
      const Vertex from = rows[place].vertex;
      scan_.look_ahead(rows, place, direction, [](Vertex) {});
      const std::uint64_t own_toll =
          scan_.half_toll(costs_.weight(), from, degree_bounds(from, graph_));
      scan_.visit_row(from, direction, is_skipped, [&](const auto& edge, Vertex to) {
        const AdjacencyEntry& entry = entry_of(edge, graph_);
        const auto cost = costs_.find(entry);
        if (cost && !has_tolls) return each(from, to, *cost);
        // Degrees are counted, and claims read, of what is of use only.
        if (is_skipped(to)) return;
        const std::uint64_t tolls =
            own_toll + scan_.half_toll(costs_.weight(), to, degree_bounds(edge, to, graph_));
        if (cost) return each(from, to, *cost + tolls);
        unread.push_back({.from = from, .to = to, .entry = entry, .tolls = tolls});
        relations.push_back(ViewJudge::ref_of({from}, entry));
      });
    }
    costs_.read(std::move(relations));
    if (watch_.is_cut()) return;
    for (const auto& [from, to, entry, tolls] : unread) {
      each(from, to, costs_.find(entry).value() + tolls);
    }
  }

 private:
  // A relation whose claims have to be read.
  struct Unread {
    Vertex from = 0;
    Vertex to = 0;
    AdjacencyEntry entry;
    std::uint64_t tolls = 0;
  };

  const G& graph_;
  SearchWatch& watch_;
  HopCosts& costs_;
  LevelScan<G> scan_;
};

}  // namespace relata

#pragma once

// The relations in a view that have both of their ends among some vertices.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "query/level_scan.h"

namespace relata {

struct AmongRelation {
  RelationRef ref;
  std::uint64_t target = 0;
};

// In the order of the vertices, which are sorted, by source. The vertices themselves pass, whatever
// they are. Fewer if the search is cut.
template <class G>
std::vector<AmongRelation> relations_among(const G& graph, ViewJudge& judge, SearchWatch& watch,
                                           const std::vector<std::uint64_t>& vertices) {
  // Rows that are read, and whose claims are, at a time.
  constexpr std::size_t rows_at_once = 512;
  LevelScan<G> scan(graph, judge, watch, vertices, SymmetricTypes::as_recorded);
  const auto is_skipped = [&](std::uint64_t vertex) {
    return !std::binary_search(vertices.begin(), vertices.end(), vertex);
  };
  std::vector<AmongRelation> found;
  for (std::size_t first = 0; first < vertices.size() && !watch.is_cut_now();
       first += rows_at_once) {
    std::vector<Reached> rows;
    const std::size_t end = std::min(first + rows_at_once, vertices.size());
    for (std::size_t i = first; i < end; ++i) rows.push_back({.vertex = vertices[i]});
    if (!scan.prepare(rows, Direction::forward, is_skipped)) break;
    for (const Reached& row : rows) {
      scan.visit_row(
          row.vertex, Direction::forward, is_skipped, [&](const auto& edge, std::uint64_t to) {
            if (is_skipped(to)) return;
            const AdjacencyEntry& entry = entry_of(edge, graph);
            found.push_back({.ref = ViewJudge::ref_of({row.vertex}, entry), .target = to});
          });
    }
  }
  return found;
}

}  // namespace relata

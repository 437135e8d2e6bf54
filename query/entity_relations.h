#pragma once

// The relations of one entity, or those that link two, for questions that tell of each of them.

#include <relata/answer.h>
#include <algorithm>
#include <utility>
#include <vector>

#include "graph/store_graph.h"
#include "query/level_scan.h"

namespace relata {

struct MetRelation {
  RelationRef ref;
  AdjacencyEntry entry;
};

// Every relation of the entity that is in the view, by id; with `other` those that link the two,
// out of the row of whichever has fewer: an entry is as met from there. A self loop, which is met
// from both ends, once. What was met so far if the search is cut.
template <class G>
std::vector<MetRelation> relations_of(const G& graph, ViewJudge& judge, SearchWatch& watch,
                                      EntityId entity, EntityId other = {}) {
  const auto cost = [&](EntityId id) {
    return expansion_cost(id.value, degree_class_unknown, Direction::any, graph);
  };
  if (other.is_some() && cost(other) < cost(entity)) std::swap(entity, other);
  std::vector<std::uint64_t> ends{entity.value};
  if (other.is_some()) ends.push_back(other.value);
  std::sort(ends.begin(), ends.end());
  LevelScan<G> scan(graph, judge, watch, std::move(ends));
  const Reached center{.vertex = entity.value};
  const auto is_skipped = [&](std::uint64_t end) { return other.is_some() && end != other.value; };
  std::vector<MetRelation> met;
  if (!scan.prepare({&center, 1}, Direction::any, is_skipped)) return met;
  scan.visit_row(entity.value, Direction::any, is_skipped,
                 [&](const auto& edge, std::uint64_t end) {
                   if (is_skipped(end)) return;
                   const AdjacencyEntry& entry = entry_of(edge, graph);
                   met.push_back({.ref = ViewJudge::ref_of(entity, entry), .entry = entry});
                 });
  watch.visit();
  const auto id = [](const MetRelation& relation) { return relation.ref.id; };
  std::sort(met.begin(), met.end(),
            [&](const MetRelation& a, const MetRelation& b) { return id(a) < id(b); });
  const auto end =
      std::unique(met.begin(), met.end(),
                  [&](const MetRelation& a, const MetRelation& b) { return id(a) == id(b); });
  met.erase(end, met.end());
  return met;
}

// Of those that have one; unknown if none has.
[[nodiscard]] PartialDate earliest_report(const std::vector<ClaimEvidence>& claims);

// When it began; else when it ended.
[[nodiscard]] inline PartialDate start_of(const Period& period) {
  return period.from.is_known() ? period.from : period.to;
}

}  // namespace relata

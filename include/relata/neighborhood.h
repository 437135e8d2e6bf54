#pragma once

// What lies around an entity, one distance after another.
//
//     const auto around = relata::find_neighborhood(
//         *store, now, {.center = russia, .hops = 2, .order = relata::NeighborOrder::support});
//     for (const auto& neighbor : around.neighbors) show(neighbor.entity);

#include <relata/search.h>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

// Which of the neighbours at one distance come first; those that are alike, by id.
enum class NeighborOrder : std::uint8_t {
  id,
  support,  // that the best relation leads to, as PathWeight::support has it
  recency,  // that the latest relation leads to, by its date as PathWeight::age has it
  degree,   // with the most relations in the store, whatever the view
};

struct NeighborhoodQuery {
  EntityId center;
  View view = {};
  Direction direction = Direction::any;  // as PathQuery::direction
  int hops = 1;                          // 1..64
  // What has more relations in the store (PathQuery::degree_max) is listed, but nothing beyond it.
  std::optional<std::uint64_t> degree_max = {};
  NeighborOrder order = NeighborOrder::id;
  // Neighbours that each entity adds to the next distance, the first in order. What is left out at
  // one distance is not listed at a greater one.
  std::optional<std::size_t> per_entity_max = {};
  bool is_ego_network = false;          // the answer's graph has all relations among those listed
  bool counts_types = false;            // the answer has groups
  Detail detail = Detail::evidence;     // structure: the answer's graph stays empty
  std::size_t entities_max = 10'000;    // that are listed, the nearest first, then in order
  std::size_t relations_max = 100'000;  // in the answer's graph, the first by id
  // What visited_max leaves of the last distance may be others in a graph than out of a store.
  SearchLimits limits = {};
  std::stop_token stop = {};
};

struct Neighbor {
  EntityId entity;
  int hops = 0;            // 0: the center
  std::uint64_t more = 0;  // that it would have added without per_entity_max and that nothing did
};

// The neighbours of one type.
struct NeighborGroup {
  std::string type;   // its name
  std::string label;  // what people read
  std::uint64_t found = 0;
  std::uint64_t listed = 0;
};

struct NeighborhoodAnswer {
  NeighborhoodQuery question;
  std::vector<Neighbor> neighbors;    // by hops, then in order; the center first
  std::uint64_t neighbors_found = 0;  // with those that are not listed, as far as the search went
  std::vector<NeighborGroup> groups;  // the most neighbours first, then by type
  // The relations over which the neighbours were reached, from one distance to the next.
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

[[nodiscard]] NeighborhoodAnswer find_neighborhood(const Store& store, const Snapshot& at,
                                                   const NeighborhoodQuery& query);
[[nodiscard]] NeighborhoodAnswer find_neighborhood(const Graph& graph,
                                                   const NeighborhoodQuery& query);

}  // namespace relata

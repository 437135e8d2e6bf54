#pragma once

// Who is related to each of several entities.
//
// What few are related to tells more than what everybody is: so the neighbour with the fewest
// relations comes first. Each weighs 1 / ln(degree), and all together score how close the entities
// are (L. Adamic and E. Adar, "Friends and neighbors on the Web", Social Networks 25, 2003).
//
//     const auto common = relata::find_common_neighbors(*store, now, {.entities = {kim, putin}});
//     for (const auto& neighbor : common.neighbors) show(neighbor.entity);

#include <relata/search.h>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace relata {

// Error{usage} for fewer than two entities, or one that the view leaves out.
struct CommonQuery {
  std::vector<EntityId> entities;  // each counts once
  View view = {};
  std::size_t results_max = 100;  // neighbours that are listed. 1 or more.
  SearchLimits limits = {};
  std::stop_token stop = {};
};

struct CommonNeighbor {
  EntityId entity;
  std::uint64_t degree = 0;  // its relations in the store, whatever the view; 2 or more
  std::vector<Hop> hops;     // to it from each of the entities, in their order
};

struct CommonAnswer {
  CommonQuery question;
  std::vector<CommonNeighbor> neighbors;  // by degree, then id
  std::uint64_t neighbors_found = 0;
  double score = 0;  // of all that were found, to four decimals
  AnswerGraph graph;
  std::vector<Limit> limits_hit;  // a search that was cut lists none
  bool is_stopped = false;
  Counters counters;
};

// Reads the relations of the entities and counts those of their common neighbours. Claims are read
// where they decide whether a neighbour is a common one, and of what is listed.
[[nodiscard]] CommonAnswer find_common_neighbors(const Store& store, const Snapshot& at,
                                                 const CommonQuery& query);
[[nodiscard]] CommonAnswer find_common_neighbors(const Graph& graph, const CommonQuery& query);

}  // namespace relata

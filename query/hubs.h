#pragma once

// Entities with very many relations, which connect everything with everything and so tell little:
// which of them a search may not go through, and how many relations those have that it is charged
// for (query/hop_weight.h).
//
// As ViewJudge does, a search over a store goes over a level twice: consider() notes what the
// summaries beside each neighbour leave open, decide() counts the relations of all of it at once.

#include <relata/search.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <vector>

#include "graph/degrees.h"
#include "query/search_watch.h"

namespace relata {

struct HubRule {
  std::optional<std::uint64_t> degree_max;  // none: a search may go through everything
  bool are_charged = false;                 // doublings() will be asked for
};

class Hubs {
 public:
  Hubs(const Store& store, const Snapshot& at, SearchWatch& watch, const HubRule& rule);

  [[nodiscard]] bool are_held_back() const { return rule_.degree_max.has_value(); }
  [[nodiscard]] bool are_charged() const { return rule_.are_charged; }

  void consider(EntityId id, const DegreeBounds& bounds) {
    if (!is_known(bounds)) open_.push_back(id);
  }
  void decide();

  // May a search not go through it? Notes it then. What is open still is counted now.
  [[nodiscard]] bool holds_back(EntityId id, const DegreeBounds& bounds);
  // How often the number of its relations has doubled, from one on: 0 for 1, 1 for 2 and 3, 16 for
  // 78,179.
  [[nodiscard]] int doublings(EntityId id, const DegreeBounds& bounds);

 private:
  [[nodiscard]] bool is_known(const DegreeBounds& bounds) const;
  [[nodiscard]] std::uint64_t count(EntityId id);

  SearchWatch& watch_;
  HubRule rule_;
  DegreeReader reader_;
  std::vector<EntityId> open_;
  boost::unordered_flat_map<std::uint64_t, int> doublings_;  // told by bounds
};

}  // namespace relata

#pragma once

// The trees that join some entities, found by trying every set of others.

#include <relata/connect.h>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tests/query/oracle.h"

namespace relata::testing {

// What two entities are linked at in the view, each pair once, the lesser first.
using Links = std::map<std::pair<EntityId, EntityId>, std::uint64_t>;

[[nodiscard]] bool is_asked_for(const ConnectQuery& query, EntityId id);
// Of going through an entity, as each hop at it bears it.
[[nodiscard]] std::uint64_t half_toll(const Oracle& oracle, const ConnectQuery& query, EntityId id);
[[nodiscard]] Links links_of(const Oracle& oracle, const Store& store, const Snapshot& at,
                             const ConnectQuery& query);
// What the least tree costs, every set of other entities being tried; nothing if they do not all
// hang together.
[[nodiscard]] std::optional<std::uint64_t> least_cost(const Links& links, const ConnectQuery& query,
                                                      const std::vector<EntityId>& entities);
// Which of them hang together over ways of hops_max hops at most.
[[nodiscard]] std::vector<std::vector<EntityId>> groups_of(const Links& links,
                                                           const ConnectQuery& query);

}  // namespace relata::testing

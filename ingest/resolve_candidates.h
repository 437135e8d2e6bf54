#pragma once

// Who is compared with whom: by a walk over all entities, or by lookups for some.

#include <relata/resolve.h>
#include <relata/store.h>

#include <utility>
#include <vector>

#include "ingest/block_keys.h"

namespace relata {

struct Candidates {
  std::vector<Candidate> pairs;                        // by a, then b
  std::vector<std::pair<EntityId, EntityId>> same_as;  // that a source says are one; sorted, a < b
  ResolveShortfall shortfall;
};

[[nodiscard]] Candidates find_candidates(const Store& store, const Snapshot& at,
                                         const ResolveQuery& query);

// Relation types by which a source says that two are one.
[[nodiscard]] std::vector<RelationTypeId> same_as_types(const Schema& schema);

// Throws Error{stopped} if it was asked to stop.
void check_stop(const ResolveQuery& query);

}  // namespace relata

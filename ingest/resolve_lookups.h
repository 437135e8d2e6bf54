#pragma once

// Candidates for some entities, out of the index of names: what a walk over all would cost for a
// few new ones, lookups do at once, though they see less (docs/resolution.md).

#include <relata/resolve.h>
#include <relata/store.h>

#include <cstdint>

#include "ingest/block_keys.h"

namespace relata {

// Adds the pairs of query.among to `pairs`. Gives how many names were left out.
[[nodiscard]] std::uint64_t look_up_candidates(const Store& store, const Snapshot& at,
                                               const ResolveQuery& query, CandidatePairs& pairs);

}  // namespace relata

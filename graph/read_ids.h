#pragma once

// The ids under which a store reads what it is asked for.
//
// A store as it is judged reads several entities as one, under the id of the first. A question may
// hold any of theirs, kept from before the merge; searches compare ids, so they are replaced by the
// one as the question comes in.

#include <relata/store.h>
#include <span>

namespace relata {

// Costs a read of the records. Error{not_found} for an id that the snapshot does not hold.
void read_ids(const Store& store, const Snapshot& at, std::span<EntityId* const> ids);

}  // namespace relata

#pragma once

// What relations cost under a weight, worked out from the claims of an answer as
// relata/path_weight.h says it.

#include "tests/query/oracle.h"

namespace relata::testing {

// The last day of the last date of a claim or document in the store.
[[nodiscard]] Day last_day_in(const Store& store, const Snapshot& at);

// In millionths, so that ties are ties. `times`: what its type costs more (not widest).
[[nodiscard]] long long cost_of(const RelationEvidence& relation, PathWeight weight, Day last,
                                double times = 1);

}  // namespace relata::testing

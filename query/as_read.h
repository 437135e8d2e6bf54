#pragma once

// A question as the store reads it: each entity that it or its view names under the one id that the
// store gives it (graph/read_ids.h), and once in a list. Every search begins with this.

#include <relata/according.h>
#include <relata/diff.h>
#include <relata/search.h>
#include <relata/sources.h>
#include <relata/timeline.h>

namespace relata {

// Error{not_found} for an entity that the snapshot does not hold.
[[nodiscard]] View as_read(const Store& store, const Snapshot& at, View view);
[[nodiscard]] PathQuery as_read(const Store& store, const Snapshot& at, PathQuery query);
[[nodiscard]] NeighborhoodQuery as_read(const Store& store, const Snapshot& at,
                                        NeighborhoodQuery query);
[[nodiscard]] TimelineQuery as_read(const Store& store, const Snapshot& at, TimelineQuery query);
[[nodiscard]] SourcesQuery as_read(const Store& store, const Snapshot& at, SourcesQuery query);
[[nodiscard]] AccordingQuery as_read(const Store& store, const Snapshot& at, AccordingQuery query);
[[nodiscard]] DiffQuery as_read(const Store& store, const Snapshot& at, DiffQuery query);
[[nodiscard]] ClaimsQuery as_read(const Store& store, const Snapshot& at, ClaimsQuery query);

}  // namespace relata

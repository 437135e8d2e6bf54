#pragma once

// A question as the store reads it: each entity that it or its view names under the one id that the
// store gives it (graph/read_ids.h), and once in a list. Every search begins with this.

#include <relata/according.h>
#include <relata/brief.h>
#include <relata/cut.h>
#include <relata/diff.h>
#include <relata/neighborhood.h>
#include <relata/pattern.h>
#include <relata/search.h>
#include <relata/sources.h>
#include <relata/timeline.h>
#include <span>

namespace relata {

// Error{not_found} for an entity that the snapshot does not hold.
[[nodiscard]] View as_read(const Store& store, const Snapshot& at, View view);
[[nodiscard]] PathQuery as_read(const Store& store, const Snapshot& at, PathQuery query);
[[nodiscard]] NeighborhoodQuery as_read(const Store& store, const Snapshot& at,
                                        NeighborhoodQuery query);
[[nodiscard]] TimelineQuery as_read(const Store& store, const Snapshot& at, TimelineQuery query);
[[nodiscard]] SourcesQuery as_read(const Store& store, const Snapshot& at, SourcesQuery query);
[[nodiscard]] AccordingQuery as_read(const Store& store, const Snapshot& at, AccordingQuery query);
[[nodiscard]] BriefQuery as_read(const Store& store, const Snapshot& at, BriefQuery query);
[[nodiscard]] CutQuery as_read(const Store& store, const Snapshot& at, CutQuery query);
[[nodiscard]] DiffQuery as_read(const Store& store, const Snapshot& at, DiffQuery query);
[[nodiscard]] ClaimsQuery as_read(const Store& store, const Snapshot& at, ClaimsQuery query);
[[nodiscard]] MatchQuery as_read(const Store& store, const Snapshot& at, MatchQuery query);

// Error{usage} if the view leaves out one of the entities that are asked for. `doing` says for
// what: "looking for a path".
void check_not_left_out(const Store& store, const Snapshot& at, const View& view,
                        std::span<const EntityId> asked_for, const std::string& doing);

}  // namespace relata

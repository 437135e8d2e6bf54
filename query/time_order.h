#pragma once

// When the hops of a path can be made, so that one comes after another.
//
// The order of a path is possible if its dates leave a day for each hop, on which its relation
// held, none before the day of the hop before: P. Holme, J. Saramaki, "Temporal networks", Physics
// Reports 519, 2012, with relations that last. It is certain if they do whatever days the partial
// dates stand for. Taking each hop as early as can be, that is so if no relation began after the
// end of one that comes later on the path: none can have, or none must have.
//
// So a relation has for either reading a day that the path is not done with it before, and one
// that the path must not have come beyond.

#include <relata/date.h>
#include <relata/view.h>
#include <optional>
#include <vector>

#include "query/hop_reader.h"

namespace relata {

struct TimeReading {
  Certainty order = Certainty::possible;  // or certain
  Doubt doubt = Doubt::leave_out;         // what has no valid time: is it crossed?
};

// `first` may lie after `last`: what certainly held by then, and what certainly did not end before.
// Nothing if the relation is not crossed.
[[nodiscard]] std::optional<DayRange> hop_days(const Period& valid, const TimeReading& reading);

// The day by which the last of some hops can be made; Day::min() if their relations have no dates.
[[nodiscard]] Day arrival_of(const std::vector<FoundHop>& hops, const TimeReading& reading);

// Leaves the relations over which the path can be made by this day.
void keep_in_order(std::vector<FoundHop>& hops, Day arrival, const TimeReading& reading);

}  // namespace relata

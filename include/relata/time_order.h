#pragma once

// What it means that the hops of a path come one after another in time.
//
// A hop can be made on any day of the valid time of one of its relations, and none before the day
// of the hop before (P. Holme, J. Saramaki, "Temporal networks", Physics Reports 519, 2012). Dates
// are partial: with one relation for each hop, the order is
//
// - certain if there are such days whatever the dates stand for: no relation can have begun after a
//   later one on the path can have ended;
// - possible if there are for some of what they may stand for. A beginning or an end that is not
//   known may be any day.

#include <cstdint>

namespace relata {

enum class TimeOrder : std::uint8_t {
  any,               // dates do not matter
  fewest_hops,       // of those with the fewest hops the path that arrives first
  earliest_arrival,  // the path that arrives first, of those the one with the fewest hops
};

}  // namespace relata

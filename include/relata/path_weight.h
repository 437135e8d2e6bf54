#pragma once

// What makes one path better than another. Paths that weigh the same are told apart by hops, then
// by ids.
//
// A hop is as good as the best of its relations. What a relation weighs is told by its claims in
// the view, and by nothing else:
//
// - Its support is the confidence that its origins add up to: of each independent origin that
//   asserts it the most confident claim (0.5 where a claim states none), less the same of each that
//   denies it.
// - Its credibility is the chance that not all who assert it are wrong, and that all who deny it
//   are: 1 - (1 - c) (1 - c') ..., times (1 - d) (1 - d') .... From 0.01 to 0.99, in steps of
//   0.0001.
// - Its date is that of its valid time, the earlier end first; without one, that of the earliest
//   claim.

#include <cstdint>
#include <string>

namespace relata {

enum class PathWeight : std::uint8_t {
  hops,  // fewest hops
  age,   // a hop costs 1 and the years since its date, up to 100, which one without a date costs;
         // counted back from the last day of the view's known-by date, else from that of the last
         // date of a claim or document in the store (if none is dated, of a valid time), never from
         // today
  support,   // a hop costs 1 / its support, at most 20
  credible,  // the greatest product of the hops' credibility
  widest,    // the weakest hop is as credible as can be; then fewest hops
};

// Relations of a type that tell more, or less, than others: each costs so many times as much
// (credible: its credibility to that power).
struct TypeCost {
  std::string relation_type;
  double times = 1;  // 0.01 to 100
};

}  // namespace relata

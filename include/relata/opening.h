#pragma once

// What to ask instead where no path answers a question.

#include <relata/view.h>
#include <cstdint>
#include <optional>
#include <string>

namespace relata {

// One part of a question changed as little as it takes for a path to be there, all others as they
// were asked.
//
// Dates, periods, confidence, the number of origins and the bound on degrees are moved to the
// nearest value that opens a path; of lists of what is left out the fewest members are given up (of
// more than 12 one, or all); of types that are asked for one more is taken; where nothing else is
// found, the part is given up as a whole.
struct Opening {
  std::string instead_of;  // the part as it was asked, in words: "known by 2025-04-25"
  std::string with;        // what takes its place: "known by 2025-04-28"; empty: nothing
  int hops = 0;            // of the shortest path then
  View view = {};          // what to ask in then
  std::optional<std::uint64_t> degree_max = {};  // and with
};

}  // namespace relata

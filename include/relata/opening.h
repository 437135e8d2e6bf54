#pragma once

// What to ask instead where no path answers a question.

#include <relata/adjacency.h>
#include <relata/view.h>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relata {

// A part of a question and what it becomes, in words.
struct PartChange {
  std::string instead_of;  // as it was asked: "known by 2025-04-25"
  std::string with;        // what takes its place: "known by 2025-04-28"; empty: nothing
};

// A question changed as little as it takes for a path to be there: in one part, or, where no one
// part opens a path, in the fewest that do together. All else stays as it was asked.
//
// Dates, periods, confidence, the number of origins and the bounds on hops and degrees are moved to
// the nearest value that opens a path; of lists of what is left out the fewest members are given up
// (of more than 12 one, or all); of types that are asked for one more is taken; where nothing else
// is found, the part is given up as a whole. Of several parts each is brought back so, in the order
// of `changes`, while those before it stay as they were brought back and those after it given up:
// then none of them can be less while the others stay as they are. Of as many parts three
// combinations are told at most.
//
// With statuses asked for, a claim more may take a relation away: dates and confidence are then
// given up and not moved, unless the statuses are given up as well.
struct Opening {
  // One or more: hops, direction, degree, known_by, valid, types, entities, speakers, documents,
  // publishers, languages, confidence, origins, statuses, what was retracted.
  std::vector<PartChange> changes;
  int hops = 0;  // of the shortest path then
  // What to ask with then, the rest as before.
  View view = {};
  Direction direction = Direction::any;
  int hops_max = 0;
  std::optional<std::uint64_t> degree_max = {};
};

}  // namespace relata

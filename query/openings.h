#pragma once

// The least changes to a question without a path that each open one (relata/opening.h): of one part
// (query/least_change.h), or of the fewest that do together (query/smallest_sets.h), each of which
// is then brought back as far as the others allow.

#include <relata/opening.h>
#include <relata/search.h>
#include <string>
#include <vector>

#include "query/least_change.h"
#include "query/question_parts.h"

namespace relata {

struct OpeningProblem {
  const Store& store;
  const Snapshot& at;
  const Schema& schema;
  bool has_retractions = false;
  const PathQuery& query;  // has no path
  PathTries tries;
};

// What was asked, and what may be asked instead, its shortest path being so long.
[[nodiscard]] Opening opening_between(const OpeningProblem& problem, const PathQuery& changed,
                                      int hops);

// Of one part each, but for the direction and the bound on hops, whose changes are found with one
// search. By what they change: a value, few members, many, a whole part; then by hops; then in the
// order of the parts.
[[nodiscard]] std::vector<Opening> openings_by_one(const OpeningProblem& problem);

// Of the fewest parts, at most `joint_openings_max`: those that leave the shorter path when they
// are given up, then the first in the order of the parts; ordered as above. Where no change of one
// part opens a path.
inline constexpr std::size_t joint_openings_max = 3;
struct JointOpenings {
  std::vector<Opening> openings;  // with statuses asked for, one may turn out to be of one part
  std::size_t others = 0;         // of as many parts that would do as well
};
[[nodiscard]] JointOpenings openings_by_several(const OpeningProblem& problem);

// "\"known by 2025\" instead of \"known by 2024\" leaves one of 3 hops".
[[nodiscard]] std::string opening_words(const Opening& opening);

}  // namespace relata

#pragma once

// The least change of one part of a question that opens a path, all else as it stands.
//
// Dates, periods, confidence, origins and the bounds on hops and degrees are dials: what one
// setting takes, every wider one does, so that the nearest setting that opens a path is found by
// halving what lies between, with one search for each half. That holds for any bound on hops, which
// a search for a path whose dearest hop is cheapest would have to carry along; and it reads no
// claims but those that the question itself would. With statuses asked for it does not hold for
// claims (one more may make contested what was confirmed): then a date or a confidence is given up
// as a whole.
//
// Of lists, sets of members are tried by size.

#include <relata/schema.h>
#include <relata/search.h>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "query/question_parts.h"

namespace relata {

struct PathTries {
  // How many hops the shortest path of a changed question has; nothing if there is none, or if the
  // search was cut.
  std::function<std::optional<int>(const PathQuery&)> try_path;
  // Was one? What is not known to be the least is left out then.
  std::function<bool()> is_cut;
};

// What a change gives up: the members of a list that it is about, or a whole part.
inline constexpr int a_value = 0;
inline constexpr int a_whole_part = std::numeric_limits<int>::max();

struct LeastChange {
  int rank = a_value;
  PathQuery question;  // with the part changed
  int hops = 0;        // of the shortest path then
};

// Does a claim more only ever take more relations into the view?
[[nodiscard]] inline bool is_monotone_in_claims(const View& view) { return view.statuses.empty(); }

// Nothing if no less opens a path than giving up the part as a whole. A period can be changed at
// its end or its beginning: both, if both do.
[[nodiscard]] std::vector<LeastChange> least_changes(const Schema& schema, PartKind part,
                                                     const PathQuery& query,
                                                     const PathTries& tries);

}  // namespace relata

#pragma once

// The least changes to a question without a path that each open one (relata/opening.h).
//
// Dates, periods, confidence, origins and the bound on degrees are dials: what one setting takes,
// every wider one does, so that the nearest setting that opens a path is found by halving what lies
// between, with one search for each half. That holds for any bound on hops, which a search for a
// path whose dearest hop is cheapest would have to carry along; and it reads no claims but those
// that the question itself would. With statuses asked for it does not hold for claims (one more may
// make contested what was confirmed): then a date or a confidence is given up as a whole.
//
// Of lists, sets of members are tried by size.

#include <relata/opening.h>
#include <relata/search.h>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace relata {

// How many hops the shortest path of a changed question has; nothing if there is none, or if the
// search was cut.
using TryPath = std::function<std::optional<int>(const PathQuery&)>;

struct PathTries {
  TryPath try_path;
  std::function<bool()>
      is_cut;  // was a search? What is not known to be the least is left out then.
};

struct FoundOpenings {
  std::vector<Opening> openings;   // by what they change: a value, few members, many, a whole part;
                                   // then by hops; then in the order of the view
  std::vector<std::string> parts;  // every part of the question that was tried, in words
};

// `has_retractions`: there is something that the view leaves out for having been retracted.
[[nodiscard]] FoundOpenings find_openings(const Store& store, const Snapshot& at,
                                          const Schema& schema, bool has_retractions,
                                          const PathQuery& query, const PathTries& tries);

[[nodiscard]] std::string hops_in_words(int hops);  // "1 hop"
// "\"known by 2025\" instead of \"known by 2024\" leaves one of 3 hops".
[[nodiscard]] std::string opening_words(const Opening& opening);

}  // namespace relata

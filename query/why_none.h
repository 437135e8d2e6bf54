#pragma once

// Why there is no path, in one sentence.

#include <relata/search.h>
#include <string>
#include <vector>

#include "query/path_runner.h"

namespace relata {

struct NoPath {
  std::string why;
  std::vector<Opening> openings = {};  // not with an order
  bool is_apart = false;               // whatever the view, nothing connects the ends
  bool is_beyond_hops = false;         // there may be a longer one: the answer was cut by hops_max
  bool is_cut = false;                 // a limit ended the search for all this
};

// After a search that was complete and found none. `watch` is the search's own: looking for the
// reason gets what is left of its time, and looking for what would open a path a quarter of it, and
// of the entities that the search may visit.
[[nodiscard]] NoPath why_none(PathRunner& runner, const Store& store, const Snapshot& at,
                              const Schema& schema,
                              const std::shared_ptr<const Retractions>& retractions,
                              const PathQuery& query, const SearchWatch& watch);

// After a search for `what` that was cut.
[[nodiscard]] std::string why_cut(const SearchWatch& watch, const SearchLimits& limits,
                                  const std::string& what);

}  // namespace relata

#pragma once

// The weight that a question asks for.

#include <string>
#include <vector>

#include "query/path_runner.h"

namespace relata {

// `hub_penalty`, `type_costs`: as of a PathQuery.
struct AskedWeight {
  PathWeight weight = PathWeight::hops;
  double hub_penalty = 0;
  std::vector<TypeCost> type_costs = {};

  [[nodiscard]] bool counts_hops() const {
    return weight == PathWeight::hops && hub_penalty == 0 && type_costs.empty();
  }
};

// Error{usage} for a number out of its range, a type that is named twice, or what a weakest hop
// does not go with; `doing` begins the message.
void check_weight(const AskedWeight& asked, const std::string& doing);

// Error{not_found} for a type that is not there. Ages are counted back from the day that the view
// knows by.
[[nodiscard]] HopWeight hop_weight(const AskedWeight& asked, const View& view, const Schema& schema,
                                   const PathRunner& runner);

}  // namespace relata

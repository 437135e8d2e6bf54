#pragma once

// The weight of a question, with the day that ages are counted back from.

#include "query/path_runner.h"

namespace relata {

[[nodiscard]] HopWeight hop_weight(PathWeight weight, const View& view, const PathRunner& runner,
                                   double hub_penalty = 0);

// Error{usage} for a penalty out of its range, or with a weight that it does not go with. `doing`
// says for what: "looking for a path".
void check_hub_penalty(double hub_penalty, PathWeight weight, const std::string& doing);

}  // namespace relata

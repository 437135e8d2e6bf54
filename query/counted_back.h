#pragma once

// The weight of a question, with the day that ages are counted back from.

#include "query/path_runner.h"

namespace relata {

[[nodiscard]] inline HopWeight hop_weight(PathWeight weight, const View& view,
                                          const PathRunner& runner, double hub_penalty = 0) {
  Day counted_back_from{};
  if (weight == PathWeight::age) {
    counted_back_from =
        view.known_by.is_known() ? view.known_by.last_day() : runner.last_reported();
  }
  return {weight, counted_back_from, hub_penalty};
}

}  // namespace relata

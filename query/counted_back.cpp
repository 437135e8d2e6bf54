#include "query/counted_back.h"

#include <relata/error.h>

namespace relata {

HopWeight hop_weight(PathWeight weight, const View& view, const PathRunner& runner,
                     double hub_penalty) {
  Day counted_back_from{};
  if (weight == PathWeight::age) {
    counted_back_from =
        view.known_by.is_known() ? view.known_by.last_day() : runner.last_reported();
  }
  return {weight, counted_back_from, hub_penalty};
}

void check_hub_penalty(double hub_penalty, PathWeight weight, const std::string& doing) {
  constexpr double most = 100;
  if (!(hub_penalty >= 0 && hub_penalty <= most)) {
    throw Error(ErrorCode::usage, doing + ": a penalty for hubs of " + std::to_string(hub_penalty) +
                                      " cannot be asked for; ask for 0 to 100");
  }
  if (hub_penalty > 0 && weight == PathWeight::widest) {
    throw Error(ErrorCode::usage,
                doing +
                    ": a penalty for hubs adds up, a weakest hop does not; ask for another weight, "
                    "or for a degree at most");
  }
}

}  // namespace relata

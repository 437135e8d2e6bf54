#include "query/asked_weight.h"

#include <relata/error.h>

#include <algorithm>

#include "graph/near_words.h"
#include "graph/words.h"

namespace relata {
namespace {

constexpr double hub_penalty_max = 100;
constexpr double times_min = 0.01;
constexpr double times_max = 100;

[[noreturn]] void refuse(const std::string& doing, const std::string& why) {
  throw Error(ErrorCode::usage, doing + ": " + why);
}

std::vector<double> times_by_type(const std::vector<TypeCost>& costs, const Schema& schema) {
  if (costs.empty()) return {};
  std::vector<double> times(schema.relation_types().size(), 1);
  for (const TypeCost& cost : costs) {
    const auto type = schema.relation_type(cost.relation_type);
    if (!type) {
      throw Error(ErrorCode::not_found,
                  "reading what types cost: " +
                      unknown_type_words("relation", cost.relation_type, schema.relation_types()));
    }
    times[type->value] = cost.times;
  }
  return times;
}

}  // namespace

void check_weight(const AskedWeight& asked, const std::string& doing) {
  const bool is_widest = asked.weight == PathWeight::widest;
  if (!(asked.hub_penalty >= 0 && asked.hub_penalty <= hub_penalty_max)) {
    refuse(doing, "a penalty for hubs of " + number_text(asked.hub_penalty) +
                      " cannot be asked for; ask for 0 to 100");
  }
  if (asked.hub_penalty > 0 && is_widest) {
    refuse(doing,
           "a penalty for hubs adds up, a weakest hop does not; ask for another weight, or for a "
           "degree at most");
  }
  if (!asked.type_costs.empty() && is_widest) {
    refuse(doing,
           "what types cost adds up, a weakest hop does not; ask for another weight, or for types "
           "to avoid");
  }
  for (auto cost = asked.type_costs.begin(); cost != asked.type_costs.end(); ++cost) {
    if (!(cost->times >= times_min && cost->times <= times_max)) {
      refuse(doing, "relations of type \"" + cost->relation_type + "\" cannot cost " +
                        number_text(cost->times) + " times as much; ask for 0.01 to 100");
    }
    const bool is_repeated = std::any_of(asked.type_costs.begin(), cost, [&](const TypeCost& one) {
      return one.relation_type == cost->relation_type;
    });
    if (is_repeated) {
      refuse(doing, "what relations of type \"" + cost->relation_type +
                        "\" cost is said twice; say it once");
    }
  }
}

HopWeight hop_weight(const AskedWeight& asked, const View& view, const Schema& schema,
                     const PathRunner& runner) {
  Day counted_back_from{};
  if (asked.weight == PathWeight::age) {
    counted_back_from =
        view.known_by.is_known() ? view.known_by.last_day() : runner.last_reported();
  }
  return {asked.weight, counted_back_from, asked.hub_penalty,
          times_by_type(asked.type_costs, schema)};
}

}  // namespace relata

#include "query/time_order.h"

#include <algorithm>

namespace relata {
namespace {

// The days on which it may have held.
DayRange possible_days(const Period& valid) { return days_of(valid); }

// The latest day on which it can have begun, and the earliest on which it can have ended.
DayRange certain_days(const Period& valid) {
  const PartialDate from = valid.from.is_known() ? valid.from : valid.to;
  const PartialDate to = valid.to.is_known() ? valid.to : valid.from;
  const bool has_both = valid.from.is_known() && valid.to.is_known();
  return {.first = has_both ? std::min(from.last_day(), to.last_day()) : from.last_day(),
          .last = has_both ? std::max(from.first_day(), to.first_day()) : to.first_day()};
}

// The earliest day by which the hop can be made after the day before; nothing if none can.
std::optional<Day> made_by(const FoundHop& hop, Day before, const TimeReading& reading) {
  std::optional<Day> earliest;
  for (const Period& valid : hop.held) {
    const auto days = hop_days(valid, reading);
    if (!days || before > days->last) continue;
    const Day day = std::max(before, days->first);
    if (!earliest || day < *earliest) earliest = day;
  }
  return earliest;
}

// The latest day by which the path may have come to a hop that must be made by `after`.
Day latest_before(const FoundHop& hop, Day after, const TimeReading& reading) {
  Day latest = Day::min();
  for (const Period& valid : hop.held) {
    const auto days = hop_days(valid, reading);
    if (days && days->first <= after) latest = std::max(latest, std::min(days->last, after));
  }
  return latest;
}

}  // namespace

std::optional<DayRange> hop_days(const Period& valid, const TimeReading& reading) {
  const bool is_certain = reading.order == Certainty::certain;
  if (valid.is_known()) return is_certain ? certain_days(valid) : possible_days(valid);
  if (is_certain || reading.doubt == Doubt::leave_out) return std::nullopt;
  return DayRange{};
}

Day arrival_of(const std::vector<FoundHop>& hops, const TimeReading& reading) {
  Day arrival = Day::min();
  for (const FoundHop& hop : hops) arrival = made_by(hop, arrival, reading).value();
  return arrival;
}

void keep_in_order(std::vector<FoundHop>& hops, Day arrival, const TimeReading& reading) {
  std::vector<Day> latest(hops.size() + 1, arrival);  // by which each hop must be come to
  for (std::size_t i = hops.size(); i-- > 0;) {
    latest[i] = latest_before(hops[i], latest[i + 1], reading);
  }
  Day come = Day::min();
  for (std::size_t i = 0; i < hops.size(); ++i) {
    FoundHop& hop = hops[i];
    const Day next = made_by(hop, come, reading).value();
    FoundHop kept{.from = hop.from, .to = hop.to};
    for (std::size_t k = 0; k < hop.relations.size(); ++k) {
      const auto days = hop_days(hop.held[k], reading);
      const bool fits = days && come <= days->last && std::max(come, days->first) <= latest[i + 1];
      if (!fits) continue;
      kept.relations.push_back(hop.relations[k]);
      kept.held.push_back(hop.held[k]);
    }
    hop = std::move(kept);
    come = next;
  }
}

}  // namespace relata

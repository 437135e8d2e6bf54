#pragma once

// What happened to an entity, or between two, in order of time.
//
//     const auto lived =
//         relata::find_timeline(*store, now, {.entity = kim, .unit = relata::Precision::month});
//     for (const auto& month : lived.periods) show(month.events);

#include <relata/answer.h>
#include <relata/store.h>
#include <relata/view.h>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace relata {

struct TimelineQuery {
  EntityId entity;
  View view = {};
  std::size_t results_max = 1'000;  // events that are listed
  SearchLimits limits = {};
  std::stop_token stop = {};
  EntityId other = {};                 // only what links the two; passes whatever its type
  std::optional<Precision> unit = {};  // counts events by day, month or year
};

struct TimelineEvent {
  Period when;  // the valid time; without one, the earliest reported date
  bool is_reported_date = false;
  RelationId relation;
};

// The events that stand under it: by the begin of their period, else its end.
struct TimelinePeriod {
  PartialDate when;  // in the unit asked for, coarser where the dates are; unknown: undated
  std::uint64_t events = 0;
};

struct TimelineAnswer {
  TimelineQuery question;
  std::vector<TimelineEvent> events;  // by date, then relation; without a date last
  std::uint64_t events_found = 0;
  std::vector<TimelinePeriod> periods;  // with a unit: of all that were found, as they come
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Error{usage} if the two are one.
[[nodiscard]] TimelineAnswer find_timeline(const Store& store, const Snapshot& at,
                                           const TimelineQuery& query);

}  // namespace relata

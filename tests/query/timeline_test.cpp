#include <relata/timeline.h>
#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {

TEST_CASE("a timeline holds each relation of the entity in the view once, in order of time") {
  const std::uint32_t first_seed = 5000;
  std::size_t events = 0;
  std::size_t by_report = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 10; ++round) {
      const EntityId center = story.entity();
      const View view = story.view();
      CAPTURE(round, center.value, describe_view(store, now, view));
      const Oracle oracle(store, now, view);
      std::set<RelationId> expected;
      for (const auto& [distance, other] : oracle.around(center, Direction::any, 1)) {
        for (const RelationId id : oracle.between(center, other, Direction::any)) {
          expected.insert(id);
        }
      }
      const auto answer = find_timeline(store, now, {.entity = center, .view = view});
      std::set<RelationId> got;
      PartialDate last;
      bool is_undated = false;
      for (const TimelineEvent& event : answer.events) {
        REQUIRE(got.insert(event.relation).second);
        const RelationEvidence& evidence = answer.graph.relation(event.relation);
        const PartialDate start = event.when.from.is_known() ? event.when.from : event.when.to;
        if (evidence.relation.valid.is_known()) {
          REQUIRE(event.when == evidence.relation.valid);
          REQUIRE_FALSE(event.is_reported_date);
        } else {
          PartialDate first;
          for (const ClaimEvidence& claim : evidence.claims) {
            const bool is_first =
                claim.reported.is_known() && (!first.is_known() || claim.reported < first);
            if (is_first) first = claim.reported;
          }
          REQUIRE(event.when == Period{.from = first, .to = first});
          REQUIRE(event.is_reported_date == first.is_known());
          ++by_report;
        }
        if (is_undated) REQUIRE_FALSE(start.is_known());
        is_undated = !start.is_known();
        if (start.is_known()) REQUIRE(last <= start);
        last = start;
      }
      REQUIRE(got == expected);
      REQUIRE(answer.events_found == expected.size());
      events += got.size();
    }
  }
  CHECK(events > 3000);
  CHECK(by_report > 500);
}

TEST_CASE("the time of a pair holds what links the two, counted by the unit asked for") {
  std::size_t events = 0;
  for (std::uint32_t seed = 6000; seed < 6200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const EntityId one = story.entity();
    const EntityId other = story.entity();
    if (one == other) continue;
    View view = story.view();
    view.entities_without.clear();
    const auto unit = static_cast<Precision>(story.below(3));
    const auto answer =
        find_timeline(store, now, {.entity = one, .view = view, .other = other, .unit = unit});
    std::vector<RelationId> linking;
    for (const TimelineEvent& event : answer.events) linking.push_back(event.relation);
    std::sort(linking.begin(), linking.end());
    REQUIRE(linking == Oracle(store, now, view).between(one, other, Direction::any));
    std::size_t counted = 0;
    for (const TimelinePeriod& period : answer.periods) {
      for (std::uint64_t i = 0; i < period.events; ++i, ++counted) {
        const Period& when = answer.events.at(counted).when;
        const PartialDate start = when.from.is_known() ? when.from : when.to;
        REQUIRE(start.is_known() == period.when.is_known());
        if (!start.is_known()) continue;
        REQUIRE(start.text().starts_with(period.when.text()));
        REQUIRE(period.when.precision() == std::min(start.precision(), unit));
      }
    }
    REQUIRE(counted == answer.events.size());
    events += counted;
  }
  CHECK(events > 50);
}

TEST_CASE("a timeline is cut to the earliest events, and says so") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const RelationId late = build.relate(a, b, {.valid = "2024-08-06"});
  const RelationId early = build.relate(b, a, {.valid = "2024"});
  const RelationId reported = build.relate(a, a, {.claims = {{.reported = "2024-03"}}});
  build.commit();
  auto answer = find_timeline(build.store(), build.now(), {.entity = a});
  REQUIRE(answer.events.size() == 3);
  CHECK(answer.events[0].relation == early);
  CHECK(answer.events[1].relation == reported);
  CHECK(answer.events[1].is_reported_date);
  CHECK(answer.events[1].when.text() == "2024-03");
  CHECK(answer.events[2].relation == late);
  answer = find_timeline(build.store(), build.now(), {.entity = a, .results_max = 1});
  CHECK(answer.events.size() == 1);
  CHECK(answer.events_found == 3);
  CHECK(answer.limits_hit == std::vector{Limit::results});
  CHECK(answer.graph.relations.size() == 1);
}

}  // namespace relata::testing

#include <relata/error.h>
#include <relata/sources.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

const SourceLoad* find(const SourcesAnswer& answer, const Origin& origin) {
  const auto found = std::find_if(answer.sources.begin(), answer.sources.end(),
                                  [&](const SourceLoad& load) { return load.origin == origin; });
  return found == answer.sources.end() ? nullptr : &*found;
}

const LanguageCoverage* find(const SourcesAnswer& answer, const std::string& language) {
  const auto found =
      std::find_if(answer.languages.begin(), answer.languages.end(),
                   [&](const LanguageCoverage& known) { return known.language == language; });
  return found == answer.languages.end() ? nullptr : &*found;
}

std::vector<std::string> silent(const SourcesAnswer& answer, const std::string& language) {
  std::vector<std::string> periods;
  for (const Period& period : find(answer, language)->silent) periods.push_back(period.text());
  return periods;
}

bool asserts(const RelationEvidence& relation, const Origin& origin) {
  return std::any_of(relation.claims.begin(), relation.claims.end(), [&](const auto& claim) {
    return claim.claim.stance == Stance::asserted && claim.origin == origin;
  });
}

}  // namespace

TEST_CASE("what each source bears is what would be left without it") {
  std::uint64_t alone = 0;
  for (std::uint32_t seed = 500; seed < 600; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 5; ++round) {
      const View view = story.view();
      CAPTURE(seed, round, describe_view(store, now, view));
      const auto expected = Oracle(store, now, view).everything();
      const AnswerGraph graph = find_everything(store, now, view).graph;
      const SourcesAnswer answer = find_sources(store, now, {.view = view});
      REQUIRE(answer.relations == expected.size());
      std::set<Origin> origins;
      std::vector<RelationId> by_one;
      std::uint64_t claims = 0;
      for (const RelationEvidence& relation : graph.relations) {
        claims += relation.claims.size();
        for (const ClaimEvidence& claim : relation.claims) origins.insert(claim.origin);
        if (relation.origins == 1) by_one.push_back(relation.relation.id);
      }
      REQUIRE(answer.claims == claims);
      REQUIRE(answer.alone == by_one);
      REQUIRE(answer.sources.size() == origins.size());
      for (const Origin& origin : origins) {
        const SourceLoad* load = find(answer, origin);
        REQUIRE(load != nullptr);
        std::uint64_t asserted = 0;
        std::uint64_t by_it_alone = 0;
        for (const RelationEvidence& relation : graph.relations) {
          if (!asserts(relation, origin)) continue;
          ++asserted;
          by_it_alone += relation.origins == 1 ? 1 : 0;
        }
        REQUIRE(load->relations == asserted);
        REQUIRE(load->relations_alone == by_it_alone);
        alone += by_it_alone;
      }
      std::uint64_t by_origins = 0;
      for (const std::uint64_t count : answer.relations_by_origins) by_origins += count;
      REQUIRE(by_origins == answer.relations);
      std::uint64_t by_hands = 0;
      for (const std::uint64_t count : answer.claims_by_hands) by_hands += count;
      REQUIRE(by_hands == answer.claims);
    }
  }
  CHECK(alone > 100);
}

TEST_CASE("hearsay is counted by the hands that it went through") {
  StoreBuilder build;
  const EntityId agency = build.entity("agency");
  const DocumentId first = build.document("first", {.publisher = agency});
  const DocumentId second = build.document("second", {.relays = {first}});
  const DocumentId third = build.document("third", {.relays = {second}});
  build.relate(build.entity("a"), build.entity("b"),
               {.claims = {{.document = first}, {.document = third}, {.document = second}}});
  build.commit();
  const SourcesAnswer answer = find_sources(build.store(), build.now(), {});
  CHECK(answer.claims_by_hands == std::vector<std::uint64_t>{1, 1, 1});
  CHECK(answer.relations_by_origins == std::vector<std::uint64_t>{0, 1});
  REQUIRE(answer.sources.size() == 1);
  CHECK(answer.sources.front().origin.entity == agency);
  CHECK(answer.sources.front().claims == 3);
}

TEST_CASE("a language is silent in the months in which others speak and it does not") {
  StoreBuilder build;
  const DocumentId english = build.document("e", {.language = "en", .date = "2024-11-03"});
  const DocumentId later = build.document("l", {.language = "EN", .date = "2025-02"});
  const DocumentId indonesian = build.document("i", {.language = "id", .date = "2025-01-31"});
  const DocumentId vague = build.document("v", {.language = "id", .date = "2023"});
  const DocumentId mute = build.document("m", {.language = "", .date = ""});
  build.relate(build.entity("a"), build.entity("b"),
               {.claims = {{.document = english},
                           {.document = later},
                           {.document = indonesian},
                           {.document = vague},
                           {.document = mute}}});
  build.commit();
  const SourcesAnswer answer = find_sources(build.store(), build.now(), {});
  CHECK(answer.claims_without_month == 2);
  CHECK(find(answer, "en")->reported.text() == "2024-11..2025-02");
  CHECK(silent(answer, "en") == std::vector<std::string>{"2024-12..2025-01"});
  CHECK(silent(answer, "id") == std::vector<std::string>{"2024-11..2024-12", "2025-02"});
  CHECK(silent(answer, "") == std::vector<std::string>{"2024-11..2025-02"});
}

TEST_CASE("what is listed of sources is bounded, and an empty store has none") {
  StoreBuilder empty;
  empty.commit();
  CHECK(find_sources(empty.store(), empty.now(), {}).sources.empty());

  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  for (int i = 0; i < 5; ++i) {
    build.relate(a, b, {.claims = {{.document = build.document("d" + std::to_string(i))}}});
  }
  build.commit();
  const SourcesAnswer answer = find_sources(build.store(), build.now(), {.results_max = 2});
  CHECK(answer.sources.size() == 2);
  CHECK(answer.sources_found == 5);
  CHECK(answer.alone.size() == 2);
  CHECK(answer.relations_by_origins == std::vector<std::uint64_t>{0, 5});
  CHECK(answer.limits_hit == std::vector{Limit::results});
  std::stop_source stop;
  stop.request_stop();
  CHECK(find_sources(build.store(), build.now(), {.stop = stop.get_token()}).is_stopped);
  View unknown;
  unknown.entity_types = {"no_such_type"};
  CHECK_THROWS_AS(find_sources(build.store(), build.now(), {.view = unknown}), Error);
}

}  // namespace relata::testing

#include <relata/according.h>
#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

std::vector<RelationId> relations_of(const std::vector<ComparedHop::Stand>& stands) {
  std::vector<RelationId> ids;
  for (const ComparedHop::Stand& stand : stands) ids.push_back(stand.relation);
  return ids;
}

}  // namespace

TEST_CASE("each camp's world is a view of its own, and every hop is tried in all of them") {
  std::uint64_t everywhere = 0;
  std::uint64_t somewhere = 0;
  std::uint64_t kept_away = 0;
  for (std::uint32_t seed = 700; seed < 1000; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    AccordingQuery query{.path = {.from = story.entity(),
                                  .to = story.entity(),
                                  .view = story.view(),
                                  .kind = PathKind::all_shortest,
                                  .direction = story.direction()},
                         .camps = {}};
    query.path.view.entities_without.clear();
    if (story.one_in(2)) query.path.degree_max = 2 + story.below(8);
    for (int camp = 0; camp < 3; ++camp) {
      query.camps.push_back({.name = "camp", .speakers = {story.entity(), story.entity()}});
    }
    CAPTURE(seed, describe_view(store, now, query.path.view));
    const AccordingAnswer answer = find_according(store, now, query);
    REQUIRE(answer.worlds.size() == 3);
    std::vector<Oracle> worlds;
    for (std::size_t i = 0; i < 3; ++i) {
      PathQuery path = query.path;
      path.view.speakers = query.camps[i].speakers;
      worlds.emplace_back(store, now, path.view);
      const auto freely = worlds[i].shortest(path);
      if (path.degree_max) worlds[i].hold_back(*path.degree_max);
      REQUIRE(sequences(answer.worlds[i]) == worlds[i].shortest(path));
      if (freely != worlds[i].shortest(path)) ++kept_away;
    }
    for (const ComparedHop& hop : answer.hops) {
      REQUIRE(hop.stands.size() == 3);
      for (std::size_t i = 0; i < 3; ++i) {
        const auto expected = worlds[i].between(hop.from, hop.to, query.path.direction);
        REQUIRE(relations_of(hop.stands[i]) == expected);
        for (const ComparedHop::Stand& stand : hop.stands[i]) {
          REQUIRE(stand.standing.status == worlds[i].judged(stand.relation).status);
          REQUIRE(stand.standing.origins == worlds[i].judged(stand.relation).origins);
          REQUIRE_NOTHROW(answer.graph.relation(stand.relation));
        }
      }
      ++(hop.is_everywhere() ? everywhere : somewhere);
    }
  }
  CHECK(everywhere > 5);
  CHECK(somewhere > 10);
  CHECK(kept_away > 3);
}

TEST_CASE("in each world a path keeps away from hubs, or pays for them") {
  // By one speaker a to c over a hub of 22 relations; or over b and d, which have two each.
  StoreBuilder build;
  const EntityId a = build.entity("a"), b = build.entity("b"), c = build.entity("c");
  const EntityId d = build.entity("d"), hub = build.entity("hub");
  const RelationSpec said{.claims = {{.speaker = a}}};
  for (const auto& [from, to] : {std::pair(a, hub), {hub, c}, {a, b}, {b, d}, {d, c}}) {
    build.relate(from, to, said);
  }
  for (int i = 0; i < 20; ++i) build.relate(hub, build.entity("leaf" + std::to_string(i)));
  build.commit();
  AccordingQuery query{.path = {.from = a, .to = c}, .camps = {{.name = "a", .speakers = {a}}}};
  const auto find = [&] { return find_according(build.store(), build.now(), query); };
  CHECK(sequences(find().worlds[0]) == std::vector<std::string>{"0 4 2"});
  query.path.degree_max = 21;
  CHECK(sequences(find().worlds[0]) == std::vector<std::string>{"0 1 3 2"});
  CHECK(find().counters.hubs_held_back == 1);
  query.path.degree_max.reset();
  query.path.hub_penalty = 1;
  CHECK(sequences(find().worlds[0]) == std::vector<std::string>{"0 1 3 2"});
  CHECK(find().worlds[0].paths.at(0).toll == 2);
}

TEST_CASE("worlds need somebody who speaks in them") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.relate(a, b);
  build.commit();
  const PathQuery path{.from = a, .to = b};
  CHECK_THROWS_AS(find_according(build.store(), build.now(), {.path = path, .camps = {}}), Error);
  CHECK_THROWS_AS(
      find_according(build.store(), build.now(), {.path = path, .camps = {{.name = "nobody"}}}),
      Error);
  const AccordingAnswer narrated = find_according(
      build.store(), build.now(), {.path = path, .camps = {{.name = "a", .speakers = {a}}}});
  CHECK(narrated.worlds.front().paths.empty());
  CHECK(narrated.hops.empty());
}

TEST_CASE("of who is no claim's speaker it is said, and of nobody else") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId far = build.entity("far");
  const EntityId farther = build.entity("farther");
  const EntityId silent = build.entity("silent");
  build.relate(a, b, {.claims = {{.speaker = b}}});
  build.relate(far, farther, {.claims = {{}, {.speaker = a}}});
  build.commit();
  const auto why = [&](const std::vector<EntityId>& speakers) {
    return find_according(
               build.store(), build.now(),
               {.path = {.from = a, .to = b}, .camps = {{.name = "camp", .speakers = speakers}}})
        .worlds.front()
        .why_none;
  };
  CHECK(why({silent}) == "No claim has camp as its speaker, and narration is in no world.");
  CHECK(why({silent, far}) ==
        "No claim has one of these as its speaker, and narration is in no world.");
  CHECK(why({b}).empty());
  // Of other things, or together with somebody who does.
  CHECK(why({a}).starts_with("The view forbids it: giving up \"only speaker a\""));
  CHECK(why({silent, a}).starts_with("The view forbids it: giving up \"only speakers"));
}

TEST_CASE("a hop that was not tried for a limit is not said to be missing") {
  StoreBuilder build;
  const EntityId speaker = build.entity("speaker");
  std::vector<EntityId> chain;
  for (int i = 0; i < 4; ++i) chain.push_back(build.entity("e" + std::to_string(i)));
  for (int i = 0; i < 3; ++i) {
    build.relate(chain[i], chain[i + 1], {.claims = {{.speaker = speaker}}});
  }
  build.commit();
  AccordingQuery query{.path = {.from = chain.front(), .to = chain.back()},
                       .camps = {{.name = "s", .speakers = {speaker}}}};
  const AccordingAnswer whole = find_according(build.store(), build.now(), query);
  CHECK(whole.limits_hit.empty());
  REQUIRE(whole.hops.size() == 3);
  // Enough for the path, not enough for each of its hops.
  query.path.limits.visited_max = whole.worlds.front().counters.entities_visited;
  const AccordingAnswer cut = find_according(build.store(), build.now(), query);
  REQUIRE(cut.hops.size() == 3);
  CHECK_FALSE(cut.hops.back().is_everywhere());
  CHECK(cut.limits_hit == std::vector{Limit::visited});

  std::stop_source stop;
  stop.request_stop();
  query.path.stop = stop.get_token();
  CHECK(find_according(build.store(), build.now(), query).is_stopped);
}

}  // namespace relata::testing

#include <relata/cut.h>
#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

std::string question_of(const PathQuery& query) {
  return std::to_string(query.from.value) + " to " + std::to_string(query.to.value) +
         " direction " + std::to_string(static_cast<int>(query.direction)) + " hops " +
         std::to_string(query.hops_max) + " others " + std::to_string(query.from_others.size()) +
         " and " + std::to_string(query.to_others.size()) + " via " +
         std::to_string(query.via.size());
}

void check_relations(const PathAnswer& answer, const Oracle& oracle) {
  for (const Path& path : answer.paths) {
    for (const Hop& hop : path.hops) {
      REQUIRE(hop.relations == oracle.between(hop.from, hop.to, answer.question.direction));
    }
  }
  for (const RelationEvidence& relation : answer.graph.relations) {
    const Oracle::Judged& judged = oracle.judged(relation.relation.id);
    REQUIRE(relation.status == judged.status);
    REQUIRE(relation.origins == judged.origins);
    REQUIRE(relation.claims.size() == judged.claims);
    // The graph is closed: these throw if it does not hold what it speaks of.
    (void)answer.graph.entity(relation.relation.source);
    (void)answer.graph.entity(relation.relation.target);
    (void)answer.graph.relation_type(relation.relation.type);
    for (const ClaimEvidence& claim : relation.claims) {
      for (const DocumentId id : claim.chain) (void)answer.graph.document(id);
      if (claim.claim.speaker.is_some()) (void)answer.graph.entity(claim.claim.speaker);
      if (claim.origin.entity.is_some()) (void)answer.graph.entity(claim.origin.entity);
    }
  }
}

}  // namespace

TEST_CASE("paths are those that walking every way finds, on both models of the graph") {
  const std::uint32_t first_seed = 1000;
  int found = 0;
  int longer = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 400; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 12; ++round) {
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.view(),
                      .kind = story.one_in(2) ? PathKind::shortest : PathKind::all_shortest,
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(6)),
                      .paths_max = 1 + story.below(10)};
      if (round % 3 == 0) {
        query.from_others = story.some_entities(3);
        query.to_others = story.some_entities(3);
      }
      if (round % 3 == 1) query.via = story.some_entities(2);
      story.leave_out_some(query);
      CAPTURE(round, question_of(query), describe_view(store, now, query.view));
      const Oracle oracle(store, now, query.view);
      const auto all = oracle.shortest(query);
      const PathAnswer answer = find_paths(store, now, query);
      const bool wants_all = query.kind == PathKind::all_shortest;
      const std::size_t expected =
          wants_all ? std::min(all.size(), query.paths_max) : std::min<std::size_t>(all.size(), 1);
      REQUIRE(sequences(answer) ==
              std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(expected)));
      REQUIRE(answer.paths_found == (wants_all ? all.size() : expected));
      REQUIRE(answer.why_none.empty() == !all.empty());
      check_relations(answer, oracle);
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      REQUIRE(digest(answer) == digest(find_paths(store, now, query)));
      if (!all.empty()) ++found;
      if (!all.empty() && all.front().size() > 4) ++longer;
    }
  }
  CHECK(found > 1000);
  CHECK(longer > 250);
}

TEST_CASE("an earlier snapshot answers as if the later batches had not come") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId c = build.entity("c");
  const RelationId ab = build.relate(a, b);
  build.relate(b, c);
  build.commit();
  build.relate(a, c);
  build.claim(ab, {{.speaker = c}});
  build.commit();
  const Store& store = build.store();
  const PathQuery query{.from = a, .to = c};
  const Snapshot before = store.snapshot(1);
  const auto early = find_paths(store, before, query);
  CHECK(sequences(early) == std::vector<std::string>{"0 1 2"});
  CHECK(early.graph.relation(ab).claims.size() == 1);
  CHECK(digest(early) == digest(find_paths(Graph(store, before), query)));
  CHECK(sequences(find_paths(store, build.now(), query)) == std::vector<std::string>{"0 2"});
  CHECK(find_paths(store, build.now(), {.from = a, .to = b}).graph.relation(ab).claims.size() == 2);
}

TEST_CASE("claims of a later batch decide, whatever the summary of the first says") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const RelationId ab = build.relate(a, b, {.claims = {{.confidence = 2000}}});
  build.commit();
  build.claim(ab, {{.speaker = b, .confidence = 9000}});
  build.commit();
  const PathQuery query{.from = a, .to = b, .view = {.confidence_min = Confidence{5000}}};
  const auto answer = find_paths(build.store(), build.now(), query);
  REQUIRE(answer.paths.size() == 1);
  CHECK(answer.graph.relation(ab).claims.size() == 1);
  CHECK(digest(answer) == digest(find_paths(build.graph(), query)));
}

TEST_CASE("a path from an entity to itself has no hops") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  build.relate(a, a);
  build.commit();
  const auto answer = find_paths(build.store(), build.now(), {.from = a, .to = a});
  REQUIRE(answer.paths.size() == 1);
  CHECK(answer.paths.front().hops.empty());
  CHECK(answer.paths_found == 1);
  CHECK(answer.graph.entity(a).entity.key == "a");
  CHECK(answer.graph.relations.empty());
  CHECK(digest(answer) == digest(find_paths(build.graph(), {.from = a, .to = a})));
}

TEST_CASE("a path between entities that are not there is an error that says so") {
  StoreBuilder build;
  build.commit();
  const PathQuery query{.from = {3}, .to = {4}};
  CHECK_THROWS_AS(find_paths(build.store(), build.now(), query), Error);
  CHECK_THROWS_AS(find_paths(build.graph(), query), Error);
  CHECK_THROWS_WITH(find_paths(build.graph(), {.from = {0}, .to = {0}, .hops_max = 65}),
                    Catch::Contains("1 to 64"));
}

TEST_CASE("all shortest paths of a ladder are counted beyond those listed, and beyond counting") {
  StoreBuilder build;
  // Each rung has four entities; every one of a rung leads to every one of the next.
  const int rungs = 33;
  std::vector<EntityId> rung{build.entity("start")};
  const EntityId start = rung.front();
  for (int i = 0; i < rungs; ++i) {
    std::vector<EntityId> next;
    for (int k = 0; k < 4; ++k) {
      next.push_back(build.entity("rung-" + std::to_string(i) + "-" + std::to_string(k)));
      for (const EntityId before : rung) build.relate(before, next.back());
    }
    rung = next;
  }
  const EntityId end = build.entity("end");
  for (const EntityId before : rung) build.relate(before, end);
  build.commit();
  PathQuery query{
      .from = start, .to = end, .kind = PathKind::all_shortest, .hops_max = 64, .paths_max = 3};
  const auto answer = find_paths(build.graph(), query);
  CHECK(answer.paths_found == std::numeric_limits<std::uint64_t>::max());  // 4^33
  REQUIRE(answer.paths.size() == 3);
  CHECK(answer.limits_hit == std::vector{Limit::results});
  const auto listed = sequences(answer);
  CHECK(listed[0].ends_with(" 125 129 133"));
  CHECK(listed[1].ends_with(" 125 130 133"));
  CHECK(listed[2].ends_with(" 125 131 133"));
  CHECK(digest(answer) == digest(find_paths(build.store(), build.now(), query)));
  query.paths_max = 0;
  CHECK(find_paths(build.graph(), query).paths_found == answer.paths_found);
}

TEST_CASE("relations in both directions and parallel ones are one hop") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const RelationId there = build.relate(a, b);
  const RelationId back = build.relate(b, a);
  const RelationId again = build.relate(a, b, {.type = "thanked"});
  build.relate(a, a);
  build.commit();
  const auto relations = [&](Direction direction) {
    const PathQuery query{.from = a, .to = b, .direction = direction};
    const auto answer = find_paths(build.store(), build.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
    return answer.paths.at(0).hops.at(0).relations;
  };
  CHECK(relations(Direction::any) == std::vector{there, back, again});
  CHECK(relations(Direction::forward) == std::vector{there, again});
  CHECK(relations(Direction::reverse) == std::vector{back});
}

TEST_CASE("a relation of a symmetric type leads both ways, whatever direction is asked for") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId c = build.entity("c");
  const RelationId met = build.relate(b, a, {.type = "met_with"});
  const RelationId thanked = build.relate(b, c, {.type = "thanked"});
  build.commit();
  const auto found = [&](Direction direction, EntityId from, EntityId to, const View& view = {}) {
    const PathQuery query{.from = from, .to = to, .view = view, .direction = direction};
    const auto answer = find_paths(build.store(), build.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
    std::vector<RelationId> relations;
    for (const Path& path : answer.paths) {
      for (const Hop& hop : path.hops) {
        relations.insert(relations.end(), hop.relations.begin(), hop.relations.end());
      }
    }
    return relations;
  };
  const Direction forward = Direction::forward;
  const Direction reverse = Direction::reverse;
  CHECK(found(forward, a, c) == std::vector{met, thanked});
  CHECK(found(forward, a, b, {.known_by = date("2025-01-01")}) == std::vector{met});
  CHECK(found(forward, a, c, {.relation_types_without = {"met_with"}}).empty());
  CHECK(found(forward, c, a).empty());
  CHECK(found(reverse, c, a) == std::vector{thanked, met});
  CHECK(found(reverse, a, b) == std::vector{met});
  CHECK(found(reverse, a, c).empty());

  const NeighborhoodQuery around{.center = a, .direction = forward, .hops = 2};
  CHECK(find_neighborhood(build.graph(), around).neighbors.size() == 3);
  const CutQuery cut{.from = a, .to = c, .of = CutOf::relations, .direction = forward};
  CHECK(find_cut(build.graph(), cut).size == 1);
}

TEST_CASE("entity types bind what lies between, not the ends") {
  StoreBuilder build;
  const EntityId a = build.entity("a", {.type = "country"});
  const EntityId b = build.entity("b", {.type = "news_agency"});
  const EntityId c = build.entity("c", {.type = "person"});
  const EntityId d = build.entity("d", {.type = "country"});
  build.relate(a, b);
  build.relate(b, d);
  build.relate(a, c);
  build.relate(c, d);
  build.commit();
  const auto path = [&](const std::string& type) {
    return sequences(find_paths(build.store(), build.now(),
                                {.from = a, .to = d, .view = {.entity_types = {type}}}));
  };
  CHECK(path("person") == std::vector<std::string>{"0 2 3"});
  CHECK(path("organization") ==
        std::vector<std::string>{"0 1 3"});  // a news agency is a kind of it
  CHECK(path("place").empty());
}

TEST_CASE("a path that only doubtful dates leave open is told of where there is no other") {
  StoreBuilder build;
  const EntityId a = build.entity("a"), b = build.entity("b"), c = build.entity("c");
  const DocumentId undated = build.document("undated", {.date = ""});
  build.relate(a, b, {.valid = "2024", .claims = {{.document = undated}}});
  build.relate(b, c, {.claims = {{.reported = "2024-05"}}});
  build.commit();
  const auto why = [&](const View& view, EntityId to) {
    const PathQuery query{.from = a, .to = to, .view = view};
    const PathAnswer answer = find_paths(build.store(), build.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
    return answer.why_none;
  };
  const std::string one = "With possible dates taken there is one of ";
  CHECK_THAT(why({.known_by = date("2024-12-31")}, b), Catch::EndsWith(one + "1 hop."));
  CHECK_THAT(why({.known_by = date("2024-12-31")}, c), Catch::EndsWith(one + "2 hops."));
  CHECK_THAT(why({.valid = *Period::parse("2024-05")}, b), Catch::EndsWith(one + "1 hop."));
  // Neither where it does not help, nor where they are taken.
  CHECK_THAT(why({.known_by = date("2023")}, c), !Catch::Contains("doubtful"));
  CHECK_THAT(why({.known_by = date("2023"), .doubt = Doubt::take}, c),
             !Catch::Contains("doubtful"));
}

}  // namespace relata::testing

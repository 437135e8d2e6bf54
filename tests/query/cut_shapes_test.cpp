// Cuts of graphs whose answers are plain, and of large ones.

#include <relata/cut.h>
#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/build.h"

namespace relata::testing {
namespace {

std::vector<EntityId> make_entities(StoreBuilder& build, std::size_t count) {
  std::vector<EntityId> entities;
  for (std::size_t i = 0; i < count; ++i) entities.push_back(build.entity(std::to_string(i)));
  return entities;
}

RelationSpec said_by(std::vector<EntityId> speakers) {
  RelationSpec spec{.claims = {}};
  for (const EntityId speaker : speakers) spec.claims.push_back({.speaker = speaker});
  return spec;
}

}  // namespace

TEST_CASE("a cut of relations counts parallel ones, a cut of entities does not") {
  StoreBuilder build;
  const auto e = make_entities(build, 3);
  const RelationId first = build.relate(e[0], e[1]);
  const RelationId second = build.relate(e[0], e[1]);
  for (int i = 0; i < 3; ++i) build.relate(e[1], e[2]);
  build.commit();
  const Snapshot now = build.now();
  const CutAnswer relations =
      find_cut(build.store(), now, {.from = e[0], .to = e[2], .of = CutOf::relations});
  REQUIRE(relations.cuts.size() == 1);
  CHECK(relations.cuts[0].relations == std::vector{first, second});
  CHECK(relations.paths_found == 2);
  const CutAnswer entities =
      find_cut(build.store(), now, {.from = e[0], .to = e[2], .of = CutOf::entities});
  REQUIRE(entities.cuts.size() == 1);
  CHECK(entities.cuts[0].entities == std::vector{e[1]});
  CHECK(entities.paths_found == 1);
}

TEST_CASE("of several least cuts of relations the nearest to the beginning is taken") {
  StoreBuilder build;
  const auto e = make_entities(build, 4);
  const RelationId first = build.relate(e[0], e[1]);
  build.relate(e[2], e[1]);
  const RelationId last = build.relate(e[2], e[3]);
  build.commit();
  const auto cut = [&](EntityId from, EntityId to) {
    return find_cut(build.store(), build.now(), {.from = from, .to = to, .of = CutOf::relations})
        .cuts.at(0)
        .relations;
  };
  CHECK(cut(e[0], e[3]) == std::vector{first});
  CHECK(cut(e[3], e[0]) == std::vector{last});
  CHECK(
      find_cut(build.store(), build.now(),
               {.from = e[0], .to = e[3], .of = CutOf::relations, .direction = Direction::forward})
          .outcome == CutOutcome::apart);
}

TEST_CASE("a way that was taken is given up where two ways need it") {
  // The shortest way, 0 1 4 5, lies across the only two that share nothing.
  StoreBuilder build;
  const auto e = make_entities(build, 8);
  for (const auto& [from, to] : std::vector<std::pair<std::size_t, std::size_t>>{
           {0, 1}, {1, 4}, {4, 5}, {0, 2}, {2, 3}, {3, 4}, {1, 6}, {6, 7}, {7, 5}}) {
    build.relate(e[from], e[to]);
  }
  build.commit();
  for (const Direction direction : {Direction::any, Direction::forward}) {
    for (const CutOf of : {CutOf::relations, CutOf::entities}) {
      const CutQuery query{.from = e[0], .to = e[5], .of = of, .direction = direction};
      CHECK(find_cut(build.store(), build.now(), query).paths_found == 2);
      CHECK(find_cut(build.graph(), query).paths_found == 2);
    }
  }
}

TEST_CASE("speakers are cut where every claim of a hop is theirs") {
  StoreBuilder build;
  const auto e = make_entities(build, 7);
  const EntityId a = e[0], b = e[1], c = e[2], tass = e[3], kcna = e[4], bbc = e[5], afp = e[6];
  const RelationId first = build.relate(a, b, said_by({tass, kcna}));
  build.relate(b, c, said_by({kcna, bbc, afp}));
  build.relate(a, c, said_by({tass}));
  build.commit();
  const CutAnswer answer = find_cut(build.store(), build.now(), {.from = a, .to = c});
  CHECK(answer.outcome == CutOutcome::found);
  CHECK(answer.size == 2);
  REQUIRE(answer.cuts.size() == 1);
  CHECK(answer.cuts[0].entities == std::vector{tass, kcna});
  CHECK(answer.cuts[0].relations == std::vector{first, RelationId{2}});
  REQUIRE(answer.paths.size() == 2);
  CHECK(answer.paths[0].hops.size() == 1);
  const CutAnswer later =
      find_cut(build.store(), build.now(),
               {.from = a, .to = c, .view = {.speakers_without = {tass}}, .of = CutOf::speakers});
  CHECK(later.cuts.at(0).entities == std::vector{kcna});
}

TEST_CASE("what a document narrates no speaker can take away, and that is said") {
  StoreBuilder build;
  const auto e = make_entities(build, 4);
  RelationSpec narrated = said_by({e[3]});
  narrated.claims.push_back({});
  build.relate(e[0], e[1], narrated);
  build.relate(e[1], e[2], narrated);
  build.commit();
  const auto find = [&](CutOf of) {
    return find_cut(build.store(), build.now(), {.from = e[0], .to = e[2], .of = of});
  };
  const CutAnswer by_speakers = find(CutOf::speakers);
  CHECK(by_speakers.outcome == CutOutcome::inseparable);
  CHECK(by_speakers.why_none ==
        "On the path that is listed, each hop has a claim that its document narrates: no speaker "
        "stands for it.");
  CHECK(by_speakers.paths.size() == 1);
  CHECK(find(CutOf::publishers).why_none ==
        "On the path that is listed, each hop has a claim in a document without a publisher.");
  CHECK(find(CutOf::documents).size == 1);
}

TEST_CASE("entities that are related directly are not parted by entities") {
  StoreBuilder build;
  const auto e = make_entities(build, 4);
  build.relate(e[0], e[3]);
  const auto find = [&] {
    build.commit();
    return find_cut(build.store(), build.now(), {.from = e[0], .to = e[3], .of = CutOf::entities});
  };
  CHECK(
      find().why_none ==
      "They are connected directly, with no entity between them; besides, there is no other way.");
  for (const std::size_t middle : {1U, 2U}) {
    build.relate(e[0], e[middle]);
    build.relate(e[middle], e[3]);
  }
  const CutAnswer answer = find();
  CHECK(answer.outcome == CutOutcome::inseparable);
  CHECK(answer.paths_found == 3);
  CHECK(answer.why_none ==
        "They are connected directly, with no entity between them; besides, there are 2 ways that "
        "share no entity.");
}

TEST_CASE("what is listed of a cut is bounded, and what ends its search is told") {
  StoreBuilder build;
  const auto e = make_entities(build, 30);
  for (std::size_t i = 2; i < 30; ++i) {
    build.relate(e[0], e[i], said_by({e[i]}));
    build.relate(e[i], e[1], said_by({e[i]}));
  }
  build.commit();
  CutQuery query{.from = e[0], .to = e[1], .of = CutOf::relations, .results_max = 5};
  const CutAnswer some = find_cut(build.store(), build.now(), query);
  CHECK(some.paths.size() == 5);
  CHECK(some.paths_found == 28);
  CHECK(some.cuts.at(0).relations.size() == 28);
  CHECK(some.limits_hit == std::vector{Limit::results});
  query.of = CutOf::speakers;
  const CutAnswer speakers = find_cut(build.store(), build.now(), query);
  CHECK(speakers.size == 28);
  CHECK(speakers.paths.size() == 5);
  CHECK(speakers.paths_found == 28);
  CHECK(speakers.limits_hit == std::vector{Limit::results});
  for (const CutOf of : {CutOf::relations, CutOf::entities, CutOf::speakers}) {
    query.of = of;
    query.limits.visited_max = 20;
    const CutAnswer cut = find_cut(build.store(), build.now(), query);
    CHECK(cut.outcome == CutOutcome::unknown);
    CHECK(std::count(cut.limits_hit.begin(), cut.limits_hit.end(), Limit::visited) == 1);
    CHECK(cut.size < 28);
  }
  std::stop_source stop;
  stop.request_stop();
  query.stop = stop.get_token();
  CHECK(find_cut(build.store(), build.now(), query).is_stopped);
}

TEST_CASE("a cut that cannot be asked for is an error") {
  StoreBuilder build;
  const auto e = make_entities(build, 3);
  build.relate(e[0], e[1]);
  build.commit();
  const auto find = [&](const CutQuery& query) {
    return find_cut(build.store(), build.now(), query);
  };
  CHECK_THROWS_WITH(find({.from = e[0], .to = e[0]}), Catch::Contains("both ends are \"0\""));
  CHECK_THROWS_WITH(find({.from = e[0], .to = e[1], .results_max = 0}),
                    Catch::Contains("ask for 1 or more"));
  CHECK_THROWS_WITH(find({.from = e[0], .to = e[1], .view = {.entities_without = {e[1]}}}),
                    Catch::Contains("\"1\" is asked for and left out"));
  CHECK_THROWS_AS(find({.from = e[0], .to = EntityId{77}}), Error);
  CHECK_THROWS_AS(find({.from = e[0], .to = e[1], .view = {.entity_types = {"no_such_type"}}}),
                  Error);
  for (const CutOf of : {CutOf::relations, CutOf::entities, CutOf::documents}) {
    const CutAnswer alone = find({.from = e[0], .to = e[2], .of = of});
    CHECK(alone.outcome == CutOutcome::apart);
    CHECK(alone.why_none == "\"2\" has no relations to other entities.");
  }
}

TEST_CASE("cuts of a complete graph of 300") {
  StoreBuilder build;
  const auto e = make_entities(build, 300);
  for (std::size_t i = 0; i < 300; ++i) {
    for (std::size_t j = 0; j < i; ++j) build.relate(e[i], e[j]);
  }
  build.commit();
  const Graph graph = build.graph();
  CHECK(find_cut(graph, {.from = e[0], .to = e[299], .of = CutOf::relations}).size == 299);
  CHECK(find_cut(graph, {.from = e[0], .to = e[299], .of = CutOf::entities}).paths_found == 299);
  CHECK(find_cut(graph, {.from = e[0], .to = e[299], .of = CutOf::documents}).size == 1);
}

TEST_CASE("cuts through a star of 300,000 leaves") {
  StoreBuilder build;
  const auto e = make_entities(build, 300'001);
  for (std::size_t i = 1; i < e.size(); ++i) build.relate(e[0], e[i]);
  build.commit();
  const Graph graph = build.graph();
  for (const CutOf of : {CutOf::relations, CutOf::entities}) {
    const CutAnswer answer = find_cut(graph, {.from = e[7], .to = e[300'000], .of = of});
    CHECK(answer.size == 1);
  }
}

TEST_CASE("cuts of a chain of 100,000") {
  StoreBuilder build;
  const auto e = make_entities(build, 100'000);
  std::vector<DocumentId> documents;
  for (std::size_t i = 1; i < e.size(); ++i) {
    const DocumentId document =
        i % 1000 == 0 ? build.document("d" + std::to_string(i)) : DocumentId{};
    build.relate(e[i - 1], e[i], {.claims = {{.document = document}}});
  }
  build.commit();
  const Graph graph = build.graph();
  const auto find = [&](CutOf of) {
    return find_cut(graph, {.from = e.front(), .to = e.back(), .of = of, .results_max = 3});
  };
  CHECK(find(CutOf::relations).cuts.at(0).relations == std::vector{RelationId{0}});
  CHECK(find(CutOf::entities).cuts.at(0).entities == std::vector{e[1]});
  const CutAnswer documents_cut = find(CutOf::documents);
  CHECK(documents_cut.size == 1);
  CHECK(documents_cut.cuts.size() == 3);
  CHECK(documents_cut.limits_hit == std::vector{Limit::results});
}

TEST_CASE("a way of more than a thousand hops is counted, and not listed") {
  StoreBuilder build;
  const auto e = make_entities(build, 1'002);
  for (std::size_t i = 1; i < e.size(); ++i) build.relate(e[i - 1], e[i]);  // narrated
  build.commit();
  const auto find = [&](EntityId to, CutOf of) {
    return find_cut(build.graph(), {.from = e[0], .to = to, .of = of});
  };
  CHECK(find(e[1'000], CutOf::entities).paths.size() == 1);
  const CutAnswer long_way = find(e[1'001], CutOf::entities);
  CHECK(long_way.paths.empty());
  CHECK(long_way.paths_found == 1);
  CHECK(long_way.limits_hit == std::vector{Limit::results});
  const CutAnswer narrated = find(e[1'001], CutOf::speakers);
  CHECK(narrated.outcome == CutOutcome::inseparable);
  CHECK_THAT(narrated.why_none, Catch::Contains("On a path of 1001 hops, too long to list"));
  CHECK_THAT(find(e[1'000], CutOf::speakers).why_none,
             Catch::Contains("On the path that is listed"));
}

TEST_CASE("cuts of 10,000 parallel relations, one hop long and two") {
  StoreBuilder build;
  const auto e = make_entities(build, 3);
  for (std::size_t i = 0; i < 10'000; ++i) {
    build.relate(e[0], e[1]);
    build.relate(e[1], e[2]);
  }
  build.commit();
  const Graph graph = build.graph();
  CHECK(find_cut(graph, {.from = e[0], .to = e[1], .of = CutOf::relations}).size == 10'000);
  CHECK(find_cut(graph, {.from = e[0], .to = e[2], .of = CutOf::relations}).size == 10'000);
  CHECK(find_cut(graph, {.from = e[0], .to = e[2], .of = CutOf::entities}).size == 1);
}

TEST_CASE("two hubs that share 20,000 neighbours") {
  StoreBuilder build;
  const auto e = make_entities(build, 20'002);
  for (std::size_t i = 2; i < e.size(); ++i) {
    build.relate(e[0], e[i]);
    build.relate(e[i], e[1]);
  }
  build.commit();
  const Graph graph = build.graph();
  for (const CutOf of : {CutOf::relations, CutOf::entities}) {
    CHECK(find_cut(graph, {.from = e[0], .to = e[1], .of = of}).size == 20'000);
  }
}

}  // namespace relata::testing

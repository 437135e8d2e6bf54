#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

// The relations that lead from one distance to the next among those that are kept.
std::vector<RelationId> links(const Oracle& oracle, const NeighborhoodAnswer& answer) {
  std::set<RelationId> ids;
  for (const Neighbor& near : answer.neighbors) {
    for (const Neighbor& far : answer.neighbors) {
      if (far.hops != near.hops + 1) continue;
      for (const RelationId id :
           oracle.between(near.entity, far.entity, answer.question.direction)) {
        ids.insert(id);
      }
    }
  }
  return {ids.begin(), ids.end()};
}

std::vector<std::pair<int, EntityId>> places(const NeighborhoodAnswer& answer) {
  std::vector<std::pair<int, EntityId>> places;
  for (const Neighbor& n : answer.neighbors) places.emplace_back(n.hops, n.entity);
  return places;
}

}  // namespace

TEST_CASE("a neighbourhood is what walking every way reaches, on both models of the graph") {
  const std::uint32_t first_seed = 3000;
  std::size_t reached = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 300; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 10; ++round) {
      const NeighborhoodQuery query{.center = story.entity(),
                                    .view = story.view(),
                                    .direction = story.direction(),
                                    .hops = static_cast<int>(1 + story.below(4)),
                                    .entities_max = 1 + story.below(8)};
      CAPTURE(round, query.center.value, query.hops, query.entities_max,
              static_cast<int>(query.direction), describe_view(store, now, query.view));
      const Oracle oracle(store, now, query.view);
      auto expected = oracle.around(query.center, query.direction, query.hops);
      const bool is_cut = expected.size() - 1 > query.entities_max;
      if (is_cut) expected.resize(query.entities_max + 1);

      const NeighborhoodAnswer answer = find_neighborhood(store, now, query);
      const auto got = places(answer);
      REQUIRE(got == expected);
      REQUIRE(answer.limits_hit == (is_cut ? std::vector{Limit::results} : std::vector<Limit>{}));
      std::vector<RelationId> relations;
      for (const RelationEvidence& r : answer.graph.relations) relations.push_back(r.relation.id);
      REQUIRE(relations == links(oracle, answer));
      REQUIRE(digest(answer) == digest(find_neighborhood(graph, query)));
      NeighborhoodQuery bare = query;
      bare.detail = Detail::structure;
      const auto structure = find_neighborhood(graph, bare);
      REQUIRE(places(structure) == got);
      REQUIRE(digest(structure.graph).empty());
      reached += got.size() - 1;
    }
  }
  CHECK(reached > 2400);
}

TEST_CASE("an entity without relations is its own neighbourhood") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  build.commit();
  const auto answer = find_neighborhood(build.store(), build.now(), {.center = a, .hops = 3});
  REQUIRE(answer.neighbors.size() == 1);
  CHECK(answer.neighbors.front().entity == a);
  CHECK(answer.limits_hit.empty());
  CHECK(digest(answer) == digest(find_neighborhood(build.graph(), {.center = a, .hops = 3})));
}

TEST_CASE("the neighbourhood of what is not there is an error") {
  StoreBuilder build;
  build.commit();
  CHECK_THROWS_AS(find_neighborhood(build.store(), build.now(), {.center = {9}}), Error);
  CHECK_THROWS_AS(find_neighborhood(build.graph(), {.center = {9}}), Error);
  CHECK_THROWS_AS(find_neighborhood(build.graph(), {.center = {0}, .hops = 0}), Error);
}

TEST_CASE("a hub gives its nearest by id, and says that there are more") {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  for (int i = 0; i < 1000; ++i) {
    const EntityId leaf = build.entity("leaf-" + std::to_string(i));
    build.relate(i % 2 == 0 ? hub : leaf, i % 2 == 0 ? leaf : hub);
  }
  build.commit();
  const NeighborhoodQuery query{.center = hub, .entities_max = 10};
  const auto answer = find_neighborhood(build.graph(), query);
  REQUIRE(answer.neighbors.size() == 11);
  CHECK(answer.neighbors.back().entity == EntityId{10});
  CHECK(answer.graph.relations.size() == 10);
  CHECK(answer.limits_hit == std::vector{Limit::results});
  CHECK(digest(answer) == digest(find_neighborhood(build.store(), build.now(), query)));
}

}  // namespace relata::testing

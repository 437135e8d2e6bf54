#include <relata/common_neighbors.h>
#include <relata/error.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

std::string digest(const CommonAnswer& answer) {
  std::ostringstream out;
  out << "found " << answer.neighbors_found << " score " << answer.score << "\n";
  for (const CommonNeighbor& neighbor : answer.neighbors) {
    out << neighbor.entity.value << " degree " << neighbor.degree;
    for (const Hop& hop : neighbor.hops) {
      out << " " << hop.from.value << ">" << hop.to.value << ":";
      for (const RelationId id : hop.relations) out << id.value << ",";
    }
    out << "\n";
  }
  for (const Limit limit : answer.limits_hit) out << "limit " << static_cast<int>(limit) << "\n";
  out << "stopped " << answer.is_stopped << "\n" << testing::digest(answer.graph);
  return out.str();
}

CommonAnswer find_on_both(StoreBuilder& build, const CommonQuery& query) {
  CommonAnswer answer = find_common_neighbors(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_common_neighbors(build.graph(), query)));
  return answer;
}

std::uint64_t degree_of(const Oracle& oracle, EntityId entity) {
  std::uint64_t degree = 0;
  for (const auto& [id, seen] : oracle.relations()) {
    degree += seen.relation.source == entity ? 1 : 0;
    degree += seen.relation.target == entity ? 1 : 0;
  }
  return degree;
}

}  // namespace

TEST_CASE(
    "common neighbours are those that each entity is related to, the fewest relations first") {
  std::size_t found = 0;
  std::size_t cut = 0;
  for (std::uint32_t seed = 6500; seed < 6700; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 6; ++round) {
      CommonQuery query{.view = story.view(), .results_max = 1 + story.below(5)};
      std::set<EntityId> asked;
      while (asked.size() < 2) {
        for (const EntityId id : story.some_entities(3)) asked.insert(id);
      }
      query.entities = {asked.rbegin(), asked.rend()};
      CAPTURE(seed, round, query.results_max, describe_view(store, now, query.view));
      const Oracle oracle(store, now, query.view);
      std::vector<std::pair<std::uint64_t, EntityId>> expected;
      double score = 0;
      for (const EntityId id : story.entities()) {
        if (asked.contains(id) || !oracle.takes_entity(id)) continue;
        const bool is_common = std::all_of(asked.begin(), asked.end(), [&](EntityId one) {
          return !oracle.between(one, id, Direction::any).empty();
        });
        if (!is_common) continue;
        expected.emplace_back(degree_of(oracle, id), id);
        score += 1 / std::log(static_cast<double>(expected.back().first));
      }
      std::sort(expected.begin(), expected.end());

      const CommonAnswer answer = find_on_both(story.build(), query);
      REQUIRE(answer.neighbors_found == expected.size());
      REQUIRE(answer.score == Approx(score).margin(0.0001));
      const bool is_cut = expected.size() > query.results_max;
      REQUIRE(answer.limits_hit == (is_cut ? std::vector{Limit::results} : std::vector<Limit>{}));
      REQUIRE(answer.neighbors.size() == std::min(expected.size(), query.results_max));
      for (std::size_t i = 0; i < answer.neighbors.size(); ++i) {
        const CommonNeighbor& neighbor = answer.neighbors[i];
        REQUIRE(std::pair(neighbor.degree, neighbor.entity) == expected[i]);
        REQUIRE(neighbor.hops.size() == query.entities.size());
        for (std::size_t k = 0; k < neighbor.hops.size(); ++k) {
          const Hop& hop = neighbor.hops[k];
          REQUIRE(hop.from == query.entities[k]);
          REQUIRE(hop.relations == oracle.between(hop.from, neighbor.entity, Direction::any));
        }
      }
      found += expected.size();
      cut += is_cut ? 1 : 0;
    }
  }
  CHECK(found > 200);
  CHECK(cut > 15);
}

TEST_CASE("common neighbours that cannot be asked for are refused, and none is an answer") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.relate(a, b);
  build.relate(a, a);
  build.commit();
  const auto find = [&](const CommonQuery& query) {
    return find_common_neighbors(build.store(), build.now(), query);
  };
  CHECK_THROWS_WITH(find({.entities = {a}}), Catch::Contains("all that are named are \"a\""));
  CHECK_THROWS_WITH(find({.entities = {a, b}, .results_max = 0}),
                    Catch::Contains("ask for 1 or more"));
  CHECK_THROWS_WITH(find({.entities = {a, b}, .view = {.entities_without = {a}}}),
                    Catch::Contains("\"a\" is asked for and left out"));
  CHECK_THROWS_AS(find({.entities = {a, EntityId{9}}}), Error);
  const CommonAnswer none = find({.entities = {a, b}});
  CHECK(none.neighbors_found == 0);
  CHECK(none.limits_hit.empty());
}

TEST_CASE("common neighbours beyond the limit on visits are not looked for") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  for (int i = 0; i < 5; ++i) {
    const EntityId shared = build.entity(std::to_string(i));
    build.relate(a, shared);
    build.relate(shared, b);
  }
  build.commit();
  const auto cut = find_on_both(build, {.entities = {a, b}, .limits = {.visited_max = 4}});
  CHECK(cut.neighbors.empty());
  CHECK(cut.limits_hit == std::vector{Limit::visited});
  CHECK(find_on_both(build, {.entities = {a, b}, .limits = {.visited_max = 5}}).neighbors.size() ==
        5);
}

TEST_CASE("two hubs read claims for what they share only, and list the first of it") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 40'002; ++i) e.push_back(build.entity(std::to_string(i)));
  for (std::size_t i = 2; i < e.size(); ++i) {
    const bool is_shared = i % 10 == 0;
    if (is_shared || i % 2 == 1) build.relate(e[0], e[i], {.claims = {{.speaker = e[2]}, {}}});
    if (is_shared || i % 2 == 0) build.relate(e[i], e[1], {.claims = {{.speaker = e[2]}, {}}});
  }
  build.commit();
  const View view{.speakers = {e[2]}};
  const CommonAnswer answer = find_common_neighbors(
      build.graph(), {.entities = {e[0], e[1]}, .view = view, .results_max = 3});
  CHECK(answer.neighbors_found == 4'000);
  CHECK(answer.graph.relations.size() == 6);
  CHECK(answer.counters.evidence_read == 8'000);
  CHECK(answer.limits_hit == std::vector{Limit::results});
  const CommonAnswer cut = find_common_neighbors(
      build.graph(), {.entities = {e[0], e[1]}, .limits = {.visited_max = 10}});
  CHECK(cut.limits_hit == std::vector{Limit::visited});
}

}  // namespace relata::testing

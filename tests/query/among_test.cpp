#include <relata/among.h>
#include <relata/error.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

std::string digest(const AmongAnswer& answer) {
  std::ostringstream out;
  out << "found " << answer.relations_found << "\n";
  for (const Tie& tie : answer.ties) {
    out << tie.one.value << "-" << tie.other.value << " " << tie.relations_found << ":";
    for (const RelationId id : tie.relations) out << " " << id.value;
    out << "\n";
  }
  for (const auto& group : answer.groups) {
    for (const EntityId id : group) out << id.value << " ";
    out << "/ ";
  }
  for (const Limit limit : answer.limits_hit) out << "limit " << static_cast<int>(limit) << "\n";
  out << "stopped " << answer.is_stopped << "\n" << testing::digest(answer.graph);
  return out.str();
}

AmongAnswer find_on_both(StoreBuilder& build, const AmongQuery& query) {
  AmongAnswer answer = find_among(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_among(build.graph(), query)));
  return answer;
}

// Those in the view whose ends are both among the entities, in the order of an answer.
std::vector<std::pair<std::pair<std::size_t, std::size_t>, RelationId>> relations_among(
    const Oracle& oracle, const std::vector<EntityId>& entities) {
  std::vector<std::pair<std::pair<std::size_t, std::size_t>, RelationId>> found;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (std::size_t k = i; k < entities.size(); ++k) {
      for (const RelationId id : oracle.between(entities[i], entities[k], Direction::any)) {
        found.push_back({{i, k}, id});
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("the relations among some entities are those that a walk over all relations finds") {
  std::size_t found = 0;
  std::size_t cut = 0;
  for (std::uint32_t seed = 6000; seed < 6200; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 6; ++round) {
      AmongQuery query{.view = story.view(), .results_max = 1 + story.below(12)};
      std::set<EntityId> asked;
      while (asked.size() < 2) {
        for (const EntityId id : story.some_entities(6)) asked.insert(id);
      }
      query.entities = {asked.rbegin(), asked.rend()};
      CAPTURE(seed, round, query.results_max, describe_view(store, now, query.view));
      const Oracle oracle(store, now, query.view);
      const auto expected = relations_among(oracle, query.entities);
      const AmongAnswer answer = find_on_both(story.build(), query);
      REQUIRE(answer.relations_found == expected.size());
      std::vector<RelationId> listed;
      std::size_t counted = 0;
      for (const Tie& tie : answer.ties) {
        REQUIRE(tie.relations_found == oracle.between(tie.one, tie.other, Direction::any).size());
        listed.insert(listed.end(), tie.relations.begin(), tie.relations.end());
        counted += tie.relations_found;
      }
      REQUIRE(counted == expected.size());
      const std::size_t listed_max = std::min(expected.size(), query.results_max);
      REQUIRE(listed.size() == listed_max);
      for (std::size_t i = 0; i < listed.size(); ++i) REQUIRE(listed[i] == expected[i].second);
      const bool is_cut = expected.size() > query.results_max;
      REQUIRE(answer.limits_hit == (is_cut ? std::vector{Limit::results} : std::vector<Limit>{}));
      found += expected.size();
      cut += is_cut ? 1 : 0;
    }
  }
  CHECK(found > 1500);
  CHECK(cut > 50);
}

TEST_CASE("entities hang together in groups by what relates them directly") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 5; ++i) e.push_back(build.entity(std::to_string(i)));
  build.relate(e[0], e[3]);
  build.relate(e[3], e[0]);
  build.relate(e[1], e[1]);
  build.relate(e[2], e[4]);
  build.commit();
  const AmongAnswer answer = find_on_both(build, {.entities = {e[3], e[1], e[0], e[2], e[3]}});
  CHECK(answer.groups == std::vector<std::vector<EntityId>>{{e[3], e[0]}, {e[1]}, {e[2]}});
  REQUIRE(answer.ties.size() == 2);
  CHECK(answer.ties[0].one == e[3]);
  CHECK(answer.ties[0].relations == std::vector{RelationId{0}, RelationId{1}});
  CHECK(answer.ties[1].one == e[1]);
  CHECK(answer.ties[1].other == e[1]);
}

TEST_CASE("relations among what is not there, or among one, are an error") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.commit();
  const auto find = [&](const AmongQuery& query) {
    return find_among(build.store(), build.now(), query);
  };
  CHECK_THROWS_WITH(find({}), Catch::Contains("name two or more"));
  CHECK_THROWS_WITH(find({.entities = {a, a}}), Catch::Contains("all that are named are \"a\""));
  CHECK_THROWS_WITH(find({.entities = {a, b}, .view = {.entities_without = {b}}}),
                    Catch::Contains("\"b\" is asked for and left out"));
  CHECK_THROWS_AS(find({.entities = {a, EntityId{9}}}), Error);
  CHECK_THROWS_WITH(find({.entities = {a, b}, .results_max = 0}),
                    Catch::Contains("ask for 1 or more"));
  CHECK(find({.entities = {a, b}}).ties.empty());
  const std::vector cut{Limit::visited};
  CHECK(find({.entities = {a, b}, .limits = {.visited_max = 1}}).limits_hit == cut);
  std::stop_source stop;
  stop.request_stop();
  CHECK(find({.entities = {a, b}, .stop = stop.get_token()}).is_stopped);
}

TEST_CASE("relations among all entities of a large star, and 10,000 between two") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 50'000; ++i) e.push_back(build.entity(std::to_string(i)));
  for (std::size_t i = 1; i < e.size(); ++i) build.relate(e[0], e[i]);
  for (int i = 0; i < 10'000; ++i) build.relate(e[1], e[2]);
  build.commit();
  const Graph graph = build.graph();
  const AmongAnswer all = find_among(graph, {.entities = e, .results_max = 5});
  CHECK(all.relations_found == 59'999);
  CHECK(all.groups.size() == 1);
  CHECK(all.graph.relations.size() == 5);
  CHECK(find_among(graph, {.entities = {e[1], e[2]}}).ties.at(0).relations_found == 10'000);
}

}  // namespace relata::testing

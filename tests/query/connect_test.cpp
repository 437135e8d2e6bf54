#include <relata/connect.h>
#include <relata/error.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "query/hop_weight.h"
#include "tests/query/random_story.h"
#include "tests/query/tested_trees.h"

namespace relata::testing {
namespace {

std::string digest(const ConnectAnswer& answer) {
  std::ostringstream out;
  for (const auto& group : answer.groups) {
    for (const EntityId id : group) out << id.value << " ";
    out << "/ ";
  }
  out << answer.weight << " bound " << answer.weight_bound.value_or(-1) << " least "
      << answer.is_least << "\n";
  out << testing::digest(PathAnswer{.question = {},
                                    .paths = answer.legs,
                                    .graph = answer.graph,
                                    .limits_hit = answer.limits_hit,
                                    .is_stopped = answer.is_stopped,
                                    .why_none = answer.why_apart});
  return out.str();
}

// Both models give the same answer.
ConnectAnswer find_on_both(StoreBuilder& build, const ConnectQuery& query) {
  ConnectAnswer answer = find_connection(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_connection(build.graph(), query)));
  return answer;
}

// The legs are trees that join each group, end at nothing else, and show all that links them.
std::uint64_t check_legs(const ConnectAnswer& answer, const Oracle& oracle, const Links& links) {
  std::vector<std::uint64_t> tolls;
  std::map<EntityId, std::set<EntityId>> tree;
  std::size_t hops = 0;
  std::uint64_t cost = 0;
  for (const Path& leg : answer.legs) {
    EntityId at = leg.from;
    for (const Hop& hop : leg.hops) {
      REQUIRE(hop.from == at);
      at = hop.to;
      REQUIRE(hop.relations == oracle.between(hop.from, hop.to, Direction::any));
      REQUIRE_FALSE(hop.relations.empty());
      cost += links.at(std::minmax(hop.from, hop.to));
      tree[hop.from].insert(hop.to);
      tree[hop.to].insert(hop.from);
      for (const EntityId end : {hop.from, hop.to}) {
        tolls.push_back(half_toll(oracle, answer.question, end));
      }
      ++hops;
    }
  }
  for (const auto& [entity, others] : tree) {
    REQUIRE((is_asked_for(answer.question, entity) || others.size() > 1));
  }
  const HopWeight weight(answer.question.weight, Day{}, 0);
  REQUIRE(answer.toll == weight.told_tolls(tolls));
  std::size_t trees = 0;
  for (const auto& group : answer.groups) {
    if (group.size() == 1) continue;
    ++trees;
    std::set<EntityId> reached{group.front()};
    std::vector<EntityId> open{group.front()};
    while (!open.empty()) {
      const EntityId at = open.back();
      open.pop_back();
      for (const EntityId next : tree[at]) {
        if (reached.insert(next).second) open.push_back(next);
      }
    }
    for (const EntityId id : group) REQUIRE(reached.contains(id));
  }
  REQUIRE(hops + trees == tree.size());  // so there is no circle
  return cost;
}

ConnectQuery random_question(RandomStory& story) {
  ConnectQuery query{.view = story.view()};
  while (query.entities.size() < 2) {
    for (const EntityId id : story.some_entities(5)) {
      const auto& known = query.entities;
      if (std::find(known.begin(), known.end(), id) == known.end()) query.entities.push_back(id);
    }
  }
  for (const EntityId id : story.some_entities(1)) {
    const auto& asked = query.entities;
    if (std::find(asked.begin(), asked.end(), id) == asked.end()) {
      query.view.entities_without.push_back(id);
    }
  }
  return query;
}

}  // namespace

TEST_CASE("a connecting tree is one, and no dearer than it says of the least, every tree tried") {
  std::size_t trees = 0;
  std::size_t wide = 0;
  std::size_t least_found = 0;
  std::size_t least_known = 0;
  std::size_t apart = 0;
  std::size_t kept_away = 0;
  std::size_t charged = 0;
  for (std::uint32_t seed = 5000; seed < 5400; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 6; ++round) {
      ConnectQuery query = random_question(story);
      if (round > 2) query.weight = static_cast<PathWeight>(story.below(4));
      if (story.one_in(3)) query.degree_max = 1 + story.below(12);
      if (story.one_in(4)) query.hub_penalty = 0.25 * static_cast<double>(1 + story.below(8));
      if (story.one_in(4)) {
        query.type_costs = {{"thanked", 0.25 * static_cast<double>(1 + story.below(12))}};
      }
      const bool is_by_hops =
          query.weight == PathWeight::hops && query.hub_penalty == 0 && query.type_costs.empty();
      if (is_by_hops && story.one_in(3)) query.hops_max = static_cast<int>(1 + story.below(3));
      CAPTURE(seed, round, static_cast<int>(query.weight), query.hops_max, query.hub_penalty,
              query.degree_max.value_or(0), describe_view(store, now, query.view));
      const ConnectAnswer answer = find_on_both(story.build(), query);
      Oracle oracle(store, now, query.view);
      const Links freely = links_of(oracle, store, now, query);
      if (query.degree_max) oracle.hold_back(*query.degree_max);
      const Links links = links_of(oracle, store, now, query);
      const std::uint64_t cost = check_legs(answer, oracle, links);
      REQUIRE(answer.groups == groups_of(links, query));
      if (answer.groups != groups_of(freely, query)) ++kept_away;
      if (answer.groups.size() > 1) {
        REQUIRE_FALSE(answer.why_apart.empty());
        REQUIRE_FALSE(answer.weight_bound);
        ++apart;
        continue;
      }
      const auto least = least_cost(links, query, story.entities());
      REQUIRE(least.has_value());
      const HopWeight weight(query.weight, Day{}, 0);
      REQUIRE(answer.weight == weight.told({cost}));
      REQUIRE(cost >= *least);
      const auto k = static_cast<double>(query.entities.size());
      REQUIRE(static_cast<double>(cost) <= 2 * (1 - 1 / k) * static_cast<double>(*least) + 1);
      const double told_least = weight.told({*least});
      const bool is_product = query.weight == PathWeight::credible;
      REQUIRE((is_product ? answer.weight_bound >= told_least : answer.weight_bound <= told_least));
      if (answer.is_least || query.entities.size() < 4) REQUIRE(cost == *least);
      if (query.entities.size() < 4) REQUIRE(answer.is_least);
      ++trees;
      if (answer.toll != 0) ++charged;
      if (query.entities.size() > 2) ++wide;
      if (cost == *least) ++least_found;
      if (answer.is_least) ++least_known;
    }
  }
  CAPTURE(trees, wide, least_found, least_known, apart, kept_away, charged);
  CHECK(wide > 300);
  CHECK(apart > 300);
  CHECK(least_found * 100 > trees * 98);
  CHECK(least_known * 2 > trees);
  CHECK(kept_away > 30);
  CHECK(charged > 30);
}

TEST_CASE("one star joins what two ways each would") {
  // Each two of a, b and c share a friend of their own; all three share the last one.
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 7; ++i) e.push_back(build.entity(std::to_string(i)));
  const std::vector<std::pair<std::size_t, std::size_t>> pairs = {
      {0, 3}, {1, 3}, {1, 4}, {2, 4}, {0, 5}, {2, 5}, {0, 6}, {1, 6}, {2, 6}};
  for (const auto& [from, to] : pairs) build.relate(e[from], e[to]);
  build.commit();
  const ConnectAnswer answer = find_on_both(build, {.entities = {e[0], e[1], e[2]}});
  CHECK(answer.weight == 3);
  CHECK(answer.weight_bound == 3);
  CHECK(answer.is_least);
  CHECK(sequences(answer.legs) == std::vector<std::string>{"0 6", "6 1", "6 2"});
}

TEST_CASE("what cannot be connected is told in groups, with the tree of each") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 6; ++i) e.push_back(build.entity(std::to_string(i)));
  build.relate(e[0], e[1]);
  build.relate(e[1], e[2]);
  build.relate(e[3], e[4]);
  build.commit();
  const ConnectAnswer answer =
      find_on_both(build, {.entities = {e[4], e[0], e[5], e[3], e[2], e[0]}});
  CHECK(answer.question.entities.size() == 5);
  CHECK(answer.groups == std::vector<std::vector<EntityId>>{{e[4], e[3]}, {e[0], e[2]}, {e[5]}});
  CHECK(sequences(answer.legs) == std::vector<std::string>{"4 3", "0 1 2"});
  CHECK_THAT(answer.why_apart, Catch::Contains("different components"));
  CHECK(answer.limits_hit.empty());
  const ConnectAnswer near = find_on_both(build, {.entities = {e[0], e[2]}, .hops_max = 1});
  CHECK(near.groups.size() == 2);
  CHECK(near.limits_hit == std::vector{Limit::hops});
  CHECK_THAT(near.why_apart, Catch::Contains("2 hops, more than the 1"));
}

TEST_CASE("a way that cheaper ones hide is told of") {
  // By age a reaches x over m at less than straight on, and then it is too far from there to b.
  StoreBuilder build;
  const EntityId a = build.entity("a"), m = build.entity("m");
  const EntityId x = build.entity("x"), b = build.entity("b");
  build.relate(a, m, {.valid = "2025"});
  build.relate(m, x, {.valid = "2025"});
  build.relate(a, x, {.valid = "1960"});
  build.relate(x, b, {.valid = "1960"});
  build.commit();
  const ConnectQuery query{.entities = {a, b}, .weight = PathWeight::age, .hops_max = 2};
  const ConnectAnswer hidden = find_on_both(build, query);
  REQUIRE(hidden.groups.size() == 2);
  CHECK(hidden.limits_hit == std::vector{Limit::hops});
  CHECK_THAT(hidden.why_apart, Catch::Contains("A path of 2 hops links the first two groups"));
  ConnectQuery wider = query;
  wider.hops_max = 3;
  CHECK(find_on_both(build, wider).groups.size() == 1);
}

TEST_CASE("a connection that cannot be asked for is refused") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.commit();
  const auto find = [&](const ConnectQuery& query) {
    return find_connection(build.store(), build.now(), query);
  };
  CHECK_THROWS_WITH(find({}), Catch::Contains("name two or more"));
  CHECK_THROWS_WITH(find({.entities = {a, a}}), Catch::Contains("all that are named are \"a\""));
  CHECK_THROWS_WITH(find({.entities = {a, b}, .hops_max = 65}), Catch::Contains("1 to 64"));
  CHECK_THROWS_WITH(find({.entities = {a, b}, .weight = PathWeight::widest}),
                    Catch::Contains("most credible"));
  CHECK_THROWS_WITH(find({.entities = {a, b}, .view = {.entities_without = {b}}}),
                    Catch::Contains("\"b\" is asked for and left out"));
  CHECK_THROWS_AS(find({.entities = {a, EntityId{77}}}), Error);
  CHECK_THROWS_AS(find({.entities = {a, b}, .view = {.entity_types = {"no_such_type"}}}), Error);
  CHECK(find({.entities = {a, b}}).why_apart == "\"a\" has no relations to other entities.");
}

TEST_CASE("a connection that a limit ends says so, and what hangs together by then") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 40; ++i) e.push_back(build.entity(std::to_string(i)));
  build.relate(e[0], e[1]);
  for (std::size_t i = 2; i + 1 < e.size(); ++i) build.relate(e[i - 1], e[i]);
  build.commit();
  const ConnectAnswer answer =
      find_on_both(build, {.entities = {e[0], e[1], e[30]}, .limits = {.visited_max = 8}});
  CHECK(answer.groups == std::vector<std::vector<EntityId>>{{e[0], e[1]}, {e[30]}});
  CHECK(answer.limits_hit == std::vector{Limit::visited});
  CHECK_THAT(answer.why_apart, Catch::Contains("it had visited 8 entities"));
  std::stop_source stop;
  stop.request_stop();
  const ConnectAnswer stopped = find_connection(
      build.store(), build.now(), {.entities = {e[0], e[1]}, .stop = stop.get_token()});
  CHECK(stopped.is_stopped);
  CHECK(stopped.groups.size() == 2);
}

TEST_CASE("trees in graphs that are large, dense or deep") {
  const std::size_t many = 100'000;
  StoreBuilder build;
  std::vector<EntityId> star;
  for (std::size_t i = 0; i <= many; ++i) star.push_back(build.entity(std::to_string(i)));
  for (std::size_t i = 1; i <= many; ++i) build.relate(star[0], star[i]);
  std::vector<EntityId> chain;
  for (std::size_t i = 0; i < many; ++i) {
    chain.push_back(build.entity("chain" + std::to_string(i)));
    if (i > 0) build.relate(chain[i - 1], chain[i]);
  }
  std::vector<EntityId> complete;
  for (std::size_t i = 0; i < 100; ++i) {
    complete.push_back(build.entity("complete" + std::to_string(i)));
    for (std::size_t k = 0; k < i; ++k) build.relate(complete[k], complete[i]);
  }
  for (int i = 0; i < 10'000; ++i) build.relate(complete[0], chain[0]);
  build.commit();
  const Graph graph = build.graph();
  const auto find = [&](std::vector<EntityId> entities) {
    return find_connection(graph, {.entities = std::move(entities)});
  };
  CHECK(find({star[5], star[77], star[many]}).weight == 3);
  CHECK(find({star[0], star[many]}).is_least);
  CHECK(find({chain[0], chain[3], chain[9]}).weight == 9);
  CHECK(find({chain.front(), chain.back()}).limits_hit == std::vector{Limit::hops});
  const ConnectAnswer all = find(complete);
  CHECK(all.weight == 99);
  CHECK(all.is_least);
  CHECK(find({complete[0], chain[0]}).legs.at(0).hops.at(0).relations.size() == 10'000);
  CHECK(find({star[1], chain[0], complete[3]}).groups.size() == 2);
}

}  // namespace relata::testing

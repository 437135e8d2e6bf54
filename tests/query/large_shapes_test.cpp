// Shapes that are too large, too dense or too deep for a search that is careless.

#include <catch2/catch.hpp>

#include "tests/query/build.h"

namespace relata::testing {
namespace {

constexpr std::size_t many = 100'000;

StoreBuilder star(std::size_t leaves) {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  for (std::size_t i = 0; i < leaves; ++i) {
    build.relate(hub, build.entity(std::to_string(i)), {.type = "thanked", .valid = "2024"});
  }
  build.commit();
  return build;
}

StoreBuilder chain(std::size_t length) {
  StoreBuilder build;
  EntityId last = build.entity("first");
  for (std::size_t i = 0; i < length; ++i) {
    const EntityId next = build.entity(std::to_string(i));
    build.relate(last, next, {.type = "thanked", .valid = "2024-05-01"});
    last = next;
  }
  build.commit();
  return build;
}

StoreBuilder complete(std::size_t entities) {
  StoreBuilder build;
  std::vector<EntityId> all;
  for (std::size_t i = 0; i < entities; ++i) {
    all.push_back(build.entity(std::to_string(i)));
    for (std::size_t k = 0; k < i; ++k) {
      build.relate(all[k], all[i], {.type = "thanked", .valid = "2024"});
    }
  }
  build.commit();
  return build;
}

}  // namespace

TEST_CASE("matches on a large star are counted to the bound") {
  StoreBuilder build = star(many);
  const Graph graph = build.graph();
  const auto leaves = find_matches(graph, {.pattern = "\"hub\" -[thanked]-> *", .matches_max = 2});
  CHECK(leaves.matches_found == many);
  CHECK(sequences(leaves.matches) == std::vector<std::string>{"0 1", "0 2"});
  const auto pairs =
      find_matches(graph, {.pattern = "* -[*]-{2} *", .matches_max = 2, .counted_max = 1'000});
  CHECK(pairs.matches_found == 1'000);
  CHECK(pairs.limits_hit == std::vector{Limit::results});
  CHECK(sequences(pairs.matches) == std::vector<std::string>{"1 0 2", "1 0 3"});
  // Of four hops every walk passes the hub twice: found out by going there and back, until it ends.
  const auto none =
      find_matches(graph, {.pattern = "* -[*]-{4} *", .limits = {.time_ms_max = 300}});
  CHECK(none.matches.empty());
  CHECK(none.limits_hit == std::vector{Limit::time});
  CHECK_THAT(none.why_none, Catch::Contains("there may be a match"));
}

TEST_CASE("matches and paths in order of time go no deeper into a long chain than was asked for") {
  StoreBuilder build = chain(many);
  const auto deep = find_matches(build.store(), build.now(),
                                 {.pattern = "\"first\" -[thanked]->{1,32} *", .matches_max = 50});
  CHECK(deep.matches_found == 32);
  CHECK(deep.matches.back().hops.size() == 32);
  CHECK(deep.counters.entities_visited < 10'000);
  const auto anywhere =
      find_matches(build.graph(),
                   {.pattern = "* -[thanked]->{3} *", .matches_max = 1, .counted_max = 10'000'000});
  CHECK(anywhere.matches_found == many - 2);
  const auto path =
      find_paths(build.store(), build.now(),
                 {.from = {0}, .to = {60}, .hops_max = 64, .order = TimeOrder::earliest_arrival});
  REQUIRE(path.paths.size() == 1);
  CHECK(path.paths[0].hops.size() == 60);
  CHECK(path.counters.entities_visited < 200);
}

TEST_CASE("a complete graph with matches beyond counting ends at the bound") {
  StoreBuilder build = complete(60);
  const auto answer = find_matches(
      build.graph(), {.pattern = "* -[*]-{1,32} *", .matches_max = 5, .counted_max = 20'000});
  CHECK(answer.matches_found == 20'000);
  CHECK(answer.matches.size() == 5);
  const auto path =
      find_paths(build.graph(),
                 {.from = {0}, .to = {59}, .hops_max = 64, .order = TimeOrder::earliest_arrival});
  CHECK(path.paths.front().hops.size() == 1);
}

TEST_CASE("thousands of parallel relations are one hop") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  constexpr std::size_t parallel = 10'000;
  for (std::size_t i = 0; i < parallel; ++i) {
    build.relate(a, b, {.type = "thanked", .valid = "2024"});
  }
  build.commit();
  const auto match = find_matches(build.store(), build.now(), {.pattern = "\"a\" -[*]->{1,3} *"});
  REQUIRE(match.matches_found == 1);
  CHECK(match.matches[0].hops[0].relations.size() == parallel);
  const auto path =
      find_paths(build.store(), build.now(), {.from = a, .to = b, .order = TimeOrder::fewest_hops});
  REQUIRE(path.paths.size() == 1);
  CHECK(path.paths[0].hops[0].relations.size() == parallel);
}

}  // namespace relata::testing

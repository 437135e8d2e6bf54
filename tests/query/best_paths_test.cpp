#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

using Paths = std::vector<std::string>;

// n entities, each related to each.
StoreBuilder clique(int n) {
  StoreBuilder build;
  std::vector<EntityId> entities;
  for (int i = 0; i < n; ++i) {
    entities.push_back(build.entity("e" + std::to_string(i)));
    for (int k = 0; k < i; ++k)
      build.relate(entities[static_cast<std::size_t>(k)], entities.back());
  }
  build.commit();
  return build;
}

PathQuery best(std::uint64_t from, std::uint64_t to, std::size_t paths_max) {
  return {.from = {from}, .to = {to}, .kind = PathKind::best, .paths_max = paths_max};
}

}  // namespace

TEST_CASE("the best paths are the first of all that pass no entity twice, on both models") {
  const std::uint32_t first_seed = 31'000;
  int several = 0;
  int longer = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 500; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 8; ++round) {
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.one_in(2) ? View{} : story.view(),
                      .kind = PathKind::best,
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(6)),
                      .paths_max = 1 + story.below(12)};
      if (story.one_in(3)) query.from_others = story.some_entities(3);
      if (story.one_in(3)) query.to_others = story.some_entities(3);
      story.leave_out_some(query);
      CAPTURE(round, query.from.value, query.to.value, query.hops_max, query.paths_max,
              query.from_others.size(), query.to_others.size(),
              describe_view(store, now, query.view));
      const Paths all = Oracle(store, now, query.view).simple(query);
      const std::size_t listed = std::min(all.size(), query.paths_max);
      const PathAnswer answer = find_paths(store, now, query);
      REQUIRE(sequences(answer) ==
              Paths(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(listed)));
      REQUIRE(answer.paths_found == listed);
      REQUIRE(answer.why_none.empty() == !all.empty());
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      if (listed > 3) ++several;
      if (listed > 1 && answer.paths.back().hops.size() > answer.paths.front().hops.size()) {
        ++longer;
      }
    }
  }
  CHECK(several > 100);
  CHECK(longer > 100);
}

TEST_CASE("best paths: fewest hops first, then by ids, and all of them if there are fewer") {
  const StoreBuilder build = clique(4);
  const auto paths = [&](const PathQuery& query) {
    const PathAnswer answer = find_paths(build.graph(), query);
    CHECK(answer.limits_hit.empty());
    return sequences(answer);
  };
  CHECK(paths(best(0, 3, 4)) == Paths{"0 3", "0 1 3", "0 2 3", "0 1 2 3"});
  CHECK(paths(best(0, 3, 2)) == Paths{"0 3", "0 1 3"});
  CHECK(paths(best(0, 3, 100)) == Paths{"0 3", "0 1 3", "0 2 3", "0 1 2 3", "0 2 1 3"});
  CHECK(paths(best(2, 2, 5)) == Paths{"2"});
}

TEST_CASE("best paths: that longer ones were not looked for is said") {
  const StoreBuilder build = clique(4);
  PathQuery query = best(0, 3, 100);
  query.hops_max = 2;
  const PathAnswer answer = find_paths(build.graph(), query);
  CHECK(sequences(answer) == Paths{"0 3", "0 1 3", "0 2 3"});
  CHECK(answer.limits_hit == std::vector{Limit::hops});
  query.paths_max = 3;
  CHECK(find_paths(build.graph(), query).limits_hit.empty());
}

TEST_CASE("best paths: cut by a limit, those that are certain come back, marked") {
  const StoreBuilder build = clique(60);
  PathQuery query = best(0, 59, 1000);
  query.limits.visited_max = 500;
  const PathAnswer answer = find_paths(build.graph(), query);
  CHECK(answer.limits_hit == std::vector{Limit::visited});
  REQUIRE(!answer.paths.empty());
  CHECK(answer.paths.size() < 100);
  query.limits = {};
  const Paths whole = sequences(find_paths(build.graph(), query));
  REQUIRE(whole.size() == 1000);
  const Paths part = sequences(answer);
  CHECK(std::equal(part.begin(), part.end(), whole.begin()));
  std::stop_source source;
  source.request_stop();
  query.stop = source.get_token();
  CHECK(find_paths(build.graph(), query).is_stopped);
}

TEST_CASE("best paths: none at all, and through an entity, are errors") {
  const StoreBuilder build = clique(3);
  PathQuery query = best(0, 1, 0);
  CHECK_THROWS_WITH(find_paths(build.graph(), query), Catch::Contains("ask for 1 or more"));
  query.paths_max = 2;
  query.via = {{2}};
  CHECK_THROWS_WITH(find_paths(build.graph(), query), Catch::Contains("through an entity"));
}

}  // namespace relata::testing

// A search for one path may leave a level early, and reads its rows a few at a time: on graphs of
// thousands it must find what a search for all of them lists first.

#include <catch2/catch.hpp>

#include <random>

#include "tests/query/build.h"

namespace relata::testing {

TEST_CASE("one shortest path is the first of all, on graphs with levels of thousands") {
  constexpr std::size_t entities_count = 3'000;
  std::mt19937 random(11);
  StoreBuilder build;
  std::vector<EntityId> entities;
  for (std::size_t i = 0; i < entities_count; ++i) {
    entities.push_back(build.entity("e" + std::to_string(i)));
  }
  const auto any = [&] { return entities[random() % entities_count]; };
  // Some are in many relations, as in real graphs: where a level has met, much of it is left.
  const auto hub = [&] { return entities[random() % 30]; };
  for (int i = 0; i < 7'000; ++i) {
    build.relate(any(), random() % 3 == 0 ? hub() : any(),
                 {.valid = random() % 2 == 0 ? "2024" : "2023"});
  }
  build.commit();
  const Graph graph = build.graph();
  std::size_t found = 0;
  std::size_t longest = 0;
  for (int round = 0; round < 300; ++round) {
    PathQuery query{.from = any(), .to = any()};
    query.direction = static_cast<Direction>(random() % 3);
    if (round % 3 == 1) query.view.valid = *Period::parse("2024");
    if (round % 3 == 2) query.view.known_by = date("2025");
    query.kind = PathKind::all_shortest;
    const PathAnswer all = find_paths(graph, query);
    query.kind = PathKind::shortest;
    CAPTURE(round, query.from.value, query.to.value);
    for (const PathAnswer& one :
         {find_paths(graph, query), find_paths(build.store(), build.now(), query)}) {
      REQUIRE(one.paths.empty() == all.paths.empty());
      if (!all.paths.empty()) REQUIRE(sequences(one).front() == sequences(all).front());
    }
    found += all.paths.empty() ? 0 : 1;
    if (!all.paths.empty()) longest = std::max(longest, all.paths.front().hops.size());
  }
  CHECK(found > 100);
  CHECK(longest > 4);
}

}  // namespace relata::testing

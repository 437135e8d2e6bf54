// Levels that are found from below, on graphs in memory with levels of thousands, held to walking
// every way and to the same question out of the store, which goes through the rows from above.

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

#include "tests/query/build.h"

namespace relata::testing {
namespace {

using Places = std::vector<std::pair<int, EntityId>>;

Places places(const NeighborhoodAnswer& answer) {
  Places places;
  for (const Neighbor& n : answer.neighbors) places.emplace_back(n.hops, n.entity);
  return places;
}

// Out of the store levels are found from above, which meets more relations.
bool is_from_below(const NeighborhoodAnswer& answer, const NeighborhoodAnswer& from_above) {
  return 2 * answer.counters.relations_tested < from_above.counters.relations_tested;
}

// Entities and relations between them, many of them with one of thirty hubs.
class Crowd {
 public:
  Crowd(std::uint32_t seed, std::size_t entities, std::size_t relations) : random_(seed) {
    for (std::size_t i = 0; i < entities; ++i) {
      entities_.push_back(build_.entity("e" + std::to_string(i)));
    }
    add(relations);
  }
  void add(std::size_t relations) {
    for (std::size_t i = 0; i < relations; ++i) {
      relate(any(), random_() % 3 == 0 ? entities_[random_() % 30] : any());
    }
    build_.commit();
  }
  void relate(EntityId from, EntityId to) {
    build_.relate(from, to);
    onward_[from].insert(to);
    back_[to].insert(from);
  }
  [[nodiscard]] EntityId any() { return entities_[random_() % entities_.size()]; }
  [[nodiscard]] Direction direction() { return static_cast<Direction>(random_() % 3); }
  [[nodiscard]] StoreBuilder& build() { return build_; }
  [[nodiscard]] NeighborhoodQuery question() {
    return {.center = any(),
            .direction = direction(),
            .hops = static_cast<int>(1 + random_() % 12),
            .detail = Detail::structure};
  }
  // By walking every way, a hop at a time.
  [[nodiscard]] Places around(const NeighborhoodQuery& query) const {
    std::map<EntityId, int> distances{{query.center, 0}};
    std::set<EntityId> last{query.center};
    for (int hops = 1; hops <= query.hops; ++hops) {
      std::set<EntityId> next;
      const auto walk = [&](const std::map<EntityId, std::set<EntityId>>& ways) {
        for (const EntityId from : last) {
          const auto found = ways.find(from);
          if (found == ways.end()) continue;
          for (const EntityId to : found->second) {
            if (distances.emplace(to, hops).second) next.insert(to);
          }
        }
      };
      if (query.direction != Direction::reverse) walk(onward_);
      if (query.direction != Direction::forward) walk(back_);
      last = std::move(next);
    }
    Places places;
    for (const auto& [entity, distance] : distances) places.emplace_back(distance, entity);
    std::sort(places.begin(), places.end());
    return places;
  }

 private:
  std::mt19937 random_;
  StoreBuilder build_;
  std::vector<EntityId> entities_;
  std::map<EntityId, std::set<EntityId>> onward_;
  std::map<EntityId, std::set<EntityId>> back_;
};

}  // namespace

TEST_CASE("a neighbourhood found from below is what walking every way reaches") {
  std::size_t from_below = 0;
  for (const std::size_t relations : {500, 3'000, 6'000, 30'000}) {
    Crowd crowd(static_cast<std::uint32_t>(relations), 3'000, relations);
    const Store& store = crowd.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = crowd.build().graph();
    for (int round = 0; round < 40; ++round) {
      const NeighborhoodQuery query = crowd.question();
      CAPTURE(relations, round, query.center.value, query.hops, static_cast<int>(query.direction));
      const NeighborhoodAnswer answer = find_neighborhood(graph, query);
      REQUIRE(places(answer) == crowd.around(query));
      REQUIRE(answer.neighbors_found == answer.neighbors.size() - 1);
      const NeighborhoodAnswer from_above = find_neighborhood(store, now, query);
      REQUIRE(places(from_above) == places(answer));
      REQUIRE(answer.counters.entities_visited == from_above.counters.entities_visited);
      if (is_from_below(answer, from_above)) ++from_below;
      NeighborhoodQuery by_degree = query;
      by_degree.order = NeighborOrder::degree;
      by_degree.entities_max = 40;
      REQUIRE(places(find_neighborhood(graph, by_degree)) ==
              places(find_neighborhood(store, now, by_degree)));
    }
  }
  CHECK(from_below > 10);
}

TEST_CASE("what a graph grew by is found from below too") {
  Crowd crowd(7, 2'000, 4'000);
  Graph graph = crowd.build().graph();
  std::size_t from_below = 0;
  for (int batch = 0; batch < 5; ++batch) {
    const EntityId late = crowd.build().entity("late" + std::to_string(batch));
    crowd.relate(crowd.any(), late);
    crowd.add(1'000);
    const Store& store = crowd.build().store();
    const Snapshot now = store.snapshot();
    graph = graph.at(store, now);
    for (int round = 0; round < 20; ++round) {
      const NeighborhoodQuery query = crowd.question();
      CAPTURE(batch, round, query.center.value, query.hops, static_cast<int>(query.direction));
      const NeighborhoodAnswer answer = find_neighborhood(graph, query);
      REQUIRE(places(answer) == crowd.around(query));
      if (is_from_below(answer, find_neighborhood(store, now, query))) ++from_below;
    }
  }
  CHECK(from_below > 5);
}

TEST_CASE("a level found from below that a limit cuts lists what was reached, at its distance") {
  Crowd crowd(13, 3'000, 30'000);
  std::size_t cut_below = 0;
  const Graph graph = crowd.build().graph();
  for (int round = 0; round < 40; ++round) {
    NeighborhoodQuery query = crowd.question();
    query.direction = Direction::any;
    query.hops = 64;
    query.limits.visited_max = 1'000 + 40 * static_cast<std::uint64_t>(round);
    CAPTURE(round, query.center.value);
    const NeighborhoodAnswer answer = find_neighborhood(graph, query);
    REQUIRE(answer.limits_hit == std::vector{Limit::visited});
    REQUIRE(answer.neighbors.size() > query.limits.visited_max);
    // From above the row that reaches the limit is gone through to its end.
    if (answer.neighbors.size() == query.limits.visited_max + 1) ++cut_below;
    const Places all = crowd.around(query);
    const Places got = places(answer);
    REQUIRE(std::includes(all.begin(), all.end(), got.begin(), got.end()));
  }
  CHECK(cut_below > 20);
}

}  // namespace relata::testing

#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"
#include "tests/query/weights.h"

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

std::vector<std::pair<int, EntityId>> places(const std::vector<Neighbor>& neighbors) {
  std::vector<std::pair<int, EntityId>> places;
  for (const Neighbor& n : neighbors) places.emplace_back(n.hops, n.entity);
  return places;
}
std::vector<std::pair<int, EntityId>> places(const NeighborhoodAnswer& answer) {
  return places(answer.neighbors);
}

// What a question with an order and a cap ought to list, one distance after another.
struct Expected {
  std::vector<Neighbor> neighbors;
  std::size_t found = 0;
  std::map<EntityId, bool> is_listed;  // of what was found
};

class SlowNeighborhood {
 public:
  SlowNeighborhood(const Store& store, const Snapshot& at, const NeighborhoodQuery& query)
      : query_(query), oracle_(store, at, query.view) {
    View relations = query.view;  // what is asked for passes whatever it is
    relations.entity_types.clear();
    relations.entity_types_without.clear();
    relations.entities_without.clear();
    for (const RelationEvidence& relation : find_everything(store, at, relations).graph.relations) {
      evidence_.emplace(relation.relation.id, relation);
    }
    const PartialDate known_by = query.view.known_by;
    last_ = known_by.is_known() ? known_by.last_day() : last_day_in(store, at);
  }

  [[nodiscard]] Expected run() {
    expected_.neighbors = {{.entity = query_.center}};
    std::size_t first = 0;
    for (int hops = 1; hops <= query_.hops && first < expected_.neighbors.size(); ++hops) {
      const std::size_t end = expected_.neighbors.size();
      add_level(first, end, hops);
      const std::size_t most = query_.entities_max + 1;
      const bool is_full = expected_.neighbors.size() > most;
      if (is_full) expected_.neighbors.resize(most);
      count_more(first, end);
      first = end;
      if (is_full) break;
    }
    for (const Neighbor& neighbor : expected_.neighbors) met_.erase(neighbor.entity);
    for (const EntityId id : met_) expected_.is_listed[id] = false;
    return expected_;
  }

 private:
  using Rank = std::pair<long long, EntityId>;

  void add_level(std::size_t first, std::size_t end, int hops) {
    std::map<EntityId, std::set<EntityId>> nearer;  // of each that is new, by whom it is reached
    fans_.clear();
    for (std::size_t i = first; i < end; ++i) {
      const EntityId from = expected_.neighbors[i].entity;
      for (const auto& [distance, to] : oracle_.around(from, query_.direction, 1)) {
        if (distance == 0 || to == query_.center || met_.contains(to)) continue;
        nearer[to].insert(from);
        fans_[from].insert(to);
      }
    }
    std::set<Rank> level;
    for (const auto& [to, owners] : nearer) level.emplace(rank(to, owners), to);
    std::set<Rank> added;
    for (std::size_t i = first; i < end; ++i) {
      std::size_t room = query_.per_entity_max.value_or(level.size());
      for (const Rank& rank : level) {
        const bool is_its = fans_[expected_.neighbors[i].entity].contains(rank.second);
        if (room > 0 && is_its && added.insert(rank).second) --room;
      }
    }
    for (const Rank& rank : level) {
      met_.insert(rank.second);
      expected_.is_listed[rank.second] = true;
    }
    expected_.found += level.size();
    for (const Rank& rank : added) {
      expected_.neighbors.push_back({.entity = rank.second, .hops = hops});
    }
  }
  void count_more(std::size_t first, std::size_t end) {
    std::set<EntityId> listed;
    for (const Neighbor& neighbor : expected_.neighbors) listed.insert(neighbor.entity);
    for (std::size_t i = first; query_.per_entity_max && i < end; ++i) {
      for (const EntityId to : fans_[expected_.neighbors[i].entity]) {
        if (!listed.contains(to)) ++expected_.neighbors[i].more;
      }
    }
  }
  [[nodiscard]] long long rank(EntityId to, const std::set<EntityId>& owners) const {
    if (query_.order == NeighborOrder::id) return 0;
    if (query_.order == NeighborOrder::degree) return -static_cast<long long>(oracle_.degree(to));
    const PathWeight weight =
        query_.order == NeighborOrder::support ? PathWeight::support : PathWeight::age;
    long long least = std::numeric_limits<long long>::max();
    for (const EntityId from : owners) {
      for (const RelationId id : oracle_.between(from, to, query_.direction)) {
        least = std::min(least, cost_of(evidence_.at(id), weight, last_));
      }
    }
    return least;
  }

  NeighborhoodQuery query_;
  Oracle oracle_;
  std::map<RelationId, RelationEvidence> evidence_;
  Day last_{};
  std::set<EntityId> met_;
  std::map<EntityId, std::set<EntityId>> fans_;
  Expected expected_;
};

void check_groups(const Store& store, const Snapshot& at, const NeighborhoodAnswer& answer,
                  const Expected& expected) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> counts;  // found, listed
  const Schema schema = store.schema(at);
  for (const auto& [id, is_listed] : expected.is_listed) {
    const EntityTypeId type = store.entities(at, std::vector{id}).front().type;
    auto& [found, listed] = counts[schema.entity_type(type).name];
    ++found;
    if (is_listed) ++listed;
  }
  REQUIRE(answer.groups.size() == counts.size());
  for (std::size_t i = 0; i < answer.groups.size(); ++i) {
    const NeighborGroup& group = answer.groups[i];
    REQUIRE(std::pair(group.found, group.listed) == counts.at(group.type));
    REQUIRE((i == 0 || answer.groups[i - 1].found >= group.found));
  }
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

TEST_CASE("neighbours come in the order that is asked for, and each entity adds its first") {
  std::map<NeighborOrder, int> differs;  // from the order of ids
  int capped = 0;
  for (std::uint32_t seed = 3400; seed < 4000; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (const NeighborOrder order : {NeighborOrder::id, NeighborOrder::support,
                                      NeighborOrder::recency, NeighborOrder::degree}) {
      NeighborhoodQuery query{.center = story.entity(),
                              .view = story.view(),
                              .direction = story.direction(),
                              .hops = static_cast<int>(1 + story.below(4)),
                              .order = order,
                              .counts_types = true,
                              .entities_max = 2 + story.below(12)};
      if (story.below(2) == 0) query.per_entity_max = 1 + story.below(3);
      CAPTURE(static_cast<int>(order), query.center.value, query.hops, query.entities_max,
              query.per_entity_max.value_or(0), static_cast<int>(query.direction),
              describe_view(store, now, query.view));
      const Expected expected = SlowNeighborhood(store, now, query).run();
      const NeighborhoodAnswer answer = find_neighborhood(store, now, query);
      REQUIRE(places(answer) == places(expected.neighbors));
      REQUIRE(answer.neighbors_found == expected.found);
      for (std::size_t i = 0; i < answer.neighbors.size(); ++i) {
        CAPTURE(i);
        REQUIRE(answer.neighbors[i].more == expected.neighbors[i].more);
      }
      check_groups(store, now, answer, expected);
      REQUIRE(digest(answer) == digest(find_neighborhood(graph, query)));
      NeighborhoodQuery bare = query;
      bare.detail = Detail::structure;
      REQUIRE(places(find_neighborhood(graph, bare)) == places(answer));
      auto by_id = answer.neighbors;
      std::sort(by_id.begin(), by_id.end(), [](const Neighbor& a, const Neighbor& b) {
        return std::pair(a.hops, a.entity) < std::pair(b.hops, b.entity);
      });
      if (places(by_id) != places(answer)) ++differs[order];
      for (const Neighbor& neighbor : answer.neighbors) capped += neighbor.more > 0 ? 1 : 0;
    }
  }
  CHECK(differs[NeighborOrder::id] == 0);
  CHECK(differs[NeighborOrder::support] > 50);
  CHECK(differs[NeighborOrder::recency] > 50);
  CHECK(differs[NeighborOrder::degree] > 50);
  CHECK(capped > 100);
}

TEST_CASE("what is latest comes first where nothing says when it was reported") {
  StoreBuilder build("");
  const EntityId a = build.entity("a");
  for (const char* day : {"2010-01-01", "2015-06-01", "2012-03-01"}) {
    build.relate(a, build.entity(day), {.valid = day});
  }
  build.commit();
  const NeighborhoodQuery query{.center = a, .order = NeighborOrder::recency};
  const auto answer = find_neighborhood(build.store(), build.now(), query);
  CHECK(places(answer) == std::vector<std::pair<int, EntityId>>{
                              {0, a}, {1, EntityId{2}}, {1, EntityId{3}}, {1, EntityId{1}}});
  CHECK(digest(answer) == digest(find_neighborhood(build.graph(), query)));
}

TEST_CASE("an ego network has every relation among those that are listed") {
  int among = 0;
  for (std::uint32_t seed = 4000; seed < 4200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const NeighborhoodQuery query{.center = story.entity(),
                                  .view = story.view(),
                                  .direction = story.direction(),
                                  .hops = static_cast<int>(1 + story.below(2)),
                                  .is_ego_network = true,
                                  .entities_max = 2 + story.below(12)};
    const Oracle oracle(store, now, query.view);
    const NeighborhoodAnswer answer = find_neighborhood(store, now, query);
    std::set<RelationId> expected;
    for (const Neighbor& one : answer.neighbors) {
      for (const Neighbor& other : answer.neighbors) {
        for (const RelationId id : oracle.between(one.entity, other.entity, Direction::forward)) {
          expected.insert(id);
        }
      }
    }
    std::vector<RelationId> got;
    for (const RelationEvidence& r : answer.graph.relations) got.push_back(r.relation.id);
    REQUIRE(got == std::vector(expected.begin(), expected.end()));
    REQUIRE(digest(answer) == digest(find_neighborhood(story.build().graph(), query)));
    if (expected.size() > links(oracle, answer).size()) ++among;
  }
  CHECK(among > 20);
}

TEST_CASE("relations beyond the limit are left out, and it is said") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  for (int i = 0; i < 20; ++i) build.relate(a, b);
  build.commit();
  const NeighborhoodQuery query{.center = a, .relations_max = 7};
  const auto answer = find_neighborhood(build.store(), build.now(), query);
  CHECK(answer.graph.relations.size() == 7);
  CHECK(answer.graph.relations.back().relation.id == RelationId{6});
  CHECK(answer.limits_hit == std::vector{Limit::results});
  CHECK(digest(answer) == digest(find_neighborhood(build.graph(), query)));
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

TEST_CASE("no neighbour of each entity cannot be asked for") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  build.commit();
  CHECK_THROWS_WITH(
      find_neighborhood(build.store(), build.now(), {.center = a, .per_entity_max = 0}),
      Catch::Contains("ask for 1 or more"));
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

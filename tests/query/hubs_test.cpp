// Paths that keep away from hubs: by a bound on degrees, and by what going through one costs.

#include <relata/error.h>
#include <relata/judge.h>

#include <array>
#include <catch2/catch.hpp>
#include <limits>
#include <set>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

// a to c: over the hub, which has 20 relations of others; or over b and d, which have none.
class Story {
 public:
  Story() {
    for (const char* key : {"a", "b", "c", "d", "hub"}) build_.entity(key);
    build_.relate(a, hub);
    build_.relate(hub, c);
    for (int i = 0; i < 20; ++i) build_.relate(hub, build_.entity("leaf" + std::to_string(i)));
    build_.relate(a, b);
    build_.relate(b, d);
    build_.relate(d, c);
    build_.commit();
  }

  [[nodiscard]] PathAnswer find(const PathQuery& query) {
    const PathAnswer answer = find_paths(build_.store(), build_.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build_.graph(), query)));
    return answer;
  }
  [[nodiscard]] std::vector<std::string> found(const PathQuery& query) {
    return sequences(find(query));
  }

  static constexpr EntityId a{0}, b{1}, c{2}, d{3}, hub{4};
  StoreBuilder build_;
};

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("a path goes through nothing with more relations than were asked for") {
  Story story;
  PathQuery query{.from = story.a, .to = story.c};
  CHECK(story.found(query) == Paths{"0 4 2"});
  query.degree_max = 22;
  CHECK(story.found(query) == Paths{"0 4 2"});
  query.degree_max = 21;
  const PathAnswer answer = story.find(query);
  CHECK(sequences(answer) == Paths{"0 1 3 2"});
  CHECK(answer.counters.hubs_held_back == 1);
  query.degree_max = 0;
  CHECK(story.find(query).paths.empty());
}

TEST_CASE("what a question names is gone through whatever its degree") {
  Story story;
  CHECK(story.found({.from = story.hub, .to = story.a, .degree_max = 0}) == Paths{"4 0"});
  CHECK(story.found({.from = story.a, .to = story.c, .via = {story.hub}, .degree_max = 2}) ==
        Paths{"0 4 2"});
}

TEST_CASE("a credibility that hubs make small is told by its digits") {
  Story story;
  const PathAnswer answer = story.find(
      {.from = story.a, .to = story.c, .weight = PathWeight::credible, .hub_penalty = 20});
  const Path& path = answer.paths.at(0);
  CHECK(path.weight > 0);
  CHECK(path.weight < 0.0001);
  CHECK(path.toll > 0);
  CHECK(path.toll < 0.0001);
}

TEST_CASE("relations outside the view count") {
  Story story;
  story.build_.relate(story.b, story.a, {.type = "thanked"});
  story.build_.commit();
  const View view{.relation_types = {"supplied_to"}};
  CHECK(story.found({.from = story.a, .to = story.c, .view = view, .degree_max = 3}) ==
        Paths{"0 1 3 2"});
  CHECK(story.find({.from = story.a, .to = story.c, .view = view, .degree_max = 2}).paths.empty());
}

TEST_CASE("a path in order of time keeps away from hubs, too") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 4; ++i) e.push_back(build.entity("e" + std::to_string(i)));
  for (const auto& [from, to] :
       std::vector<std::pair<int, int>>{{0, 1}, {1, 3}, {1, 1}, {0, 2}, {2, 2}, {2, 3}}) {
    build.relate(e[static_cast<std::size_t>(from)], e[static_cast<std::size_t>(to)],
                 {.valid = "2024"});
  }
  build.relate(e[1], e[1], {.valid = "2024"});
  build.commit();
  const PathQuery query{.from = e[0], .to = e[3], .order = TimeOrder::fewest_hops, .degree_max = 4};
  CHECK(sequences(find_paths(build.store(), build.now(), query)) == Paths{"0 2 3"});
  CHECK(sequences(find_paths(build.graph(), query)) == Paths{"0 2 3"});
}

TEST_CASE("records that are one have the relations of all") {
  Story story;
  Store& records = story.build_.store();
  // b and a leaf, which have two relations and one.
  (void)judge(records, {.a = story.b, .b = EntityId{5}, .verdict = JudgementKind::same});
  const Snapshot now = records.snapshot();
  const auto store = judged_store(records, now);
  PathQuery query{.from = story.a, .to = story.c, .degree_max = 2};
  CHECK(find_paths(*store, now, query).paths.empty());
  CHECK(find_paths(Graph(*store, now), query).paths.empty());
  query.degree_max = 3;
  CHECK(sequences(find_paths(*store, now, query)) == Paths{"0 1 3 2"});
}

TEST_CASE("paths that keep away from hubs are those that walking every way finds") {
  const std::uint32_t first_seed = 61'000;
  int detours = 0;
  int forbidden = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 300; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 9; ++round) {
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.one_in(2) ? View{} : story.view(),
                      .kind = static_cast<PathKind>(round % 3),
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(6)),
                      .paths_max = 1 + story.below(10),
                      .degree_max = story.below(12)};
      if (story.one_in(3)) query.from_others = story.some_entities(2);
      if (story.one_in(3)) query.to_others = story.some_entities(2);
      if (query.kind != PathKind::best && story.one_in(3)) query.via = story.some_entities(2);
      story.leave_out_some(query);
      CAPTURE(round, query.from.value, query.to.value, query.hops_max, *query.degree_max,
              describe_view(store, now, query.view));
      Oracle oracle(store, now, query.view);
      const auto paths = [&] {
        return query.kind == PathKind::best ? oracle.simple(query) : oracle.shortest(query);
      };
      const Paths freely = paths();
      oracle.hold_back(*query.degree_max);
      Paths expected = paths();
      if (freely != expected) ++(expected.empty() ? forbidden : detours);
      const std::size_t most = query.kind == PathKind::shortest ? 1 : query.paths_max;
      expected.resize(std::min(expected.size(), most));
      const PathAnswer answer = find_paths(store, now, query);
      REQUIRE(sequences(answer) == expected);
      REQUIRE(answer.why_none.empty() == !expected.empty());
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
    }
  }
  CHECK(detours > 50);
  CHECK(forbidden > 100);
}

namespace {

// What the header says of tolls: nothing for 1, once for 2 and 3, twice for 4 to 7.
double doublings(std::uint64_t degree) {
  double times = 0;
  for (; degree > 1; degree /= 2) ++times;
  return times;
}

double tolls(const Path& path, const Oracle& oracle, double penalty) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < path.hops.size(); ++i) {
    sum += penalty * doublings(oracle.degree(path.hops[i].to));
  }
  return sum;
}

}  // namespace

TEST_CASE("going through a hub costs by the doublings of its relations") {
  Story story;
  PathQuery query{.from = story.a, .to = story.c, .kind = PathKind::best, .paths_max = 2};
  query.hub_penalty = 0.25;
  PathAnswer answer = story.find(query);
  // The hub has 22 relations: four doublings. Of b and d each has two: one.
  CHECK(sequences(answer) == Paths{"0 4 2", "0 1 3 2"});
  CHECK(answer.paths.at(0).weight == 3);
  CHECK(answer.paths.at(0).toll == 1);
  CHECK(answer.paths.at(1).weight == 3.5);
  CHECK(answer.paths.at(1).toll == 0.5);
  query.hub_penalty = 1;
  answer = story.find(query);
  CHECK(sequences(answer) == Paths{"0 1 3 2", "0 4 2"});
  CHECK(answer.paths.at(0).weight == 5);
  // Of credibilities each doubling takes half.
  query.weight = PathWeight::credible;
  answer = story.find(query);
  CHECK(sequences(answer) == Paths{"0 1 3 2", "0 4 2"});
  CHECK(answer.paths.at(1).toll == 0.0625);
  CHECK(answer.paths.at(1).weight == Approx(0.25 * 0.0625).margin(0.0001));
}

TEST_CASE("with a penalty for hubs the paths are all that there are, the best first") {
  const std::uint32_t first_seed = 62'000;
  const std::array weights{PathWeight::hops, PathWeight::age, PathWeight::support,
                           PathWeight::credible};
  int reordered = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (const PathWeight weight : weights) {
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.one_in(2) ? View{} : story.view(),
                      .kind = PathKind::best,
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(6)),
                      .paths_max = 100'000,
                      .weight = weight};
      if (story.one_in(3)) query.from_others = story.some_entities(2);
      if (story.one_in(4)) query.degree_max = story.below(15);
      story.leave_out_some(query);
      const PathAnswer freely = find_paths(store, now, query);
      std::map<std::string, double> expected;
      const Oracle oracle(store, now, query.view);
      query.hub_penalty = 0.5 * static_cast<double>(1 + story.below(4));
      for (const Path& path : freely.paths) {
        const double toll = tolls(path, oracle, query.hub_penalty);
        expected[sequences({path}).front()] =
            weight == PathWeight::credible ? path.weight * std::exp2(-toll) : path.weight + toll;
      }
      CAPTURE(query.from.value, query.to.value, query.hops_max, static_cast<int>(weight),
              query.hub_penalty, describe_view(store, now, query.view));
      const PathAnswer answer = find_paths(store, now, query);
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      REQUIRE(answer.paths.size() == expected.size());
      if (sequences(answer) != sequences(freely)) ++reordered;
      double before = weight == PathWeight::credible ? 1 : 0;
      for (const Path& path : answer.paths) {
        REQUIRE(path.weight == Approx(expected.at(sequences({path}).front())).margin(0.0002));
        const bool is_no_better =
            weight == PathWeight::credible ? path.weight <= before : path.weight >= before;
        REQUIRE(is_no_better);
        before = path.weight;
      }
      query.kind = PathKind::shortest;
      const PathAnswer one = find_paths(store, now, query);
      REQUIRE(sequences(one) ==
              (answer.paths.empty() ? Paths{} : Paths{sequences(answer).front()}));
    }
  }
  CHECK(reordered > 20);
}

TEST_CASE("a neighbourhood lists hubs and goes no further from them, on both models") {
  const std::uint32_t first_seed = 63'000;
  int cut_short = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    NeighborhoodQuery query{.center = story.entity(),
                            .view = story.view(),
                            .direction = story.direction(),
                            .hops = static_cast<int>(1 + story.below(4)),
                            .degree_max = story.below(12)};
    CAPTURE(query.center.value, query.hops, *query.degree_max,
            describe_view(store, now, query.view));
    const Oracle oracle(store, now, query.view);
    std::set<std::pair<int, EntityId>> expected{{0, query.center}};
    std::set<EntityId> reached{query.center};
    std::vector<EntityId> level{query.center};
    for (int hops = 1; hops <= query.hops; ++hops) {
      std::set<EntityId> next;
      for (const EntityId at : level) {
        if (at != query.center && oracle.degree(at) > *query.degree_max) continue;
        for (const auto& [distance, near] : oracle.around(at, query.direction, 1)) {
          if (!reached.contains(near)) next.insert(near);
        }
      }
      for (const EntityId id : next) expected.emplace(hops, id);
      reached.insert(next.begin(), next.end());
      level.assign(next.begin(), next.end());
    }
    const NeighborhoodAnswer answer = find_neighborhood(store, now, query);
    std::vector<std::pair<int, EntityId>> got;
    for (const Neighbor& n : answer.neighbors) got.emplace_back(n.hops, n.entity);
    REQUIRE(got == std::vector(expected.begin(), expected.end()));
    REQUIRE(digest(answer) == digest(find_neighborhood(story.build().graph(), query)));
    if (got.size() < oracle.around(query.center, query.direction, query.hops).size()) ++cut_short;
  }
  CHECK(cut_short > 10);
}

TEST_CASE("a star of a hundred thousand leaves is kept away from without being read") {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  for (int i = 0; i < 100'000; ++i) build.relate(hub, build.entity(std::to_string(i)));
  build.commit();
  const PathQuery query{.from = {1}, .to = {2}, .degree_max = 99'999};
  const PathAnswer none = find_paths(build.store(), build.now(), query);
  CHECK(none.paths.empty());
  CHECK(none.counters.hubs_held_back == 1);
  CHECK(find_paths(build.graph(), query).why_none == none.why_none);
  const PathQuery charged{.from = {1}, .to = {2}, .hub_penalty = 2};
  const PathAnswer found = find_paths(build.store(), build.now(), charged);
  REQUIRE(found.paths.size() == 1);
  CHECK(found.paths[0].weight == 2 + 2 * 16);
}

TEST_CASE("penalties that cannot be asked for are refused") {
  Story story;
  PathQuery query{.from = story.a, .to = story.c};
  for (const double penalty : {-1.0, 101.0, std::numeric_limits<double>::quiet_NaN()}) {
    query.hub_penalty = penalty;
    CHECK_THROWS_WITH(story.find(query), Catch::Contains("ask for 0 to 100"));
  }
  query.hub_penalty = 1;
  const auto with = [&](const auto& change) {
    PathQuery changed = query;
    change(changed);
    return changed;
  };
  CHECK_THROWS_WITH(story.find(with([](auto& q) { q.weight = PathWeight::widest; })),
                    Catch::Contains("a weakest hop does not"));
  CHECK_THROWS_WITH(story.find(with([](auto& q) { q.kind = PathKind::all_shortest; })),
                    Catch::Contains("all shortest are by hops"));
  CHECK_THROWS_WITH(story.find(with([](auto& q) { q.via = {Story::b}; })),
                    Catch::Contains("without another weight, costs of types"));
  CHECK_THROWS_WITH(story.find(with([](auto& q) { q.order = TimeOrder::fewest_hops; })),
                    Catch::Contains("in order of time"));
}

}  // namespace relata::testing

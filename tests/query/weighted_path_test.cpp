#include <relata/error.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <tuple>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"
#include "tests/query/weights.h"

namespace relata::testing {
namespace {

using Paths = std::vector<std::string>;

// a to d: straight, denied by one of two; over b, each hop with one sure origin; over c, whose
// first hop has three origins and whose second is a weak rumour of long ago.
class Story {
 public:
  Story() {
    for (const char* key : {"a", "b", "c", "d"}) build_.entity(key);
    build_.relate(a, d,
                  {.valid = "2020",
                   .claims = {{.speaker = b, .confidence = 9000},
                              {.speaker = c, .stance = Stance::denied, .confidence = 8000}}});
    build_.relate(a, b, {.valid = "2024-12-31", .claims = {{.confidence = 9000}}});
    build_.relate(b, d, {.valid = "2024-12-31", .claims = {{.confidence = 8000}}});
    build_.relate(a, c,
                  {.valid = "2024",
                   .claims = {{.speaker = a, .confidence = 9000},
                              {.speaker = b, .confidence = 9000},
                              {.speaker = d, .confidence = 9000}}});
    build_.relate(c, d, {.valid = "1950", .claims = {{.confidence = 1000}}});
    build_.commit();
  }

  [[nodiscard]] PathAnswer find(const PathQuery& query) {
    const PathAnswer answer = find_paths(build_.store(), build_.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build_.graph(), query)));
    return answer;
  }
  [[nodiscard]] PathAnswer find(PathWeight weight) {
    return find({.from = a, .to = d, .weight = weight});
  }

  static constexpr EntityId a{0}, b{1}, c{2}, d{3};
  StoreBuilder build_;
};

// A path by what it costs, its hops, and its entities.
using Weighed = std::tuple<long long, std::size_t, std::vector<EntityId>>;

// Summed up, or as the weakest hop, over a path found by any other way.
Weighed weighed(const PathAnswer& answer, const Path& path, const Schema& schema,
                const PathQuery& query, Day last) {
  const PathWeight weight = query.weight;
  const auto cost = [&](const RelationEvidence& relation) {
    double times = 1;
    for (const TypeCost& one : query.type_costs) {
      if (schema.relation_type(relation.relation.type).name == one.relation_type) times = one.times;
    }
    return cost_of(relation, weight, last, times);
  };
  long long whole = 0;
  std::vector<EntityId> entities{path.from};
  for (const Hop& hop : path.hops) {
    long long least = std::numeric_limits<long long>::max();
    for (const RelationId id : hop.relations) {
      least = std::min(least, cost(answer.graph.relation(id)));
    }
    whole = weight == PathWeight::widest ? std::max(whole, least) : whole + least;
    entities.push_back(hop.to);
  }
  return {whole, path.hops.size(), entities};
}

// As an answer tells it.
double told(long long cost, PathWeight weight) {
  const double sum = static_cast<double>(cost) / 1'000'000;
  if (weight == PathWeight::credible) return std::exp(-sum);
  return weight == PathWeight::widest ? 1 - sum : sum;
}

}  // namespace

TEST_CASE("each weight has its own best path, and says what it weighs") {
  Story story;
  const auto found = [&](PathWeight weight) {
    const PathAnswer answer = story.find(weight);
    REQUIRE(answer.paths.size() == 1);
    return std::pair(sequences(answer).front(), answer.paths.front().weight);
  };
  CHECK(found(PathWeight::hops) == std::pair<std::string, double>("0 3", 1));
  CHECK(found(PathWeight::credible) == std::pair<std::string, double>("0 1 3", 0.72));
  CHECK(found(PathWeight::widest) == std::pair<std::string, double>("0 1 3", 0.8));
  // 1 / 0.9 + 1 / 0.8; straight it would be 1 / 0.1.
  CHECK(found(PathWeight::support) == std::pair<std::string, double>("0 1 3", 2.3611));
  // Counted back from 2025-01-01, the builder's document: 1 + 5 years straight, 2 and a day or two.
  CHECK(found(PathWeight::age).first == "0 1 3");
}

TEST_CASE("ages are counted back from the day that the view knows by") {
  Story story;
  const PathAnswer answer = story.find({.from = story.a,
                                        .to = story.d,
                                        .view = {.known_by = date("2025-12-31")},
                                        .weight = PathWeight::age});
  CHECK(sequences(answer) == Paths{"0 1 3"});
  CHECK(answer.paths.front().weight == Approx(2 + 2 * 365 / 365.25).margin(0.001));
}

TEST_CASE("what relations of a type cost is said by the question") {
  Story story;
  PathQuery query{.from = story.a, .to = story.d, .type_costs = {{"supplied_to", 2.5}}};
  CHECK(story.find(query).paths.front().weight == 2.5);
  query.weight = PathWeight::credible;
  query.type_costs.front().times = 2;
  CHECK(story.find(query).paths.front().weight == Approx(0.72 * 0.72).margin(0.0001));

  const auto refused = [&](const std::vector<TypeCost>& costs, PathWeight weight) {
    query.type_costs = costs;
    query.weight = weight;
    try {
      (void)story.find(query);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK_THAT(refused({{"supplied_to", 0}}, PathWeight::hops),
             Catch::Contains("ask for 0.01 to 100"));
  CHECK_THAT(refused({{"supplied_to", 2}, {"supplied_to", 3}}, PathWeight::hops),
             Catch::Contains("said twice"));
  CHECK_THAT(refused({{"met_width", 2}}, PathWeight::hops), Catch::Contains("no relation type"));
  CHECK_THAT(refused({{"supplied_to", 2}}, PathWeight::widest), Catch::Contains("weakest hop"));
}

TEST_CASE("a bound on hops leaves the best of those that keep to it") {
  Story story;
  const PathAnswer answer =
      story.find({.from = story.a, .to = story.d, .hops_max = 1, .weight = PathWeight::credible});
  CHECK(sequences(answer) == Paths{"0 3"});
  CHECK(answer.paths.front().weight == 0.18);
}

TEST_CASE("the best paths by a weight are the first of all simple ones, on both models") {
  const std::uint32_t first_seed = 51'000;
  const std::array weights{PathWeight::age, PathWeight::support, PathWeight::credible,
                           PathWeight::widest, PathWeight::hops};
  std::array<int, weights.size()> several{};
  std::array<int, weights.size()> detours{};
  for (std::uint32_t seed = first_seed; seed < first_seed + 400; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    const Schema schema = store.schema(now);
    for (std::size_t round = 0; round < 3 * weights.size(); ++round) {
      const std::size_t kind = round % weights.size();
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.one_in(2) ? View{} : story.view(),
                      .kind = PathKind::best,
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(6)),
                      .paths_max = 100'000,
                      .weight = weights.at(kind)};
      if (story.one_in(3)) query.from_others = story.some_entities(2);
      if (story.one_in(3)) query.to_others = story.some_entities(2);
      const bool costs_by_type = query.weight == PathWeight::hops || story.one_in(2);
      if (query.weight != PathWeight::widest && costs_by_type) {
        query.type_costs = {{"met_with", 0.25 * static_cast<double>(1 + story.below(12))},
                            {"thanked", 0.01 * static_cast<double>(1 + story.below(300))}};
      }
      story.leave_out_some(query);
      CAPTURE(round, query.from.value, query.to.value, query.hops_max,
              describe_view(store, now, query.view));
      PathQuery by_hops = query;
      by_hops.weight = PathWeight::hops;
      by_hops.type_costs.clear();
      const PathAnswer all = find_paths(store, now, by_hops);
      REQUIRE(sequences(all) == Oracle(store, now, query.view).simple(query));
      const View& view = query.view;
      const Day last =
          view.known_by.is_known() ? view.known_by.last_day() : last_day_in(store, now);
      std::vector<Weighed> expected;
      for (const Path& path : all.paths) {
        expected.push_back(weighed(all, path, schema, query, last));
      }
      std::sort(expected.begin(), expected.end());
      if (query.weight == PathWeight::widest) {
        query.kind = PathKind::shortest;
        expected.resize(std::min<std::size_t>(expected.size(), 1));
      }
      const PathAnswer answer = find_paths(store, now, query);
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      REQUIRE(answer.paths.size() == expected.size());
      for (std::size_t i = 0; i < answer.paths.size(); ++i) {
        CAPTURE(i);
        REQUIRE(weighed(answer, answer.paths[i], schema, query, last) == expected[i]);
        const double weight = told(std::get<0>(expected[i]), query.weight);
        REQUIRE(answer.paths[i].weight == Approx(weight).margin(0.0001));
      }
      if (all.paths.size() > 2) ++several.at(kind);
      const bool is_detour =
          !answer.paths.empty() && answer.paths[0].hops.size() > all.paths[0].hops.size();
      if (is_detour) ++detours.at(kind);
    }
  }
  for (std::size_t kind = 0; kind < weights.size(); ++kind) {
    CAPTURE(kind);
    CHECK(several.at(kind) > 50);
    CHECK(detours.at(kind) > 5);
  }
}

TEST_CASE("among equals the fewest hops come first, then the least by ids") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 5; ++i) e.push_back(build.entity("e" + std::to_string(i)));
  const RelationSpec sure{.claims = {{.confidence = 9000}}};
  for (const auto& [from, to] : std::vector<std::pair<std::size_t, std::size_t>>{
           {0, 2}, {2, 4}, {0, 1}, {1, 4}, {0, 3}, {3, 2}}) {
    build.relate(e[from], e[to], sure);
  }
  build.commit();
  const PathQuery query{.from = e[0], .to = e[4], .weight = PathWeight::widest};
  CHECK(sequences(find_paths(build.graph(), query)) == Paths{"0 1 4"});
  PathQuery best = query;
  best.kind = PathKind::best;
  best.weight = PathWeight::credible;
  CHECK(sequences(find_paths(build.graph(), best)) == Paths{"0 1 4", "0 2 4", "0 3 2 4"});
}

TEST_CASE("a weighted search that is cut says so") {
  Story story;
  PathQuery query{.from = story.a, .to = story.d, .weight = PathWeight::credible};
  query.limits.visited_max = 1;
  const PathAnswer answer = find_paths(story.build_.store(), story.build_.now(), query);
  CHECK(answer.paths.empty());
  CHECK(answer.limits_hit == std::vector{Limit::visited});
  CHECK_THAT(answer.why_none, Catch::Contains("there may be a path"));
}

TEST_CASE("weights that a kind of question does not go with are refused") {
  Story story;
  const auto query = [&](PathKind kind, PathWeight weight) {
    return PathQuery{.from = story.a, .to = story.d, .kind = kind, .weight = weight};
  };
  CHECK_THROWS_WITH(story.find(query(PathKind::all_shortest, PathWeight::age)),
                    Catch::Contains("all shortest are by hops"));
  CHECK_THROWS_WITH(story.find(query(PathKind::best, PathWeight::widest)),
                    Catch::Contains("weakest hop"));
  PathQuery through = query(PathKind::shortest, PathWeight::support);
  through.via = {story.b};
  CHECK_THROWS_WITH(story.find(through), Catch::Contains("by hops"));
}

}  // namespace relata::testing

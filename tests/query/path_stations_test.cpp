// What a path begins at, goes through and keeps away from.

#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/build.h"

namespace relata::testing {
namespace {

// a -> b -> c -> d, a -> x -> d, and y, which only b leads to and from; z has no relations.
class Story {
 public:
  Story() {
    for (const char* key : {"a", "b", "c", "d", "x", "y", "z"}) build_.entity(key);
    build_.relate(a, b);
    build_.relate(b, c);
    build_.relate(c, d);
    build_.relate(a, x, {.type = "thanked"});
    build_.relate(x, d);
    build_.relate(b, y);
    build_.relate(y, b);
    build_.commit();
  }

  // Both models give the same answer.
  [[nodiscard]] PathAnswer find(const PathQuery& query) {
    const PathAnswer answer = find_paths(build_.store(), build_.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build_.graph(), query)));
    return answer;
  }
  [[nodiscard]] std::vector<std::string> paths(const PathQuery& query) {
    return sequences(find(query));
  }

  static constexpr EntityId a{0}, b{1}, c{2}, d{3}, x{4}, y{5}, z{6};

 private:
  StoreBuilder build_;
};

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("from any to any: the shortest of all, and what it begins at") {
  Story story;
  CHECK(story.paths({.from = story.z,
                     .to = story.d,
                     .direction = Direction::forward,
                     .from_others = {story.a, story.b}}) == Paths{"0 4 3"});
  CHECK(story.paths({.from = story.a,
                     .to = story.y,
                     .kind = PathKind::all_shortest,
                     .from_others = {story.c},
                     .to_others = {story.z}}) == Paths{"0 1 5", "2 1 5"});
  CHECK(story.paths({.from = story.a, .to = story.d, .from_others = {story.a}}) == Paths{"0 4 3"});
}

TEST_CASE("from any to any: entities that are at both ends are paths without hops") {
  Story story;
  PathQuery query{.from = story.a,
                  .to = story.d,
                  .kind = PathKind::all_shortest,
                  .from_others = {story.c, story.z},
                  .to_others = {story.z, story.c}};
  const PathAnswer all = story.find(query);
  CHECK(sequences(all) == Paths{"2", "6"});
  CHECK(all.paths_found == 2);
  query.kind = PathKind::shortest;
  CHECK(story.paths(query) == Paths{"2"});
}

TEST_CASE("via: legs are shortest each, and an entity may lie on two of them") {
  Story story;
  CHECK(story.paths({.from = story.a, .to = story.d, .via = {story.b}}) == Paths{"0 1 2 3"});
  CHECK(story.paths({.from = story.a, .to = story.c, .via = {story.y}}) == Paths{"0 1 5 1 2"});
  CHECK(story.paths({.from = story.a, .to = story.d, .via = {story.c, story.b}}).front() ==
        "0 1 2 1 2 3");
  CHECK(story.paths({.from = story.a, .to = story.d, .via = {story.a, story.d}}) == Paths{"0 4 3"});
  CHECK(story.paths({.from = story.a, .to = story.a, .via = {story.b}}) == Paths{"0 1 0"});
}

TEST_CASE("via: all shortest paths are those of the legs, each with each") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 7; ++i) e.push_back(build.entity("e" + std::to_string(i)));
  for (const auto& [from, to] : std::vector<std::pair<int, int>>{
           {0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {3, 5}, {4, 6}, {5, 6}}) {
    build.relate(e[static_cast<std::size_t>(from)], e[static_cast<std::size_t>(to)]);
  }
  build.commit();
  const PathQuery query{
      .from = e[0], .to = e[6], .kind = PathKind::all_shortest, .paths_max = 3, .via = {e[3]}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  CHECK(sequences(answer) == Paths{"0 1 3 4 6", "0 1 3 5 6", "0 2 3 4 6"});
  CHECK(answer.paths_found == 4);
  CHECK(answer.limits_hit == std::vector{Limit::results});
  CHECK(digest(answer) == digest(find_paths(build.graph(), query)));
}

TEST_CASE("via: the reason that there is none names the leg") {
  Story story;
  CHECK(story.find({.from = story.a, .to = story.d, .via = {story.z}}).why_none ==
        "There is no way from \"a\" to \"z\". \"z\" has no relations to other entities.");
  CHECK(
      story
          .find({.from = story.a,
                 .to = story.d,
                 .direction = Direction::forward,
                 .via = {story.c, story.b}})
          .why_none ==
      "There is one only against the direction of the relations: of 5 hops if their direction does "
      "not matter. The first leg that has no way is that from \"c\" to \"b\".");
  const PathAnswer longer =
      story.find({.from = story.a, .to = story.d, .hops_max = 2, .via = {story.b}});
  CHECK(longer.why_none ==
        "The shortest path that goes through all of them has 3 hops, more than the 2 that were "
        "asked for.");
  CHECK(longer.limits_hit == std::vector{Limit::hops});
}

TEST_CASE("via: what opens a path opens the whole of it") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId c = build.entity("c");
  build.relate(a, b, {.claims = {{.reported = "2025-02-01"}}});
  build.relate(b, c, {.type = "thanked"});
  build.commit();
  PathQuery query{.from = a,
                  .to = c,
                  .view = {.known_by = date("2025-01"), .relation_types_without = {"thanked"}},
                  .via = {b}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
  CHECK(answer.why_none ==
        "No single part of the question forbids it, only several together: \"known by 2025-02-01\" "
        "instead of \"known by 2025-01\" and giving up \"without relation types thanked\" leave "
        "one of 2 hops. The first leg that has no way is that from \"a\" to \"b\".");
  REQUIRE(answer.openings.size() == 1);
  query.view = answer.openings[0].view;
  CHECK(sequences(find_paths(build.graph(), query)) == Paths{"0 1 2"});
}

TEST_CASE("no path between several: none of them is named") {
  Story story;
  CHECK(story.find({.from = story.a, .to = story.z, .from_others = {story.b}}).why_none ==
        "\"z\" has no relations to other entities.");
}

TEST_CASE("what is left out is gone around, and giving up one of it is told") {
  Story story;
  CHECK(story.paths({.from = story.a, .to = story.d, .view = {.entities_without = {story.x}}}) ==
        Paths{"0 1 2 3"});
  CHECK(story.paths(
            {.from = story.a, .to = story.d, .view = {.relation_types_without = {"thanked"}}}) ==
        Paths{"0 1 2 3"});
  const View without_both{.entities_without = {story.x, story.b}};
  CHECK(story.find({.from = story.a, .to = story.d, .view = without_both}).why_none ==
        "The view forbids it: \"without b\" instead of \"without x, b\" leaves one of 2 hops.");
}

TEST_CASE("types left out bind what lies between, kinds included, not the ends") {
  StoreBuilder build;
  const EntityId a = build.entity("a", {.type = "organization"});
  const EntityId b = build.entity("b", {.type = "news_agency"});
  const EntityId c = build.entity("c");
  const EntityId d = build.entity("d", {.type = "organization"});
  build.relate(a, b);
  build.relate(b, d);
  build.relate(a, c);
  build.relate(c, d);
  build.commit();
  const auto paths = [&](const View& view) {
    return sequences(find_paths(build.store(), build.now(), {.from = a, .to = d, .view = view}));
  };
  CHECK(paths({.entity_types_without = {"organization"}}) == Paths{"0 2 3"});
  CHECK(paths({.entity_types_without = {"person"}}) == Paths{"0 1 3"});
  CHECK(paths({.entity_types = {"organization"}, .entity_types_without = {"news_agency"}}).empty());
}

TEST_CASE("an entity that is asked for and left out is an error that names it") {
  Story story;
  const View view{.entities_without = {story.b}};
  for (const PathQuery& query :
       {PathQuery{.from = story.b, .to = story.d, .view = view},
        PathQuery{.from = story.a, .to = story.b, .view = view},
        PathQuery{.from = story.a, .to = story.d, .view = view, .via = {story.b}},
        PathQuery{.from = story.a, .to = story.d, .view = view, .to_others = {story.b}}}) {
    CHECK_THROWS_WITH(story.find(query), Catch::Contains("\"b\" is asked for and left out"));
  }
  CHECK_THROWS_WITH(
      story.find({.from = story.a, .to = story.d, .view = {.relation_types_without = {"flew_to"}}}),
      Catch::Contains("no relation type \"flew_to\""));
}

}  // namespace relata::testing

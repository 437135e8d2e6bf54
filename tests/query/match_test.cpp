#include <relata/error.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

using Sequence = std::vector<EntityId>;

// A pattern as it is drawn, with the text that asks for it.
struct Node {
  std::vector<std::string> types = {};
  std::vector<EntityId> entities = {};  // empty: any
};

struct Step {
  std::vector<std::string> types = {};
  Direction direction = Direction::any;
  int hops_min = 1;
  int hops_max = 1;
};

struct Shape {
  std::vector<Node> nodes;
  std::vector<Step> steps;
  std::string text;
};

const std::array<const char*, 5> entity_types = {"person", "country", "organization", "news_agency",
                                                 "place"};
const std::array<const char*, 3> relation_types = {"met_with", "thanked", "supplied_to"};

class RandomShape {
 public:
  explicit RandomShape(RandomStory& story) : story_(story) {}

  Shape draw() {
    shape_ = {};
    add_node();
    for (std::size_t i = 1 + story_.below(3); i > 0; --i) {
      add_step();
      add_node();
    }
    return shape_;
  }

 private:
  template <class Names>
  std::vector<std::string> some_of(const Names& names) {
    std::vector<std::string> some;
    if (story_.one_in(3)) return some;
    for (std::size_t i = 1 + story_.below(2); i > 0; --i) {
      some.emplace_back(names[story_.below(names.size())]);
    }
    return some;
  }

  static std::string listed(const std::vector<std::string>& types) {
    std::string text;
    for (const std::string& type : types) text += (text.empty() ? "" : "|") + type;
    return text.empty() ? "*" : text;
  }

  void add_node() {
    Node node;
    if (story_.one_in(5)) {
      node.entities = {story_.entity()};
      shape_.text += "\"e" + std::to_string(node.entities.front().value) + "\"";
    } else {
      node.types = some_of(entity_types);
      shape_.text += listed(node.types);
    }
    shape_.nodes.push_back(node);
  }

  void add_step() {
    Step step{.types = some_of(relation_types), .direction = story_.direction()};
    if (story_.one_in(3)) {
      step.hops_min = static_cast<int>(1 + story_.below(2));
      step.hops_max = step.hops_min + static_cast<int>(story_.below(3));
    }
    shape_.text += step.direction == Direction::reverse ? " <-[" : " -[";
    shape_.text += listed(step.types);
    shape_.text += step.direction == Direction::forward ? "]->" : "]-";
    if (step.hops_max > 1) {
      shape_.text +=
          "{" + std::to_string(step.hops_min) + "," + std::to_string(step.hops_max) + "}";
    }
    shape_.text += " ";
    shape_.steps.push_back(step);
  }

  RandomStory& story_;
  Shape shape_;
};

// Every path is walked in every role.
class SlowMatcher {
 public:
  // For each hop of each match the relations that fit it in one of its roles.
  using Matches = std::map<std::pair<std::size_t, Sequence>, std::vector<std::set<RelationId>>>;

  SlowMatcher(const Store& store, const Snapshot& at, const Oracle& oracle, const Shape& shape)
      : oracle_(oracle), shape_(shape), schema_(store.schema(at)) {
    ScanSink sink;
    sink.entity = [&](const Entity& entity) { types_[entity.id] = entity.type; };
    store.scan(at, {}, sink);
    for (const Node& node : shape.nodes) named_.insert(node.entities.begin(), node.entities.end());
  }

  Matches find() {
    for (const auto& [entity, type] : types_) {
      if (!is_taken(entity) || !fits(shape_.nodes.front(), entity)) continue;
      walk_ = {entity};
      roles_.clear();
      cross(0, 0);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_taken(EntityId entity) const {
    return oracle_.takes_entity(entity) || named_.contains(entity);
  }
  [[nodiscard]] bool fits(const Node& node, EntityId entity) const {
    if (!node.entities.empty()) {
      const auto& ids = node.entities;
      return std::find(ids.begin(), ids.end(), entity) != ids.end();
    }
    return node.types.empty() ||
           std::any_of(node.types.begin(), node.types.end(), [&](const std::string& type) {
             return schema_.is_kind_of(types_.at(entity), type);
           });
  }

  [[nodiscard]] std::map<EntityId, std::set<RelationId>> ways(EntityId from,
                                                              const Step& step) const {
    std::map<EntityId, std::set<RelationId>> ways;
    for (const auto& [id, seen] : oracle_.relations()) {
      if (!oracle_.judged(id).is_in) continue;
      const Relation& relation = seen.relation;
      const RelationType& type = schema_.relation_type(relation.type);
      const bool has_type = step.types.empty() || std::find(step.types.begin(), step.types.end(),
                                                            type.name) != step.types.end();
      if (!has_type) continue;
      const auto leads = [&](Direction way) { return oracle_.leads(id, way, step.direction); };
      if (relation.source == from && leads(Direction::forward)) ways[relation.target].insert(id);
      if (relation.target == from && leads(Direction::reverse)) ways[relation.source].insert(id);
    }
    return ways;
  }

  void cross(std::size_t step, int hops) {
    for (const auto& [to, relations] : ways(walk_.back(), shape_.steps[step])) {
      if (!is_taken(to) || std::find(walk_.begin(), walk_.end(), to) != walk_.end()) continue;
      walk_.push_back(to);
      roles_.push_back(relations);
      const bool may_leave = hops + 1 >= shape_.steps[step].hops_min;
      if (may_leave && fits(shape_.nodes[step + 1], to)) arrive(step + 1);
      if (hops + 1 < shape_.steps[step].hops_max) cross(step, hops + 1);
      walk_.pop_back();
      roles_.pop_back();
    }
  }

  void arrive(std::size_t node) {
    if (node < shape_.steps.size()) return cross(node, 0);
    auto& match = found_[{walk_.size(), walk_}];
    match.resize(roles_.size());
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      match[i].insert(roles_[i].begin(), roles_[i].end());
    }
  }

  const Oracle& oracle_;
  const Shape& shape_;
  Schema schema_;
  std::map<EntityId, EntityTypeId> types_;
  std::set<EntityId> named_;
  Sequence walk_;
  std::vector<std::set<RelationId>> roles_;
  Matches found_;
};

bool is_asked_for_twice(const Shape& shape) {
  std::set<EntityId> alone;
  for (const Node& node : shape.nodes) {
    const std::set<EntityId> entities(node.entities.begin(), node.entities.end());
    if (entities.size() == 1 && !alone.insert(*entities.begin()).second) return true;
  }
  return false;
}

// What the pattern's ends are kept to besides.
void bind_ends(RandomStory& story, Shape& shape, MatchQuery& query) {
  Node& first = shape.nodes.front();
  if (first.types.empty() && first.entities.empty() && story.one_in(2)) {
    query.from = story.some_entities(3);
    first.entities = query.from;
  }
  Node& last = shape.nodes.back();
  if (last.types.empty() && last.entities.empty() && story.one_in(2)) {
    query.to = story.some_entities(3);
    last.entities = query.to;
  }
}

void check_matches(const MatchAnswer& answer, const SlowMatcher::Matches& expected) {
  auto next = expected.begin();
  for (const Path& match : answer.matches) {
    Sequence entities{match.from};
    for (const Hop& hop : match.hops) entities.push_back(hop.to);
    REQUIRE(entities == next->first.second);
    for (std::size_t i = 0; i < match.hops.size(); ++i) {
      const std::set<RelationId>& relations = next->second[i];
      REQUIRE(match.hops[i].relations ==
              std::vector<RelationId>(relations.begin(), relations.end()));
    }
    ++next;
  }
}

// a leads x; x is part of y, and y of z; b thanked x. All in one batch.
class SmallStory {
 public:
  SmallStory() {
    build_.entity("a", {.names = {{.text = "Ann Lee"}}});
    build_.entity("b");
    build_.entity("x", {.type = "military_unit"});
    build_.entity("y", {.type = "armed_forces"});
    build_.entity("z", {.type = "country"});
    build_.relate(a, x, {.type = "leads"});
    build_.relate(x, y, {.type = "part_of"});
    build_.relate(y, z, {.type = "part_of"});
    build_.relate(b, x, {.type = "thanked"});
    build_.commit();
  }

  [[nodiscard]] MatchAnswer find(const MatchQuery& query) {
    const MatchAnswer answer = find_matches(build_.store(), build_.now(), query);
    REQUIRE(digest(answer) == digest(find_matches(build_.graph(), query)));
    return answer;
  }
  [[nodiscard]] std::vector<std::string> found(const std::string& pattern) {
    return sequences(find({.pattern = pattern}).matches);
  }

  static constexpr EntityId a{0}, b{1}, x{2}, y{3}, z{4};
  StoreBuilder build_;
};

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("matches are those that walking every path in every role finds, on both models") {
  const std::uint32_t first_seed = 81'000;
  int found = 0;
  int longer = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 600; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 10; ++round) {
      Shape shape = RandomShape(story).draw();
      MatchQuery query{.pattern = shape.text,
                       .view = story.view(),
                       .matches_max = 1 + story.below(20),
                       .counted_max = story.one_in(4) ? 1 + story.below(30) : 1'000'000};
      bind_ends(story, shape, query);
      CAPTURE(round, query.pattern, describe_view(store, now, query.view), query.from.size(),
              query.to.size());
      if (is_asked_for_twice(shape)) {
        REQUIRE_THROWS_AS(find_matches(store, now, query), Error);
        continue;
      }
      const Oracle oracle(store, now, query.view);
      const auto all = SlowMatcher(store, now, oracle, shape).find();
      const MatchAnswer answer = find_matches(store, now, query);
      const std::uint64_t counted = std::min<std::uint64_t>(all.size(), query.counted_max);
      REQUIRE(answer.matches_found == counted);
      REQUIRE(answer.matches.size() == std::min<std::uint64_t>(counted, query.matches_max));
      REQUIRE(answer.limits_hit.empty() == (answer.matches.size() == all.size()));
      REQUIRE(answer.why_none.empty() == !all.empty());
      check_matches(answer, all);
      REQUIRE(digest(answer) == digest(find_matches(graph, query)));
      if (!all.empty()) ++found;
      if (!all.empty() && all.rbegin()->first.first > 3) ++longer;
    }
  }
  CHECK(found > 500);
  CHECK(longer > 150);
}

TEST_CASE("a pattern names types with their kinds, directions, repetitions, entities") {
  SmallStory story;
  CHECK(story.found("person -[leads]-> organization") == Found{"0 2"});
  CHECK(story.found("person -[leads]-> military_unit|country") == Found{"0 2"});
  CHECK(story.found("organization <-[leads]- person") == Found{"2 0"});
  CHECK(story.found("person -[thanked|leads]- *") == Found{"0 2", "1 2"});
  CHECK(story.found("person -[leads]-> * -[part_of]->{1,2} *") == Found{"0 2 3", "0 2 3 4"});
  CHECK(story.found("person -[leads]-> * -[part_of]->{2} *") == Found{"0 2 3 4"});
  CHECK(story.found("person -[*]-{1,4} country") == Found{"0 2 3 4", "1 2 3 4"});
  CHECK(story.found("\"Ann Lee\" -[*]-{2} *") == Found{"0 2 1", "0 2 3"});
  CHECK(story.found("* -[*]- \"x\" -[*]- country|armed_forces") == Found{"0 2 3", "1 2 3"});
}

TEST_CASE("a match is listed once, with the relations of all the roles that it can have") {
  StoreBuilder build;
  for (const char* key : {"a", "b", "c"}) build.entity(key);
  const RelationId ab = build.relate({0}, {1}, {.type = "thanked"});
  const RelationId ab_too = build.relate({0}, {1}, {.type = "supplied_to"});
  const RelationId bc = build.relate({1}, {2}, {.type = "thanked"});
  build.relate({1}, {2}, {.type = "supplied_to"});
  build.commit();
  // Of three entities: thanked twice, or supplied and then thanked.
  const MatchQuery query{.pattern = "* -[thanked|supplied_to]-> * -[thanked]->{1,2} *"};
  const MatchAnswer answer = find_matches(build.store(), build.now(), query);
  REQUIRE(sequences(answer.matches) == Found{"0 1 2"});
  CHECK(answer.matches[0].hops[0].relations == std::vector{ab, ab_too});
  CHECK(answer.matches[0].hops[1].relations == std::vector{bc});
  CHECK(answer.graph.relations.size() == 3);
}

TEST_CASE("a symmetric relation is crossed either way, whatever the arrow") {
  StoreBuilder build;
  for (const char* key : {"a", "b"}) build.entity(key);
  build.relate({0}, {1}, {.type = "met_with"});
  build.relate({0}, {1}, {.type = "thanked"});
  build.commit();
  const auto relations = [&](const std::string& pattern) {
    const MatchAnswer answer = find_matches(build.graph(), {.pattern = pattern, .from = {{1}}});
    return answer.matches.empty() ? 0 : answer.matches[0].hops[0].relations.size();
  };
  CHECK(relations("* -[met_with]-> *") == 1);
  CHECK(relations("* -[thanked]-> *") == 0);
  CHECK(relations("* -[met_with|thanked]-> *") == 1);
  CHECK(relations("* <-[met_with|thanked]- *") == 2);
  CHECK(relations("* -[*]- *") == 2);
}

TEST_CASE("without a match it is said how far the pattern leads") {
  SmallStory story;
  const auto why = [&](const std::string& pattern) {
    return story.find({.pattern = pattern}).why_none;
  };
  CHECK(why("\"a\" -[leads]-> * -[thanked]-> *") ==
        "Nothing in the view fits \"-[thanked]->\" at column 18, with what comes before it.");
  CHECK(why("person -[thanked]-> * -[part_of]-> \"z\"") ==
        "Nothing in the view fits \"-[thanked]->\" at column 8, with what comes after it.");
  CHECK(why("\"x\" -[part_of]-> * -[part_of]->{2} *") ==
        "Nothing in the view fits \"-[part_of]->{2}\" at column 20, with what comes before it.");
  CHECK(why("person -[leads]-> * <-[leads]- person") ==
        "Whatever fits the pattern passes an entity twice.");
}

TEST_CASE("a pattern that does not read is refused at its column") {
  SmallStory story;
  const auto error = [&](const MatchQuery& query) -> std::string {
    try {
      (void)story.find(query);
    } catch (const Error& thrown) {
      return thrown.what();
    }
    return "";
  };
  const auto says = [&](const std::string& pattern) { return error({.pattern = pattern}); };
  CHECK(says("") ==
        "reading the pattern: at column 1: expected a type of entities, a name in double quotes, "
        "or *");
  CHECK(says("person") ==
        "reading the pattern: at column 7: expected a relation: -[type]->, <-[type]- or -[type]-");
  CHECK(says("pérson -[leads] -> *") ==
        "reading the pattern: at column 15: expected ]- or ]->, or another type after |");
  CHECK(says("person -[leads]->{2,1} *") ==
        "reading the pattern: at column 21: expected 2 or more after the comma");
  CHECK(says("person -[leads]->{0} *") ==
        "reading the pattern: at column 19: a relation is repeated from 1");
  CHECK(says("person -[leads]->{33} *") ==
        "reading the pattern: at column 8: with this relation the pattern has up to 33 hops; ask "
        "for 32 or fewer");
  CHECK(says("person -[leads]-> \"Ann") ==
        "reading the pattern: at column 23: expected the double quote that ends the name");
  CHECK(says("persn -[leads]-> *") ==
        "reading the pattern: at column 1: the store knows no entity type \"persn\"; near: "
        "\"person\"; `relata types` lists them");
  CHECK_THAT(says("person -[part_off]-> *"),
             Catch::Contains("at column 10") && Catch::Contains("near: \"part_of\""));
  CHECK_THAT(says("person -[leads]-> \"Ann Le\""),
             Catch::Contains("at column 20") && Catch::Contains("Ann Lee"));
  CHECK_THAT(says("\"a\" -[leads]-> \"Ann Lee\""),
             Catch::Contains("no match passes an entity twice"));
  CHECK_THAT(
      error({.pattern = "person -[leads]-> *", .from = {story.x}}),
      Catch::Contains("\"x\" is of the type \"military_unit\"") && Catch::Contains("column 1"));
  CHECK_THAT(error({.pattern = "\"a\" -[leads]-> *", .from = {story.b}}),
             Catch::Contains("name it once"));
  CHECK_THAT(error({.pattern = "\"a\" -[leads]-> *", .view = {.entities_without = {story.a}}}),
             Catch::Contains("asked for and left out"));
  CHECK_THAT(error({.pattern = "* -[leads]-> *", .view = {.relation_types = {"leeds"}}}),
             Catch::Contains("no relation type \"leeds\""));
  CHECK_THAT(error({.pattern = "* -[leads]-> *", .matches_max = 0}), Catch::Contains("1 or more"));
  CHECK_THAT(error({.pattern = "* -[leads]-> *", .counted_max = 0}), Catch::Contains("1 or more"));
  CHECK_THAT(error({.pattern = "* -[leads]-> *", .to = {{77}}}), Catch::Contains("77"));
}

TEST_CASE("an empty store matches nothing, and says so") {
  StoreBuilder build;
  build.commit();
  const MatchQuery query{.pattern = "person -[*]- *"};
  const MatchAnswer answer = find_matches(build.store(), build.now(), query);
  CHECK(answer.matches.empty());
  CHECK_THAT(answer.why_none, Catch::Contains("Nothing in the view fits"));
  CHECK(digest(answer) == digest(find_matches(build.graph(), query)));
}

}  // namespace relata::testing

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

class Chain {
 public:
  // a -> b -> c, and d apart with e; `bc` is how the second relation is known.
  explicit Chain(const RelationSpec& bc = {}) {
    a_ = build_.entity("a", {.type = "country"});
    b_ = build_.entity("b", {.type = "person"});
    c_ = build_.entity("c", {.type = "country"});
    d_ = build_.entity("d", {.names = {{.text = "The Lone D"}}});
    e_ = build_.entity("e");
    f_ = build_.entity("f");
    build_.relate(a_, b_);
    build_.relate(b_, c_, bc);
    build_.relate(d_, e_);
    build_.commit();
  }

  // Both models give the same answer.
  [[nodiscard]] PathAnswer find(const PathQuery& query) {
    const PathAnswer answer = find_paths(build_.store(), build_.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build_.graph(), query)));
    REQUIRE(answer.paths.empty());
    return answer;
  }
  [[nodiscard]] std::string why(const View& view) {
    return find({.from = a_, .to = c_, .view = view}).why_none;
  }

  EntityId a_, b_, c_, d_, e_, f_;
  StoreBuilder build_;
};

}  // namespace

TEST_CASE("no path: an entity without relations is named") {
  Chain chain;
  CHECK(chain.find({.from = chain.a_, .to = chain.f_}).why_none ==
        "\"f\" has no relations to other entities.");
  CHECK(chain.find({.from = chain.f_, .to = chain.a_}).why_none ==
        "\"f\" has no relations to other entities.");
}

TEST_CASE("no path: different components are told with the size of the smaller") {
  Chain chain;
  const auto answer = chain.find({.from = chain.a_, .to = chain.d_});
  CHECK(answer.why_none ==
        "\"a\" and \"The Lone D\" lie in different components of the graph: the one of \"The Lone "
        "D\" holds 2 entities.");
  CHECK(answer.limits_hit.empty());
}

TEST_CASE("no path: the limit of hops is told with the length it takes") {
  Chain chain;
  const auto answer = chain.find({.from = chain.a_, .to = chain.c_, .hops_max = 1});
  CHECK(answer.why_none == "The shortest path has 2 hops, more than the 1 that were asked for.");
  CHECK(answer.limits_hit == std::vector{Limit::hops});
  REQUIRE(answer.openings.size() == 1);
  CHECK(answer.openings[0].hops_max == 2);
  CHECK(answer.openings[0].changes.at(0).with == "at most 2 hops");
}

TEST_CASE("no path: who asks for no explanation gets none") {
  Chain chain;
  const View view{.known_by = date("1999")};
  const PathQuery explained{.from = chain.a_, .to = chain.c_, .view = view};
  PathQuery short_one = explained;
  short_one.explains_none = false;
  const auto answer = chain.find(short_one);
  CHECK(answer.why_none == "There is none in this view.");
  CHECK(answer.openings.empty());
  CHECK(answer.limits_hit.empty());
  CHECK_FALSE(chain.find(explained).openings.empty());
  short_one.view = {};
  short_one.hops_max = 1;
  CHECK(chain.find(short_one).limits_hit == std::vector{Limit::hops});
}

TEST_CASE("no path: the direction is told") {
  Chain chain;
  const auto answer =
      chain.find({.from = chain.c_, .to = chain.a_, .direction = Direction::forward});
  CHECK(answer.why_none ==
        "There is one only against the direction of the relations: of 2 hops if their direction "
        "does not matter.");
}

TEST_CASE("no path: the part of the view that forbids it is named") {
  const auto forbids = [](const std::string& words) {
    return "The view forbids it: giving up \"" + words + "\" leaves one of 2 hops.";
  };
  const auto instead = [](const std::string& now, const std::string& before) {
    return "The view forbids it: \"" + now + "\" instead of \"" + before +
           "\" leaves one of 2 hops.";
  };
  Chain chain({.claims = {{.confidence = 3000}}});
  CHECK(chain.why({.known_by = date("2024")}) == instead("known by 2025-01-01", "known by 2024"));
  CHECK(chain.why({.relation_types = {"thanked"}}) ==
        instead("relation types thanked, supplied_to", "relation types thanked"));
  CHECK(chain.why({.entity_types = {"country"}}) ==
        instead("entity types country, person", "entity types country"));
  CHECK(chain.why({.speakers = {chain.d_}}) == forbids("only speaker The Lone D"));
  CHECK(chain.why({.documents_without = {{0}}}) == forbids("without document own"));
  CHECK(chain.why({.publishers = {chain.e_}}) == forbids("only publisher e"));
  CHECK(chain.why({.languages = {"id"}}) == forbids("languages id"));
  CHECK(chain.why({.origins_min = 2}) == instead("at least 1 origin", "at least 2 origins"));
  CHECK(chain.why({.statuses = {Status::denied}}) ==
        instead("status denied, reported", "status denied"));
  // The first relation states no confidence, so that no bound on it will do.
  CHECK(chain.why({.confidence_min = Confidence{5000}}) == forbids("confidence at least 0.5"));
  CHECK_THAT(chain.why({.valid = *Period::parse("2025")}),
             Catch::StartsWith(forbids("held during 2025")));
}

TEST_CASE("no path: the nearest value that opens one is told, to the day and the part") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId c = build.entity("c");
  const RelationSpec sure{.valid = "2024-02..2024-06",
                          .claims = {{.reported = "2024-07-01", .confidence = 9000}}};
  RelationSpec weak = sure;
  weak.claims = {{.reported = "2025-04", .confidence = 4321}};
  build.relate(a, b, sure);
  build.relate(b, c, weak);
  build.commit();
  const auto why = [&](const View& view, std::optional<std::uint64_t> degree_max = {}) {
    const PathQuery query{.from = a, .to = c, .view = view, .degree_max = degree_max};
    const PathAnswer answer = find_paths(build.store(), build.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
    REQUIRE(answer.openings.size() == 1);
    CHECK(answer.openings[0].hops == 2);
    const PathQuery then{.from = a,
                         .to = c,
                         .view = answer.openings[0].view,
                         .degree_max = answer.openings[0].degree_max};
    CHECK(find_paths(build.graph(), then).paths.size() == 1);
    return answer.openings[0].changes.at(0).with;
  };
  CHECK(why({.known_by = date("2025-04-25")}) == "known by 2025-04-30");
  CHECK(why({.known_by = date("2025-03"), .doubt = Doubt::take}) == "known by 2025-04-01");
  CHECK(why({.valid = *Period::parse("2024-07..2025")}) == "held during 2024-06-01..2025");
  CHECK(why({.valid = *Period::parse("2023..2024-01")}) == "held during 2023..2024-02-29");
  CHECK(why({.confidence_min = Confidence{5000}}) == "confidence at least 0.4321");
  CHECK(why({.origins_min = 3}) == "at least 1 origin");
  CHECK(why({}, 1) == "no hub of more than 2 relations");
}

TEST_CASE("no path: of lists the fewest members are given up") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (const char* key : {"a", "b", "c", "d", "z"}) e.push_back(build.entity(key));
  for (const auto& [from, to] :
       std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {2, 4}, {0, 3}, {3, 4}}) {
    build.relate(e[static_cast<std::size_t>(from)], e[static_cast<std::size_t>(to)]);
  }
  build.commit();
  PathQuery query{.from = e[0], .to = e[4], .view = {.entities_without = {e[1], e[2], e[3]}}};
  const auto openings = [&] { return find_paths(build.store(), build.now(), query).openings; };
  REQUIRE(openings().size() == 1);
  CHECK(openings()[0].changes.at(0).with == "without b, c");
  CHECK(openings()[0].hops == 2);
  query.view.entities_without = {e[1], e[2], e[3]};
  query.hops_max = 1;
  REQUIRE(openings().size() == 1);
  REQUIRE(openings()[0].changes.size() == 2);
  CHECK(openings()[0].changes[0].with == "at most 2 hops");
  CHECK(openings()[0].changes[1].with == "without b, c");
  query = {.from = e[0], .to = e[4], .view = {.entity_types = {"place"}}};
  REQUIRE(openings().size() == 1);
  CHECK(openings()[0].changes.at(0).with == "entity types place, person");
}

TEST_CASE("no path: every part that opens one alone is named, or which do together") {
  Chain chain({.valid = "2024"});
  CHECK(chain.why({.valid = *Period::parse("2025"), .statuses = {Status::reported}}) ==
        "The view forbids it: giving up \"held during 2025\" leaves one of 2 hops.");
  CHECK(chain.why({.languages = {"id"}, .statuses = {Status::denied}}) ==
        "No single part of the question forbids it, only several together: giving up \"languages "
        "id\" and \"status denied, reported\" instead of \"status denied\" leave one of 2 hops.");
}

TEST_CASE("no path: of several parts each is brought back, the first as far as it can be") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  // Late and surely, or less late and less surely; never both surely and early.
  build.relate(a, b, {.claims = {{.reported = "2025-03-01", .confidence = 5000}}});
  build.relate(a, b, {.claims = {{.reported = "2025-05-01", .confidence = 7000}}});
  build.commit();
  const PathQuery query{
      .from = a,
      .to = b,
      .view = {
          .known_by = date("2025-01"), .languages = {"en"}, .confidence_min = Confidence{9000}}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
  REQUIRE(answer.openings.size() == 1);
  const Opening& opening = answer.openings[0];
  REQUIRE(opening.changes.size() == 2);
  CHECK(opening.changes[0].instead_of == "known by 2025-01");
  CHECK(opening.changes[0].with == "known by 2025-03-01");
  CHECK(opening.changes[1].instead_of == "confidence at least 0.9");
  CHECK(opening.changes[1].with == "confidence at least 0.5");
  CHECK(opening.view.languages == std::vector<std::string>{"en"});
  CHECK(opening.hops == 1);
}

TEST_CASE("no path: of combinations of one size three are told, the shorter paths first") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId z = build.entity("z");
  const auto add_way = [&](int hops, const RelationSpec& spec) {
    EntityId last = a;
    for (int i = 1; i < hops; ++i) {
      const EntityId next = build.entity(std::to_string(hops) + "." + std::to_string(i));
      build.relate(last, next, spec);
      last = next;
    }
    build.relate(last, z, spec);
  };
  const ClaimSpec good{.reported = "2024", .confidence = 9000};
  const ClaimSpec unsure{.reported = "2024", .confidence = 1000};
  const ClaimSpec late{.reported = "2025-06-01", .confidence = 9000};
  add_way(4, {.type = "thanked", .valid = "2020", .claims = {good}});
  add_way(3, {.type = "thanked", .valid = "2025", .claims = {unsure}});
  add_way(2, {.valid = "2020", .claims = {unsure}});
  add_way(1, {.valid = "2020", .claims = {late}});
  build.commit();
  const PathQuery query{.from = a,
                        .to = z,
                        .view = {.known_by = date("2024"),
                                 .confidence_min = Confidence{5000},
                                 .valid = *Period::parse("2025"),
                                 .relation_types_without = {"thanked"}}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
  CHECK(
      answer.why_none ==
      "No single part of the question forbids it, only several together: \"known by 2025-06-01\" "
      "instead of \"known by 2024\" and \"held during 2020-01-01..2025\" instead of \"held during "
      "2025\" leave one of 1 hop, or \"held during 2020-01-01..2025\" instead of \"held during "
      "2025\" "
      "and \"confidence at least 0.1\" instead of \"confidence at least 0.5\" leave one of 2 "
      "hops, or giving up \"without relation types thanked\" and \"confidence at least 0.1\" "
      "instead of \"confidence at least 0.5\" leave one of 3 hops. As many parts in 1 "
      "other combination do too.");
  CHECK(answer.openings.size() == 3);
}

TEST_CASE("no path: a claim that would shut a path again hides no combination without it") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const auto claim = [](Stance stance, const char* reported, int confidence) {
    return ClaimSpec{.stance = stance, .reported = reported, .confidence = confidence};
  };
  // Reported until 2025, when it is denied.
  build.relate(
      a, b,
      {.type = "thanked",
       .valid = "2020",
       .claims = {claim(Stance::asserted, "2024", 9000), claim(Stance::denied, "2025", 9000)}});
  // Contested, and unsure on both sides.
  build.relate(
      a, b,
      {.valid = "2025",
       .claims = {claim(Stance::asserted, "2024", 1000), claim(Stance::denied, "2024", 1000)}});
  build.commit();
  const PathQuery query{.from = a,
                        .to = b,
                        .view = {.known_by = date("2024"),
                                 .confidence_min = Confidence{5000},
                                 .valid = *Period::parse("2025"),
                                 .relation_types_without = {"thanked"},
                                 .statuses = {Status::reported}}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
  REQUIRE(answer.openings.size() == 2);
  CHECK(answer.openings[0].changes.at(0).with == "held during 2020-01-01..2025");
  CHECK(answer.openings[0].changes.at(1).instead_of == "without relation types thanked");
  CHECK(answer.openings[1].changes.at(0).with == "confidence at least 0.1");
  CHECK(answer.openings[1].changes.at(1).with == "status reported, contested");
}

TEST_CASE("no path: where giving up either of two parts is enough, both are named") {
  constexpr EntityId d{3};
  Chain chain({.claims = {{.speaker = d}}});
  REQUIRE(chain.d_ == d);
  const DocumentId other = chain.build_.document("other");
  chain.build_.relate(chain.b_, chain.c_, {.claims = {{.document = other}}});
  chain.build_.commit();
  CHECK(chain.why({.speakers_without = {d}, .documents_without = {other}}) ==
        "The view forbids it: giving up \"without speaker The Lone D\" leaves one of 2 hops, or "
        "giving up \"without document other\" leaves one of 2 hops.");
}

TEST_CASE("no path: the reason fits what walking every way finds") {
  const std::uint32_t first_seed = 11'000;
  std::map<std::string, int> reasons;
  for (std::uint32_t seed = first_seed; seed < first_seed + 200; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 10; ++round) {
      const PathQuery query{.from = story.entity(),
                            .to = story.entity(),
                            .view = story.view(),
                            .direction = story.direction(),
                            .hops_max = static_cast<int>(1 + story.below(3))};
      const PathAnswer answer = find_paths(store, now, query);
      if (!answer.paths.empty()) continue;
      CAPTURE(round, query.from.value, query.to.value, query.hops_max, answer.why_none,
              describe_view(store, now, query.view));
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      const Oracle everything(store, now, {.with_retracted = true});
      const Oracle oracle(store, now, query.view);
      const auto longer = oracle.distance(query.from, query.to, query.direction);
      const auto any = oracle.distance(query.from, query.to, Direction::any);
      std::string expected;
      if (!everything.distance(query.from, query.to, Direction::any)) {
        const std::size_t least =
            std::min(everything.component(query.from), everything.component(query.to));
        expected = least == 1 ? "has no relations to other entities"
                              : "holds " + std::to_string(least) + " entities";
      } else if (longer) {
        expected = "The shortest path has " + std::to_string(*longer) + " hops";
      } else if (any && *any <= query.hops_max) {
        expected = "only against the direction";
      } else {
        expected = answer.why_none.starts_with("The view forbids it") ? "The view forbids it"
                                                                      : "No single part";
      }
      REQUIRE_THAT(answer.why_none, Catch::Contains(expected));
      REQUIRE(answer.limits_hit == (longer ? std::vector{Limit::hops} : std::vector<Limit>{}));
      ++reasons[expected.substr(0, 11)];
    }
  }
  CHECK(reasons.size() >= 5);
}

TEST_CASE("no path: a search that was cut says so and does not claim that there is none") {
  StoreBuilder build;
  std::vector<EntityId> chain{build.entity("0")};
  for (int i = 1; i < 50; ++i) {
    chain.push_back(build.entity(std::to_string(i)));
    build.relate(chain[chain.size() - 2], chain.back());
  }
  build.commit();
  const PathQuery query{
      .from = chain.front(), .to = chain.back(), .hops_max = 64, .limits = {.visited_max = 10}};
  const auto answer = find_paths(build.store(), build.now(), query);
  CHECK(answer.paths.empty());
  CHECK(answer.limits_hit == std::vector{Limit::visited});
  CHECK(answer.why_none ==
        "The search was ended before it was complete (it had visited 10 entities): there may be a "
        "path.");
  CHECK(digest(answer) == digest(find_paths(build.graph(), query)));

  std::stop_source stop;
  stop.request_stop();
  const auto stopped = find_paths(
      build.store(), build.now(),
      {.from = chain.front(), .to = chain.back(), .hops_max = 64, .stop = stop.get_token()});
  CHECK(stopped.is_stopped);
  CHECK(stopped.paths.empty());
  CHECK_THAT(stopped.why_none, Catch::Contains("asked to stop"));
}

TEST_CASE("what is left out because a date only possibly fits is counted, and taken on request") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.relate(a, b, {.claims = {{.reported = "2025"}}});
  build.relate(a, b, {.valid = "2025", .claims = {{.reported = "2024"}}});
  build.commit();
  PathQuery query{.from = a, .to = b, .view = {.known_by = date("2025-06")}};
  const auto found = find_paths(build.store(), build.now(), query);
  CHECK(found.paths.at(0).hops.at(0).relations.size() == 1);
  CHECK(found.counters.doubtful_dates == 1);
  query.view.doubt = Doubt::take;
  const auto taken = find_paths(build.graph(), query);
  CHECK(taken.paths.at(0).hops.at(0).relations.size() == 2);
  CHECK(taken.counters.doubtful_dates == 0);
  CHECK(taken.graph.relation({0}).claims.at(0).is_in_view == Certainty::possible);
  query.view = {.valid = *Period::parse("2025-03")};
  const auto none = find_paths(build.store(), build.now(), query);
  CHECK(none.paths.empty());
  CHECK(none.counters.doubtful_dates == 2);
}

}  // namespace relata::testing

#include <relata/brief.h>
#include <relata/error.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

void write(std::ostream& out, const BriefStatement& statement) {
  out << static_cast<int>(statement.part) << ":";
  for (const RelationId id : statement.relations) out << " " << id.value;
  out << "\n";
}

std::string all_of(const BriefAnswer& answer) {
  std::ostringstream out;
  out << "found " << answer.relations_found << "\n";
  for (const BriefStatement& statement : answer.statements) write(out, statement);
  for (const BriefPath& path : answer.paths) {
    out << "path from " << path.from.value << "\n";
    for (const BriefHop& hop : path.hops) {
      out << "to " << hop.to.value << " ";
      write(out, hop.link);
    }
  }
  const BriefGaps& gaps = answer.gaps;
  out << "gaps " << gaps.undated << " " << gaps.narrated << " " << gaps.silence.text();
  for (const EntityId id : gaps.silent) out << " silent " << id.value;
  for (const Limit limit : answer.limits_hit) out << "\nlimit " << static_cast<int>(limit);
  return out.str() + "\n" + testing::digest(answer.graph);
}

// By the words of BriefPart.
BriefPart expected_part(const Status status, const RelationEvidence& relation) {
  switch (status) {
    case Status::confirmed:
      return BriefPart::confirmed;
    case Status::contested:
      return BriefPart::contested;
    case Status::denied:
      return BriefPart::denied;
    case Status::uncertain:
      return BriefPart::uncertain;
    case Status::reported:
      break;
  }
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance == Stance::asserted && claim.chain.size() < 2) {
      return BriefPart::reported;
    }
  }
  return BriefPart::hearsay;
}

// From one to the other; of a symmetric type in no order.
std::pair<EntityId, EntityId> ends_of(const AnswerGraph& graph, const RelationEvidence& relation) {
  const auto& [source, target] = std::tie(relation.relation.source, relation.relation.target);
  const bool is_symmetric = graph.relation_type(relation.relation.type).is_symmetric;
  return is_symmetric ? std::pair(std::min(source, target), std::max(source, target))
                      : std::pair(source, target);
}

// Each statement holds relations of one kind, which the claims in the view support so.
void check_statement(const BriefAnswer& answer, const Oracle& oracle,
                     const BriefStatement& statement) {
  REQUIRE_FALSE(statement.relations.empty());
  const RelationEvidence& first = answer.graph.relation(statement.relations.front());
  std::set<std::pair<Stance, Origin>> said;
  for (const ClaimEvidence& claim : first.claims) said.emplace(claim.claim.stance, claim.origin);
  for (const RelationId id : statement.relations) {
    const RelationEvidence& relation = answer.graph.relation(id);
    REQUIRE(oracle.judged(id).is_in);
    REQUIRE(statement.part == expected_part(oracle.judged(id).status, relation));
    REQUIRE(relation.relation.type == first.relation.type);
    REQUIRE(ends_of(answer.graph, relation) == ends_of(answer.graph, first));
    std::set<std::pair<Stance, Origin>> says;
    for (const ClaimEvidence& claim : relation.claims) {
      says.emplace(claim.claim.stance, claim.origin);
    }
    REQUIRE(says == said);
  }
}

std::vector<RelationId> told(const BriefAnswer& answer) {
  std::vector<RelationId> ids;
  for (const BriefStatement& statement : answer.statements) {
    ids.insert(ids.end(), statement.relations.begin(), statement.relations.end());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST_CASE("a brief on an entity tells each of its relations in the view once, as it stands") {
  std::array<std::size_t, 6> met{};
  for (std::uint32_t seed = 8000; seed < 8200; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 10; ++round) {
      const EntityId center = story.entity();
      View view = story.view();
      std::erase(view.entities_without, center);
      CAPTURE(seed, round, center.value, describe_view(store, now, view));
      const Oracle oracle(store, now, view);
      std::set<RelationId> expected;
      for (const auto& [distance, other] : oracle.around(center, Direction::any, 1)) {
        const auto between = oracle.between(center, other, Direction::any);
        expected.insert(between.begin(), between.end());
      }
      const BriefAnswer answer = find_brief(store, now, {.entity = center, .view = view});
      REQUIRE(told(answer) == std::vector(expected.begin(), expected.end()));
      REQUIRE(answer.relations_found == expected.size());
      for (std::size_t i = 0; i < answer.statements.size(); ++i) {
        const BriefStatement& statement = answer.statements[i];
        check_statement(answer, oracle, statement);
        ++met[static_cast<std::size_t>(statement.part)];
        if (i > 0) REQUIRE(answer.statements[i - 1].part <= statement.part);
      }
      const BriefQuery query{.entity = center, .view = view};
      REQUIRE(all_of(find_brief(story.build().graph(), query)) == all_of(answer));
    }
  }
  for (const std::size_t count : met) CHECK(count > 100);  // each part was met
}

TEST_CASE("a brief on two tells what links them, and each shortest path by its best links") {
  std::size_t paths = 0;
  for (std::uint32_t seed = 8300; seed < 8600; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const EntityId one = story.entity();
    const EntityId other = story.entity();
    if (one == other) continue;
    View view = story.view();
    view.entities_without.clear();
    CAPTURE(seed, one.value, other.value, describe_view(store, now, view));
    const Oracle oracle(store, now, view);
    const BriefQuery query{.entity = one, .other = other, .view = view, .paths_max = 2};
    const BriefAnswer answer = find_brief(store, now, query);
    REQUIRE(told(answer) == oracle.between(one, other, Direction::any));
    const auto shortest = oracle.shortest({.from = one, .to = other, .view = view});
    REQUIRE(answer.paths_found == shortest.size());
    REQUIRE(answer.paths.size() == std::min<std::size_t>(shortest.size(), 2));
    for (std::size_t i = 0; i < answer.paths.size(); ++i, ++paths) {
      std::string sequence = std::to_string(answer.paths[i].from.value);
      EntityId from = answer.paths[i].from;
      for (const BriefHop& hop : answer.paths[i].hops) {
        sequence += " " + std::to_string(hop.to.value);
        check_statement(answer, oracle, hop.link);
        for (const RelationId id : oracle.between(from, hop.to, Direction::any)) {
          // Nothing that links the two is better supported.
          const int origins = answer.graph.relation(hop.link.relations.front()).origins;
          if (oracle.judged(id).status != Status::confirmed) continue;
          REQUIRE(hop.link.part == BriefPart::confirmed);
          REQUIRE(origins >= oracle.judged(id).origins);
        }
        from = hop.to;
      }
      REQUIRE(sequence == shortest[i]);
    }
    REQUIRE(all_of(find_brief(story.build().graph(), query)) == all_of(answer));
  }
  CHECK(paths > 80);
}

TEST_CASE("what a brief leaves out is the least supported, and what is denied stays") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId x = build.entity("x");
  const EntityId y = build.entity("y");
  build.relate(a, b, {.type = "thanked", .valid = "2020", .claims = {{.speaker = x}}});
  const RelationId two =
      build.relate(a, b, {.type = "thanked", .claims = {{.speaker = x}, {.speaker = y}}});
  const RelationId denied =
      build.relate(b, a, {.type = "praised", .claims = {{.speaker = x, .stance = Stance::denied}}});
  build.commit();
  const BriefAnswer answer =
      find_brief(build.store(), build.now(), {.entity = a, .relations_max = 2});
  CHECK(told(answer) == std::vector{two, denied});
  CHECK(answer.relations_found == 3);
  CHECK(answer.limits_hit == std::vector{Limit::results});
}

TEST_CASE("a statement is of the same origins: two who say it once each are not one who says it") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId x = build.entity("x");
  const EntityId y = build.entity("y");
  const auto by = [](EntityId speaker, const char* day) {
    return RelationSpec{.type = "thanked", .valid = day, .claims = {{.speaker = speaker}}};
  };
  const RelationId late = build.relate(a, b, by(x, "2024-02"));
  const RelationId early = build.relate(a, b, by(x, "2024-01"));
  const RelationId other = build.relate(a, b, by(y, "2024-03"));
  build.commit();
  const BriefAnswer answer = find_brief(build.store(), build.now(), {.entity = a});
  REQUIRE(answer.statements.size() == 2);
  CHECK(answer.statements[0].relations == std::vector{early, late});
  CHECK(answer.statements[1].relations == std::vector{other});
}

TEST_CASE("gaps are the undated, the narrated, those who say nothing, and the latest silence") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b", {.type = "country"});
  const auto reported = [](const char* day, EntityId speaker) {
    return RelationSpec{.type = "thanked", .claims = {{.speaker = speaker, .reported = day}}};
  };
  build.relate(a, b, reported("2020", {}));
  build.relate(a, b, reported("2024-10", b));
  build.relate(a, b, reported("2025-01-29", b));  // 90 days after October
  build.relate(a, b, reported("2025-04-30", b));  // 91 days later: 90 between
  build.commit();
  const BriefAnswer answer = find_brief(build.store(), build.now(), {.entity = a});
  CHECK(answer.gaps.undated == 4);
  CHECK(answer.gaps.narrated == 1);
  CHECK(answer.gaps.silence.text() == "2025-01-29..2025-04-30");
  CHECK(answer.gaps.silent == std::vector{a});
  View early;
  early.known_by = date("2025-02");
  const BriefAnswer before = find_brief(build.store(), build.now(), {.entity = b, .view = early});
  CHECK(before.gaps.silence.text() == "2020..2024-10");
  CHECK(before.gaps.silent.empty());  // a country is not expected to speak for itself
}

TEST_CASE("a brief that cannot be is refused, and one of nothing says so") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  build.commit();
  const Snapshot now = build.now();
  const auto brief = [&](const BriefQuery& query) { return find_brief(build.store(), now, query); };
  CHECK_THROWS_WITH(brief({.entity = a, .other = a}), Catch::Contains("the two are one entity"));
  View view;
  view.entities_without = {a};
  CHECK_THROWS_WITH(brief({.entity = a, .view = view}),
                    Catch::Contains("is asked for and left out"));
  View unknown;
  unknown.relation_types = {"no_such_type"};
  CHECK_THROWS_AS(brief({.entity = a, .view = unknown}), Error);
  CHECK_THROWS_AS(brief({.entity = {99}}), Error);
  CHECK_THROWS_AS(brief({.entity = a, .other = b, .hops_max = 0}), Error);
  const BriefAnswer alone = brief({.entity = a});
  CHECK(alone.statements.empty());
  CHECK(alone.gaps.silent.empty());
  const BriefAnswer apart = brief({.entity = a, .other = b});
  CHECK(apart.paths.empty());
  std::stop_source stop;
  stop.request_stop();
  CHECK(brief({.entity = a, .other = b, .stop = stop.get_token()}).is_stopped);
}

TEST_CASE("what is left out for doubt is counted once, whichever search of a brief met it") {
  StoreBuilder build;
  const EntityId a = build.entity("a"), b = build.entity("b"), c = build.entity("c");
  build.relate(a, b);  // when is not said
  build.relate(a, c, {.valid = "2024-05"});
  build.commit();
  View view;
  view.valid = *Period::parse("2024-05");
  const BriefQuery query{.entity = a, .other = b, .view = view};
  const BriefAnswer answer = find_brief(build.store(), build.now(), query);
  CHECK(answer.counters.doubtful_dates == find_brief(build.graph(), query).counters.doubtful_dates);
  CHECK(answer.counters.doubtful_dates == 1);
}

TEST_CASE("a brief on a hub or on thousands of parallel relations reads what it tells") {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  const EntityId other = build.entity("other");
  constexpr std::size_t many = 100'000;
  for (std::size_t i = 0; i < many; ++i) {
    build.relate(hub, build.entity(std::to_string(i)), {.type = "thanked", .valid = "2024"});
  }
  constexpr std::size_t parallel = 10'000;
  for (std::size_t i = 0; i < parallel; ++i) {
    build.relate(hub, other, {.type = "praised", .valid = "2025"});
  }
  build.commit();
  const BriefAnswer star = find_brief(build.store(), build.now(), {.entity = hub});
  CHECK(star.relations_found == many + parallel);
  CHECK(told(star).size() == 100);
  CHECK(star.graph.relations.size() == 100);
  const BriefAnswer two = find_brief(build.store(), build.now(), {.entity = hub, .other = other});
  CHECK(two.relations_found == parallel);
  REQUIRE(two.paths.size() == 1);
  CHECK(two.paths[0].hops[0].link.relations.size() == 3);
  CHECK(two.graph.relations.size() == 100);
}

TEST_CASE("what is symmetric is told once, whichever way it was written down") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  for (const char* type : {"met_with", "thanked"}) {
    build.relate(a, b, {.type = type, .valid = "2024"});
    build.relate(b, a, {.type = type, .valid = "2025"});
  }
  build.commit();
  const BriefQuery query{.entity = b, .other = a};
  const BriefAnswer answer = find_brief(build.store(), build.now(), query);
  std::vector<std::vector<RelationId>> told;
  for (const BriefStatement& statement : answer.statements) told.push_back(statement.relations);
  using Relations = std::vector<RelationId>;
  CHECK(told == std::vector<Relations>{{{0}, {1}}, {{2}}, {{3}}});
  CHECK(all_of(find_brief(build.graph(), query)) == all_of(answer));
}

}  // namespace relata::testing

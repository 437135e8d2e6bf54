// What opens a path where there is none, against trying every value, every set of members and every
// set of parts.

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>

#include "tests/query/random_story.h"
#include "tests/query/tested_parts.h"

namespace relata::testing {
namespace {

using Parts = std::set<std::size_t>;  // places in tested_parts()

Parts changed_parts(const PathQuery& asked, const PathQuery& then) {
  Parts changed;
  for (std::size_t i = 0; i < tested_parts().size(); ++i) {
    if (!tested_parts()[i].is_same(asked, then)) changed.insert(i);
  }
  return changed;
}

// What the fewest parts are that open a path when they are given up, and how long it is then; in
// the order of the parts.
std::vector<std::pair<Parts, int>> smallest_sets(const Tries& tries) {
  std::vector<std::size_t> set_parts;
  for (std::size_t i = 0; i < tested_parts().size(); ++i) {
    PathQuery without = tries.query();
    tested_parts()[i].copy(nothing_asked(), without);
    if (!tested_parts()[i].is_same(tries.query(), without)) set_parts.push_back(i);
  }
  std::vector<std::pair<Parts, int>> found;
  for (std::size_t size = 1; size <= set_parts.size() && found.empty(); ++size) {
    std::vector<bool> chosen(set_parts.size(), false);
    std::fill_n(chosen.begin(), size, true);
    do {
      PathQuery without = tries.query();
      Parts parts;
      for (std::size_t i = 0; i < set_parts.size(); ++i) {
        if (!chosen[i]) continue;
        parts.insert(set_parts[i]);
        tested_parts()[set_parts[i]].copy(nothing_asked(), without);
      }
      if (const auto hops = tries.hops(without)) found.emplace_back(parts, *hops);
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
  }
  return found;
}

// Each part with all others as the opening has them: as it was asked it opens nothing, and its
// change is the least that does.
void check_brought_back(const Tries& tries, const Opening& opening, const Parts& changed) {
  for (const std::size_t part : changed) {
    const PathQuery then = opened(tries.query(), opening);
    PathQuery base = tries.query();
    for (const std::size_t other : changed) {
      if (other != part) tested_parts()[other].copy(then, base);
    }
    // With the claims that other changes let in, the statuses asked for may fit by themselves.
    if (part == statuses_place) continue;
    CAPTURE(part);
    REQUIRE_FALSE(tries.hops(base));
    tested_parts()[part].check(tries.from(base), {opening});
  }
}

// What is opened by changing several parts.
void check_several(const Tries& tries, const std::vector<Opening>& openings) {
  constexpr std::size_t several_max = 3;
  for (const TestedPart& part : tested_parts()) part.check(tries, {});
  auto smallest = smallest_sets(tries);
  REQUIRE(smallest.front().first.size() > 1);
  std::stable_sort(smallest.begin(), smallest.end(),
                   [](const auto& a, const auto& b) { return a.second < b.second; });
  if (smallest.size() > several_max) smallest.resize(several_max);
  std::set<Parts> expected;
  for (const auto& [parts, hops] : smallest) expected.insert(parts);
  std::set<Parts> told;
  for (const Opening& opening : openings) {
    const Parts changed = changed_parts(tries.query(), opened(tries.query(), opening));
    REQUIRE(opening.changes.size() == changed.size());
    told.insert(changed);
    // A claim more may take a relation away while statuses are asked for.
    const bool is_exact = tries.query().view.statuses.empty() || changed.contains(statuses_place);
    if (is_exact) check_brought_back(tries, opening, changed);
  }
  REQUIRE(told == expected);
  REQUIRE(openings.size() == expected.size());
}

}  // namespace

TEST_CASE("what opens a path is the least of all values and sets that do, on both models") {
  const std::uint32_t first_seed = 71'000;
  std::map<std::string, int> counts;
  for (std::uint32_t seed = first_seed; seed < first_seed + 250; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 12; ++round) {
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.view(),
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(4))};
      if (story.one_in(3)) query.degree_max = story.below(8);
      if (story.one_in(4)) query.via = story.some_entities(2);
      for (int i = 0; i < 2; ++i) story.leave_out_some(query);
      const PathAnswer answer = find_paths(store, now, query);
      if (!answer.paths.empty()) continue;
      if (answer.openings.empty()) {
        PathQuery nothing = answer.question;
        for (const TestedPart& part : tested_parts()) part.copy(nothing_asked(), nothing);
        REQUIRE_FALSE(Tries(store, now, nothing).hops(nothing));
        ++counts["apart"];
        continue;
      }
      CAPTURE(round, query.from.value, query.to.value, query.via.size(), query.hops_max,
              answer.why_none, describe_view(store, now, query.view));
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      const Tries tries(store, now, answer.question);  // each entity once in a list
      for (const Opening& opening : answer.openings) {
        REQUIRE(tries.hops(opened(tries.query(), opening)) == opening.hops);
        for (const PartChange& change : opening.changes) {
          ++counts[change.with.empty() ? "given up" : "moved"];
        }
      }
      const Opening& first = answer.openings.front();
      if (first.changes.size() > 1) {
        ++counts[std::to_string(first.changes.size()) + " together"];
        check_several(tries, answer.openings);
        continue;
      }
      const Parts changed = changed_parts(tries.query(), opened(tries.query(), first));
      REQUIRE(changed.size() == 1);
      const bool is_told_alone = *changed.begin() <= direction_place;
      if (is_told_alone) {
        ++counts["bound or direction"];
        tested_parts()[*changed.begin()].check(tries, answer.openings);
        continue;
      }
      ++counts["one alone"];
      for (const TestedPart& part : tested_parts()) part.check(tries, answer.openings);
    }
  }
  CHECK(counts["apart"] > 100);
  CHECK(counts["moved"] > 150);
  CHECK(counts["given up"] > 100);
  CHECK(counts["one alone"] > 200);
  CHECK(counts["2 together"] > 300);
  CHECK(counts["3 together"] > 100);
  CHECK(counts["5 together"] > 30);
  CHECK(counts["bound or direction"] > 100);
}

TEST_CASE("a part that the statuses asked for do not need changed is not told") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  const EntityId c = build.entity("c");
  build.relate(a, b,
               {.claims = {{.speaker = a, .reported = "2025-01-01"},
                           {.speaker = c, .stance = Stance::denied, .reported = "2026-01-01"}}});
  build.commit();
  const PathQuery query{
      .from = a, .to = b, .view = {.known_by = date("2024"), .statuses = {Status::reported}}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  REQUIRE(answer.openings.size() == 1);
  REQUIRE(answer.openings[0].changes.size() == 1);
  CHECK(answer.openings[0].changes[0].with == "known by 2025-01-01");
  CHECK(answer.openings[0].view.statuses == query.view.statuses);
  CHECK_THAT(answer.why_none,
             Catch::StartsWith("The question forbids it: \"known by 2025-01-01\""));
}

TEST_CASE("looking for what opens a path ends at its share of the limits, and says so") {
  StoreBuilder build;
  std::vector<EntityId> chain{build.entity("0")};
  for (int i = 1; i < 60; ++i) {
    chain.push_back(build.entity(std::to_string(i)));
    build.relate(chain[chain.size() - 2], chain.back());
  }
  build.commit();
  const PathQuery query{.from = chain.front(),
                        .to = chain.back(),
                        .view = {.known_by = date("2024")},
                        .hops_max = 64,
                        .limits = {.visited_max = 100}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  CHECK(answer.openings.empty());
  CHECK(answer.why_none == "Why there is none was not found out within the limits.");
  CHECK(answer.is_explanation_cut);
  PathQuery shorter = query;
  shorter.to = chain[5];
  const PathAnswer some = find_paths(build.store(), build.now(), shorter);
  CHECK(some.why_none ==
        "The view forbids it: giving up \"known by 2024\" leaves one of 5 hops. What else would do "
        "was not looked for: a limit was reached.");
  CHECK(some.is_explanation_cut);
  shorter.limits = {};
  CHECK_FALSE(find_paths(build.store(), build.now(), shorter).is_explanation_cut);
}

TEST_CASE("whatever the limits, what is told opens a path, and a cut is said") {
  StoreBuilder build;
  std::vector<EntityId> chain{build.entity("0")};
  for (int i = 1; i < 7; ++i) {
    chain.push_back(build.entity(std::to_string(i)));
    build.relate(chain[chain.size() - 2], chain.back(),
                 {.valid = "2020", .claims = {{.confidence = 3000}}});
  }
  build.commit();
  const Snapshot now = build.now();
  PathQuery query{.from = chain.front(),
                  .to = chain.back(),
                  .view = {.known_by = date("2024"),
                           .languages = {"id"},
                           .confidence_min = Confidence{5000},
                           .valid = *Period::parse("2021")}};
  const std::string whole = find_paths(build.store(), now, query).why_none;
  REQUIRE_THAT(whole, Catch::Contains("\"confidence at least 0.3\"") &&
                          Catch::Contains("\"known by 2025-01-01\""));
  std::map<std::string, int> ends;
  for (std::uint64_t visited_max = 10; visited_max < 2500; visited_max += 1 + visited_max / 50) {
    query.limits.visited_max = visited_max;
    const PathAnswer answer = find_paths(build.store(), now, query);
    CAPTURE(visited_max, answer.why_none);
    REQUIRE(digest(answer) == digest(find_paths(build.graph(), query)));
    if (answer.why_none == whole) {
      ++ends["whole"];
      continue;
    }
    REQUIRE_THAT(answer.why_none, Catch::Contains("limit"));
    ++ends[answer.openings.empty() ? answer.why_none.substr(0, 9) : "not least"];
    for (const Opening& opening : answer.openings) {
      PathQuery then = opened(query, opening);
      then.limits = {};
      const PathAnswer path = find_paths(build.store(), now, then);
      REQUIRE(path.paths.size() == 1);
      REQUIRE(path.paths[0].hops.size() == static_cast<std::size_t>(opening.hops));
    }
  }
  CHECK(ends["Why there"] > 0);
  CHECK(ends["No single"] > 0);
  CHECK(ends["not least"] > 0);
  CHECK(ends["whole"] > 0);
}

}  // namespace relata::testing

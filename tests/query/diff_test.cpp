#include <relata/diff.h>
#include <relata/error.h>

#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

using Standings = std::map<RelationId, Standing>;

Standings standings(const Store& store, const Snapshot& at, const View& view) {
  const Oracle oracle(store, at, view);
  Standings all;
  for (const RelationId id : oracle.everything()) {
    all[id] = {.status = oracle.judged(id).status, .origins = oracle.judged(id).origins};
  }
  return all;
}

std::string told(const std::optional<Standing>& standing) {
  if (!standing) return "-";
  return std::to_string(static_cast<int>(standing->status)) + "/" +
         std::to_string(standing->origins);
}

std::string told(const RelationChange& change) {
  return std::to_string(static_cast<int>(change.kind)) + " " +
         std::to_string(change.relation.value) + " " + told(change.before) + " " +
         told(change.after);
}

std::vector<std::string> told(const std::vector<RelationChange>& changes) {
  std::vector<std::string> lines;
  for (const RelationChange& change : changes) lines.push_back(told(change));
  return lines;
}

// By the words of ChangeKind, one after the other.
std::optional<ChangeKind> expected_kind(const std::optional<Standing>& before,
                                        const std::optional<Standing>& after) {
  if (after && !before) return ChangeKind::appeared;
  if (before && !after) return ChangeKind::withdrawn;
  const bool is_other_status = before->status != after->status;
  if (is_other_status && after->status == Status::confirmed) return ChangeKind::confirmed;
  if (is_other_status && after->status == Status::contested) return ChangeKind::contested;
  if (is_other_status || before->origins != after->origins) return ChangeKind::changed;
  return std::nullopt;
}

std::vector<RelationChange> expected_changes(const Standings& before, const Standings& after) {
  const auto in = [](const Standings& all, RelationId id) {
    const auto found = all.find(id);
    return found == all.end() ? std::nullopt : std::optional(found->second);
  };
  Standings either = before;
  either.insert(after.begin(), after.end());
  std::vector<RelationChange> changes;
  for (std::size_t kind = 0; kind < change_kinds; ++kind) {
    for (const auto& [id, unused] : either) {
      if (expected_kind(in(before, id), in(after, id)) != static_cast<ChangeKind>(kind)) continue;
      changes.push_back({.relation = id,
                         .kind = static_cast<ChangeKind>(kind),
                         .before = in(before, id),
                         .after = in(after, id)});
    }
  }
  return changes;
}

}  // namespace

TEST_CASE("two views differ as the claims in each of them say") {
  std::array<std::uint64_t, change_kinds> met{};
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 10; ++round) {
      const View before = story.view();
      const View after = round == 0 ? before : story.view();
      CAPTURE(seed, round, describe_view(store, now, before), describe_view(store, now, after));
      const Standings then = standings(store, now, before);
      const Standings later = standings(store, now, after);
      const auto expected = expected_changes(then, later);
      const DiffAnswer answer = find_diff(store, now, {.before = before, .after = after});
      REQUIRE(told(answer.changes) == told(expected));
      std::array<std::uint64_t, change_kinds> found{};
      for (const RelationChange& change : expected) ++found[static_cast<std::size_t>(change.kind)];
      REQUIRE(answer.found == found);
      for (std::size_t i = 0; i < change_kinds; ++i) met[i] += found[i];
      std::uint64_t unchanged = 0;
      for (const auto& [id, standing] : then) {
        unchanged += later.contains(id) && later.at(id) == standing ? 1 : 0;
      }
      REQUIRE(answer.unchanged == unchanged);
      REQUIRE(answer.graph.relations.size() == expected.size());
      for (const RelationChange& change : answer.changes) {
        const RelationEvidence& shown = answer.graph.relation(change.relation);
        const Standing& standing = change.after ? *change.after : *change.before;
        REQUIRE(Standing{.status = shown.status, .origins = shown.origins} == standing);
        REQUIRE_FALSE(shown.claims.empty());
        REQUIRE_NOTHROW(answer.graph.entity(shown.relation.source));
        REQUIRE_NOTHROW(answer.graph.entity(shown.relation.target));
      }
    }
  }
  for (const std::uint64_t count : met) CHECK(count > 20);  // each kind was tried
}

TEST_CASE("what is listed of a diff is bounded, what is counted is not") {
  StoreBuilder build;
  const EntityId a = build.entity("a");
  const EntityId b = build.entity("b");
  for (int i = 0; i < 5; ++i) build.relate(a, b, {.key = "r" + std::to_string(i)});
  build.commit();
  View nothing;
  nothing.relation_types = {"thanked"};
  const DiffAnswer answer =
      find_diff(build.store(), build.now(), {.before = nothing, .results_max = 2});
  CHECK(answer.changes.size() == 2);
  CHECK(answer.found[static_cast<std::size_t>(ChangeKind::appeared)] == 5);
  CHECK(answer.limits_hit == std::vector{Limit::results});
  const DiffAnswer about =
      find_diff(build.store(), build.now(), {.before = nothing, .about = "r3"});
  CHECK(about.changes.size() == 1);
}

TEST_CASE("a diff of an empty store, of views that cannot be, and one that is stopped") {
  StoreBuilder empty;
  empty.commit();
  CHECK(find_diff(empty.store(), empty.now(), {}).unchanged == 0);
  View unknown;
  unknown.relation_types = {"no_such_type"};
  CHECK_THROWS_AS(find_diff(empty.store(), empty.now(), {.after = unknown}), Error);

  StoreBuilder build;
  build.relate(build.entity("a"), build.entity("b"));
  build.commit();
  std::stop_source stop;
  stop.request_stop();
  const DiffAnswer stopped = find_diff(build.store(), build.now(), {.stop = stop.get_token()});
  CHECK(stopped.is_stopped);
}

}  // namespace relata::testing

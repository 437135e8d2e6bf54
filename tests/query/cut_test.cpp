#include <relata/cut.h>
#include <relata/error.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <numeric>
#include <sstream>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

using Ids = std::vector<std::uint64_t>;

std::string digest(const CutAnswer& answer) {
  std::ostringstream out;
  out << "outcome " << static_cast<int>(answer.outcome) << " size " << answer.size << "\n";
  for (const Cut& cut : answer.cuts) {
    for (const EntityId id : cut.entities) out << " e" << id.value;
    for (const DocumentId id : cut.documents) out << " d" << id.value;
    for (const RelationId id : cut.relations) out << " r" << id.value;
    out << "\n";
  }
  out << testing::digest(PathAnswer{.question = {},
                                    .paths = answer.paths,
                                    .paths_found = answer.paths_found,
                                    .graph = answer.graph,
                                    .limits_hit = answer.limits_hit,
                                    .is_stopped = answer.is_stopped,
                                    .why_none = answer.why_none});
  return out.str();
}

// Both models give the same answer.
CutAnswer find_on_both(StoreBuilder& build, const CutQuery& query) {
  CutAnswer answer = find_cut(build.store(), build.now(), query);
  REQUIRE(digest(answer) == digest(find_cut(build.graph(), query)));
  return answer;
}

// The sources of claims that the store holds, whatever the view.
Ids sources_of(const Oracle& oracle, const Store& store, const Snapshot& at, CutOf of) {
  std::set<std::uint64_t> ids;
  for (const auto& [id, relation] : oracle.relations()) {
    for (const Claim& claim : relation.claims) {
      if (of == CutOf::documents) ids.insert(claim.document.value);
      if (of == CutOf::speakers) ids.insert(claim.speaker.value);
      if (of == CutOf::publishers) {
        ids.insert(store.documents(at, {&claim.document, 1}).front().publisher.value);
      }
    }
  }
  ids.erase(EntityId::none_value);
  return {ids.begin(), ids.end()};
}

View view_without(View view, CutOf of, const Ids& sources) {
  for (const std::uint64_t id : sources) {
    if (of == CutOf::documents) view.documents_without.push_back({id});
    if (of == CutOf::speakers) view.speakers_without.push_back({id});
    if (of == CutOf::publishers) view.publishers_without.push_back({id});
  }
  return view;
}

// Calls each(subset) for every subset of a size, least first.
void for_each_subset(const Ids& ids, std::size_t size,
                     const std::function<void(const Ids&)>& each) {
  std::vector<bool> is_taken(ids.size(), false);
  std::fill_n(is_taken.begin(), size, true);
  do {
    Ids subset;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (is_taken[i]) subset.push_back(ids[i]);
    }
    each(subset);
  } while (std::prev_permutation(is_taken.begin(), is_taken.end()));
}

// The least sets that leave no path, every set being tried.
std::vector<Ids> least_sets(const Ids& ids, const std::function<bool(const Ids&)>& parts) {
  std::vector<Ids> least;
  for (std::size_t size = 0; size <= ids.size() && least.empty(); ++size) {
    for_each_subset(ids, size, [&](const Ids& subset) {
      if (parts(subset)) least.push_back(subset);
    });
  }
  return least;
}

Ids ids_of(const Cut& cut, CutOf of) {
  Ids ids;
  if (of == CutOf::documents) {
    for (const DocumentId id : cut.documents) ids.push_back(id.value);
  } else {
    for (const EntityId id : cut.entities) ids.push_back(id.value);
  }
  return ids;
}

CutQuery random_question(RandomStory& story) {
  PathQuery ends{.from = story.entity(), .to = story.entity(), .view = story.view()};
  while (ends.to == ends.from) ends.to = story.entity();
  story.leave_out_some(ends);
  CutQuery query{.from = ends.from,
                 .to = ends.to,
                 .view = ends.view,
                 .direction = story.direction(),
                 .results_max = 1'000};
  if (story.one_in(3)) query.degree_max = 2 + story.below(14);
  return query;
}

// With what the question keeps away from held back.
Oracle oracle_of(const Store& store, const Snapshot& at, const CutQuery& query, const View& view) {
  Oracle oracle(store, at, view);
  if (query.degree_max) oracle.hold_back(*query.degree_max);
  return oracle;
}

// As many paths as the cut is large, none sharing what is counted: so no cut is smaller, and there
// are no more such paths.
void check_paths(const CutAnswer& answer, const Oracle& oracle) {
  const CutQuery& query = answer.question;
  std::set<EntityId> entities;
  std::set<RelationId> relations;
  for (const Path& path : answer.paths) {
    REQUIRE(path.from == query.from);
    REQUIRE(path.hops.back().to == query.to);
    EntityId at = query.from;
    for (const Hop& hop : path.hops) {
      REQUIRE(hop.from == at);
      at = hop.to;
      const auto between = oracle.between(hop.from, hop.to, query.direction);
      if (query.of == CutOf::entities) {
        REQUIRE(hop.relations == between);
        if (at != query.to) REQUIRE(entities.insert(at).second);
        continue;
      }
      REQUIRE(hop.relations.size() == 1);
      REQUIRE(std::count(between.begin(), between.end(), hop.relations.front()) == 1);
      REQUIRE(relations.insert(hop.relations.front()).second);
    }
  }
}

}  // namespace

TEST_CASE("the least cut of relations or entities is as large as there are disjoint paths") {
  std::size_t found = 0;
  std::size_t wide = 0;
  std::size_t inseparable = 0;
  std::size_t kept_away = 0;
  for (std::uint32_t seed = 700; seed < 900; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (int round = 0; round < 6; ++round) {
      CutQuery query = random_question(story);
      query.of = round % 2 == 0 ? CutOf::relations : CutOf::entities;
      CAPTURE(seed, round, describe_view(store, now, query.view));
      const CutAnswer answer = find_on_both(story.build(), query);
      const Oracle oracle = oracle_of(store, now, query, query.view);
      REQUIRE(answer.paths.size() == answer.paths_found);
      check_paths(answer, oracle);
      const Oracle freely(store, now, query.view);
      if (!oracle.distance(query.from, query.to, query.direction)) {
        REQUIRE(answer.outcome == CutOutcome::apart);
        REQUIRE_FALSE(answer.why_none.empty());
        if (freely.distance(query.from, query.to, query.direction)) ++kept_away;
        continue;
      }
      const bool is_direct = !oracle.between(query.from, query.to, query.direction).empty();
      if (query.of == CutOf::entities && is_direct) {
        REQUIRE(answer.outcome == CutOutcome::inseparable);
        REQUIRE(answer.paths.front().hops.size() == 1);
        ++inseparable;
        continue;
      }
      REQUIRE(answer.outcome == CutOutcome::found);
      REQUIRE(answer.cuts.size() == 1);
      const Cut& cut = answer.cuts.front();
      const std::size_t size = cut.relations.size() + cut.entities.size();
      REQUIRE(answer.size == size);
      REQUIRE(answer.paths_found == size);
      REQUIRE_FALSE(oracle.is_connected(query.from, query.to, query.direction,
                                        {.relations = {cut.relations.begin(), cut.relations.end()},
                                         .entities = {cut.entities.begin(), cut.entities.end()}}));
      ++found;
      if (size > 1) ++wide;
    }
  }
  CHECK(found > 200);
  CHECK(wide > 50);
  CHECK(inseparable > 20);
  CHECK(kept_away > 10);
}

TEST_CASE("the least cuts of documents, speakers and publishers are those of trying all") {
  std::size_t found = 0;
  std::size_t wide = 0;
  std::size_t inseparable = 0;
  for (std::uint32_t seed = 1000; seed < 1100; ++seed) {
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    for (const CutOf of : {CutOf::documents, CutOf::speakers, CutOf::publishers}) {
      CutQuery query = random_question(story);
      query.of = of;
      CAPTURE(seed, static_cast<int>(of), describe_view(store, now, query.view));
      const CutAnswer answer = find_on_both(story.build(), query);
      const Oracle oracle(store, now, query.view);
      const auto parts = [&](const Ids& sources) {
        return !oracle_of(store, now, query, view_without(query.view, of, sources))
                    .distance(query.from, query.to, query.direction);
      };
      const auto expected = least_sets(sources_of(oracle, store, now, of), parts);
      if (expected.empty()) {
        REQUIRE(answer.outcome == CutOutcome::inseparable);
        REQUIRE(answer.cuts.empty());
        REQUIRE(answer.paths.size() == 1);
        ++inseparable;
        continue;
      }
      if (expected.front().empty()) {
        REQUIRE(answer.outcome == CutOutcome::apart);
        continue;
      }
      REQUIRE(answer.outcome == CutOutcome::found);
      REQUIRE(answer.size == expected.front().size());
      std::vector<Ids> cuts;
      for (const Cut& cut : answer.cuts) cuts.push_back(ids_of(cut, of));
      std::vector<Ids> sorted = expected;
      std::sort(sorted.begin(), sorted.end());
      REQUIRE(cuts == sorted);
      ++found;
      if (answer.size > 1) ++wide;
    }
  }
  CHECK(found > 40);
  CHECK(wide > 10);
  CHECK(inseparable > 10);
}

}  // namespace relata::testing

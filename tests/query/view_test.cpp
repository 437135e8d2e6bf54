#include <relata/error.h>

#include <catch2/catch.hpp>

#include "query/compiled_view.h"
#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

// The latest entry of each relation.
std::map<RelationId, AdjacencyEntry> entries_of(const Store& store, const Snapshot& at) {
  std::map<RelationId, AdjacencyEntry> entries;
  ScanSink sink;
  sink.adjacency = [&](EntityId, std::span<const AdjacencyEntry> met) {
    for (const AdjacencyEntry& entry : met) entries[entry.relation] = entry;
  };
  store.scan(at, {}, sink);
  return entries;
}

bool filters_by_source(const View& view) {
  return !view.speakers.empty() || !view.speakers_without.empty() || !view.documents.empty() ||
         !view.documents_without.empty() || !view.publishers.empty() ||
         !view.publishers_without.empty() || !view.languages.empty();
}

}  // namespace

TEST_CASE("a summary never refuses a relation that the claims take, nor takes one they refuse") {
  const std::uint32_t first_seed = 7000;
  int decided = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 300; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const auto entries = entries_of(store, now);
    for (int round = 0; round < 10; ++round) {
      CAPTURE(round);
      const View view = story.view();
      const auto retractions = Retractions::read(store, now);
      const CompiledView compiled(view, store.schema(now), retractions);
      const Oracle oracle(store, now, view);
      for (const auto& [id, entry] : entries) {
        CAPTURE(id.value);
        const Oracle::Judged& judged = oracle.judged(id);
        const Verdict verdict = compiled.judge(entry);
        switch (verdict) {
          case Verdict::no:
            REQUIRE_FALSE(judged.is_in);
            break;
          case Verdict::doubtful:
            REQUIRE_FALSE(judged.is_in);
            REQUIRE(view.doubt == Doubt::leave_out);
            break;
          case Verdict::maybe:
            break;
          case Verdict::yes:
            REQUIRE(judged.is_in);
            break;
        }
        const bool is_judged =
            retractions != nullptr && !view.with_retracted && retractions->bears_on(id);
        const bool says_it_all = entry.is_exact && !filters_by_source(view) && !is_judged;
        if (says_it_all) {
          REQUIRE(verdict != Verdict::maybe);
          REQUIRE((verdict == Verdict::yes) == judged.is_in);
          REQUIRE((verdict == Verdict::no) == !judged.is_in_with_doubt);
        }
        if (!compiled.needs_claims()) REQUIRE(verdict != Verdict::maybe);
        if (verdict != Verdict::maybe) ++decided;
      }
    }
  }
  CHECK(decided > 10'000);  // the summaries are of use
}

TEST_CASE("a view that names an unknown type is refused with the name") {
  StoreBuilder build;
  const Schema schema = build.store().schema(build.now());
  const auto compile = [&](const View& view) { return CompiledView(view, schema, nullptr); };
  CHECK_THROWS_WITH(compile({.relation_types = {"kissed"}}),
                    Catch::Contains("relation type \"kissed\""));
  CHECK_THROWS_WITH(compile({.entity_types = {"dragon"}}),
                    Catch::Contains("entity type \"dragon\""));
  CHECK_THROWS_AS(compile({.confirmed_at = 0}), Error);
  CHECK_THROWS_AS(compile({.origins_min = -1}), Error);
}

TEST_CASE("a view is described part by part") {
  StoreBuilder build;
  const EntityId korea =
      build.entity("kr", {.names = {{.text = "South Korea", .kind = NameKind::canonical}}});
  const EntityId us = build.entity("us");
  const DocumentId document = build.document("https://example.org/1");
  build.commit();
  const auto words = [&](const View& view) {
    return describe_view(build.store(), build.now(), view);
  };
  CHECK(words({}).empty());
  CHECK(words({.known_by = date("2025-04-25"), .speakers_without = {korea}}) ==
        "known by 2025-04-25, without speaker South Korea");
  CHECK(words({.speakers = {korea, us}, .documents_without = {document}}) ==
        "only speakers South Korea, us, without document https://example.org/1");
  CHECK(words({.languages = {"id"},
               .confidence_min = Confidence{8250},
               .valid = *Period::parse("2024..2025-06"),
               .relation_types = {"met_with"},
               .entity_types = {"person", "country"},
               .origins_min = 2,
               .statuses = {Status::confirmed, Status::contested},
               .doubt = Doubt::take,
               .confirmed_at = 3}) ==
        "held during 2024..2025-06, relation types met_with, entity types person, country, "
        "languages id, confidence at least 0.825, at least 2 origins, status confirmed, contested, "
        "possible dates taken, confirmed from 3 origins on");
  CHECK(words({.confidence_min = Confidence{10000}}) == "confidence at least 1");
  CHECK(words({.confidence_min = Confidence{0}}) == "confidence at least 0");
}

}  // namespace relata::testing

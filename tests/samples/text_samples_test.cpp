// Real annotated texts and graphs that were drawn from texts, counted to the last record.

#include <relata/ingest.h>
#include <memory>

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

namespace {

struct Sampled {
  IngestReport report;
  std::size_t entities = 0;
  std::size_t documents = 0;
  std::size_t relations = 0;
  std::size_t claims = 0;
};

// Takes the inputs into a new store, and once more, which must change nothing.
Sampled take(const IngestQuery& query) {
  const std::unique_ptr<Store> store = make_memory_store();
  Sampled sampled;
  sampled.report = ingest(*store, query);
  const RecordCounts& records = sampled.report.records;
  CHECK(records.read == records.taken + records.known + records.rejected);
  store->scan(store->snapshot(), {},
              {.entity = [&](const Entity&) { ++sampled.entities; },
               .document = [&](const Document&) { ++sampled.documents; },
               .relation =
                   [&](const RelationClaims& relation) {
                     ++sampled.relations;
                     sampled.claims += relation.claims.size();
                   }});
  CHECK(ingest(*store, query).batch == 0);
  CHECK(store->verify().empty());
  return sampled;
}

}  // namespace

TEST_CASE("samples: the tutorial of brat") {
  const auto directory = sample("brat/brat-tutorial-news");
  if (!directory) return;
  const Sampled sampled = take({.inputs = {directory->string()}});
  CHECK(sampled.report.records.read == 168);
  CHECK(sampled.report.records.taken == 166);
  CHECK(sampled.report.records.known == 2);
  CHECK(sampled.report.records.rejected == 0);
  CHECK(sampled.report.passed_over.size() == 14);
  CHECK(sampled.entities == 66);
  CHECK(sampled.documents == 9);
  CHECK(sampled.relations == 59);
  CHECK(sampled.claims == 59);
}

TEST_CASE("samples: Ukrainian news with five columns and broken lines") {
  const auto directory = sample("brat/ner-uk-ng");
  if (!directory) return;
  const Sampled sampled = take({.inputs = {directory->string()}});
  CHECK(sampled.report.records.read == 1671);
  CHECK(sampled.report.records.rejected == 0);
  REQUIRE(sampled.report.warnings.size() == 1);
  CHECK(sampled.report.warnings[0].count == 33);  // broken lines
  CHECK(sampled.documents == 39);
  CHECK(sampled.relations == 0);
}

TEST_CASE("samples: Re-DocRED") {
  const auto file = sample("redocred/dev_revised.json.gz");
  if (!file) return;
  const Sampled sampled = take({.inputs = {file->string()}});
  CHECK(sampled.report.records.read == 500);
  CHECK(sampled.report.records.taken == 500);
  CHECK(sampled.report.warnings.empty());
  CHECK(sampled.documents == 500);
  CHECK(sampled.entities == 9684 - 2431);    // without dates and numbers
  CHECK(sampled.relations == 17284 - 1053);  // without those to dates and numbers
  CHECK(sampled.claims == sampled.relations);
}

TEST_CASE("samples: FactRuEval-2016") {
  const auto directory = sample("factrueval/devset");
  if (!directory) return;
  const Sampled sampled = take({.inputs = {directory->string()}});
  CHECK(sampled.report.inputs.size() == 80);
  CHECK(sampled.report.passed_over.size() == 160);
  CHECK(sampled.report.records.read == 1217 + 184);  // objects and facts
  CHECK(sampled.report.records.rejected == 0);
  CHECK(sampled.documents == 40);
  CHECK(sampled.entities == 579);
  CHECK(sampled.relations == 198);
  CHECK(sampled.claims == 198);
}

TEST_CASE("samples: tables of GraphRAG") {
  const auto directory = sample("graphrag");
  if (!directory) return;
  const Sampled sampled = take({.inputs = {directory->string()}});
  CHECK(sampled.report.records.read == 529 + 978 + 42 + 406);
  CHECK(sampled.report.records.taken == sampled.report.records.read);
  CHECK(sampled.entities == 529 + 99);  // ends that are in no row
  CHECK(sampled.documents == 42 + 1);   // the text units' document, which has no row
  CHECK(sampled.relations == 978 + 406);
  CHECK(sampled.claims == 1507);
}

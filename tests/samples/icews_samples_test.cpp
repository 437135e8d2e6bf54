#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("native ICEWS events become relations to the last row") {
  const auto file = sample("icews/events.2018.sample.tab");
  if (!file) return;
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {file->string()}});
  check_whole(report);
  CHECK(report.inputs.at(0).format == "icews");
  CHECK(report.records.read == 3'705);
  CHECK(report.records.taken == 3'705);
  CHECK(report.relations.taken == 3'705);
  CHECK(report.claims == 3'705);
  CHECK(report.documents.taken == 1'876);
  CHECK(report.entities.taken == 1'397);
  // That publishers are added, and nothing else: every type is known.
  CHECK(report.warnings.size() == 1);
  CHECK(ingest(*store, {.inputs = {file->string()}}).batch == 0);
}

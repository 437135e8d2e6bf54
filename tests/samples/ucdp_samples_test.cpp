#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("UCDP events become relations, events and reports to the last row") {
  const auto file = sample("ucdp/ged_syria_2016q1_cut.csv");
  if (!file) return;
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {file->string()}});
  check_whole(report);
  CHECK(report.inputs.at(0).format == "ucdp");
  CHECK(report.records.read == 1'585);
  CHECK(report.records.taken == 1'585);
  CHECK(report.documents.read == 1'742);
  CHECK(report.documents.taken == 794);
  // 1,585 of violence, as many in conflicts and places, 3,132 sides in events, 442 places.
  CHECK(report.relations.taken == 8'329);
  CHECK(report.claims == 9'097);
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].count == 4);  // low, best and high out of order
  CHECK(ingest(*store, {.inputs = {file->string()}}).batch == 0);
}

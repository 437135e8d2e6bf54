#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("id quads of FinDKG become relations of named entities over weeks") {
  const auto directory = sample("findkg");
  if (!directory) return;
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {directory->string()}});
  check_whole(report);
  CHECK(report.records.read == 222'732);
  CHECK(report.records.taken == 206'196);
  CHECK(report.records.known == 16'536);  // repeated word for word
  CHECK(report.records.rejected == 0);
  CHECK(report.claims == 206'196);
  CHECK(store->statistics(store->snapshot()).relations == 198'109);
  CHECK(store->statistics(store->snapshot()).entities == 13'310);
  CHECK(report.warnings.empty());
}

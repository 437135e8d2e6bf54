// The threat actors of MISP, to the last one.

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("threat actors, their sponsors and whom they are like") {
  const auto file = sample("misp/threat-actor.json");
  if (!file) return;
  const IngestReport report = take_sample(*file, "misp").report;
  CHECK(report.records.read == 1'041);
  CHECK(report.records.taken == 1'041);
  CHECK(report.rejections.empty());
  CHECK(report.relations.taken == 908);  // 432 between values, 476 attributions
  CHECK(report.claims == 908);
}

// MITRE ATT&CK for industrial control systems, to the last object.

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("ATT&CK for industrial control systems") {
  const auto file = sample("stix/ics-attack.json.gz");
  if (!file) return;
  const IngestReport report = take_sample(*file, "stix").report;
  CHECK(report.records.read == 1'825);
  CHECK(report.records.taken == 1'825);
  CHECK(report.rejections.empty());
  // 452 objects, 12 phases of the kill chain, and 13 that were mentioned before they stood.
  CHECK(report.entities.taken == 477);
  CHECK(report.relations.taken == 1'588);  // 1,373 relationships, 121 of phases, 94 references
  CHECK(report.claims == 3'142);
}

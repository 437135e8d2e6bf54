// Real exports of FollowTheMoney, to the last record.

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("party donations: payments between donors and parties") {
  const auto file = sample("ftm/donations.ftm.jsonl");
  if (!file) return;
  const IngestReport report = take_sample(*file, "ftm").report;
  CHECK(report.records.taken == 474);
  // 290 payments and 103 addresses.
  CHECK(report.relations.taken == 393);
  // 184 things, of which 19 are mentioned before their own line.
  CHECK(report.entities.taken == 203);
  CHECK(report.claims == 393);
}

TEST_CASE("a drone maker's owners, officers and sanctions") {
  const auto file = sample("ftm/zala.entities.ftm.jsonl");
  if (!file) return;
  const IngestReport report = take_sample(*file, "ftm").report;
  CHECK(report.records.taken == 91);
  CHECK(report.relations.taken == 90);  // 21 edges, 41 sanctions, 1 passport, 27 addresses
  CHECK(report.claims == 199);
}

TEST_CASE("entities with names in many languages") {
  const auto file = sample("ftm/eu_fsf_t1.entities.ftm.jsonl");
  if (!file) return;
  const IngestReport report = take_sample(*file, "ftm").report;
  CHECK(report.records.taken == 7);
  CHECK(report.relations.taken == 2);
}

TEST_CASE("statements of the drone maker") {
  const auto file = sample("ftm/zala.statements.layout-sample.csv");
  if (!file) return;
  const IngestReport report = take_sample(*file, "ftm-statements").report;
  CHECK(report.records.read == 1'710);
  CHECK(report.records.taken == 1'600);
  CHECK(report.records.known == 110);  // edges that a row says nothing more of, names given twice
  CHECK(report.rejections.empty());
  CHECK(report.claims == 153);
}

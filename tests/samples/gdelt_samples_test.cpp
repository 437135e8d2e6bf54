#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("a whole file of GDELT events becomes relations to its last row") {
  const auto file = sample("gdelt/20180101000000.export.CSV.gz");
  if (!file) return;
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {file->string()}});
  check_whole(report);
  CHECK(report.inputs.at(0).format == "gdelt");
  CHECK(report.records.read == 2'414);
  CHECK(report.records.taken == 2'414);
  CHECK(report.relations.taken == 2'414);
  CHECK(report.claims == 2'414);
  CHECK(report.documents.taken == 372);
  // 551 actors, 1,010 events for the actors that are not known; 198 publishers come on top.
  CHECK(report.entities.taken == 1'561);
  CHECK(ingest(*store, {.inputs = {file->string()}}).batch == 0);
}

TEST_CASE("GDELT mentions are claims on the events of the same quarter of an hour") {
  const auto events = sample("gdelt/20170701234500.export.sample50.CSV");
  const auto mentions = sample("gdelt/20170701234500.mentions.sample50.CSV");
  if (!events || !mentions) return;
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {mentions->string(), events->string()}});
  check_whole(report);
  CHECK(report.inputs.at(0).format == "gdelt-mentions");
  CHECK(report.records.read == 100);
  CHECK(report.records.taken == 84);
  // 16 mentions are of events of files that the sample does not have.
  CHECK(report.records.rejected == 16);
  for (const Rejection& rejection : report.rejections) {
    CHECK(rejection.reason.starts_with("no relation has the key \"gdelt:"));
  }
  CHECK(report.relations.read == 100);
  CHECK(report.claims == 84);
}

TEST_CASE("every row of GDELT's knowledge graph is a document with those it names") {
  check_sample("gdelt/20170701234500.gkg.sample50.csv", "gdelt-gkg",
               {.read = 50, .entities = 429, .documents = 50, .relations = 473, .claims = 505});
}

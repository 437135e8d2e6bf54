#include <fstream>

#include "tests/graph/temporary_directory.h"
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

TEST_CASE("a code book in an old encoding is taken but for the rows that are no UTF-8") {
  const auto file = sample("icews/cameo-codes.csv");
  if (!file) return;
  const TemporaryDirectory directory;
  const std::string mapping = (directory.path() / "mapping.json").string();
  std::ofstream(mapping) << R"({"ids":"cameo","columns":{"code":"id","name":"name"},
"values":{"entity_type":"topic"}})";
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {file->string()}, .mapping = mapping});
  check_whole(report);
  CHECK(report.records.read == 312);
  CHECK(report.records.rejected == 106);
  CHECK(report.rejections.at(0).place.line == 5);
}

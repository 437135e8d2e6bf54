#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

namespace {

// Of a sample, which is known when it is taken again.
IngestReport report_of(const std::filesystem::path& file) {
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {file.string()}});
  check_whole(report);
  CHECK(report.inputs.at(0).format == "text-quads");
  CHECK(report.records.rejected == 0);
  CHECK(ingest(*store, {.inputs = {file.string()}}).batch == 0);
  return report;
}

}  // namespace

TEST_CASE("text quads of ICEWS become events to the last row, of types that are all known") {
  const auto decade = sample("icews/icews_2005-2015_valid.txt.gz");
  const auto year = sample("icews/icews_2014_valid.txt");
  if (!decade || !year) return;
  IngestReport report = report_of(*decade);
  CHECK(report.records.taken == 46'275);
  CHECK(report.relations.taken == 46'275);
  CHECK(report.entities.taken == 5'200);
  CHECK(report.warnings.empty());
  report = report_of(*year);
  CHECK(report.records.taken == 8'941);
  CHECK(report.entities.taken == 2'890);
  CHECK(report.warnings.empty());
}

TEST_CASE("text quads of Wikidata are joined into intervals") {
  const auto file = sample("temporal-text-quads/wikidata_valid.txt");
  if (!file) return;
  const IngestReport report = report_of(*file);
  CHECK(report.records.read == 14'374);
  // 8,465 rows are of numbers, which become properties.
  CHECK(report.relations.read == 5'909);
  CHECK(report.relations.taken == 5'899);
  CHECK(report.claims == 5'899);
  CHECK(report.relations.known == 10);  // of the 498 exact repetitions
}

TEST_CASE("facts of YAGO become relations with and without a time") {
  const auto file = sample("temporal-text-quads/yago15k_valid.txt");
  if (!file) return;
  const IngestReport report = report_of(*file);
  CHECK(report.records.read == 13'815);
  CHECK(report.relations.taken == 13'815);
  CHECK(report.entities.taken == 8'527);
  // That some place takes part in an event.
  CHECK(report.warnings.size() <= 1);
}

#include <algorithm>

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("every triple of CoDEx is a relation between entities of the types beside it") {
  // 2,034 entities in both files; no triple is in them twice.
  check_sample(
      "codex/codex-s_train.txt", "triples",
      {.read = 32'888, .entities = 2'034, .documents = 1, .relations = 32'888, .claims = 32'888});
  check_sample(
      "codex/codex-s_valid.txt", "triples",
      {.read = 1'827, .entities = 1'390, .documents = 1, .relations = 1'827, .claims = 1'827});
}

TEST_CASE("CoDEx as a directory: the triples are inputs, the dictionaries are read with them") {
  const auto directory = sample("codex");
  if (!directory) return;
  const auto store = make_memory_store();
  const IngestReport report = ingest(*store, {.inputs = {directory->string()}});
  check_whole(report);
  CHECK(report.passed_over.empty());
  CHECK(report.records.taken == 34'715);
  CHECK(report.warnings.empty());
  const Snapshot now = store->snapshot();
  const Schema schema = store->schema(now);
  CHECK(schema.relation_type(*schema.relation_type("P2348")).label == "time period");
  const Batch batch = store->batches(now).back();
  CHECK(batch.entities == 2'034);
  CHECK(batch.relations == 34'715);
}

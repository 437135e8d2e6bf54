#pragma once

// Samples by their counts.

#include <relata/ingest.h>
#include <relata/store.h>

#include "tests/samples/samples.h"

namespace relata::testing {

struct SampleCounts {
  std::uint64_t read = 0;
  std::uint64_t rejected = 0;
  std::uint64_t entities = 0;
  std::uint64_t documents = 0;
  std::uint64_t relations = 0;
  std::uint64_t claims = 0;
};

// Reads a sample into a store of its own, which has to verify, and in which the same again changes
// nothing.
inline IngestReport check_sample(const std::string& name, const std::string& format,
                                 const SampleCounts& expected) {
  const auto path = sample(name);
  if (!path) return {};
  CAPTURE(name);
  const auto store = make_memory_store();
  IngestReport report = ingest(*store, {.inputs = {path->string()}});
  REQUIRE(report.inputs.size() == 1);
  CHECK(report.inputs.front().format == format);
  const RecordCounts& records = report.records;
  CHECK(records.read == expected.read);
  CHECK(records.taken + records.known + records.rejected == records.read);
  CHECK(records.rejected == expected.rejected);
  const auto batches = store->batches(store->snapshot());
  const Batch batch = batches.empty() ? Batch{} : batches.back();
  CHECK(batch.entities == expected.entities);
  CHECK(batch.documents == expected.documents);
  CHECK(batch.relations == expected.relations);
  CHECK(batch.claims == expected.claims);
  CHECK(store->verify().empty());
  CHECK(ingest(*store, {.inputs = {path->string()}}).batch == 0);
  return report;
}

}  // namespace relata::testing

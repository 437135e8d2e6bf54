#pragma once

// A sample, taken twice into a store of its own.

#include <relata/ingest.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>

namespace relata::testing {

struct SampleReport {
  std::unique_ptr<Store> store;
  IngestReport report;
};

// Checks that the file is recognised as `format`, that every record is counted once, that a second
// time changes nothing, and that the store is whole.
inline SampleReport take_sample(const std::filesystem::path& file, const std::string& format) {
  SampleReport taken{.store = make_memory_store(), .report = {}};
  taken.report = ingest(*taken.store, {.inputs = {file.string()}});
  REQUIRE(taken.report.inputs.size() == 1);
  CHECK(taken.report.inputs.front().format == format);
  const RecordCounts& records = taken.report.records;
  CHECK(records.read == records.taken + records.known + records.rejected);
  CHECK(ingest(*taken.store, {.inputs = {file.string()}}).batch == 0);
  CHECK(taken.store->verify().empty());
  return taken;
}

}  // namespace relata::testing

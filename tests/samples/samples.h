#pragma once

// Real samples of the formats, which are not part of the project: they lie where RELATA_SAMPLES
// says.

#include <relata/ingest.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace relata::testing {

// The file or directory of that name below it. Nothing, and a warning that says so, where the
// variable is not set.
inline std::optional<std::filesystem::path> sample(const std::string& below) {
  const char* const directory = std::getenv("RELATA_SAMPLES");
  if (directory == nullptr || *directory == '\0') {
    WARN("RELATA_SAMPLES is not set: " << below << " was not read");
    return std::nullopt;
  }
  const std::filesystem::path path = std::filesystem::path(directory) / below;
  CAPTURE(path.string());
  REQUIRE(std::filesystem::exists(path));
  return path;
}

// What has to hold of every report.
inline void check_whole(const IngestReport& report) {
  CHECK(report.records.read ==
        report.records.taken + report.records.known + report.records.rejected);
}

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
  check_whole(taken.report);
  CHECK(ingest(*taken.store, {.inputs = {file.string()}}).batch == 0);
  CHECK(taken.store->verify().empty());
  return taken;
}

struct SampleCounts {
  std::uint64_t read = 0;
  std::uint64_t rejected = 0;
  std::uint64_t entities = 0;
  std::uint64_t documents = 0;
  std::uint64_t relations = 0;
  std::uint64_t claims = 0;
};

// Takes the sample of that name, and compares the one batch that it becomes.
inline IngestReport check_sample(const std::string& name, const std::string& format,
                                 const SampleCounts& expected) {
  const auto path = sample(name);
  if (!path) return {};
  CAPTURE(name);
  SampleReport taken = take_sample(*path, format);
  CHECK(taken.report.records.read == expected.read);
  CHECK(taken.report.records.rejected == expected.rejected);
  const auto batches = taken.store->batches(taken.store->snapshot());
  const Batch batch = batches.empty() ? Batch{} : batches.back();
  CHECK(batch.entities == expected.entities);
  CHECK(batch.documents == expected.documents);
  CHECK(batch.relations == expected.relations);
  CHECK(batch.claims == expected.claims);
  return std::move(taken.report);
}

}  // namespace relata::testing

#pragma once

// The formats that can be read: one reader file each, registered in one table.

#include <functional>
#include <span>

#include "ingest/staging.h"

namespace relata {

// Told of the bytes and records read so far, a few times a second; throws to stop the reading.
using ReadProgress = std::function<void(std::uint64_t bytes, std::uint64_t records)>;

struct Reader {
  const char* name;
  const char* example;  // a line of it
  void (*read)(const InputFile& file, std::uint32_t number, const IngestQuery& query,
               Staging& staging, ReportBuilder& report, const ReadProgress& progress);
};

[[nodiscard]] std::span<const Reader> readers();

// relata's own JSON Lines (ingest/native_jsonl.h).
void read_native(const InputFile& file, std::uint32_t number, const IngestQuery& query,
                 Staging& staging, ReportBuilder& report, const ReadProgress& progress);

}  // namespace relata

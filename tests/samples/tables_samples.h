#pragma once

// Samples of tables, taken into a store in memory.

#include <relata/ingest.h>

#include "tests/samples/samples.h"

namespace relata::testing {

// What has to hold of every report.
inline void check_whole(const IngestReport& report) {
  CHECK(report.records.read ==
        report.records.taken + report.records.known + report.records.rejected);
}

}  // namespace relata::testing

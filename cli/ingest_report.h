#pragma once

// What came of an ingest, for people and for programs.

#include <relata/ingest.h>

#include <string>

#include "cli/output_options.h"

namespace relata::cli {

// Text or JSON; docs/json.md has the shape.
[[nodiscard]] std::string render_report(const IngestReport& report, const IngestQuery& query,
                                        Format format, const RenderOptions& options);

}  // namespace relata::cli

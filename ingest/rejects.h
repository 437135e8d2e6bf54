#pragma once

// What was refused, as it stood in the input, so that it can be mended and ingested again.

#include <string>
#include <vector>

#include "ingest/report_builder.h"

namespace relata {

// Writes the rejected records of inputs whose records are lines: what stands before the first
// record of an input (a header), then its rejected lines. The file appears whole or not at all, and
// not at all if nothing was rejected. What cannot be written so is warned of: records that are no
// lines, and those of a second input that begins otherwise than the first.
void write_rejects(const std::string& path, const std::vector<InputFile>& files,
                   ReportBuilder& report);

}  // namespace relata

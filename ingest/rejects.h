#pragma once

// What was refused, as it stood in the input, so that it can be mended and ingested again.

#include <string>
#include <vector>

#include "ingest/report_builder.h"

namespace relata {

// Writes the rejected records of the inputs, so that the same reader takes them once they are
// mended: what stands before the first record of an input (a header) and its rejected lines, or its
// document without what was taken of it (Cut). The file appears whole or not at all, and not at all
// if nothing was rejected. What cannot be written is warned of: a second input, unless both are of
// lines and begin alike, and one that can only be kept whole and is large.
void write_rejects(const std::string& path, const std::vector<InputFile>& files,
                   ReportBuilder& report);

}  // namespace relata

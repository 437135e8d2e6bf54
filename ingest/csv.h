#pragma once

// Tables of any kind: CSV, TSV, edge lists. What their columns are is told by a mapping file;
// without one it is guessed and shown, and nothing is taken.

#include "ingest/reader.h"

namespace relata {

extern const Reader csv_reader;

}  // namespace relata

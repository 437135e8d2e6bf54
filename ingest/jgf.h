#pragma once

// JSON Graph Format, versions 1 and 2, with several graphs and with hyperedges.

#include "ingest/reader.h"

namespace relata {

extern const Reader jgf_reader;

}  // namespace relata

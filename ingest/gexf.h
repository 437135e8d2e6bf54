#pragma once

// GEXF 1.1 to 1.3, Gephi's format, with the times at which nodes and edges are there.

#include "ingest/reader.h"

namespace relata {

extern const Reader gexf_reader;

}  // namespace relata

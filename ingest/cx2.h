#pragma once

// CX2, the exchange format of Cytoscape 3.10 and NDEx.

#include "ingest/reader.h"

namespace relata {

extern const Reader cx2_reader;

}  // namespace relata

#pragma once

// Cytoscape.js and Cytoscape's JSON, in each of their three layouts.

#include "ingest/reader.h"

namespace relata {

extern const Reader cyjs_reader;

}  // namespace relata

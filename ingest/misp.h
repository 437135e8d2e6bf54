#pragma once

// Clusters of MISP galaxies: threat actors, malware, sectors and other lists, one JSON object each.
// The cluster's own fields have to stand before its values, as MISP writes them; what comes after
// the values still reaches the cluster's document, but not its key or their type.

#include "ingest/reader.h"

namespace relata {

extern const Reader misp_reader;

}  // namespace relata

#pragma once

// Wikidata's JSON: a dump (an array, one entity a line), an answer of its API ({"entities": ...}),
// or entities alone, one after the other. Statements about items become relations under their own
// ids, their references documents with claims; other statements become properties. One entity is
// in memory at a time.

#include "ingest/reader.h"

namespace relata {

extern const Reader wikidata_reader;

}  // namespace relata

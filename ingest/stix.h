#pragma once

// Bundles of STIX 2.0 and 2.1, and envelopes of TAXII.
//
// Of an object that comes in several versions the newest is taken, as far as the order allows: an
// older one that comes after it is passed over, an older one that came before it stays beside it.
// For this each object's id and the time it was modified are kept, and what reports say of
// relationships until the end.

#include "ingest/reader.h"

namespace relata {

extern const Reader stix_reader;

}  // namespace relata

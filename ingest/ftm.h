#pragma once

// Entities of FollowTheMoney, one JSON object a line: as they are, nested, or as deltas. Fragments
// of one entity may stand anywhere in the input. Nothing is ever deleted, so deltas that do are
// rejected.

#include "ingest/reader.h"

namespace relata {

extern const Reader ftm_reader;

}  // namespace relata

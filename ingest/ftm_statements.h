#pragma once

// Statements of FollowTheMoney: one value of one entity, as one dataset has it, in a row or a JSON
// object. CSV with a header, packed CSV (whose prop is "Schema:prop"), its older form without a
// header, JSON Lines.
//
// Rows of one entity stand together, and only they are kept at a time, at most 1,000 of them. What
// comes later of a thing is merged with what was taken. What comes later of an edge has to have
// both its ends again, or neither.

#include "ingest/reader.h"

namespace relata {

extern const Reader ftm_statements_reader;

}  // namespace relata

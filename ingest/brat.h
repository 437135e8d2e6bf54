#pragma once

// brat standoff annotations: a .ann file, and beside it the .txt that its offsets point into.
//
// Mentions become entities of their document, events become entities with a relation for each role,
// and attributes the stance of the claims. References may run forward, so that the annotations and
// the text of one document are held at a time.

#include "ingest/reader.h"

namespace relata {

extern const Reader brat_reader;

}  // namespace relata

#pragma once

#include "ingest/reader.h"

namespace relata {

// Native ICEWS events: a header and twenty columns between tabs, one coded event a row. An event is
// a relation of its CAMEO type, its story the document of the claim. Actors are told by their
// names alone.
extern const Reader icews_reader;

}  // namespace relata

#pragma once

#include "ingest/reader.h"

namespace relata {

// GDELT 2.0 events, the files *.export.CSV: one coded event a row, of which one or two actors are
// known. An event is a relation of its CAMEO type with the key `gdelt:` and its number, an actor an
// entity of its code and name. Actors have no ids of their own, so that all POLICE is one entity.
extern const Reader gdelt_reader;

}  // namespace relata

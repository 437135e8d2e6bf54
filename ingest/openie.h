#pragma once

// Extractions of open information extraction, one a line: two phrases and what one has to do with
// the other, as Stanford OpenIE, ReVerb, Ollie and OpenIE 4 and 5 write them.

#include "ingest/reader.h"

namespace relata {

extern const Reader openie_reader;

}  // namespace relata

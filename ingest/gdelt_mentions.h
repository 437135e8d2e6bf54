#pragma once

#include "ingest/reader.h"

namespace relata {

// GDELT 2.0 mentions, the files *.mentions.CSV: one document's mention of an event a row, which is
// one more claim on the event's relation. The event is in the batch or the store; else the row is
// rejected.
extern const Reader gdelt_mentions_reader;

}  // namespace relata

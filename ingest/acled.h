#pragma once

#include "ingest/reader.h"

namespace relata {

// Events of ACLED (Armed Conflict Location & Event Data): CSV with columns by the names in the
// header, those of old exports too. A row is an event, in which its actors were involved; which of
// them acted on which is not said. Each source that it names is a claim.
extern const Reader acled_reader;

}  // namespace relata

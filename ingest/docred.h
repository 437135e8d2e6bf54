#pragma once

// DocRED and Re-DocRED: documents of tokens, entities as lists of mentions, and relations between
// them with the sentences that are their evidence. An array of documents, or one a line.

#include "ingest/reader.h"

namespace relata {

extern const Reader docred_reader;

}  // namespace relata

#pragma once

// Documents of spaCy as JSON, and Prodigy's like them: a text with entities and relations between
// its tokens. An array of documents, or one a line.

#include "ingest/reader.h"

namespace relata {

extern const Reader spacy_reader;

}  // namespace relata

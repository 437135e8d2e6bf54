#pragma once

// The tables of a GraphRAG export: entities, relationships, text units, documents and covariates.
// A table is told by its columns.

#include "ingest/reader.h"

namespace relata {

extern const Reader graphrag_reader;       // as CSV
extern const Reader graphrag_json_reader;  // as JSON: an array of rows, or one a line

}  // namespace relata

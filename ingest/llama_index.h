#pragma once

// The property graph store of LlamaIndex: nodes, relations and triplets in one JSON object.
//
// Its relations are kept by label, so that of all edges of one label only the last is there whole;
// the triplets name the others. Held in memory are the relations, one for each label, and the short
// texts of the chunks that claims quote.

#include "ingest/reader.h"

namespace relata {

extern const Reader llama_index_reader;

}  // namespace relata

#pragma once

// Graphs that were drawn from documents by a language model, as LangChain keeps them: GraphDocument
// objects, plain or in its serialised wrapping, in an array or one a line.

#include "ingest/reader.h"

namespace relata {

extern const Reader graph_document_reader;

}  // namespace relata

#pragma once

// FactRuEval-2016: Russian news with objects, chains of them and facts, in files beside each other.
//
// Two of the files are inputs: .objects, whose lines are mentions of entities, and .facts, whose
// blocks are relations and events. What they need of .coref, .spans and .txt is read beside them,
// so that the files of one document are held at a time.

#include "ingest/reader.h"

namespace relata {

extern const Reader factrueval_reader;

}  // namespace relata

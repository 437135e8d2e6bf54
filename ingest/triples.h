#pragma once

#include "ingest/reader.h"

namespace relata {

// Facts as three columns between tabs, without a header: subject, relation, object, by their ids.
// What the ids stand for is in files beside the input (TripleDictionaries), which are held in
// memory, and are no inputs of their own.
extern const Reader triples_reader;

}  // namespace relata

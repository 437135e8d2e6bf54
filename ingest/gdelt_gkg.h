#pragma once

#include "ingest/reader.h"

namespace relata {

// GDELT's Global Knowledge Graph 2.1, the files *.gkg.csv: what one document names, a document a
// row. GKG asserts no relation between what it names; it says where in the document each name
// stands. So the only relation is the weakest there is, `named_near`: one of each pair for the
// whole input, with a claim of each document in which the two stand close together. Who is named in
// no document near another is an entity without relations.
extern const Reader gdelt_gkg_reader;

}  // namespace relata

#pragma once

// RDF as N-Triples, N-Quads, Turtle and TriG, of RDF 1.1, RDF-star and RDF 1.2. A statement is a
// record, and links two entities, names one or is a property of one; reified triples are claims.
// Lines are read one by one, so that a bad one is rejected alone; in Turtle and TriG nothing can be
// read after an error. Memory grows with what RdfFacts keeps.

#include "ingest/rdf_parser.h"
#include "ingest/reader.h"

namespace relata {

extern const Reader rdf_reader;

// As which it is read.
[[nodiscard]] RdfLanguage rdf_language_of(const InputStream& input);

}  // namespace relata

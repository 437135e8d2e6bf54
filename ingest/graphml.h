#pragma once

// GraphML, as networkx, igraph, Gephi, yEd and Neo4j's APOC write it.
//
// Nodes and edges whose keys are not declared yet are held back until they are, or until those that
// are held back fill the room of one record.

#include "ingest/reader.h"

namespace relata {

extern const Reader graphml_reader;

}  // namespace relata

#pragma once

// KGTK's tables, tab-separated: edges (node1, label, node2, and an id that other edges may be
// about), or nodes with their properties in columns. Edges are read one at a time; kept are the ids
// of edges, so that those about them are known if they come later, what these say, and the types of
// nodes.

#include "ingest/reader.h"

namespace relata {

extern const Reader kgtk_reader;

}  // namespace relata

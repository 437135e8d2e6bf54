#pragma once

// Node-link JSON, as networkx and D3 write it.
//
// Links name nodes by their ids, by their places in the array (networkx 1, D3 3), or hold them
// whole (D3 after a simulation). The ids of the nodes are kept, in their order.

#include "ingest/reader.h"

namespace relata {

extern const Reader node_link_reader;

}  // namespace relata

#pragma once

// How many relations vertices have in the store, whatever a view takes of them.

#include <relata/store.h>
#include <cstdint>
#include <functional>
#include <vector>

#include "graph/csr_graph.h"
#include "query/search_watch.h"

namespace relata {

// Of each vertex in turn; none if the search was cut.
using Degrees = std::function<std::vector<std::uint64_t>(const std::vector<std::uint64_t>&)>;

// What they are made of has to outlive them.
[[nodiscard]] Degrees stored_degrees(const Store& store, const Snapshot& at, SearchWatch& watch);
[[nodiscard]] Degrees stored_degrees(const CsrGraph& graph);

}  // namespace relata

#pragma once

// What comes in after a load: small batches of relations between known entities.

#include <relata/store.h>

#include "bench/actor_graph.h"

namespace relata::bench {

// `serial` makes the batch and its keys others than those before.
[[nodiscard]] Changes increment(Store& store, const ActorGraph& graph, std::uint64_t serial,
                                std::size_t relations);

}  // namespace relata::bench

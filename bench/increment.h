#pragma once

// What comes in after a load: small batches of relations between known entities.

#include <relata/store.h>

#include "bench/actor_graph.h"

namespace relata::bench {

// The relation that comes in as the `i`th of a batch is like this one, so that no distance changes.
[[nodiscard]] const ActorRelation& increment_like(const ActorGraph& graph, std::uint64_t serial,
                                                  std::size_t i);

// `serial` makes the batch and its keys others than those before.
[[nodiscard]] Changes increment(Store& store, const ActorGraph& graph, std::uint64_t serial,
                                std::size_t relations);

}  // namespace relata::bench

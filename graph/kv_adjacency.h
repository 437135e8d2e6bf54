#pragma once

// The blocks of adjacency entries in their family.

#include <relata/adjacency.h>
#include <vector>

#include "graph/kv.h"

namespace relata {

[[nodiscard]] std::string block_key(EntityId owner, BatchNumber batch, std::uint32_t chunk);

void seek_owner(Kv::Cursor& cursor, EntityId owner);
[[nodiscard]] EntityId owner_under(const Kv::Cursor& cursor);
[[nodiscard]] bool is_at_owner(const Kv::Cursor& cursor, EntityId owner);

// The entries of the block under the cursor that `head` has reached, in the hint's direction.
void read_entries(const Kv::Cursor& cursor, BatchNumber head, const PruneHint& hint,
                  std::vector<AdjacencyEntry>& entries);

// How many entries the owner's blocks hold together.
[[nodiscard]] std::uint64_t degree_of(Kv::Cursor& cursor, EntityId owner);

// Puts one owner's entries, which it sorts, in blocks.
void put_blocks(EntityId owner, BatchNumber batch, std::vector<AdjacencyEntry>& entries,
                Kv::Bundle& bundle);

}  // namespace relata

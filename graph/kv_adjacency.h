#pragma once

// The blocks of adjacency entries in their family.

#include <relata/adjacency.h>
#include <vector>

#include "graph/kv.h"

namespace relata {

struct BlockKey {
  EntityId owner;
  BatchNumber batch = 0;
  std::uint32_t chunk = 0;
};

[[nodiscard]] std::string block_key(const BlockKey& key);
[[nodiscard]] BlockKey block_key_under(const Kv::Cursor& cursor);

void seek_owner(Kv::Cursor& cursor, EntityId owner);
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

#include "graph/kv_adjacency.h"

#include <algorithm>

#include "graph/entry_block.h"
#include "graph/kv_value.h"

namespace relata {

std::string block_key(const BlockKey& key) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.big_endian_64(key.owner.value);
  writer.big_endian_64(key.batch);
  writer.big_endian_32(key.chunk);
  return bytes;
}

BlockKey block_key_under(const Kv::Cursor& cursor) {
  const ValueName name = name_under(cursor, Family::adjacency);
  ByteReader reader(name.key, name);
  BlockKey key;
  key.owner = {reader.big_endian_64()};
  key.batch = reader.big_endian_64();
  key.chunk = reader.big_endian_32();
  reader.expect_end();
  return key;
}

void seek_owner(Kv::Cursor& cursor, EntityId owner) { cursor.seek(block_key({.owner = owner})); }

bool is_at_owner(const Kv::Cursor& cursor, EntityId owner) {
  return cursor.is_valid() && block_key_under(cursor).owner == owner;
}

void read_entries(const Kv::Cursor& cursor, BatchNumber head, const PruneHint& hint,
                  std::vector<AdjacencyEntry>& entries) {
  read_block(value_under(cursor, Family::adjacency), hint, entries);
  // A block that folds several batches lies under the last of them.
  const bool is_partly_later = block_key_under(cursor).batch > head;
  if (!is_partly_later && hint.direction == Direction::any) return;
  std::erase_if(entries, [&](const AdjacencyEntry& entry) {
    return entry.batch > head ||
           (hint.direction != Direction::any && entry.direction != hint.direction);
  });
}

std::uint64_t degree_of(Kv::Cursor& cursor, EntityId owner) {
  std::uint64_t degree = 0;
  for (seek_owner(cursor, owner); is_at_owner(cursor, owner); cursor.next()) {
    degree += block_size(value_under(cursor, Family::adjacency));
  }
  return degree;
}

void put_blocks(EntityId owner, BatchNumber batch, std::vector<AdjacencyEntry>& entries,
                Kv::Bundle& bundle) {
  std::sort(entries.begin(), entries.end(), comes_before);
  std::string value;
  std::uint32_t chunk = 0;
  for (std::size_t first = 0; first < entries.size(); first += block_entries_max, ++chunk) {
    const std::size_t count = std::min(block_entries_max, entries.size() - first);
    const std::string key = block_key({.owner = owner, .batch = batch, .chunk = chunk});
    begin_value(value);
    ByteWriter writer(value);
    write_block(std::span(entries).subspan(first, count), writer);
    put_value(bundle, Family::adjacency, key, value);
  }
}

}  // namespace relata

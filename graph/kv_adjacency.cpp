#include "graph/kv_adjacency.h"

#include <algorithm>

#include "graph/entry_block.h"

namespace relata {
namespace {

struct BlockKey {
  EntityId owner;
  BatchNumber batch = 0;
};

ValueName name_under(const Kv::Cursor& cursor) {
  return {.family = name_of(Family::adjacency), .key = cursor.key()};
}

BlockKey key_under(const Kv::Cursor& cursor) {
  const ValueName name = name_under(cursor);
  ByteReader reader(name.key, name);
  BlockKey key;
  key.owner = {reader.big_endian_64()};
  key.batch = reader.big_endian_64();
  (void)reader.big_endian_32();
  reader.expect_end();
  return key;
}

ByteReader block_under(const Kv::Cursor& cursor) {
  const ValueName name = name_under(cursor);
  return {unseal(name, cursor.value()), name};
}

}  // namespace

std::string block_key(EntityId owner, BatchNumber batch, std::uint32_t chunk) {
  std::string key;
  ByteWriter writer(key);
  writer.big_endian_64(owner.value);
  writer.big_endian_64(batch);
  writer.big_endian_32(chunk);
  return key;
}

void seek_owner(Kv::Cursor& cursor, EntityId owner) { cursor.seek(block_key(owner, 0, 0)); }

EntityId owner_under(const Kv::Cursor& cursor) { return key_under(cursor).owner; }

bool is_at_owner(const Kv::Cursor& cursor, EntityId owner) {
  return cursor.is_valid() && owner_under(cursor) == owner;
}

void read_entries(const Kv::Cursor& cursor, BatchNumber head, const PruneHint& hint,
                  std::vector<AdjacencyEntry>& entries) {
  read_block(block_under(cursor), hint, entries);
  // A block that folds several batches lies under the last of them.
  const bool is_partly_later = key_under(cursor).batch > head;
  if (!is_partly_later && hint.direction == Direction::any) return;
  std::erase_if(entries, [&](const AdjacencyEntry& entry) {
    return entry.batch > head ||
           (hint.direction != Direction::any && entry.direction != hint.direction);
  });
}

std::uint64_t degree_of(Kv::Cursor& cursor, EntityId owner) {
  std::uint64_t degree = 0;
  for (seek_owner(cursor, owner); is_at_owner(cursor, owner); cursor.next()) {
    degree += block_size(block_under(cursor));
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
    const std::string key = block_key(owner, batch, chunk);
    begin_value(value);
    ByteWriter writer(value);
    write_block(std::span(entries).subspan(first, count), writer);
    seal(key, value);
    bundle.put(Family::adjacency, key, value);
  }
}

}  // namespace relata

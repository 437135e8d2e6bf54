#pragma once

// Reading the families that are not records: types, and hashed keys.

#include <relata/store.h>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "graph/key_bucket.h"
#include "graph/kv.h"

namespace relata {

// What comes after the types in their family.
constexpr std::uint8_t judgement_kind = 2;  // on disk

// The schema as of a batch; the built-in one for an empty store.
[[nodiscard]] Schema read_schema(const Kv& kv, BatchNumber head);
// Puts the types in which `now` differs from `before`.
void put_schema(const Schema& before, const Schema& now, BatchNumber batch, Kv::Bundle& bundle);

// Where the records with a kind of key lie.
struct KeyFamily {
  Family family;
  unsigned page_bits;
};
[[nodiscard]] KeyFamily key_family(KeyKind kind);
// The key that a part of a record begins with; nothing for a part that only adds to a relation.
[[nodiscard]] std::optional<std::string_view> read_record_key(KeyKind kind, ByteReader record);

// Calls `found` for every id whose key may be one of `wanted`, which are sorted.
void visit_candidates(const Kv& kv, BatchNumber head, std::span<const HashedKey> wanted,
                      const std::function<void(const HashedKey&, std::uint64_t id)>& found);
// Puts `keys`, which it sorts, in buckets.
void put_keys(std::vector<HashedKey>& keys, BatchNumber batch, Kv::Bundle& bundle);

}  // namespace relata

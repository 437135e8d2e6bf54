#pragma once

// The index from external keys to ids: hashes, packed.
//
// A key's 64-bit hash gives a bucket (its first 16 bits) and a remainder (the next 16); a bucket
// holds, for each batch, the remainders with their ids. Different keys may share both, so what is
// found is a candidate until the record's own key is compared.

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/bytes.h"

namespace relata {

// What is indexed, beyond KeyKind: the ids of batches. On disk.
constexpr std::uint8_t batch_key_kind = 3;

struct HashedKey {
  std::uint8_t kind = 0;  // KeyKind, or batch_key_kind
  std::uint16_t bucket = 0;
  std::uint16_t remainder = 0;
  std::uint64_t id = 0;
  friend auto operator<=>(const HashedKey&, const HashedKey&) = default;
};

[[nodiscard]] HashedKey hash_key(std::uint8_t kind, std::string_view key, std::uint64_t id);

// Writes keys of one bucket, sorted.
void write_bucket(std::span<const HashedKey> keys, ByteWriter& to);
// Calls `found` for each, by remainder. Reads the wider remainders of older rows as well.
void read_bucket(ByteReader bucket,
                 const std::function<void(std::uint16_t remainder, std::uint64_t id)>& found);

}  // namespace relata

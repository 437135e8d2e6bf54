#include "graph/key_bucket.h"

#include <algorithm>
#include <bit>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

// In the byte of the ids' width: remainders have 16 bits. Rows without it were written with 24.
constexpr std::uint8_t short_remainders = 0x10;
constexpr int dropped_bits = 8;

}  // namespace

HashedKey hash_key(std::uint8_t kind, std::string_view key, std::uint64_t id) {
  const XXH64_hash_t hash = XXH3_64bits(key.data(), key.size());
  return {.kind = kind,
          .bucket = static_cast<std::uint16_t>(hash >> 48),
          .remainder = static_cast<std::uint16_t>(hash >> 32),
          .id = id};
}

void write_bucket(std::span<const HashedKey> keys, ByteWriter& to) {
  const auto [least, most] = std::minmax_element(
      keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const auto width = static_cast<unsigned>(std::bit_width(most->id - least->id) + 7) / 8;
  to.varint(keys.size());
  to.varint(least->id);
  to.byte(static_cast<std::uint8_t>(width | short_remainders));
  std::uint16_t last = 0;
  for (const HashedKey& key : keys) {
    to.varint(static_cast<std::uint16_t>(key.remainder - last));
    last = key.remainder;
    std::uint64_t rest = key.id - least->id;
    for (unsigned i = 0; i < width; ++i, rest >>= 8) to.byte(static_cast<std::uint8_t>(rest));
  }
}

void read_bucket(ByteReader bucket,
                 const std::function<void(std::uint16_t remainder, std::uint64_t id)>& found) {
  const std::uint64_t count = bucket.varint();
  const std::uint64_t least = bucket.varint();
  const std::uint8_t widths = bucket.byte();
  const int shift = (widths & short_remainders) != 0 ? 0 : dropped_bits;
  const int width = widths & ~short_remainders;
  if (width > 8) bucket.fail("an id is too wide");
  std::uint64_t remainder = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    remainder += bucket.varint();
    if (remainder >> shift > 0xFFFF) bucket.fail("a hash is too large");
    std::uint64_t id = 0;
    for (int b = 0; b < width; ++b) id |= std::uint64_t{bucket.byte()} << (8 * b);
    found(static_cast<std::uint16_t>(remainder >> shift), least + id);
  }
  bucket.expect_end();
}

}  // namespace relata

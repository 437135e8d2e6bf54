#include "graph/bytes.h"

#include <relata/error.h>
#include <array>
#include <bit>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

constexpr std::uint8_t value_version = 1;  // on disk
constexpr std::size_t checksum_size = 4;   // on disk

template <class Value>
void append_big_endian(std::string& bytes, Value value) {
  for (int shift = 8 * (static_cast<int>(sizeof value) - 1); shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(value >> shift & 0xFF));
  }
}

template <class Value>
Value read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<Value>(value);
}

std::uint32_t checksum(const ValueName& name, std::string_view content) {
  const XXH64_hash_t place = XXH3_64bits(name.family.data(), name.family.size());
  const XXH64_hash_t seed = XXH3_64bits_withSeed(name.key.data(), name.key.size(), place);
  return static_cast<std::uint32_t>(XXH3_64bits_withSeed(content.data(), content.size(), seed));
}

}  // namespace

std::string hex_digits(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto value = static_cast<unsigned char>(c);
    text += digits[value >> 4];
    text += digits[value & 15];
  }
  return text;
}

void ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    byte(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::zigzag(std::int64_t value) {
  varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void ByteWriter::text(std::string_view value) {
  varint(value.size());
  bytes_.append(value);
}

void ByteWriter::real(double value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (int i = 0; i < 8; ++i, bits >>= 8) byte(static_cast<std::uint8_t>(bits));
}

void ByteWriter::date(PartialDate value) {
  if (!value.is_known()) return byte(0);
  const std::int64_t packed = value.packed();
  varint((static_cast<std::uint64_t>(packed) << 1 ^ static_cast<std::uint64_t>(packed >> 63)) + 1);
}

void ByteWriter::big_endian_16(std::uint16_t value) { append_big_endian(bytes_, value); }
void ByteWriter::big_endian_32(std::uint32_t value) { append_big_endian(bytes_, value); }
void ByteWriter::big_endian_64(std::uint64_t value) { append_big_endian(bytes_, value); }

void throw_damaged(const ValueName& name, std::string_view what) {
  throw Error(ErrorCode::damaged, "reading " + std::string(name.family) + " " +
                                      hex_digits(name.key) + ": the value is damaged (" +
                                      std::string(what) +
                                      "); run `relata verify`, then restore a copy or ingest anew");
}

std::uint8_t ByteReader::byte() { return static_cast<std::uint8_t>(take(1).front()); }

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t next = byte();
    if (shift == 63 && next > 1) break;
    value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
    if (next < 0x80) return value;
  }
  fail("a number is too long");
}

std::int64_t ByteReader::zigzag() {
  const std::uint64_t value = varint();
  return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

std::string_view ByteReader::take(std::size_t size) {
  if (size > bytes_.size()) fail("it ends too early");
  const std::string_view taken = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return taken;
}

std::string_view ByteReader::text() { return take(count()); }

double ByteReader::real() {
  std::uint64_t bits = 0;
  for (int i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(byte()) << (8 * i);
  return std::bit_cast<double>(bits);
}

PartialDate ByteReader::date() {
  std::uint64_t value = varint();
  if (value == 0) return {};
  --value;
  const auto packed = static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
  const bool is_small = packed == static_cast<std::int32_t>(packed);
  const auto date =
      is_small ? PartialDate::from_packed(static_cast<std::int32_t>(packed)) : std::nullopt;
  if (!date) fail("a date is impossible");
  return *date;
}

std::uint16_t ByteReader::big_endian_16() { return read_big_endian<std::uint16_t>(take(2)); }
std::uint32_t ByteReader::big_endian_32() { return read_big_endian<std::uint32_t>(take(4)); }
std::uint64_t ByteReader::big_endian_64() { return read_big_endian<std::uint64_t>(take(8)); }

std::size_t ByteReader::count() {
  const std::uint64_t value = varint();
  if (value > bytes_.size()) fail("a count is too large");
  return value;
}

void ByteReader::expect_end() const {
  if (!bytes_.empty()) fail("it goes on after its end");
}

void begin_value(std::string& value) {
  value.clear();
  value.push_back(static_cast<char>(value_version));
}

void seal(const ValueName& name, std::string& value_with_version) {
  append_big_endian(value_with_version, checksum(name, value_with_version));
}

std::string_view unseal(const ValueName& name, std::string_view value) {
  if (value.size() < 1 + checksum_size) throw_damaged(name, "it is too short");
  const std::string_view content = value.substr(0, value.size() - checksum_size);
  const auto stored = read_big_endian<std::uint32_t>(value.substr(content.size()));
  if (stored != checksum(name, content)) throw_damaged(name, "its checksum does not fit");
  if (static_cast<std::uint8_t>(content.front()) != value_version) {
    throw Error(ErrorCode::newer, "reading " + std::string(name.family) + ": a value has version " +
                                      std::to_string(static_cast<unsigned char>(content.front())) +
                                      ", this relata knows 1; use a newer relata");
  }
  return content.substr(1);
}

}  // namespace relata

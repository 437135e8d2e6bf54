#pragma once

// Bytes as they are on disk: little pieces written one after another, and read back with every
// length checked. A value that cannot be read throws Error{damaged} naming its family and key.
//
// Integers are LEB128 varints, signed ones zigzagged first; keys are big-endian so that their order
// is the order of the values.

#include <relata/date.h>
#include <cstdint>
#include <string>
#include <string_view>

namespace relata {

// "0a1b", two digits for each byte.
[[nodiscard]] std::string hex_digits(std::string_view bytes);

class ByteWriter {
 public:
  explicit ByteWriter(std::string& bytes) : bytes_(bytes) {}

  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void varint(std::uint64_t value);
  void zigzag(std::int64_t value);
  void text(std::string_view value);  // its length, then its bytes
  void bytes(std::string_view value) { bytes_.append(value); }
  void real(double value);       // IEEE 754, little-endian
  void date(PartialDate value);  // 0: unknown; else one more than the zigzagged packed()
  void big_endian_16(std::uint16_t value);
  void big_endian_32(std::uint32_t value);
  void big_endian_64(std::uint64_t value);

 private:
  std::string& bytes_;
};

// Which value is being read, for the message if it is damaged.
struct ValueName {
  std::string_view family;
  std::string_view key;
};

[[noreturn]] void throw_damaged(const ValueName& name, std::string_view what);

class ByteReader {
 public:
  ByteReader(std::string_view bytes, const ValueName& name) : bytes_(bytes), name_(name) {}

  [[nodiscard]] std::uint8_t byte();
  [[nodiscard]] std::uint64_t varint();
  [[nodiscard]] std::int64_t zigzag();
  [[nodiscard]] std::string_view text();
  [[nodiscard]] std::string_view take(std::size_t size);
  [[nodiscard]] double real();
  [[nodiscard]] PartialDate date();
  [[nodiscard]] std::uint16_t big_endian_16();
  [[nodiscard]] std::uint32_t big_endian_32();
  [[nodiscard]] std::uint64_t big_endian_64();

  // A count of things of at least one byte each that are still to come.
  [[nodiscard]] std::size_t count();
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }
  void expect_end() const;
  [[noreturn]] void fail(std::string_view what) const { throw_damaged(name_, what); }

 private:
  std::string_view bytes_;
  ValueName name_;
};

// A value on disk is a version byte, the payload, and a checksum over its family, its key and both,
// so that a flipped bit and a value in the wrong place are both seen.
void seal(const ValueName& name, std::string& value_with_version);
void begin_value(std::string& value);  // clears it and writes the version
[[nodiscard]] std::string_view unseal(const ValueName& name, std::string_view value);

}  // namespace relata

#pragma once

// Values in the families: sealed on the way in, checked on the way out.

#include <string>
#include <string_view>

#include "graph/bytes.h"
#include "graph/kv.h"

namespace relata {

// Where a cursor stands, for messages. Good until it moves.
[[nodiscard]] inline ValueName name_under(const Kv::Cursor& cursor, Family family) {
  return {.family = name_of(family), .key = cursor.key()};
}

// The value there, its seal checked. Good until the cursor moves.
[[nodiscard]] inline ByteReader value_under(const Kv::Cursor& cursor, Family family) {
  const ValueName name = name_under(cursor, family);
  return {unseal(name, cursor.value()), name};
}

// Seals `value`, which begin_value() began, and puts it.
inline void put_value(Kv::Bundle& bundle, Family family, std::string_view key, std::string& value) {
  seal({.family = name_of(family), .key = key}, value);
  bundle.put(family, key, value);
}

}  // namespace relata

#pragma once

// Memory that will be wanted soon.
//
// A load visits rows of a few hundred megabytes in the order of something else, so that each visit
// would wait for memory. Asked for some steps ahead, it is there when it is wanted.

#include <cstddef>

namespace relata {

// How many steps ahead: enough to hide a read from memory, few enough to stay in the first cache.
constexpr std::size_t prefetch_distance = 16;

template <class Value>
void prefetch(const Value* value) {
  constexpr std::size_t line_bytes = 64;
  const char* const bytes = reinterpret_cast<const char*>(value);
  __builtin_prefetch(bytes);
  if constexpr (sizeof(Value) > line_bytes) __builtin_prefetch(bytes + line_bytes);
  asm volatile("");  // else gcc takes a function that does only this for one that does nothing
}

}  // namespace relata

#pragma once

// Numbers of a store in the narrower ones of the graph in memory.

#include <relata/error.h>
#include <cstdint>
#include <limits>
#include <string>

namespace relata {

// The type of a vertex without relations.
constexpr std::uint16_t type_unknown = std::numeric_limits<std::uint16_t>::max();

template <class Small>
Small narrow(std::uint64_t value, const char* what) {
  if (value >= std::numeric_limits<Small>::max()) {
    throw Error(ErrorCode::usage, std::string("loading the graph into memory: it holds ") + what +
                                      " " + std::to_string(value) +
                                      ", more than fit; search the store instead");
  }
  return static_cast<Small>(value);
}

}  // namespace relata

#pragma once

// Identities inside one store.
//
// An id is a number the store handed out. It is dense, never reused, and means nothing outside that
// store: across stores and in files, entities, relations and documents are told apart by their key.
// Ids of different kinds do not mix.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace relata {

template <class Tag, class Value = std::uint64_t>
struct Id {
  Value value = none_value;

  static constexpr Value none_value = std::numeric_limits<Value>::max();

  // A default id names nothing: `EntityId{}` is "no entity".
  [[nodiscard]] constexpr bool is_some() const { return value != none_value; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using EntityId = Id<struct EntityTag>;
using RelationId = Id<struct RelationTag>;
using DocumentId = Id<struct DocumentTag>;
using EntityTypeId = Id<struct EntityTypeTag, std::uint32_t>;
using RelationTypeId = Id<struct RelationTypeTag, std::uint32_t>;

// The number of a committed batch, counted from 1. 0 is the empty store.
using BatchNumber = std::uint64_t;

}  // namespace relata

template <class Tag, class Value>
struct std::hash<relata::Id<Tag, Value>> {
  std::size_t operator()(const relata::Id<Tag, Value>& id) const noexcept {
    // Fibonacci mixing: dense ids would otherwise fill neighbouring buckets.
    return static_cast<std::size_t>(id.value * 0x9E3779B97F4A7C15ULL);
  }
};

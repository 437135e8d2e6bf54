#pragma once

// What is said of a relation besides its claims: whether two records of it agree, and what tells it
// where it has no key.

#include <relata/changes.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace relata {

// The text stands in the row's changes or in the relation.
struct Content {
  RelationTypeId type;
  EntityId source;
  EntityId target;
  Period valid;
  std::optional<Quantity> quantity;
  std::span<const Property> properties;
};

[[nodiscard]] Content content_of(const RelationRow& row, const Changes& changes);
[[nodiscard]] Content content_of(const Relation& relation);

// What a record may say of a relation beyond what is known of it.
enum class Additions : std::uint8_t { allowed, refused };

// The field in which a record contradicts what is known of its relation. What it leaves out agrees.
[[nodiscard]] std::optional<std::string> contradicted_field(const Content& known,
                                                            const Content& said,
                                                            Additions additions);

// Names that mean the same in every store.
struct ContentNames {
  std::string_view type;
  std::string_view source;  // the entity's key
  std::string_view target;
};

// The key of a relation that came without one: the same content gives the same key.
[[nodiscard]] std::string content_key(const Content& content, const ContentNames& names);

}  // namespace relata

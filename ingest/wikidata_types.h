#pragma once

// What the commonest items and properties of Wikidata mean to the readers of its formats.

#include <string_view>

namespace relata {

// The properties as relation types, under their ids, and types for entities that only it has.
extern const char wikidata_schema[];

// The entity type of the instances of a class: "person" for Q5. Empty if it is none of those known.
[[nodiscard]] std::string_view type_of_wikidata_class(std::string_view id);

// "Q42", "P31", "L7", "L7-F1".
[[nodiscard]] bool is_wikidata_id(std::string_view text);

}  // namespace relata

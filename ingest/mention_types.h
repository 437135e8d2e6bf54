#pragma once

// The labels of named entities in annotated texts, which every scheme spells its own way.

#include <string>
#include <string_view>

namespace relata {

// The type of what is so labelled: "PER", "PERS" and "Person" are a person. A label that no scheme
// is known for is a type of its own; "unknown" if there is no letter or digit in it.
[[nodiscard]] std::string mention_type_of(std::string_view label);

// Dates, numbers, amounts: no entities, but properties of what they belong to.
[[nodiscard]] bool is_value_label(std::string_view label);

// The types that mention_type_of gives beside those that are built in.
inline constexpr const char* mention_schema = R"({
  "entity_types": [
    {"name": "geopolitical_entity", "label": "geopolitical entity", "parent": "place"},
    {"name": "miscellaneous", "label": "miscellaneous"},
    {"name": "people_or_faith", "label": "nationality, people or faith"},
    {"name": "product", "label": "product"},
    {"name": "creative_work", "label": "work"},
    {"name": "law", "label": "law"},
    {"name": "language", "label": "language"},
    {"name": "job", "label": "job"}
  ]
})";

}  // namespace relata

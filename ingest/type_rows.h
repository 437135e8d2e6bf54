#pragma once

// Relation types in rows of text, for readers whose formats bring many.

#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct TypeRow {
  std::string_view type;
  std::string_view label;
  std::string_view inverse;  // "=": both directions mean the same
};

// Of lines "type | label | inverse" without blanks around the bars.
[[nodiscard]] std::vector<TypeRow> type_rows(std::string_view lines);

// The text of a schema file. Entity types are given as they stand there, with commas between.
[[nodiscard]] std::string schema_of(const std::vector<TypeRow>& relation_types,
                                    std::string_view entity_types = {});

}  // namespace relata

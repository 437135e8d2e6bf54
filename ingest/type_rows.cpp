#include "ingest/type_rows.h"

#include "ingest/foreign_values.h"

namespace relata {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

std::vector<TypeRow> type_rows(std::string_view lines) {
  std::vector<TypeRow> rows;
  for (const std::string_view line : split_list(lines, "\n")) {
    const std::vector<std::string_view> fields = split_list(line, "|");
    rows.push_back({.type = fields[0], .label = fields[1], .inverse = fields[2]});
  }
  return rows;
}

std::string schema_of(const std::vector<TypeRow>& relation_types, std::string_view entity_types) {
  std::string types;
  for (const auto& [type, label, inverse] : relation_types) {
    types += types.empty() ? "" : ",\n";
    types += "{\"name\":" + quoted(type) + ",\"label\":" + quoted(label) +
             (inverse == "=" ? ",\"symmetric\":true" : ",\"inverse\":" + quoted(inverse)) + "}";
  }
  return "{\"entity_types\":[" + std::string(entity_types) + "],\"relation_types\":[" + types +
         "]}";
}

}  // namespace relata

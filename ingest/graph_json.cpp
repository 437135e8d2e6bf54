#include "ingest/graph_json.h"

namespace relata {

std::string id_of(const JsonLine::Value& value, std::string_view field) {
  if (value.kind() == JsonKind::number) return std::string(value.text());
  if (value.kind() != JsonKind::text) refuse_kind(value, "an id, text or a number", field);
  return std::string(key_field(value, field));
}

std::string id_member(const JsonLine::Value& object, std::string_view name) {
  const auto member = member_of(object, name);
  if (!member) refuse(std::string(name), "expected an id");
  return id_of(*member, name);
}

void add_fields(const JsonLine::Value& object, const std::set<std::string_view>& except,
                std::vector<Property>& fields) {
  for (const auto member : object) {
    if (!except.contains(member.name())) add_properties(member.name(), member, fields);
  }
}

}  // namespace relata

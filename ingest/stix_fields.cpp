#include "ingest/stix_fields.h"

#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"

namespace relata {

using Value = JsonLine::Value;

std::string_view stix_text(const Value& object, std::string_view name) {
  const auto member = member_of(object, name);
  return member ? text_field(*member, name) : std::string_view();
}

PartialDate stix_date(const Value& object, std::string_view name) {
  const std::string_view text = stix_text(object, name);
  if (text.empty()) return {};
  const auto date = date_of_timestamp(text);
  if (!date) refuse(std::string(name), "expected a time like 2024-08-06T12:00:00.000Z");
  return *date;
}

std::string_view stix_type_of_id(std::string_view id) { return id.substr(0, id.find("--")); }

bool is_stix_id(std::string_view text) {
  const std::size_t mark = text.find("--");
  return mark != std::string_view::npos && mark > 0 && mark + 2 < text.size();
}

bool is_stix_link(std::string_view type) { return type == "relationship" || type == "sighting"; }

bool is_stix_false(const Value& value) {
  return value.kind() == JsonKind::boolean && value.text() == "false";
}

}  // namespace relata

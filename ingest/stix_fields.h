#pragma once

// Fields of STIX objects, checked as in json_fields.h. What is null is not there.

#include <relata/date.h>
#include <string_view>

#include "ingest/json_line.h"

namespace relata {

// Empty if it is not there.
[[nodiscard]] std::string_view stix_text(const JsonLine::Value& object, std::string_view name);
// Unknown if it is not there.
[[nodiscard]] PartialDate stix_date(const JsonLine::Value& object, std::string_view name);

[[nodiscard]] bool is_stix_id(std::string_view text);
// "intrusion-set" of "intrusion-set--0f2...".
[[nodiscard]] std::string_view stix_type_of_id(std::string_view id);
// Are objects of this type relations?
[[nodiscard]] bool is_stix_link(std::string_view type);
// The same as if it was not there.
[[nodiscard]] bool is_stix_false(const JsonLine::Value& value);

}  // namespace relata

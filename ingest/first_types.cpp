#include "ingest/first_types.h"

namespace relata {

std::string_view FirstTypes::settle(std::string_view key, std::string_view type) {
  std::string& known = types_[std::string(key)];
  const auto id = schema_.entity_type(type);
  if (known.empty() || (id && schema_.is_kind_of(*id, known))) known = type;
  return known;
}

bool FirstTypes::is_built_in(std::string_view type) const {
  return schema_.entity_type(type).has_value();
}

}  // namespace relata

#include "ingest/phrase_types.h"

#include "ingest/foreign_values.h"

namespace relata {

std::string PhraseTypes::type_of(std::string_view phrase, std::vector<Property>& properties) {
  std::string type = type_name_of(phrase);
  if (type.empty() || types_.contains(type)) return type;
  if (types_.size() < types_max) {
    types_.insert(type);
    return type;
  }
  sink_.warn("there are more than " + std::to_string(types_max) +
             " relation types; others are \"associated_with\", with their phrase as a property");
  properties.push_back({.name = "type", .value = std::string(phrase)});
  return "associated_with";
}

}  // namespace relata

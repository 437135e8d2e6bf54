#include "ingest/mention_types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/foreign_values.h"
#include "ingest/staging.h"

namespace relata {
namespace {

// CoNLL, ACE, OntoNotes, Wikipedia corpora, GraphRAG, FactRuEval.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> known = {{
    {"art", "product"},
    {"doc", "creative_work"},
    {"fac", "facility"},
    {"geo", "place"},
    {"gpe", "geopolitical_entity"},
    {"human", "person"},
    {"loc", "place"},
    {"loc_org", "geopolitical_entity"},
    {"location", "place"},
    {"misc", "miscellaneous"},
    {"norp", "people_or_faith"},
    {"org", "organization"},
    {"organisation", "organization"},
    {"per", "person"},
    {"pers", "person"},
    {"prod", "product"},
    {"wea", "weapon"},
    {"work_of_art", "creative_work"},
}};

constexpr std::array<std::string_view, 18> values = {
    "age",        "cardinal", "date",   "duration", "mon",  "money",
    "num",        "numeric",  "number", "ordinal",  "pct",  "percent",
    "percentage", "period",   "quant",  "quantity", "time", "timex",
};

}  // namespace

std::string mention_type_of(std::string_view label) {
  std::string type = type_name_of(label);
  if (type.empty()) return std::string(unknown_type);
  const auto* const found = std::find_if(known.begin(), known.end(),
                                         [&](const auto& each) { return each.first == type; });
  return found == known.end() ? type : std::string(found->second);
}

bool is_value_label(std::string_view label) {
  return std::find(values.begin(), values.end(), type_name_of(label)) != values.end();
}

}  // namespace relata

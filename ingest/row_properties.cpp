#include "ingest/row_properties.h"

#include <string>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// JSON has no "007", ".5" or "5.".
bool is_json_number(std::string_view text) {
  if (!number_of(text)) return false;
  std::string_view digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  if (!is_digit(digits.front()) || !is_digit(digits.back())) return false;
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return false;
  const std::size_t point = digits.find('.');
  return point == std::string_view::npos || is_digit(digits[point + 1]);
}

}  // namespace

void add_text(std::vector<Property>& properties, std::string_view name, std::string_view cell) {
  if (cell.empty()) return;
  properties.push_back({.name = std::string(name), .value = std::string(cell)});
}

void add_number(std::vector<Property>& properties, std::string_view name, std::string_view cell) {
  if (cell.empty()) return;
  properties.push_back({.name = std::string(name),
                        .value = std::string(cell),
                        .kind = is_json_number(cell) ? ValueKind::number : ValueKind::text});
}

}  // namespace relata

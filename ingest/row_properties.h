#pragma once

// Cells of a table that have no place in the model, as properties under the names of their columns.

#include <string_view>
#include <vector>

#include "ingest/records.h"

namespace relata {

// Nothing for an empty cell.
void add_text(std::vector<Property>& properties, std::string_view name, std::string_view cell);
// As a number where JSON would write it so, else as text.
void add_number(std::vector<Property>& properties, std::string_view name, std::string_view cell);

}  // namespace relata

#pragma once

// Which names are names of countries, as event data writes them.

#include <string_view>

namespace relata {

// The country's ISO 3166 code: "RUS" of "Russian Federation" and "RUSSIA". Empty if the name is
// none of a country. Names that also are another place's, like Georgia, count as the country's.
[[nodiscard]] std::string_view country_code_of(std::string_view name);

}  // namespace relata

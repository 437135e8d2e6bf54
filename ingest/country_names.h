#pragma once

// Countries by their codes and English names.

#include <optional>
#include <string>
#include <string_view>

namespace relata {

struct Country {
  std::string alpha_2;  // "RU", ISO 3166-1
  std::string alpha_3;  // "RUS"
  std::string name;     // in English
};

// "Russian Federation", "RUSSIA", "Côte d'Ivoire". Names that are another place's too, like
// Georgia, count as the country's.
[[nodiscard]] std::optional<Country> country_named(std::string_view name);
// "RU" or "RUS", in any case.
[[nodiscard]] std::optional<Country> country_of_code(std::string_view code);

}  // namespace relata

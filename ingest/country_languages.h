#pragma once

// Countries by their names in every language that ICU knows (Unicode's CLDR), and by the short
// forms that newsrooms use: Korut, КНДР, ROK.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// Which country a name means.
struct CountryReading {
  std::vector<std::string> codes;  // ISO 3166-1 alpha-2, "KP"; sorted
  // It is the name of that country and of nothing else. Not so of "Congo", of which there are two,
  // nor of "Great Britain", which is not all of the United Kingdom.
  bool is_sure = false;
};

// No codes for what is no country's name. The first call reads all of ICU's languages, some hundred
// milliseconds. `folded` as fold_name() does.
[[nodiscard]] CountryReading country_in_any_language(std::string_view folded);
// Nothing for a name that is not sure.
[[nodiscard]] std::optional<std::string> country_code_in_any_language(std::string_view folded);

// England, Scotland, Wales, Northern Ireland: whatever else is written beside such a name, it is
// not the name of the country.
[[nodiscard]] bool is_part_of_country(std::string_view folded);

}  // namespace relata

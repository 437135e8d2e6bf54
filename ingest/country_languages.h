#pragma once

// Countries by their names in every language that ICU knows (Unicode's CLDR), and by the short
// forms that newsrooms use: Korut, КНДР, ROK.

#include <optional>
#include <string>
#include <string_view>

namespace relata {

// ISO 3166-1 alpha-2, "KP". Nothing for a name that means one country here and another there. The
// first call reads all of ICU's languages, some hundred milliseconds. `folded` as fold_name() does.
[[nodiscard]] std::optional<std::string> country_code_in_any_language(std::string_view folded);

}  // namespace relata

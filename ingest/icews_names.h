#pragma once

// Actors as ICEWS names them: "North Korea", "Police (India)", "Kim Jong-Un".

#include <string_view>

namespace relata {

// Where the name is sure to tell it; else empty.
[[nodiscard]] std::string_view type_of_icews_actor(std::string_view name);

}  // namespace relata

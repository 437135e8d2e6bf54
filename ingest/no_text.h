#pragma once

// What is no text in UTF-8 is told by its first bytes, so that whoever gives it learns what to do.

#include <optional>
#include <string>
#include <string_view>

namespace relata {

// What it is and what to do about it; nothing if it may well be text.
[[nodiscard]] std::optional<std::string> why_no_text(std::string_view beginning);

}  // namespace relata

#pragma once

// What a brief knows of types of relations whatever its language: what they are about, and which of
// them last.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace relata {

enum class BriefTheme : std::uint8_t { standing, dealings, aid, force, events, other };
inline constexpr std::size_t brief_themes = 6;
inline constexpr std::size_t brief_parts = 6;  // of BriefPart

enum class BriefSectionKind : std::uint8_t {
  identity,
  connection,
  confirmed,
  reported,
  hearsay,
  contested,
  uncertain,
  denied,
  unknown,
};
inline constexpr std::size_t brief_sections = 9;
[[nodiscard]] std::string_view word(BriefSectionKind kind);
[[nodiscard]] std::string_view word(BriefTheme theme);

struct BriefType {
  BriefTheme theme = BriefTheme::other;
  bool lasts = false;  // a state, which is told as going on from its beginning
};
// Of a type that is not known here: other, and an event.
[[nodiscard]] BriefType brief_type(std::string_view type);

}  // namespace relata

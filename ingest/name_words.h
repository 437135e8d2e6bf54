#pragma once

// Words in names that say something of their own, whatever the language: directions, ordinals,
// legal forms, and words that half of all organizations bear.
//
// Tokens are folded, in their own script or romanised; each function looks up both.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

enum class Compass : std::uint8_t { none, north, south, east, west };

[[nodiscard]] Compass compass_of(std::string_view token);

// "95th", "95", "second", "vtoroy", "iii": what makes one brigade another. Leading zeros count not.
[[nodiscard]] std::optional<std::string> number_of(std::string_view token);

// What is written after a number to make it an ordinal: "95-ya".
[[nodiscard]] bool is_ordinal_ending(std::string_view token);

// "the", "of", "und": they come and go from one spelling to the next.
[[nodiscard]] bool is_filler(std::string_view token);
// "llc", "ooo", "gmbh".
[[nodiscard]] bool is_legal_form(std::string_view token);
// "ministry", "bank", "army": alone they tell no organization from another.
[[nodiscard]] bool is_generic(std::string_view token);
// In any usual romanisation: "kim", "ri", "pak", "park".
[[nodiscard]] bool is_korean_surname(std::string_view token);

}  // namespace relata

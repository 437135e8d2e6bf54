#pragma once

// What a field of a graph or a table most likely is, by the name that somebody gave it.

#include <relata/date.h>
#include <relata/model.h>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

enum class FieldMeaning : std::uint8_t {
  none,
  id,
  name,
  label,
  title,
  first_name,
  last_name,
  alias,
  type,
  source,
  target,
  from,
  to,
  at,       // a time at which it held, from and to in one
  address,  // of a document, if the value is one
  document,
  publisher,
  speaker,
  stance,
  reported,
  confidence,
  quote,
};

// In any spelling: "startDate", "Start Date" and "start_date" are one.
[[nodiscard]] FieldMeaning meaning_of_field(std::string_view name);
// "en" of "name_en"; empty if it is no name in a language.
[[nodiscard]] std::string language_of_name_field(std::string_view name);

// "organization" of "Organisation" and "person" of "Human": a word as the name of a type, a
// built-in one where it means the same.
[[nodiscard]] std::string type_of_word(std::string_view word);

// A date as programs and people write it: 2024-08, 2024-08-06T12:00:00Z, 20240806, 6.8.2024, or
// seconds or milliseconds since 1970 of ten digits and more.
[[nodiscard]] std::optional<PartialDate> date_of_written(std::string_view text);

// Does what is written as a date say no more than the date, such as a time of day?
[[nodiscard]] bool is_date_alone(std::string_view text);

// Could it be the address of a document or a thing, which means the same everywhere?
[[nodiscard]] bool is_address(std::string_view text);

// A value under a name, a number or true or false where it is meant and can be one.
[[nodiscard]] Property property_of(std::string_view name, std::string_view value, ValueKind meant);

}  // namespace relata

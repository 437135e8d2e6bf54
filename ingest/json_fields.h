#pragma once

// Fields of JSON records, checked: a field that is not what it should be refuses its record and
// says what was expected.

#include <relata/date.h>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/json_line.h"
#include "ingest/records.h"

namespace relata {

// Throws the Refusal: the reading of the record ends, and it becomes a rejection.
[[noreturn]] void refuse(std::string field, std::string reason);

// The member of an object of that name, unless it is null.
[[nodiscard]] std::optional<JsonLine::Value> member_of(const JsonLine::Value& object,
                                                       std::string_view name);

// A field that may be null counts as absent: the readers skip nulls before they come here.
[[nodiscard]] std::string_view text_field(const JsonLine::Value& value, std::string_view field);
// Text that is no key or name if it is empty or holds a zero byte.
[[nodiscard]] std::string_view key_field(const JsonLine::Value& value, std::string_view field);
[[nodiscard]] PartialDate date_field(const JsonLine::Value& value, std::string_view field);
// "2024-08" or {"from": ..., "to": ...}.
[[nodiscard]] Period period_field(const JsonLine::Value& value, std::string_view field);
[[nodiscard]] double number_field(const JsonLine::Value& value, std::string_view field);
[[nodiscard]] Quantity quantity_field(const JsonLine::Value& value, std::string_view field);
[[nodiscard]] Confidence confidence_field(const JsonLine::Value& value, std::string_view field);
[[nodiscard]] Span span_field(const JsonLine::Value& value, std::string_view field);
void expect_kind(const JsonLine::Value& value, JsonKind kind, std::string_view field);
// `expected` in words, where several kinds would do.
[[noreturn]] void refuse_kind(const JsonLine::Value& value, std::string_view expected,
                              std::string_view field);

// Any value as properties of one name: an array gives one for each item, an object its JSON text.
void add_properties(std::string_view name, const JsonLine::Value& value,
                    std::vector<Property>& properties);

}  // namespace relata

#include "ingest/json_fields.h"

#include <charconv>
#include <cmath>

#include "graph/date_words.h"
#include "ingest/foreign_values.h"

namespace relata {
namespace {

std::string words_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "true or false";
    case JsonKind::number:
      return "a number";
    case JsonKind::text:
      return "text";
    case JsonKind::array:
      return "an array";
    case JsonKind::object:
      return "an object";
  }
  return "";
}

std::string below(std::string_view field, std::string_view name) {
  return std::string(field) + "." + std::string(name);
}

}  // namespace

void refuse(std::string field, std::string reason) {
  throw Refusal{.field = std::move(field), .reason = std::move(reason)};
}

void expect_kind(const JsonLine::Value& value, JsonKind kind, std::string_view field) {
  if (value.kind() != kind) refuse_kind(value, words_of(kind), field);
}

void refuse_kind(const JsonLine::Value& value, std::string_view expected, std::string_view field) {
  refuse(std::string(field),
         "expected " + std::string(expected) + ", found " + words_of(value.kind()));
}

std::optional<JsonLine::Value> member_of(const JsonLine::Value& object, std::string_view name) {
  for (const auto member : object) {
    if (member.name() == name && member.kind() != JsonKind::null) return member;
  }
  return std::nullopt;
}

std::string_view text_field(const JsonLine::Value& value, std::string_view field) {
  expect_kind(value, JsonKind::text, field);
  if (value.text().find('\0') != std::string_view::npos) {
    refuse(std::string(field), "a zero character is no text");
  }
  return value.text();
}

std::string_view key_field(const JsonLine::Value& value, std::string_view field) {
  const std::string_view text = text_field(value, field);
  if (text.empty()) refuse(std::string(field), "expected a key or name, found empty text");
  return text;
}

PartialDate date_field(const JsonLine::Value& value, std::string_view field) {
  const std::string_view text = text_field(value, field);
  const auto date = PartialDate::parse(text);
  if (!date) refuse(std::string(field), no_date_words(text));
  return *date;
}

Period period_field(const JsonLine::Value& value, std::string_view field) {
  if (value.kind() == JsonKind::text) {
    const auto period = Period::parse(text_field(value, field));
    if (!period) refuse(std::string(field), no_period_words(value.text()));
    return *period;
  }
  if (value.kind() != JsonKind::object) refuse_kind(value, "text or an object", field);
  Period period;
  for (const auto member : value) {
    if (member.kind() == JsonKind::null) continue;
    if (member.name() == "from") {
      period.from = date_field(member, below(field, "from"));
    } else if (member.name() == "to") {
      period.to = date_field(member, below(field, "to"));
    } else {
      refuse(below(field, member.name()), "expected from or to");
    }
  }
  return period;
}

double number_field(const JsonLine::Value& value, std::string_view field) {
  expect_kind(value, JsonKind::number, field);
  double number = 0;
  const auto [end, error] =
      std::from_chars(value.text().data(), value.text().data() + value.text().size(), number);
  if (error != std::errc() || !std::isfinite(number)) {
    refuse(std::string(field), value.text().size() > 40
                                   ? "the number is out of range"
                                   : std::string(value.text()) + " is out of range");
  }
  return number;
}

Quantity quantity_field(const JsonLine::Value& value, std::string_view field) {
  expect_kind(value, JsonKind::object, field);
  Quantity quantity;
  for (const auto member : value) {
    if (member.kind() == JsonKind::null) continue;
    const std::string place = below(field, member.name());
    if (member.name() == "low") {
      quantity.low = number_field(member, place);
    } else if (member.name() == "best") {
      quantity.best = number_field(member, place);
    } else if (member.name() == "high") {
      quantity.high = number_field(member, place);
    } else if (member.name() == "unit") {
      quantity.unit = text_field(member, place);
    } else {
      refuse(place, "expected low, best, high or unit");
    }
  }
  if (!quantity.low && !quantity.best && !quantity.high) {
    refuse(std::string(field), "expected at least one of low, best and high");
  }
  return quantity;
}

Confidence confidence_field(const JsonLine::Value& value, std::string_view field) {
  const double number = number_field(value, field);
  const auto confidence = confidence_of(number);
  if (!confidence) {
    refuse(std::string(field),
           "expected a number from 0 to 1, found " + std::string(value.text().substr(0, 40)));
  }
  return *confidence;
}

Span span_field(const JsonLine::Value& value, std::string_view field) {
  expect_kind(value, JsonKind::array, field);
  std::vector<std::uint32_t> ends;
  for (const auto item : value) {
    expect_kind(item, JsonKind::number, field);
    std::uint32_t number = 0;
    const std::string_view digits = item.text();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) break;
    ends.push_back(number);
  }
  if (ends.size() != 2 || ends[0] > ends[1]) {
    refuse(std::string(field), "expected [begin, end] in whole characters, begin not after end");
  }
  return {.begin = ends[0], .end = ends[1]};
}

void add_properties(std::string_view name, const JsonLine::Value& value,
                    std::vector<Property>& properties) {
  if (value.kind() == JsonKind::null) return;
  if (name.empty() || name.find('\0') != std::string_view::npos) {
    refuse("properties", "a field's name is neither empty nor has it a zero character");
  }
  const auto add = [&](std::string text, ValueKind kind) {
    properties.push_back({.name = std::string(name), .value = std::move(text), .kind = kind});
  };
  switch (value.kind()) {
    case JsonKind::null:
      break;
    case JsonKind::boolean:
      add(std::string(value.text()), ValueKind::boolean);
      break;
    case JsonKind::number:
      add(std::string(value.text()), ValueKind::number);
      break;
    case JsonKind::text:
      add(std::string(text_field(value, name)), ValueKind::text);
      break;
    case JsonKind::array:
      for (const auto item : value) {
        if (item.kind() == JsonKind::array) {
          add(JsonLine::to_text(item), ValueKind::text);
        } else {
          add_properties(name, item, properties);
        }
      }
      break;
    case JsonKind::object:
      add(JsonLine::to_text(value), ValueKind::text);
      break;
  }
}

}  // namespace relata

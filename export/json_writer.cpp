#include "export/json_writer.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "export/plain_text.h"
#include "export/words.h"

namespace relata {

namespace {

void append_unit(std::string& out, unsigned utf16) {
  std::array<char, 8> escape{};
  std::snprintf(escape.data(), escape.size(), "\\u%04x", utf16);
  out += escape.data();
}

std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint next = code_point_at(value, at);
    at += next.size;
    if (next.value == U'"' || next.value == U'\\') {
      out += '\\';
      out += static_cast<char>(next.value);
    } else if (next.value == U'\n') {
      out += "\\n";
    } else if (!is_steering(next.value)) {
      append_utf8(out, next.value);
    } else if (next.value < 0x10000) {
      append_unit(out, static_cast<unsigned>(next.value));
    } else {
      const auto rest = static_cast<unsigned>(next.value) - 0x10000U;
      append_unit(out, 0xD800U + (rest >> 10U));
      append_unit(out, 0xDC00U + (rest & 0x3FFU));
    }
  }
  return out + '"';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

// JSON's grammar of numbers: no sign but minus, no leading zeros, digits on both sides of a point.
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = ++at;
    at = skip_digits(text, at);
    if (at == fraction) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return false;
  }
  return at == text.size();
}

}  // namespace

void JsonWriter::text(std::string_view value) {
  const std::string json = quoted(value);
  writer_.RawValue(json.data(), json.size(), rapidjson::kStringType);
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) {
    writer_.Null();
    return;
  }
  const std::string json = number_text(value);
  writer_.RawValue(json.data(), json.size(), rapidjson::kNumberType);
}

void JsonWriter::digits(std::string_view value) {
  if (is_json_number(value)) {
    writer_.RawValue(value.data(), value.size(), rapidjson::kNumberType);
  } else {
    text(value);
  }
}

void JsonWriter::boolean(std::string_view value) {
  if (value == "true" || value == "false") {
    writer_.Bool(value == "true");
  } else {
    text(value);
  }
}

void JsonWriter::field(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}

void JsonWriter::flag_field(std::string_view name, bool value) {
  key(name);
  writer_.Bool(value);
}

void JsonWriter::count_field(std::string_view name, std::uint64_t value) {
  key(name);
  count(value);
}

void JsonWriter::optional_field(std::string_view name, std::string_view value) {
  if (!value.empty()) field(name, value);
}

std::string JsonWriter::take_line() {
  std::string line(buffer_.GetString(), buffer_.GetSize());
  buffer_.Clear();
  writer_.Reset(buffer_);
  return line + '\n';
}

}  // namespace relata

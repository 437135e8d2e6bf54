#include "export/plain_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace relata {

namespace {

constexpr std::string_view ellipsis = "…";
// What joins the parts of names that have no blanks: of types, of addresses. No hyphen, so that
// dates stay whole.
constexpr std::string_view joints = "_/";

void append_escape(std::string& out, char32_t code_point) {
  switch (code_point) {
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  std::array<char, 12> digits{};
  std::snprintf(digits.data(), digits.size(), code_point < 0x80 ? "\\x%02x" : "\\u%04x",
                static_cast<unsigned>(code_point));
  out += digits.data();
}

// The bytes of `text` that are at most `columns` wide, combining marks of the last one included.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint next = code_point_at(text, at);
    used += width_of(next.value);
    if (used > columns) break;
    at += next.size;
  }
  return at;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  // The longest sequence is four bytes: the length fits whatever the size of the text.
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  std::int32_t read = 0;
  UChar32 value = 0;
  U8_NEXT(bytes + at, read, length, value);
  if (value < 0) return {.value = 0xFFFD, .size = static_cast<std::size_t>(read)};
  return {.value = static_cast<char32_t>(value), .size = static_cast<std::size_t>(read)};
}

void append_utf8(std::string& out, char32_t code_point) {
  std::array<std::uint8_t, 4> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<std::uint32_t>(code_point));
  for (std::int32_t i = 0; i < size; ++i) {
    out += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
  }
}

bool is_steering(char32_t code_point) {
  if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return true;
  if (code_point < 0x300) return false;
  constexpr char32_t zero_width_non_joiner = 0x200C;
  constexpr char32_t zero_width_joiner = 0x200D;
  if (code_point == zero_width_non_joiner || code_point == zero_width_joiner) return false;
  const auto value = static_cast<UChar32>(code_point);
  const auto category = u_charType(value);
  return category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR ||
         u_hasBinaryProperty(value, UCHAR_BIDI_CONTROL) != 0 ||
         (category == U_FORMAT_CHAR &&
          u_hasBinaryProperty(value, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0);
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point_at(text, at);
    append_utf8(out, next.value);
    at += next.size;
  }
  return out;
}

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point_at(text, at);
    if (is_steering(next.value)) {
      append_escape(out, next.value);
    } else {
      append_utf8(out, next.value);
    }
    at += next.size;
  }
  return out;
}

std::size_t width_of(char32_t code_point) {
  if (code_point < 0x300) return 1;
  const auto value = static_cast<UChar32>(code_point);
  const auto category = u_charType(value);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) {
    return 0;
  }
  const auto syllable = u_getIntPropertyValue(value, UCHAR_HANGUL_SYLLABLE_TYPE);
  if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
  const auto east_asian = u_getIntPropertyValue(value, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point_at(text, at);
    width += width_of(next.value);
    at += next.size;
  }
  return width;
}

std::string fit(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return "";
  std::string out(text.substr(0, bytes_within(text, columns - 1)));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out.append(ellipsis);
}

std::size_t unbroken_width(std::string_view text) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t joint = text.find_first_of(joints);
    const std::size_t end = std::min({text.find(' '), joint, text.size()});
    const bool has_joint = end == joint;
    widest = std::max(widest, display_width(text.substr(0, end + (has_joint ? 1 : 0))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return widest;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  // A wide character needs two columns, or nothing would ever fit.
  columns = std::max<std::size_t>(columns, 2);
  std::vector<std::string> lines;
  for (std::size_t end = bytes_within(text, columns); end < text.size();
       end = bytes_within(text, columns)) {
    const std::size_t blank = text.substr(0, end + 1).rfind(' ');
    const std::size_t joint = text.substr(0, end).find_last_of(joints);
    if (blank != std::string_view::npos && blank > 0) {
      end = blank;
    } else if (joint != std::string_view::npos) {
      end = joint + 1;
    }
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

bool is_web_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

}  // namespace relata

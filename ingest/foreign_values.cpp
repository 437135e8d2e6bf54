#include "ingest/foreign_values.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace relata {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the first invalid byte stands; the size if there is none.
std::size_t first_not_utf8(std::string_view bytes) {
  const auto* const text = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t at = 0; at < size;) {
    if (text[at] < 0x80) {
      ++at;
      continue;
    }
    const std::int32_t begin = at;
    UChar32 code_point = 0;
    U8_NEXT(text, at, size, code_point);
    if (code_point < 0) return static_cast<std::size_t>(begin);
  }
  return bytes.size();
}

void append(std::string& text, UChar32 code_point) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, code_point);
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

}  // namespace

std::optional<Refusal> why_no_text(std::string_view bytes) {
  if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos) {
    return Refusal{.field = "",
                   .reason = "a zero character, at byte " + std::to_string(zero) + ", is no text"};
  }
  const std::size_t bad = first_not_utf8(bytes);
  if (bad == bytes.size()) return std::nullopt;
  return Refusal{.field = "",
                 .reason = "the text is not UTF-8 at byte " + std::to_string(bad) + "; convert it"};
}

std::string type_name_of(std::string_view phrase) {
  std::string name;
  const auto* const text = reinterpret_cast<const std::uint8_t*>(phrase.data());
  const auto size = static_cast<std::int32_t>(phrase.size());
  bool was_small = false;  // a large letter after a small one begins a word
  for (std::int32_t at = 0; at < size;) {
    UChar32 code_point = 0;
    U8_NEXT(text, at, size, code_point);
    const bool is_part =
        code_point >= 0 && (u_isalnum(code_point) || u_charType(code_point) == U_NON_SPACING_MARK);
    if (!is_part) {
      if (!name.empty() && !name.ends_with('_')) name += '_';
      was_small = false;
      continue;
    }
    if (was_small && u_isUUppercase(code_point) && !name.ends_with('_')) name += '_';
    was_small = u_isULowercase(code_point);
    append(name, u_tolower(code_point));
  }
  if (name.ends_with('_')) name.pop_back();
  return name;
}

std::string language_tag_of(std::string_view code) {
  const std::string locale(code.substr(0, ULOC_FULLNAME_CAPACITY - 1));
  std::array<char, ULOC_FULLNAME_CAPACITY> tag{};
  UErrorCode error = U_ZERO_ERROR;
  uloc_toLanguageTag(locale.c_str(), tag.data(), static_cast<std::int32_t>(tag.size()), true,
                     &error);
  const std::string_view text = tag.data();
  const bool is_none = U_FAILURE(error) != 0 || text.starts_with("und") || text == "mul" ||
                       text == "zxx" || text == "mis";
  return is_none ? std::string() : std::string(text);
}

std::optional<PartialDate> date_of_timestamp(std::string_view text) {
  constexpr std::size_t day_size = 10;  // YYYY-MM-DD
  if (text.size() > day_size && (text[day_size] == 'T' || text[day_size] == ' ')) {
    text = text.substr(0, day_size);
  }
  return PartialDate::parse(text);
}

std::optional<PartialDate> date_of_digits(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::string date(text.substr(0, 4));
  switch (text.size()) {
    case 4:
      break;
    case 6:
      date += "-" + std::string(text.substr(4, 2));
      break;
    case 8:
    case 14:
      date += "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2));
      break;
    default:
      return std::nullopt;
  }
  return PartialDate::parse(date);
}

PartialDate coarsened(PartialDate date, Precision precision) {
  constexpr std::array<std::size_t, 3> sizes = {4, 7, 10};  // YYYY, YYYY-MM, YYYY-MM-DD
  const std::string text = date.text().substr(0, sizes[static_cast<std::size_t>(precision)]);
  return PartialDate::parse(text).value_or(date);
}

bool is_in_order(const Period& period) {
  const bool has_both = period.from.is_known() && period.to.is_known();
  return !has_both || period.from.first_day() <= period.to.last_day();
}

std::string_view host_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos || !address.starts_with("http")) return {};
  std::string_view host = address.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) {
    host.remove_prefix(user + 1);
  }
  host = host.substr(0, host.find(':'));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string_view> split_list(std::string_view list, std::string_view separator) {
  std::vector<std::string_view> items;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(separator, begin), list.size());
    const std::string_view item = without_blanks(list.substr(begin, end - begin));
    if (!item.empty()) items.push_back(item);
    begin = end + separator.size();
  }
  return items;
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  if (!is_whole || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<Confidence> confidence_of(double share) {
  if (!(share >= 0 && share <= 1)) return std::nullopt;
  return Confidence{static_cast<std::uint16_t>(std::lround(share * Confidence::parts_max))};
}

}  // namespace relata

#include "ingest/wikibase_time.h"

#include <algorithm>
#include <charconv>

namespace relata {
namespace {

constexpr int precision_year = 9;
constexpr int precision_month = 10;
constexpr int precision_day = 11;

struct Digits {
  bool is_before_christ = false;
  std::uint64_t year = 0;
  int month = 0;
  int day = 0;
};

template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || text.starts_with('-')) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, char byte) {
  if (!text.starts_with(byte)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Digits> digits_of(std::string_view time) {
  Digits digits;
  digits.is_before_christ = take(time, '-');
  if (!digits.is_before_christ) take(time, '+');
  if (!take_number(time, digits.year)) return std::nullopt;
  if (take(time, '-') && !take_number(time, digits.month)) return std::nullopt;
  if (take(time, '-') && !take_number(time, digits.day)) return std::nullopt;
  if (!time.empty() && time.front() != 'T') return std::nullopt;
  return digits;
}

// By its Julian day number.
Day day_of_julian(const Digits& digits) {
  const int shift = (14 - digits.month) / 12;
  const int year = static_cast<int>(digits.year) + 4800 - shift;
  const int month = digits.month + 12 * shift - 3;
  const int number = digits.day + (153 * month + 2) / 5 + 365 * year + year / 4 - 32083;
  constexpr int number_of_1970 = 2'440'588;
  return Day{std::chrono::days{number - number_of_1970}};
}

std::string padded(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.insert(0, width - std::min(width, text.size()), '0');
}

PartialDate date_of(const Digits& digits, int precision, CalendarModel calendar) {
  constexpr std::uint64_t year_max = 9998;  // a Julian day may fall into the next
  const bool is_in_range = !digits.is_before_christ && digits.year > 1 && digits.year <= year_max;
  if (!is_in_range || precision < precision_year) return {};
  std::string text = padded(digits.year, 4);
  if (precision >= precision_month && digits.month > 0) {
    text += '-' + padded(static_cast<std::uint64_t>(digits.month), 2);
    if (precision >= precision_day && digits.day > 0) {
      text += '-' + padded(static_cast<std::uint64_t>(digits.day), 2);
      const bool is_in_calendar = digits.month <= 12 && digits.day <= 31;
      if (calendar == CalendarModel::julian && is_in_calendar) {
        return PartialDate::from_day(day_of_julian(digits));
      }
    }
  }
  return PartialDate::parse(text).value_or(PartialDate());
}

}  // namespace

std::optional<WikibaseTime> wikibase_time(std::string_view time, int precision,
                                          CalendarModel calendar) {
  const auto digits = digits_of(time);
  if (!digits) return std::nullopt;
  WikibaseTime result{.date = date_of(*digits, precision, calendar), .text = {}};
  result.text = result.date.is_known() ? result.date.text()
                                       : std::string(time) + "/" + std::to_string(precision);
  if (calendar == CalendarModel::julian) {
    const bool is_converted = result.date.is_known() && result.date.precision() == Precision::day;
    result.text += is_converted ? " (Julian " + std::string(time.substr(0, time.find('T'))) + ")"
                                : " (Julian)";
  }
  return result;
}

}  // namespace relata

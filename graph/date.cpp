#include <relata/date.h>

#include <array>
#include <cstdio>

namespace relata {
namespace {

using std::chrono::year_month_day;

constexpr std::int32_t precisions = 4;  // on disk: a day number times this, plus the precision

constexpr Day day_first = std::chrono::year(1) / std::chrono::January / 1;
constexpr Day day_last = std::chrono::year(9999) / std::chrono::December / 31;

std::int32_t pack(const year_month_day& first, Precision precision) {
  const auto days = Day(first).time_since_epoch().count();
  return static_cast<std::int32_t>(days) * precisions + static_cast<std::int32_t>(precision);
}

// Exactly `size` digits at `at`; nothing else is a number here.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
  Precision precision = Precision::year;
  if (text.size() == 7) {
    precision = Precision::month;
  } else if (text.size() == 10) {
    precision = Precision::day;
  } else if (text.size() != 4) {
    return std::nullopt;
  }
  const bool has_month = precision != Precision::year;
  const bool has_day = precision == Precision::day;
  if ((has_month && text[4] != '-') || (has_day && text[7] != '-')) return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = has_month ? digits(text, 5, 2) : 1;
  const auto day = has_day ? digits(text, 8, 2) : 1;
  if (!year || *year == 0 || !month || !day) return std::nullopt;
  const year_month_day first{std::chrono::year(*year),
                             std::chrono::month(static_cast<unsigned>(*month)),
                             std::chrono::day(static_cast<unsigned>(*day))};
  if (!first.ok()) return std::nullopt;
  return PartialDate(pack(first, precision));
}

PartialDate PartialDate::from_day(Day day) {
  return PartialDate(pack(year_month_day(day), Precision::day));
}

std::optional<PartialDate> PartialDate::from_packed(std::int32_t packed) {
  const PartialDate date(packed);
  const std::int32_t precision = packed & (precisions - 1);
  if (precision > static_cast<std::int32_t>(Precision::day)) return std::nullopt;
  if (date.first_day() < day_first || date.first_day() > day_last) return std::nullopt;
  if (date.precision() == Precision::day) return date;
  // A month begins on its first day, a year in January.
  const year_month_day first(date.first_day());
  const bool is_start =
      first.day() == std::chrono::day(1) &&
      (date.precision() == Precision::month || first.month() == std::chrono::January);
  return is_start ? std::optional(date) : std::nullopt;
}

Precision PartialDate::precision() const {
  return static_cast<Precision>(packed_ & (precisions - 1));
}

Day PartialDate::first_day() const { return Day(std::chrono::days(packed_ >> 2)); }

Day PartialDate::last_day() const {
  const year_month_day first(first_day());
  switch (precision()) {
    case Precision::year:
      return Day(first.year() / std::chrono::December / 31);
    case Precision::month:
      return Day(first.year() / first.month() / std::chrono::last);
    case Precision::day:
      break;
  }
  return first_day();
}

std::string PartialDate::text() const {
  if (!is_known()) return "";
  const year_month_day first(first_day());
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(first.year()),
                static_cast<unsigned>(first.month()), static_cast<unsigned>(first.day()));
  const std::string text = buffer.data();
  switch (precision()) {
    case Precision::year:
      return text.substr(0, 4);
    case Precision::month:
      return text.substr(0, 7);
    case Precision::day:
      break;
  }
  return text;
}

std::optional<Period> Period::parse(std::string_view text) {
  constexpr std::string_view between = "..";
  const std::size_t at = text.find(between);
  if (at == std::string_view::npos) {
    const auto date = PartialDate::parse(text);
    if (!date) return std::nullopt;
    return Period{.from = *date, .to = *date};
  }
  const std::string_view from = text.substr(0, at);
  const std::string_view to = text.substr(at + between.size());
  Period period;
  if (!from.empty()) {
    const auto date = PartialDate::parse(from);
    if (!date) return std::nullopt;
    period.from = *date;
  }
  if (!to.empty()) {
    const auto date = PartialDate::parse(to);
    if (!date) return std::nullopt;
    period.to = *date;
  }
  const bool is_reversed = period.from.is_known() && period.to.is_known() &&
                           period.to.last_day() < period.from.first_day();
  if (!period.is_known() || is_reversed) return std::nullopt;
  return period;
}

std::string Period::text() const {
  if (!is_known()) return "";
  if (from == to) return from.text();
  return from.text() + ".." + to.text();
}

DayRange days_of(const Period& period) {
  DayRange range;
  if (period.from.is_known()) range.first = period.from.first_day();
  if (period.to.is_known()) range.last = period.to.last_day();
  return range;
}

Certainty by(PartialDate date, Day limit) {
  if (!date.is_known()) return Certainty::possible;
  if (date.last_day() <= limit) return Certainty::certain;
  return date.first_day() <= limit ? Certainty::possible : Certainty::impossible;
}

// What held began on some day of `from` and ended on some day of `to`, not before it began. It
// meets the range if it began no later than the range ends and ended no earlier than the range
// begins.
Certainty overlaps(const Period& valid, const DayRange& range) {
  if (!valid.is_known()) return Certainty::possible;
  if (valid.from.is_known() && valid.from.first_day() > range.last) return Certainty::impossible;
  if (valid.to.is_known() && valid.to.last_day() < range.first) return Certainty::impossible;
  // The latest it can have begun, and the earliest it can have ended.
  const Day begun = valid.from.is_known() && valid.to.is_known()
                        ? std::min(valid.from.last_day(), valid.to.last_day())
                    : valid.from.is_known() ? valid.from.last_day()
                                            : valid.to.last_day();
  const Day ended = valid.from.is_known() && valid.to.is_known()
                        ? std::max(valid.to.first_day(), valid.from.first_day())
                    : valid.to.is_known() ? valid.to.first_day()
                                          : valid.from.first_day();
  return begun <= range.last && ended >= range.first ? Certainty::certain : Certainty::possible;
}

}  // namespace relata

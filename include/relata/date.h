#pragma once

// Partial dates: a year, a month or a day, kept in the precision they came with.
//
// A partial date stands for one unknown day somewhere in its span: 2024-08 is some day from
// 2024-08-01 to 2024-08-31. Comparisons therefore answer certain, possible or impossible.
//
//     const auto offensive = relata::PartialDate::parse("2024-08").value();
//     const auto middle = relata::PartialDate::parse("2024-08-15")->first_day();
//     show(relata::by(offensive, middle));  // Certainty::possible
//     show(offensive.text());               // "2024-08", never 2024-08-01

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

using Day = std::chrono::sys_days;

enum class Precision : std::uint8_t { year, month, day };

// Four bytes, a value type. The default is the unknown date.
class PartialDate {
 public:
  constexpr PartialDate() = default;

  // "2024", "2024-08" or "2024-08-06" in the proleptic Gregorian calendar, years 0001 to 9999.
  // Anything else, a time of day included, gives nothing.
  [[nodiscard]] static std::optional<PartialDate> parse(std::string_view text);
  [[nodiscard]] static PartialDate from_day(Day day);
  // The inverse of packed(). A value that packed() cannot have given gives nothing.
  [[nodiscard]] static std::optional<PartialDate> from_packed(std::int32_t packed);

  [[nodiscard]] constexpr bool is_known() const { return packed_ != unknown; }
  // The four below hold for known dates only.
  [[nodiscard]] Precision precision() const;
  [[nodiscard]] Day first_day() const;
  [[nodiscard]] Day last_day() const;
  [[nodiscard]] std::string text() const;  // as it was given; an unknown date gives ""

  // Days since 1970-01-01 of the first day, times four, plus the precision: what is on disk.
  [[nodiscard]] constexpr std::int32_t packed() const { return packed_; }

  // By first day, then the coarser first; unknown before all.
  friend constexpr auto operator<=>(PartialDate, PartialDate) = default;

 private:
  static constexpr std::int32_t unknown = std::numeric_limits<std::int32_t>::min();
  explicit constexpr PartialDate(std::int32_t packed) : packed_(packed) {}
  std::int32_t packed_ = unknown;
};

// When something held. An unknown end is unknown, not infinite: `from 2024` certainly began in 2024
// and possibly still holds. An event on one date has both ends equal.
struct Period {
  PartialDate from;
  PartialDate to;

  [[nodiscard]] constexpr bool is_known() const { return from.is_known() || to.is_known(); }
  // "2024", "2024-08..2025", "2024..", "..2025" or nothing.
  [[nodiscard]] static std::optional<Period> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  friend constexpr auto operator<=>(const Period&, const Period&) = default;
};

// Whole days, both ends included.
struct DayRange {
  Day first = Day::min();
  Day last = Day::max();
  friend constexpr auto operator<=>(const DayRange&, const DayRange&) = default;
};

// The days that a period asked for in a question spans: from the first day of its start to the last
// of its end, without bound where an end is not given.
[[nodiscard]] DayRange days_of(const Period& period);

enum class Certainty : std::uint8_t { impossible, possible, certain };

// Did `date` lie on or before `limit`? An unknown date is possible.
[[nodiscard]] Certainty by(PartialDate date, Day limit);

// Does what held during `valid` overlap `range`? Certain only if every reading of the partial dates
// does; a period without dates is possible.
[[nodiscard]] Certainty overlaps(const Period& valid, const DayRange& range);

}  // namespace relata

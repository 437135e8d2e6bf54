#pragma once

// Times as Wikibase writes them, in JSON, RDF and KGTK: digits down to the second, and a precision
// that says how many of them count.

#include <relata/date.h>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

enum class CalendarModel : std::uint8_t { gregorian, julian };

struct WikibaseTime {
  // Unknown where a partial date cannot say it: a decade or a century, before the year 1 or after
  // 9999, a day that is in no calendar.
  PartialDate date;
  // The date; where it is unknown the time as it was given, a slash and the precision. What the
  // Julian calendar counts says so.
  std::string text;
};

// "+1995-01-01T00:00:00Z" with precision 9 is 1995: the precision rules, not the digits. 11 is a
// day, 10 a month, 9 a year, below that are decades and more. A day of the Julian calendar becomes
// the one of ours. Nothing if it is not written so.
[[nodiscard]] std::optional<WikibaseTime> wikibase_time(
    std::string_view time, int precision, CalendarModel calendar = CalendarModel::gregorian);

}  // namespace relata

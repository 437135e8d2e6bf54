#include "graph/date_words.h"

#include <relata/date.h>

#include <algorithm>
#include <array>

namespace relata {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// Is it written as YYYY, YYYY-MM or YYYY-MM-DD, whatever the digits come to?
bool is_shaped_as_date(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00";
  if (text.size() != 4 && text.size() != 7 && text.size() != shape.size()) return false;
  return std::equal(text.begin(), text.end(), shape.begin(), [](char c, char like) {
    return like == '-' ? c == '-' : c >= '0' && c <= '9';
  });
}

// What the calendar lacks; "" where it lacks nothing, or the text has another shape.
std::string calendar_fault(std::string_view text) {
  if (!is_shaped_as_date(text) || PartialDate::parse(text)) return "";
  const std::string_view year = text.substr(0, 4);
  if (!PartialDate::parse(year)) return "years are 0001 to 9999";
  const auto month = PartialDate::parse(text.substr(0, 7));
  if (!month) return "months are 01 to 12";
  if (text.ends_with("-00")) return "days begin at 01";
  const std::chrono::year_month_day last(month->last_day());
  return std::string(months[static_cast<unsigned>(last.month()) - 1]) + " " + std::string(year) +
         " has " + std::to_string(static_cast<unsigned>(last.day())) + " days";
}

std::string quoted(std::string_view text) {
  constexpr std::size_t shown_max = 40;
  if (text.size() <= shown_max) return "\"" + std::string(text) + "\"";
  std::size_t end = shown_max;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // not half a character
  return "\"" + std::string(text.substr(0, end)) + "...\"";
}

}  // namespace

std::string no_date_words(std::string_view text) {
  const std::string fault = calendar_fault(text);
  return quoted(text) + " is no date" +
         (fault.empty() ? "; expected YYYY, YYYY-MM or YYYY-MM-DD" : ": " + fault);
}

std::string no_period_words(std::string_view text) {
  constexpr std::string_view between = "..";
  const std::size_t at = text.find(between);
  const std::string_view from = text.substr(0, at);
  const std::string_view to =
      at == std::string_view::npos ? std::string_view() : text.substr(at + between.size());
  std::string fault = calendar_fault(from);
  if (fault.empty()) fault = calendar_fault(to);
  // Two dates that are no period are in the wrong order.
  if (PartialDate::parse(from) && PartialDate::parse(to)) fault = "it ends before it begins";
  return quoted(text) + " is no time" +
         (fault.empty() ? "; expected a date like 2024-08, or two with .. between them, either of "
                          "which may be missing"
                        : ": " + fault);
}

}  // namespace relata

#pragma once

// What is wrong with a text that is no date, for whoever wrote it: a day that no calendar has is
// told apart from a text that was never meant for a date. Of a long text the beginning is told.

#include <string>
#include <string_view>

namespace relata {

// Of a text that PartialDate::parse() refuses: "\"2018-02-30\" is no date: February 2018 has 28
// days", "\"now\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD".
[[nodiscard]] std::string no_date_words(std::string_view text);

// Of a text that Period::parse() refuses: "\"2025..2024\" is no time: it ends before it begins".
[[nodiscard]] std::string no_period_words(std::string_view text);

}  // namespace relata

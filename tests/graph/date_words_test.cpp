#include "graph/date_words.h"

#include <catch2/catch.hpp>

namespace relata {

TEST_CASE("a day that no calendar has is not a text that is no date") {
  CHECK(no_date_words("2025-01-00") == "\"2025-01-00\" is no date: days begin at 01");
  CHECK(no_date_words("2018-02-30") == "\"2018-02-30\" is no date: February 2018 has 28 days");
  CHECK(no_date_words("2024-02-30") == "\"2024-02-30\" is no date: February 2024 has 29 days");
  CHECK(no_date_words("2018-12-00") == "\"2018-12-00\" is no date: days begin at 01");
  CHECK(no_date_words("2018-13") == "\"2018-13\" is no date: months are 01 to 12");
  CHECK(no_date_words("2018-00-31") == "\"2018-00-31\" is no date: months are 01 to 12");
  CHECK(no_date_words("0000-01-01") == "\"0000-01-01\" is no date: years are 0001 to 9999");
  for (const std::string text : {"", "now", "2018-2-30", "2018/02/30", "2018-02-30T00:00"}) {
    CHECK(no_date_words(text) ==
          "\"" + text + "\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD");
  }
}

TEST_CASE("a long text that is no date is told up to a whole character") {
  const auto told = [](const std::string& text) {
    const std::string words = no_date_words(text);
    return words.substr(0, words.find(" is no date"));
  };
  const std::string forty(40, '1');
  CHECK(told(forty) == "\"" + forty + "\"");
  CHECK(told(forty + "1") == "\"" + forty + "...\"");
  CHECK(told(forty.substr(2) + "é1") == "\"" + forty.substr(2) + "é...\"");
  CHECK(told(forty.substr(1) + "é1") == "\"" + forty.substr(1) + "...\"");
}

TEST_CASE("of a time it is said which end is wrong, or that they are in the wrong order") {
  CHECK(no_period_words("2025..2024") == "\"2025..2024\" is no time: it ends before it begins");
  CHECK(no_period_words("2018-02-30") == "\"2018-02-30\" is no time: February 2018 has 28 days");
  CHECK(no_period_words("2018-04-31..") == "\"2018-04-31..\" is no time: April 2018 has 30 days");
  CHECK(no_period_words("..2018-13") == "\"..2018-13\" is no time: months are 01 to 12");
  for (const std::string text : {"", "..", "2024..now", "2024...2025"}) {
    CHECK(no_period_words(text) ==
          "\"" + text +
              "\" is no time; expected a date like 2024-08, or two with .. between them, either of "
              "which may be missing");
  }
}

}  // namespace relata

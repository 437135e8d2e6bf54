#include "ingest/wikibase_time.h"

#include <catch2/catch.hpp>

using namespace relata;

namespace {

std::string text_of(std::string_view time, int precision,
                    CalendarModel calendar = CalendarModel::gregorian) {
  const auto read = wikibase_time(time, precision, calendar);
  if (!read) return "none";
  return read->date.text() + "|" + read->text;
}

}  // namespace

TEST_CASE("the precision of a time rules, not its digits") {
  CHECK(text_of("+1995-03-07T00:00:00Z", 11) == "1995-03-07|1995-03-07");
  CHECK(text_of("+1995-03-07T00:00:00Z", 10) == "1995-03|1995-03");
  CHECK(text_of("+1995-01-01T00:00:00Z", 9) == "1995|1995");
  CHECK(text_of("+1995-00-00T00:00:00Z", 9) == "1995|1995");
  CHECK(text_of("+00000001995-01-01T00:00:00Z", 9) == "1995|1995");
  CHECK(text_of("1995-03-07T10:11:12Z", 14) == "1995-03-07|1995-03-07");
  CHECK(text_of("+0476-09-04T00:00:00Z", 11) == "0476-09-04|0476-09-04");
}

TEST_CASE("a time is no more precise than its digits") {
  CHECK(text_of("+1995-00-00T00:00:00Z", 11) == "1995|1995");
  CHECK(text_of("+1995-03-00T00:00:00Z", 11) == "1995-03|1995-03");
}

TEST_CASE("what no partial date can say stays as it was written, with its precision") {
  CHECK(text_of("+1980-00-00T00:00:00Z", 8) == "|+1980-00-00T00:00:00Z/8");
  CHECK(text_of("-0044-03-15T00:00:00Z", 11) == "|-0044-03-15T00:00:00Z/11");
  CHECK(text_of("-252170000-00-00T00:00:00Z", 5) == "|-252170000-00-00T00:00:00Z/5");
  CHECK(text_of("+12000-00-00T00:00:00Z", 9) == "|+12000-00-00T00:00:00Z/9");
  CHECK(text_of("+1995-02-30T00:00:00Z", 11) == "|+1995-02-30T00:00:00Z/11");
  CHECK(text_of("+1995-99-99T00:00:00Z", 11, CalendarModel::julian) ==
        "|+1995-99-99T00:00:00Z/11 (Julian)");
}

TEST_CASE("a day of the Julian calendar becomes the one of ours") {
  const auto julian = CalendarModel::julian;
  CHECK(text_of("+1917-10-25T00:00:00Z", 11, julian) ==
        "1917-11-07|1917-11-07 (Julian +1917-10-25)");
  CHECK(text_of("+1582-10-05T00:00:00Z", 11, julian) ==
        "1582-10-15|1582-10-15 (Julian +1582-10-05)");
  CHECK(text_of("+0200-03-01T00:00:00Z", 11, julian) ==
        "0200-03-01|0200-03-01 (Julian +0200-03-01)");
  CHECK(text_of("+1900-00-00T00:00:00Z", 9, julian) == "1900|1900 (Julian)");
}

TEST_CASE("what is not written as a time is none") {
  for (const char* text : {"", "+", "-", "x", "+1995-", "+1995-xx", "+1995-01-01 00:00", "1995T",
                           "+-1995", "99999999999999999999999", "+1995--1-01T00:00:00Z"}) {
    CAPTURE(text);
    const std::string read = text_of(text, 11);
    CHECK(read == (std::string(text) == "1995T" ? "1995|1995" : "none"));
  }
}

#include "ingest/no_text.h"

#include <catch2/catch.hpp>

using namespace relata;
using namespace std::string_view_literals;

TEST_CASE("what is no text is told by its first bytes, with what to do") {
  CHECK(why_no_text("\xFF\xFE{\0"sv)->starts_with("it is UTF-16"));
  CHECK(why_no_text("\xFE\xFF\0{"sv)->starts_with("it is UTF-16"));
  CHECK(why_no_text("{\0\"\0a\0"sv)->starts_with("it is UTF-16"));
  CHECK(why_no_text("\0{\0\"\0a"sv)->starts_with("it is UTF-16"));
  CHECK(why_no_text("PK\x03\x04...."sv)->find("zip") != std::string::npos);
  CHECK(why_no_text("%PDF-1.7"sv)->find("PDF") != std::string::npos);
  CHECK(why_no_text("PAR1\x15"sv)->find("Parquet") != std::string::npos);
  CHECK(why_no_text("SQLite format 3\0\x10"sv)->find("SQLite") != std::string::npos);
  CHECK(why_no_text(std::string(257, 'a') + "ustar  ")->find("tar") != std::string::npos);
}

TEST_CASE("text is taken for text, however short or odd") {
  for (const std::string_view text : {""sv, "{"sv, "{}"sv, "id,name\n"sv, "\xEF\xBB\xBFid\n"sv,
                                      "日本"sv, "\0\0\0\0"sv, "ab\0\0"sv, "PK"sv, "PARTY,1"sv}) {
    CAPTURE(text);
    CHECK_FALSE(why_no_text(text));
  }
}

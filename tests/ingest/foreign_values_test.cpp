// Values as other formats write them.

#include "ingest/foreign_values.h"

#include <catch2/catch.hpp>

using namespace relata;

TEST_CASE("text is UTF-8 without zero characters, and the first byte that is not is told") {
  CHECK(!why_no_text(""));
  CHECK(!why_no_text("Кім Чен Ин, 김정은, ascii\t\x7F, \xF0\x9F\x98\x80"));
  CHECK_THAT(why_no_text(std::string_view("a\0b", 3)).value().reason,
             Catch::Contains("zero character, at byte 1"));
  // A stray continuation, a cut sequence, an overlong one, a surrogate, beyond Unicode, latin-1.
  for (const std::string bad :
       {"ab\x80", "ab\xD0", "ab\xC0\xAF", "ab\xED\xA0\x80", "ab\xF4\x90\x80\x80", "ab\xE9t\xE9"}) {
    CAPTURE(bad);
    CHECK_THAT(why_no_text(bad).value().reason, Catch::Contains("not UTF-8 at byte 2"));
  }
}

TEST_CASE("a phrase becomes the name of a type") {
  CHECK(type_name_of("Host a visit") == "host_a_visit");
  CHECK(type_name_of("Arrest, detain, or charge with legal action") ==
        "arrest_detain_or_charge_with_legal_action");
  CHECK(type_name_of("OWNER_OF") == "owner_of");
  CHECK(type_name_of("worksFor") == "works_for");
  CHECK(type_name_of("http://e/P39") == "http_e_p39");
  CHECK(type_name_of("  владеет Долей  ") == "владеет_долей");
  CHECK(type_name_of("소속") == "소속");
  CHECK(type_name_of("-- //").empty());
}

TEST_CASE("languages have BCP 47 tags, whichever code they come with") {
  CHECK(language_tag_of("rus") == "ru");
  CHECK(language_tag_of("RU") == "ru");
  CHECK(language_tag_of("kor") == "ko");
  CHECK(language_tag_of("pt_BR") == "pt-BR");
  CHECK(language_tag_of("zh-hant") == "zh-Hant");
  CHECK(language_tag_of("sr-Latn") == "sr-Latn");
  CHECK(language_tag_of("eng") == "en");
  for (const char* none : {"", "und", "mul", "zxx", "not a language", "1"}) {
    CAPTURE(none);
    CHECK(language_tag_of(none).empty());
  }
}

TEST_CASE("dates are read off timestamps and digits in the precision that they have") {
  const auto text = [](std::optional<PartialDate> date) { return date ? date->text() : "none"; };
  CHECK(text(date_of_timestamp("2015-12-01T05:00:00.000Z")) == "2015-12-01");
  CHECK(text(date_of_timestamp("2016-01-01 00:00:00.000")) == "2016-01-01");
  CHECK(text(date_of_timestamp("2021-02-16T21")) == "2021-02-16");
  CHECK(text(date_of_timestamp("2021-02")) == "2021-02");
  CHECK(text(date_of_timestamp("2021-02-30T00:00")) == "none");
  CHECK(text(date_of_timestamp("16 February 2021")) == "none");
  CHECK(text(date_of_digits("2017")) == "2017");
  CHECK(text(date_of_digits("201707")) == "2017-07");
  CHECK(text(date_of_digits("20170701")) == "2017-07-01");
  CHECK(text(date_of_digits("20170701234500")) == "2017-07-01");
  CHECK(text(date_of_digits("20171301")) == "none");
  CHECK(text(date_of_digits("2017-07")) == "none");
  CHECK(text(date_of_digits("")) == "none");
}

TEST_CASE("the host of an address is told without its www") {
  CHECK(host_of("https://www.bbc.co.uk/news/1") == "bbc.co.uk");
  CHECK(host_of("http://user:word@example.org:8080?x=1") == "example.org");
  CHECK(host_of("https://example.org") == "example.org");
  CHECK(host_of("BBC Monitoring").empty());
  CHECK(host_of("ftp://example.org/a").empty());
}

TEST_CASE("lists are split, without what is blank") {
  const auto joined = [](std::string_view list, std::string_view separator) {
    std::string all;
    for (const std::string_view item : split_list(list, separator))
      all += "'" + std::string(item) + "'";
    return all;
  };
  CHECK(joined("a; b ;;c", ";") == "'a''b''c'");
  CHECK(joined("Radical Party / NGO, Government", ", ") == "'Radical Party / NGO''Government'");
  CHECK(joined("", ";").empty());
  CHECK(joined(" ; ", ";").empty());
}

TEST_CASE("numbers and shares are what they say or nothing") {
  CHECK(number_of("-7.5e1") == -75);
  CHECK(!number_of("7 kg"));
  CHECK(!number_of(""));
  CHECK(!number_of("1e999"));
  CHECK(!number_of("nan"));
  CHECK(confidence_of(0.87)->parts == 8700);
  CHECK(!confidence_of(1.01));
  CHECK(!confidence_of(-0.01));
}

TEST_CASE("a date is made coarser, never finer") {
  const auto coarse = [](const char* date, Precision precision) {
    return coarsened(*PartialDate::parse(date), precision).text();
  };
  CHECK(coarse("2024-08-06", Precision::day) == "2024-08-06");
  CHECK(coarse("2024-08-06", Precision::month) == "2024-08");
  CHECK(coarse("2024-08-06", Precision::year) == "2024");
  CHECK(coarse("2024-08", Precision::day) == "2024-08");
  CHECK(coarse("2024", Precision::month) == "2024");
}

TEST_CASE("a period is out of order only if it certainly ends before it begins") {
  const auto order = [](const char* text) { return is_in_order(Period::parse(text).value()); };
  CHECK(order("2024..2024-01"));
  CHECK(order("2024-05.."));
  CHECK(order("..2024-05"));
  CHECK(order("2024"));
  CHECK(is_in_order({}));
  CHECK_FALSE(
      is_in_order({.from = *PartialDate::parse("2024-05"), .to = *PartialDate::parse("2024-04")}));
}

#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "export/plain_text.h"
#include "sample.h"

namespace relata {
namespace {

TEST_CASE("Steering characters are written out and everything else stays as it is") {
  CHECK(visible("Kim Jong Un 김정은 مصر") == "Kim Jong Un 김정은 مصر");
  CHECK(visible("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(visible("\x1b[31m") == "\\x1b[31m");
  CHECK(visible("\x7f") == "\\x7f");
  CHECK(visible("\xC2\x9B") == "\\u009b");
  CHECK(visible("\xE2\x80\xAE") == "\\u202e");
  CHECK(visible("\xE2\x81\xA6") == "\\u2066");
  CHECK(visible("\xE2\x80\xA8") == "\\u2028");
}

TEST_CASE("Joiners that scripts need are not written out") {
  const std::string persian = "می\xE2\x80\x8Cخواهم";
  CHECK(visible(persian) == persian);
}

TEST_CASE("Invalid bytes become replacement characters") {
  CHECK(visible("a\xFFz") == "a\xEF\xBF\xBDz");
  CHECK(valid_utf8("cut \xED\x95") == "cut \xEF\xBF\xBD");
  CHECK(valid_utf8("\x1b stays") == "\x1b stays");
}

TEST_CASE("Wide characters take two columns and combining ones none") {
  CHECK(display_width("Kim") == 3);
  CHECK(display_width("김정은") == 6);
  CHECK(display_width("漢字") == 4);
  CHECK(display_width("ｆｕｌｌ") == 8);
  CHECK(display_width("Курск") == 5);
  CHECK(display_width("e\xCC\x81") == 1);
  // Hangul in conjoining letters: one syllable, as wide as the composed one.
  CHECK(display_width("\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7") == 2);
}

TEST_CASE("A cut text ends in an ellipsis and never exceeds its columns") {
  CHECK(fit("Kursk", 5) == "Kursk");
  CHECK(fit("Kursk Oblast", 7) == "Kursk…");
  CHECK(fit("김정은", 4) == "김…");
  CHECK(fit("김정은", 1) == "…");
  CHECK(fit("김정은", 0).empty());
}

TEST_CASE("Wrapped lines fit and lose nothing but blanks at the breaks") {
  std::mt19937_64 random(20250428);
  INFO("seed 20250428");
  const std::vector<std::string> letters = {"a", "к", "김", " ", "漢", "e\xCC\x81", "_", " ", "م"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const auto length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) text += letters[random() % letters.size()];
    const std::size_t columns = 2 + random() % 20;
    std::string without_blanks;
    for (const std::string& line : wrap(text, columns)) {
      REQUIRE(display_width(line) <= columns);
      without_blanks += line;
    }
    std::erase(without_blanks, ' ');
    std::erase(text, ' ');
    REQUIRE(without_blanks == text);
  }
}

TEST_CASE("A line breaks at a blank, else after a joint, else where it must") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("met with_him", 8) == Lines{"met", "with_him"});
  CHECK(wrap("express_intent_to_meet", 12) == Lines{"express_", "intent_to_", "meet"});
  CHECK(wrap("sent/troops", 6) == Lines{"sent/", "troops"});
  CHECK(wrap("2024-08-06", 8) == Lines{"2024-08-", "06"});
  CHECK(wrap("unbroken", 5) == Lines{"unbro", "ken"});
  CHECK(unbroken_width("express_intent_to_meet") == 8);
  CHECK(unbroken_width("met with_him") == 5);
  CHECK(unbroken_width("2024-08-06") == 10);
  CHECK(unbroken_width("_") == 1);
  CHECK(unbroken_width("") == 0);
}

TEST_CASE("Every hostile text is harmless once visible") {
  for (const std::string& text : sample::hostile_texts()) {
    const std::string shown = visible(text);
    CAPTURE(shown);
    CHECK(valid_utf8(shown) == shown);
    CHECK(visible(shown) == shown);
    for (const char c : shown) CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  }
}

}  // namespace
}  // namespace relata

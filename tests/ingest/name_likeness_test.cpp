// Names taken apart, and which of them are one.

#include "ingest/name_likeness.h"

#include <catch2/catch.hpp>

#include "ingest/name_words.h"

using namespace relata;

namespace {

NameForm form(const std::string& text, const std::string& language = "") {
  static Romanizer romanizer;
  return name_form({.text = text, .language = language}, romanizer);
}

// The rule by which they are one, or "".
std::string rule_of(const std::string& a, const std::string& b, Kind kind) {
  const auto one = likeness_of(form(a), form(b), kind);
  const auto other = likeness_of(form(b), form(a), kind);
  REQUIRE(one.has_value() == other.has_value());
  if (one) CHECK(one->rule == other->rule);
  return one ? rule_info(one->rule).name : "";
}

std::string contradicted(const std::string& a, const std::string& b, Kind kind) {
  const auto rule = contradiction_of(form(a), form(b), kind);
  return rule ? rule_info(*rule).name : "";
}

}  // namespace

TEST_CASE("romanisations of one word sound alike") {
  const std::vector<std::vector<std::string>> groups = {
      {"zelensky", "zelenskyy", "zelenskiy", "zelenskij", "zelenski"},
      {"khrushchev", "khruschev"},
      {"sergey", "sergei", "serhiy", "serguei"},
      {"volodymyr", "vladimir", "volodimir"},
      {"aleksandr", "alexander", "oleksandr"},
      {"medvedev", "medvediev", "medvedeff"},
      {"mohammed", "muhammad", "mohamed"}};
  for (const auto& group : groups) {
    for (const std::string& word : group) {
      CAPTURE(group.front(), word);
      CHECK(sounded(word) == sounded(group.front()));
    }
  }
  CHECK(sounded("zelensky") != sounded("zalensky"));
}

TEST_CASE("a name loses what tells nobody from another, unless that is all") {
  CHECK(form("The Bank of Korea").sorted == form("Bank Korea").sorted);
  CHECK(form("ООО «Ромашка»").tokens == form("Romashka LLC").tokens);
  CHECK(form("Общество с ограниченной ответственностью Ромашка").tokens ==
        form("OOO Romashka").tokens);
  CHECK(form("The The").tokens.size() == 2);
  CHECK(form("«»").tokens.empty());
}

TEST_CASE("Latin letters among Cyrillic ones are read as what they look like") {
  CHECK(form("КАРТAПOЛOВ").tokens == form("Картаполов").tokens);  // A and O are Latin
  CHECK(form("Сергiй").tokens == form("Сергій").tokens);
}

TEST_CASE("numbers and directions are known in words and digits") {
  CHECK(number_of("95th") == "95");
  CHECK(number_of("0095") == "95");
  CHECK(number_of("apt28") == "28");
  CHECK(number_of("second") == "2");
  CHECK(number_of("iii") == "3");
  CHECK_FALSE(number_of("fail0verflow"));
  CHECK_FALSE(number_of("4hcrew"));
  CHECK(form("95-я бригада").tokens == form("95 brigada").tokens);
  CHECK(form("Korea Utara").compass == form("North Korea").compass);
  CHECK(form("Південна Корея").compass == form("Korea Selatan").compass);
}

TEST_CASE("names are one by the rule that says most") {
  const auto person = [](const char* a, const char* b) { return rule_of(a, b, Kind::person); };
  const auto body = [](const char* a, const char* b) { return rule_of(a, b, Kind::organization); };
  CHECK(person("José Álvarez", "JOSE ALVAREZ") == "folded_name");
  CHECK(person("Volodymyr Zelenskyy", "Володимир Зеленський") == "transliteration");
  CHECK(person("Vladimir Putin", "Владимир Путин") == "transliteration");
  CHECK(person("Kim Jong Un", "김정은") == "transliteration");
  CHECK(person("Kim Jong-un", "Gim Jeong Eun") == "transliteration");
  CHECK(person("Pak Kwang Hun", "박광훈") == "transliteration");
  CHECK(person("Muhammad bin Salman", "محمد بن سلمان") == "transliteration");
  CHECK(person("Zelensky, Volodymyr", "Volodymyr Zelensky") == "token_order");
  CHECK(person("Xi Jinping", "习近平") == "word_breaks");
  CHECK(person("V. Putin", "Vladimir Putin") == "initials");
  CHECK(person("Vladimir Putin", "Vladimir Vladimirovich Putin") == "name_part");
  CHECK(person("Gherasimov Valery", "Valery Gerasimof") == "token_order");
  CHECK(body("Namchongang Trading", "Namchongan Trading") == "edit_distance");
  CHECK(body("IRGC", "Islamic Revolutionary Guard Corps") == "acronym");
}

TEST_CASE("other names are not one") {
  CHECK(rule_of("Kim Jong Un", "Kim Jong Il", Kind::person).empty());
  CHECK(rule_of("Kim Sok Chol", "Kim Chol Sok", Kind::person).empty());
  CHECK(rule_of("North Korea", "South Korea", Kind::country).empty());
  CHECK(rule_of("95th Brigade", "96th Brigade", Kind::organization).empty());
  CHECK(rule_of("6th Fleet", "Fleet", Kind::organization).empty());
  CHECK(rule_of("Putin", "Vladimir Putin", Kind::person).empty());
  CHECK(rule_of("Ivan Petrov", "Ivan Sidorov", Kind::person).empty());
  CHECK(rule_of("Ministry of Defence", "Ministry of Justice", Kind::organization).empty());
}

TEST_CASE("a number, a direction or a Korean syllable tells two names apart for good") {
  CHECK(contradicted("95th Brigade", "96-я brigade", Kind::organization) == "other_number");
  CHECK(contradicted("First Army", "2nd Army", Kind::organization) == "other_number");
  CHECK(contradicted("APT28", "APT29", Kind::organization) == "other_number");
  CHECK(contradicted("North Korea", "Korea Selatan", Kind::country) == "other_direction");
  CHECK(contradicted("East Timor", "West Timor", Kind::place) == "other_direction");
  CHECK(contradicted("Kim Jong Un", "Kim Jong Il", Kind::person) == "other_given_name");
  CHECK(contradicted("김정은", "Kim Jong-il", Kind::person) == "other_given_name");
  CHECK(contradicted("Kim Jong Un", "Kim Jong Eun", Kind::person).empty());
  CHECK(contradicted("Hwang Sok Hwa", "Hwang Sok Ha", Kind::person).empty());
  CHECK(contradicted("Kanye West", "Kanye North", Kind::person).empty());
  CHECK(contradicted("95th Brigade", "Brigade", Kind::organization).empty());
}

// What the rules make of a few entities each: stories by hand.

#include <catch2/catch.hpp>

#include "tests/ingest/resolving.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("the names of North Korea are one country by themselves, those of South Korea another") {
  const auto found =
      found_among({line("a", "country", {"Korut"}), line("b", "country", {"DPRK"}),
                   line("c", "country", {"КНДР"}), line("d", "country", {"조선민주주의인민공화국"}),
                   line("e", "country", {"Korea Utara"}), line("s", "country", {"South Korea"}),
                   line("t", "country", {"Korsel"})});
  CHECK(found.size() == 11);
  for (const auto& [pair, one] : found) {
    CAPTURE(pair);
    CHECK(one.is_safe);
    CHECK((pair == "s=t") == (pair.find_first_of("st") != std::string::npos));
  }
}

TEST_CASE("Kim Jong Un and Kim Jong Il are two, 김정은 is the first of them") {
  const auto found =
      found_among({line("un", "person", {"Kim Jong Un"}), line("il", "person", {"Kim Jong Il"}),
                   line("korean", "person", {"김정은"})});
  REQUIRE(found.size() == 1);
  CHECK(found.begin()->first == "korean=un");
  CHECK_FALSE(found.begin()->second.is_safe);
}

TEST_CASE("two persons of one name are proposed for judging, and not where their births differ") {
  const auto born = [](const char* date) { return std::string(R"(,"birthDate":")") + date + "\""; };
  auto found = found_among(
      {line("a", "person", {"Olena Kovalenko"}), line("b", "person", {"Olena Kovalenko"})});
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found.at("a=b").is_safe);
  const double alone = found.at("a=b").score;
  const auto of = [&](const char* one, const char* other) {
    return found_among({line("a", "person", {"Olena Kovalenko"}, born(one)),
                        line("b", "person", {"Olena Kovalenko"}, born(other))});
  };
  CHECK(of("1961-03-02", "1974").empty());
  CHECK(of("1961-03-02", "1961").at("a=b").score > alone);
  CHECK(of("2.3.1961", "1961-03-02").at("a=b").score > of("1961", "1961-03").at("a=b").score);
  CHECK(of("1960 or 1961", "1961-03-02").size() == 1);
}

TEST_CASE("equal identifiers are safe unless something speaks against them") {
  const std::string lei = R"(,"leiCode":"RELA00TASAMPLEBANK67")";
  const auto found = found_among({line("a", "company", {"Severny Most"}, lei),
                                  line("b", "company", {"North Bridge"}, lei),
                                  line("c", "person", {"Ivan Most"}, lei)});
  REQUIRE(found.size() == 1);
  CHECK(found.at("a=b").is_safe);
  const auto apart = found_among({line("a", "company", {"Most"}, lei + R"(,"country":"ru")"),
                                  line("b", "company", {"Most"}, lei + R"(,"country":"us")")});
  CHECK_FALSE(apart.at("a=b").is_safe);
}

TEST_CASE("two identifiers of one scheme are two things") {
  CHECK(found_among(
            {line("Q1", "organization", {"Blue Star"}), line("Q2", "organization", {"Blue Star"})})
            .empty());
}

TEST_CASE("an alias declares one organization to be another's only name, never a person") {
  const Lines both = {line("a", "organization", {"National Intelligence Service", "Kukjongwon"}),
                      line("b", "organization", {"Kukjongwon"})};
  CHECK(found_among(both).at("a=b").is_safe);
  const auto third = [&](const std::string& more) {
    Lines lines = both;
    lines.push_back(more);
    return found_among(lines).at("a=b").is_safe;
  };
  CHECK_FALSE(third(line("c", "person", {"Kukjongwon"})));
  CHECK_FALSE(third(
      R"({"entity":"c","type":"place","names":["X",{"text":"Kukjongwon","kind":"metonym"}]})"));
  CHECK_FALSE(found_among({line("a", "person", {"Iosif Dzhugashvili", "Iosif Stalin"}),
                           line("b", "person", {"Iosif Stalin"})})
                  .at("a=b")
                  .is_safe);
  CHECK(found_among(
            {line("a", "organization", {"Ministry of Defence of Ukraine", "Ministry of Defence"}),
             line("b", "organization", {"Ministry of Defence"})})
            .empty());
}

TEST_CASE("metonyms and roles bring nobody together") {
  CHECK(
      found_among(
          {R"({"entity":"a","type":"country","names":["Aland",{"text":"Mariehamn","kind":"metonym"}]})",
           line("b", "city", {"Mariehamn"})})
          .empty());
  const std::string role = R"(,{"text":"Supreme Leader","kind":"role"}]})";
  CHECK(found_among({R"({"entity":"a","type":"person","names":["Kim Il Sung")" + role,
                     R"({"entity":"b","type":"person","names":["Ali Khamenei")" + role})
            .empty());
}

TEST_CASE("numbers tell brigades apart, unless they share a name of their own") {
  CHECK(found_among({line("a", "military_unit", {"95th Air Assault Brigade"}),
                     line("b", "military_unit", {"96th Air Assault Brigade"})})
            .empty());
  const auto found = found_among({line("a", "armed_group", {"APT-C-60", "Pink Bear"}),
                                  line("b", "armed_group", {"APT-Q-12", "Pink Bear"})});
  CHECK_FALSE(found.contains("a=b"));
}

TEST_CASE("a source that says that two are one is believed, unless a claim denies it") {
  const auto told = [](const std::string& stance) {
    return found_among(
        {line("a", "person", {"Anna Petrova"}), line("b", "person", {"Hanna Ivchenko"}),
         R"({"relation":"r","type":"same_as","source":"a","target":"b","claims":[{"stance":")" +
             stance + R"("}]})"});
  };
  CHECK(told("asserted").at("a=b").is_safe);
  CHECK(told("denied").empty());
  CHECK(told("uncertain").empty());
}

TEST_CASE("shared neighbours speak for a pair, a relation between the two against it") {
  const Lines persons = {line("a", "person", {"Ivan Petrov"}), line("b", "person", {"Ivan Petrov"}),
                         line("c", "organization", {"Blue Star"})};
  const auto with = [&](const Lines& more) {
    Lines lines = persons;
    lines.insert(lines.end(), more.begin(), more.end());
    const auto found = found_among(lines, {.score_min = 0});
    return found.at("a=b");
  };
  const auto relation = [](const char* from, const char* to) {
    return std::string(R"({"relation":"","type":"works_for","source":")") + from +
           R"(","target":")" + to + "\"}";
  };
  const double alone = with({}).score;
  const Found shared = with({relation("a", "c"), relation("b", "c")});
  CHECK(shared.score > alone);
  CHECK(shared.rules.contains("shared_neighbours"));
  const Found related = with({relation("a", "b")});
  CHECK(related.score < alone);
  CHECK(related.rules.contains("related_to_each_other"));
}

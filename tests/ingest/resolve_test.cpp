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

TEST_CASE("a part of a country is not the country, and a name of two countries is neither's") {
  const auto pair = [](const std::string& one, const std::string& other) {
    const auto found = found_among({line("a", "country", {one}), line("b", "country", {other})});
    return found.contains("a=b") ? (found.at("a=b").is_safe ? "safe" : "proposed") : "none";
  };
  const std::string kingdom = "United Kingdom";
  for (const char* part : {"England", "Scotland", "Wales", "Northern Ireland"}) {
    CAPTURE(part);
    CHECK(pair(kingdom, part) == std::string("none"));
    CHECK(pair("Great Britain", part) == std::string("none"));
  }
  CHECK(pair(kingdom, "Великобритания") == std::string("safe"));
  CHECK(pair(kingdom, "Great Britain") == std::string("proposed"));
  CHECK(pair("Britain", "Vereinigtes Königreich") == std::string("proposed"));
  CHECK(pair("Congo", "Republic of the Congo") == std::string("proposed"));
  CHECK(pair("Congo", "Democratic Republic of the Congo") == std::string("proposed"));
  CHECK(pair("Republic of the Congo", "Congo-Brazzaville") == std::string("safe"));
  CHECK(pair("Korea", "DPRK") == std::string("proposed"));
  CHECK(pair("Guinea", "Guinée") == std::string("safe"));
  // Whatever else England is called, and whatever else the Congo.
  CHECK_FALSE(
      found_among({line("a", "country", {"England", "UK"}), line("b", "country", {kingdom})})
          .contains("a=b"));
  CHECK(found_among({line("a", "country", {"Congo", "Congo-Kinshasa"}),
                     line("b", "country", {"Democratic Republic of the Congo"})})
            .at("a=b")
            .is_safe);
}

TEST_CASE("two keys of one source are two by a name, and one where the source says so") {
  const auto pair = [](const std::string& a, const std::string& b, const std::string& more = "",
                       const Lines& relations = {}) {
    Lines lines = {line(a, "country", {"DPRK"}, more), line(b, "country", {"North Korea"}, more)};
    lines.insert(lines.end(), relations.begin(), relations.end());
    return found_among(lines).at(a + "=" + b);
  };
  CHECK(pair("wd:DPRK", "yago:North_Korea").is_safe);
  CHECK(pair("neo4j:Country:1", "neo4j:Place:2").is_safe);
  for (const char* source : {"yago:", "neo4j:Place:", "http://dbpedia.org/resource/", "doc#"}) {
    CAPTURE(source);
    const std::string a = source + std::string("75");
    const std::string b = source + std::string("76");
    CHECK_FALSE(pair(a, b).is_safe);
    CHECK(pair(a, b).rules.contains("one_source"));
    CHECK(pair(a, b, R"(,"iso2":"KP")").is_safe);
    const std::string same =
        R"({"relation":"r","type":"same_as","source":")" + a + R"(","target":")" + b + "\"}";
    CHECK(pair(a, b, "", {same}).is_safe);
  }
}

TEST_CASE("two identifiers of one scheme are two things") {
  CHECK(found_among(
            {line("Q1", "organization", {"Blue Star"}), line("Q2", "organization", {"Blue Star"})})
            .empty());
}

TEST_CASE("a word or an abbreviation declares nothing by itself: the pair is proposed") {
  for (const char* name : {"PSD", "Allied", "The Commonwealth", "Kukjongwon"}) {
    CAPTURE(name);
    const auto found = found_among(
        {line("a", "organization", {"Blue Star Union", name}), line("b", "organization", {name})});
    CHECK(found.at("a=b").rules.contains("declared_alias"));
    CHECK_FALSE(found.at("a=b").is_safe);
  }
}

TEST_CASE("an alias declares one organization to be another's only name, never a person") {
  const Lines both = {line("a", "organization", {"National Intelligence Service", "Kukka Jongbo"}),
                      line("b", "organization", {"Kukka Jongbo"})};
  CHECK(found_among(both).at("a=b").is_safe);
  const auto third = [&](const std::string& more) {
    Lines lines = both;
    lines.push_back(more);
    return found_among(lines).at("a=b").is_safe;
  };
  CHECK_FALSE(third(line("c", "person", {"Kukka Jongbo"})));
  CHECK_FALSE(third(
      R"({"entity":"c","type":"place","names":["X",{"text":"Kukka Jongbo","kind":"metonym"}]})"));
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

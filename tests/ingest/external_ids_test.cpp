// Identifiers, and countries by name.

#include "ingest/external_ids.h"

#include <relata/lookup.h>

#include <catch2/catch.hpp>

#include "ingest/country_languages.h"

using namespace relata;

namespace {

std::vector<ExternalId> ids_of(const std::string& key, std::vector<Property> properties,
                               const std::vector<std::string>& countries = {}) {
  return external_ids({.key = key, .properties = std::move(properties)}, countries);
}

using Ids = std::vector<ExternalId>;

}  // namespace

TEST_CASE("identifiers are known by their check digits") {
  CHECK(is_lei("RELA00TASAMPLEBANK67"));
  CHECK_FALSE(is_lei("RELA00TASAMPLEBANK66"));
  CHECK_FALSE(is_lei("RELA00TASAMPLEBANK6"));
  CHECK_FALSE(is_lei(""));
  CHECK(is_imo("9074729"));
  CHECK_FALSE(is_imo("9074728"));
  CHECK_FALSE(is_imo("0000000"));
}

TEST_CASE("a Wikidata id is one as a key, an address or a property") {
  const Ids putin = {{"wikidata", "Q7747"}};
  CHECK(ids_of("Q7747", {}) == putin);
  CHECK(ids_of("http://www.wikidata.org/entity/Q7747", {}) == putin);
  CHECK(ids_of("putin", {{"wikidataId", "Q7747"}}) == putin);
  CHECK(ids_of("Q7747", {{"wikidataId", "Q7747"}}) == putin);
  CHECK(ids_of("Q0", {}).empty());
  CHECK(ids_of("Q7 and more", {}).empty());
  CHECK(ids_of("example.org/Q7747", {}).empty());
}

TEST_CASE("identifiers are compared in one spelling, and what is none is left out") {
  CHECK(ids_of("a", {{"leiCode", "rela00 tasamp lebank67"}}) ==
        Ids{{"lei", "RELA00TASAMPLEBANK67"}});
  CHECK(ids_of("a", {{"imoNumber", "IMO 9074729"}}) == Ids{{"imo", "9074729"}});
  CHECK(ids_of("a", {{"imoNumber", "unknown"}, {"leiCode", "-"}, {"innCode", "00000000"}}).empty());
  const std::string id = "intrusion-set--899ce53f-13a0-479b-a0e4-67d46e241542";
  CHECK(ids_of(id, {}) == Ids{{"stix", id}});
  CHECK(ids_of("intrusion-set--a", {}).empty());
}

TEST_CASE("numbers that countries give are one scheme in each, and none without a country") {
  const std::vector<Property> number = {{"registrationNumber", "HRB 123456"}};
  CHECK(ids_of("a", number, {"DE"}) == Ids{{"registration:DE", "HRB123456"}});
  CHECK(ids_of("a", number).empty());
  CHECK(ids_of("a", number, {"DE", "FR"}).empty());
  CHECK(ids_of("a", {{"passportNumber", "12"}}, {"DE"}).empty());  // too short to be one
}

TEST_CASE("a country is known by its name in any language, and by newsrooms' short forms") {
  const auto code = [](std::string_view name) {
    return country_code_in_any_language(fold_name(name)).value_or("");
  };
  for (const char* name :
       {"North Korea", "Korut", "Korea Utara", "DPRK", "КНДР", "Северная Корея",
        "조선민주주의인민공화국", "북한", "朝鲜", "Nordkorea", "Corée du Nord"}) {
    CAPTURE(name);
    CHECK(code(name) == "KP");
  }
  for (const char* name : {"South Korea", "Korsel", "Korea Selatan", "대한민국", "Южная Корея"}) {
    CAPTURE(name);
    CHECK(code(name) == "KR");
  }
  CHECK(code("Україна") == "UA");
  CHECK(code("Deutschland") == "DE");
  CHECK(code("Niger") == "NE");  // English decides, whatever it is elsewhere
  CHECK(code("Korea").empty());
  CHECK(code("Pyongyang").empty());
  CHECK(code("").empty());
}

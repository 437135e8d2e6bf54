// Countries by code and by name.

#include "ingest/country_names.h"

#include <catch2/catch.hpp>

using namespace relata;

TEST_CASE("countries are known by both codes, in any case") {
  CHECK(country_of_code("kp")->alpha_3 == "PRK");
  CHECK(country_of_code("PRK")->alpha_2 == "KP");
  CHECK(country_of_code("RU")->name == "Russia");
  CHECK(country_of_code("XKX")->name == "Kosovo");
  CHECK_FALSE(country_of_code("Russia"));
  CHECK_FALSE(country_of_code("ZZ"));
  CHECK_FALSE(country_of_code(""));
}

TEST_CASE("countries are known by the names that sources write") {
  for (const char* name : {"Russia", "RUSSIA", "Russian Federation"}) {
    CHECK(country_named(name)->alpha_3 == "RUS");
  }
  CHECK(country_named("North Korea")->alpha_2 == "KP");
  CHECK(country_named("Korea (Democratic People's Republic of)")->alpha_2 == "KP");
  CHECK(country_named("South Korea")->alpha_2 == "KR");
  CHECK(country_named("Cote d'Ivoire")->alpha_2 == "CI");
  CHECK(country_named("Turkey")->alpha_2 == country_named("Türkiye")->alpha_2);
  CHECK_FALSE(country_named("Atlantis"));
  CHECK_FALSE(country_named("RU"));
  CHECK_FALSE(country_named(""));
}

#include "graph/near_words.h"

#include <catch2/catch.hpp>

namespace relata {

TEST_CASE("a misspelt word is near what it may have been meant for, the nearest first") {
  const std::vector<std::string> known = {"max-degree", "max-hops", "min-origins", "via", "weight"};
  using Words = std::vector<std::string>;
  CHECK(near_words("max-degre", known) == Words{"max-degree"});
  CHECK(near_words("MAX_HOPS", known) == Words{"max-hops"});
  CHECK(near_words("max-hop", known) == Words{"max-hops"});
  CHECK(near_words("vio", known) == Words{"via"});
  CHECK(near_words("fly", known).empty());
  CHECK(near_words("", known).empty());
  CHECK(near_words("--", known).empty());
}

TEST_CASE("a word whose parts stand in another order is near too") {
  const std::vector<std::string> known = {"max-degree", "max-hops", "min-origins"};
  using Words = std::vector<std::string>;
  CHECK(near_words("degree-max", known) == Words{"max-degree"});
  CHECK(near_words("origins-min", known) == Words{"min-origins"});
  CHECK(near_words("origin-min", known) == Words{"min-origins"});
}

}  // namespace relata

#include "export/words.h"

#include <catch2/catch.hpp>

namespace relata {
namespace {

TEST_CASE("Quantities are told in words") {
  CHECK(quantity_words({.low = 10000, .unit = "soldier"}) == "more than 10,000 soldiers");
  CHECK(quantity_words({.high = 1200.5, .unit = "km"}) == "at most 1,200.5 km");
  CHECK(quantity_words({.low = 10000, .high = 12000, .unit = "personnel"}) ==
        "10,000 to 12,000 personnel");
  CHECK(quantity_words({.low = 900, .best = 1000, .high = 1100, .unit = "shell"}) ==
        "1,000 (900 to 1,100) shells");
  CHECK(quantity_words({.low = 5, .best = 5, .high = 5}) == "5");
  CHECK(quantity_words({.best = 1, .unit = "missile"}) == "1 missile");
  CHECK(quantity_words({.best = -1234567}) == "-1,234,567");
  CHECK(quantity_words({.unit = "people"}) == "people");
}

TEST_CASE("Confidence and numbers keep no binary noise") {
  CHECK(confidence_text(Confidence{8000}) == "0.8");
  CHECK(confidence_text(Confidence{10000}) == "1");
  CHECK(confidence_text(Confidence{1}) == "0.0001");
  CHECK(confidence_text(Confidence{3333}) == "0.3333");
  CHECK(number_text(100000) == "100000");
}

TEST_CASE("Sizes are told in the unit that fits") {
  CHECK(bytes_words(0) == "0 bytes");
  CHECK(bytes_words(1536) == "1.5 KiB");
  CHECK(bytes_words(std::uint64_t{5} << 30) == "5 GiB");
}

TEST_CASE("A hop is as strong as its strongest relation and a path as its weakest hop") {
  CHECK(strength(Status::confirmed) > strength(Status::reported));
  CHECK(strength(Status::reported) > strength(Status::contested));
  CHECK(strength(Status::contested) > strength(Status::uncertain));
  CHECK(strength(Status::uncertain) > strength(Status::denied));
}

}  // namespace
}  // namespace relata

// Texts numbered in the order of their first sight.

#include "ingest/key_table.h"

#include <catch2/catch.hpp>
#include <random>
#include <unordered_map>

using namespace relata;

TEST_CASE("a text has one number, given at first sight") {
  KeyTable table;
  CHECK(table.number_of("kursk") == 0);
  CHECK(table.number_of("") == 1);
  CHECK(table.number_of("kursk") == 0);
  CHECK(table.number_of(std::string_view("kursk\0", 6)) == 2);
  CHECK(table.text(0) == "kursk");
  CHECK(table.text(1).empty());
  CHECK(table.size() == 3);
}

TEST_CASE("a table that grows agrees with a map") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  KeyTable table;
  std::unordered_map<std::string, std::uint32_t> model;
  for (int i = 0; i < 50'000; ++i) {
    // Long common beginnings and ends, as addresses have.
    const std::string text = "https://example.org/" + std::to_string(random() % 20'000) + "/end";
    const auto [place, is_first] = model.emplace(text, static_cast<std::uint32_t>(model.size()));
    REQUIRE(table.number_of(text) == place->second);
  }
  for (const auto& [text, number] : model) REQUIRE(table.text(number) == text);
}

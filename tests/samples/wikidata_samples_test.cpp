#include <catch2/catch.hpp>

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("samples of Wikidata: a dump of fifteen people and what they point to") {
  check_sample("wikidata/ru_network_dump.json.gz", "wikidata",
               {.read = 134, .entities = 580, .documents = 140, .relations = 657, .claims = 697});
}

TEST_CASE("samples of Wikidata: an answer of the API in its model of 2015") {
  check_sample("wikidata/wbgetentities_Q42.json", "wikidata",
               {.read = 1, .entities = 42, .documents = 14, .relations = 29, .claims = 38});
}

TEST_CASE("samples of Wikidata: a small dump with a lexeme") {
  check_sample("wikidata/mock-dump-for-testing.json", "wikidata",
               {.read = 4, .entities = 7, .documents = 1, .relations = 3, .claims = 3});
}

#include <catch2/catch.hpp>

#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

TEST_CASE("samples of KGTK: names and numbers of Wikidata's properties and items") {
  check_sample("kgtk/wikidata_sample.tsv", "kgtk", {.read = 9993, .entities = 1718});
}

TEST_CASE("samples of KGTK: edges about edges") {
  check_sample("kgtk/movies_full.tsv", "kgtk",
               {.read = 44, .entities = 20, .documents = 1, .relations = 22, .claims = 22});
}

TEST_CASE("samples of KGTK: further columns, and two edges without a value") {
  check_sample(
      "kgtk/sample_kgtk_edge_file.tsv", "kgtk",
      {.read = 287, .rejected = 2, .entities = 98, .documents = 1, .relations = 93, .claims = 93});
}

TEST_CASE("samples of KGTK: columns about the ends") {
  check_sample("kgtk/lexicalize-Q75992564.tsv", "kgtk",
               {.read = 33, .entities = 14, .documents = 1, .relations = 14, .claims = 14});
}

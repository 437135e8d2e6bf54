#include "ingest/triples.h"

#include "ingest/triple_dictionaries.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string rows = "Q42\tP69\tQ691283\nQ42\tP1303\tQ5994\n";

}  // namespace

TEST_CASE("triples are relations by their ids, and the files beside say what these stand for") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.write("relations_en.json",
               R"({"P69": {"label": "studied at"}, "P1303": {"label": "plays \"it\""}})");
  taking.write("relations_ru.json", R"({"P1303": {"label": "играет"}})");
  taking.write("types_en.json", R"({"Q5": {"label": "human"}})");
  taking.write("entity2types.json", R"({"Q42": ["Q18844224", "Q5"], "Q5994": ["Q1"]})");
  taking.write("entities_en.json",
               R"({"Q42": {"label": "Douglas Adams", "description": "writer"}})");
  taking.write("entities_ru.json", R"({"Q42": {"label": "Дуглас Адамс", "description": ""}})");
  const IngestReport report = take_file(taking, "train.txt", rows);
  CHECK(report.inputs[0].format == "triples");
  CHECK(report.records.taken == 2);
  CHECK(report.warnings.empty());
  const Entity adams = taking.entity("Q42");
  CHECK(type_of(taking, "Q42") == "person");
  CHECK(name_of(taking, "Q42") == "Douglas Adams");
  REQUIRE(adams.names.size() == 2);
  CHECK(adams.names[1].language == "ru");
  CHECK(property_of(adams.properties, "description.en") == "writer");
  CHECK(values_of(adams.properties, "type") == std::vector<std::string>{"Q18844224", "human"});
  CHECK(type_of(taking, "Q5994") == "unknown");
  const RelationClaims plays = relation_between(taking, "Q42", "Q5994");
  CHECK(type_of(taking, plays) == "P1303");
  REQUIRE(plays.claims.size() == 1);
  CHECK(key_of(taking, plays.claims[0].document) == "file:train.txt");
  const Schema schema = taking.store().schema(taking.now());
  CHECK(schema.relation_type(*schema.relation_type("P1303")).label == "plays \"it\"");
  // Wikidata's readers know this one better, for it has labels for both directions there.
  CHECK(schema.relation_type(*schema.relation_type("P69")).label == "was educated at");
}

TEST_CASE("triples without files beside them are taken by their ids") {
  Taking taking;
  const IngestReport report = take_file(taking, "train.txt", rows + "Q42\tP1082\t7\n");
  CHECK(report.records.taken == 3);
  CHECK(warnings_of(report) ==
        std::vector<std::string>{
            "1 x the relation type \"P1303\" is in no schema; it is taken as it is (train.txt:2)"});
  CHECK(relation_lines(taking).size() == 2);
  CHECK(property_of(taking.entity("Q42").properties, "P1082") == "7");
}

TEST_CASE(
    "dictionaries of triples that are broken are warned of, and what they say before stands") {
  Taking taking;
  taking.write("entity2types.json", R"({"Q42": ["Q5"], "Q691283": 5, "Q5994": ["Q6256"], "Q1)");
  taking.write("types_en.json", "\xFF\xFE");
  const IngestReport report = take_file(taking, "train.txt", "Q42\tP69\tQ691283\n");
  CHECK(report.records.taken == 1);
  REQUIRE(report.warnings.size() == 2);
  CHECK(
      report.warnings[0].text.starts_with("of the file types_en.json beside it not all was read"));
  CHECK(report.warnings[1].text.starts_with("of the file entity2types.json beside it"));
  CHECK(type_of(taking, "Q42") == "person");
}

TEST_CASE("a dictionary of triples is no input of its own") {
  for (const char* const name :
       {"relations_en.json", "types_ru.json", "entities_zh-Hant.json", "entity2types.json"}) {
    CAPTURE(name);
    CHECK(format_of(name, R"({"Q5": {"label": "human"}})") == "triples");
    CHECK(TripleDictionaries::is_dictionary(name));
  }
  CHECK(format_of("relations_en.json", R"({"nodes": [], "links": []})") != "triples");
  Taking taking;
  CHECK(take_file(taking, "types_en.json", R"({"Q5": {"label": "human"}})").records.read == 0);
}

TEST_CASE("a row that is no triple is rejected by itself") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "train.txt", "Q1\tP1\n\tP1\tQ2\nQ1\t...\tQ2\nQ1\tP31\tQ2\tQ3\n" + rows,
                {.format = "triples"});
  CHECK(report.records.taken == 2);
  CHECK(rejections_of(report) ==
        std::vector<std::string>{"train.txt:1: : expected 3 columns, found 2",
                                 "train.txt:2: subject: expected an id",
                                 "train.txt:3: relation: expected a name with letters",
                                 "train.txt:4: : expected 3 columns, found 4"});
}

TEST_CASE("triples that are cut, damaged or no text are counted, and nothing breaks") {
  check_any_damage("train.txt", rows, "triples");
  check_bad_rows("train.txt", "Q42\tP69\tQ691283", "triples");
  CHECK(format_of("x", rows) == "triples");
  CHECK(format_of("x", "Q1\tP1\t7\n") != "triples");
  CHECK(format_of("x", "<A>\t<playsFor>\t<B>\n") == "text-quads");
}

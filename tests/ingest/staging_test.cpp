// What is made for want of a record: types, and documents for claims that name none.

#include "ingest/staging.h"

#include <catch2/catch.hpp>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string people =
    "{\"entity\":\"a\",\"type\":\"person\"}\n{\"entity\":\"b\",\"type\":\"person\"}\n";

std::string met(const std::string& key, const std::string& more = "") {
  return R"({"relation":")" + key + R"(","type":"met_with","source":"a","target":"b")" + more + "}";
}

// The keys of the documents that a relation's claims stand in.
Strings documents_of(const Taking& taking, const std::string& relation) {
  Strings keys;
  std::vector<DocumentId> ids;
  for (const Claim& claim : taking.relation(relation).claims) ids.push_back(claim.document);
  for (const Document& document : taking.store().documents(taking.now(), ids)) {
    keys.push_back(document.key);
  }
  return keys;
}

}  // namespace

TEST_CASE("a claim stands in its document, else in the relation's, else in the file") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string file = taking.write(
      "news.jsonl",
      people + "{\"document\":\"d1\"}\n{\"document\":\"d2\"}\n" +
          met("r1", R"(,"document":"d1","claims":[{"document":"d2"},{"quote":"q"}])") + "\n" +
          met("r2", R"(,"document":"d1")") + "\n" + met("r3") + "\n" +
          met("r4", R"(,"claims":[])") + "\n" + met("r5", R"(,"claims":[{"speaker":"a"}])"));
  const auto report = taking.take_query({.inputs = {file}});
  CHECK(report.claims == 6);
  CHECK(report.documents.read == 2);
  CHECK(documents_of(taking, "r1") == Strings{"d2", "d1"});
  CHECK(documents_of(taking, "r2") == Strings{"d1"});
  for (const std::string key : {"r3", "r4", "r5"}) {
    CHECK(documents_of(taking, key) == Strings{"file:news.jsonl"});
  }
  const Document made = taking.document("file:news.jsonl");
  CHECK(made.title.empty());
  CHECK(!made.publisher.is_some());
  CHECK(taking.take_query({.inputs = {file}}).batch == 0);
}

TEST_CASE("each file has its own document, or all have the one that is named") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings files = {taking.write("1/x.jsonl", people + met("r1")),
                         taking.write("1/y.jsonl", met("r2")),
                         taking.write("2/x.jsonl", met("r3"))};
  taking.take_query({.inputs = files});
  CHECK(documents_of(taking, "r1") == Strings{"file:x.jsonl"});
  CHECK(documents_of(taking, "r2") == Strings{"file:y.jsonl"});
  CHECK(documents_of(taking, "r3") == Strings{"file:x.jsonl"});
  const auto report = taking.take_query(
      {.inputs = files, .document = "https://example.org/set", .publisher = "A University"});
  CHECK(report.claims == 3);
  CHECK(documents_of(taking, "r2") == Strings{"file:y.jsonl", "https://example.org/set"});
  CHECK(taking.document("https://example.org/set").publisher == taking.entity("A University").id);
}

TEST_CASE("the record of a document outranks what would be made in its place, in any order") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string record = R"({"document":"set","publisher":"b","title":"The set"})";
  const bool is_first = GENERATE(true, false);
  const auto report = taking.take(
      is_first ? Strings{record, people + met("r")} : Strings{people + met("r"), record},
      {.document = "set", .publisher = "a"});
  CHECK(rejections_of(report).empty());
  CHECK(report.documents.taken == 1);
  CHECK(taking.document("set").publisher == taking.entity("b").id);
  CHECK(taking.document("set").title == "The set");
}

TEST_CASE("a rejected record of the default document is told at its own line") {
  Taking taking;
  const auto report = taking.take({people + met("r"), R"({"document":"set","relays":["nowhere"]})"},
                                  {.document = "set"});
  CHECK(
      rejections_of(report) ==
      Strings{"in.jsonl:3: claims[0].document: the document \"set\" was rejected (no document has "
              "the key \"nowhere\"; add its record to the batch)",
              "in.jsonl:4: relays: no document has the key \"nowhere\"; add its record to the "
              "batch"});
}

TEST_CASE("a default document without claims stays out, one that is relayed goes in") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string lost = R"({"relation":"r","type":"met_with","source":"a","target":"nobody"})";
  const auto nothing = taking.take({lost}, {.publisher = "KCNA"});
  CHECK(nothing.batch == 0);
  taking.take({people + lost, R"({"document":"d","relays":["file:in.jsonl"]})"},
              {.publisher = "KCNA"});
  CHECK(taking.document("d").relays == std::vector<Relay>{taking.document("file:in.jsonl").id});
  CHECK(taking.document("file:in.jsonl").publisher == taking.entity("KCNA").id);
}

TEST_CASE("a default document whose publisher is ambiguous costs the claims that need it") {
  Taking taking;
  const auto report =
      taking.take({R"({"entity":"a","type":"person","names":["Kim"]})",
                   R"({"entity":"b","type":"person","names":["Kim"]})", R"({"document":"d"})",
                   met("r1"), met("r2", R"(,"document":"d")")},
                  {.publisher = "Kim"});
  CHECK(warnings_of(report) ==
        Strings{"1 x the document of claims that name none cannot be made: the name \"Kim\" fits "
                "several entities (a, b); give the key of one (in.jsonl:4)"});
  CHECK(report.relations.taken == 1);
  CHECK(report.relations.rejected == 1);
}

TEST_CASE("the default document gets a publisher later, and is not contradicted") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string file = taking.write("in.jsonl", people + met("r"));
  taking.take_query({.inputs = {file}});
  CHECK(taking.take_query({.inputs = {file}, .publisher = "KCNA"}).batch == 2);
  CHECK(taking.document("file:in.jsonl").publisher == taking.entity("KCNA").id);
  const auto report = taking.take_query({.inputs = {file}, .publisher = "a"});
  CHECK(report.batch == 0);
  CHECK(warnings_of(report) ==
        Strings{"1 x the document of claims that name none cannot be made: the document "
                "\"file:in.jsonl\" is in the store with another publisher (in.jsonl:3)"});
}

TEST_CASE("types that are in no schema are taken as they are, and counted") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = {R"({"entity":"x","type":"secret_base"})",
                         R"({"entity":"y","type":"secret_base"})",
                         R"({"relation":"r","type":"dug_under","source":"x","target":"y"})"};
  const Strings warnings = {
      "2 x the entity type \"secret_base\" is in no schema; it is taken as it is (in.jsonl:1)",
      "1 x the relation type \"dug_under\" is in no schema; it is taken as it is (in.jsonl:3)"};
  CHECK(warnings_of(taking.take(lines)) == warnings);
  const Schema schema = taking.store().schema(taking.now());
  const RelationType dug = schema.relation_type(schema.relation_type("dug_under").value());
  CHECK(!dug.is_declared);
  CHECK(dug.label == "dug under");
  CHECK(!schema.entity_type(schema.entity_type("secret_base").value()).is_declared);
  // The store knows them by now, but they are in no schema still.
  CHECK(warnings_of(taking.take(lines)) == warnings);
  const std::string file = taking.write("in.jsonl", lines[0]);
  CHECK(error_of(taking, {.inputs = {file}, .strictness = Strictness::strict}, ErrorCode::input) ==
        file +
            ":1: type: the entity type \"secret_base\" is in no schema; nothing was taken "
            "(--strict); `relata validate` lists all there are");
}

TEST_CASE("no more than a thousand types are taken that are in no schema") {
  Taking taking;
  Strings lines;
  for (int i = 0; i < 1'010; ++i) {
    lines.push_back(R"({"entity":"e)" + std::to_string(i) + R"(","type":"t)" + std::to_string(i) +
                    "\"}");
  }
  const auto report = taking.take(lines);
  CHECK(report.entities.taken == 1'000);
  REQUIRE(report.rejections.size() == 10);
  CHECK(words_of(report.rejections.front()) ==
        "in.jsonl:1001: type: the entity type \"t1000\" is in no schema, and neither are 1000 "
        "others that were taken; declare it in a schema file");
  const auto more = taking.take({R"({"entity":"x","type":"t0"})", R"({"entity":"y","type":"u"})"});
  CHECK(more.entities.taken == 1);
  CHECK(more.entities.rejected == 1);
}

TEST_CASE("one key is not used for ten thousand things") {
  Taking taking;
  Strings lines;
  for (int i = 0; i < 10'005; ++i) {
    lines.push_back(R"({"entity":"unknown","type":"person","names":["n)" + std::to_string(i) +
                    "\"]}");
  }
  const auto report = taking.take(lines);
  CHECK(report.entities.taken == 10'000);
  CHECK(report.entities.rejected == 5);
  CHECK_THAT(report.rejections.front().reason,
             Catch::StartsWith("the entity \"unknown\" has 10000 names, properties or relays"));
}

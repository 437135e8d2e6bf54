// FollowTheMoney statements: one row, one value, one dataset.

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string header =
    R"("canonical_id","entity_id","prop","prop_type","schema","value","dataset","origin","lang",)"
    R"("original_value","external","first_seen","last_seen","id")";

std::string row(const std::string& id, const std::string& schema, const std::string& prop,
                const std::string& value, const std::string& dataset = "one",
                const std::string& language = "", const std::string& entity_id = "") {
  std::string line;
  for (const std::string& cell :
       {id, entity_id.empty() ? id : entity_id, prop, std::string("string"), schema, value, dataset,
        std::string(), language, std::string(), std::string("f"),
        std::string("2023-04-20T18:00:25"), std::string("2024-06-01T10:57:03"),
        std::string("ab12")}) {
    line += (line.empty() ? "\"" : ",\"") + cell + "\"";
  }
  return line;
}

IngestReport take(Taking& taking, const std::vector<std::string>& lines) {
  return taking.take(lines, {.format = "ftm-statements"});
}

const std::vector<std::string> edge = {header,
                                       row("o", "Ownership", "id", "o"),
                                       row("o", "Ownership", "owner", "p"),
                                       row("o", "Ownership", "asset", "c", "two"),
                                       row("o", "Ownership", "role", "founder"),
                                       row("o", "Ownership", "role", "heir", "two"),
                                       row("o", "Ownership", "startDate", "2019-02")};

}  // namespace

TEST_CASE("statements are recognised in each of their forms") {
  CHECK(format_of("a.csv", header + "\n") == "ftm-statements");
  CHECK(format_of("a.csv", "entity_id,prop,value,dataset,lang,original_value,origin\n") ==
        "ftm-statements");
  CHECK(format_of("a.csv", "p,Person:name,Ada Brock,one,,,t,f,2023,2024\n") == "ftm-statements");
  CHECK(format_of("a.csv", "p,Unheard:name,Ada Brock,one,,,t,f,2023,2024\n") == "csv");
  CHECK(format_of("a.json", R"({"canonical_id":"p","entity_id":"p","prop":"name","value":"A"})") ==
        "ftm-statements");
}

TEST_CASE("statements of one thing are one entity, with who says what") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report =
      take(taking, {header, row("p", "LegalEntity", "id", "p"),
                    row("p", "Person", "name", "Ada Brock", "one", "eng"),
                    row("p", "Person", "name", "Ада Брок", "two", "rus", "two-7"),
                    row("p", "Person", "birthDate", "1971", "two"),
                    row("p", "Person", "title", "Dr", "one", "deu"),
                    row("p", "Person", "addressEntity", "a", "two")});
  CHECK(report.rejections.empty());
  CHECK(report.records.read == 6);
  CHECK(report.records.taken == 6);
  const Entity entity = taking.entity("p");
  CHECK(type_of(taking, "p") == "person");
  REQUIRE(entity.names.size() == 2);
  CHECK(entity.names[0] == Name{"Ada Brock", "en", NameKind::canonical});
  CHECK(entity.names[1] == Name{"Ада Брок", "ru", NameKind::alias});
  using Values = std::vector<std::string>;
  CHECK(values_of(entity.properties, "birthDate") == Values{"1971"});
  CHECK(values_of(entity.properties, "birthDate@two") == Values{"1971"});
  CHECK(values_of(entity.properties, "name@one") == Values{"Ada Brock"});
  CHECK(values_of(entity.properties, "title.lang") == Values{"deu"});
  CHECK(values_of(entity.properties, "referents") == Values{"two-7"});
  CHECK(values_of(entity.properties, "datasets") == Values{"one", "two"});
  CHECK(values_of(entity.properties, "first_seen") == Values{"2023-04-20T18:00:25"});
  const RelationClaims address = relation_between(taking, "p", "a");
  REQUIRE(address.claims.size() == 1);
  CHECK(key_of(taking, address.claims[0].document) == "dataset:two");
  CHECK(address.claims[0].reported.text() == "2023-04-20");
}

TEST_CASE("a thing of one dataset says so once") {
  Taking taking;
  take(taking,
       {header, row("p", "Person", "name", "Ada"), row("p", "Person", "birthDate", "1971")});
  CHECK(taking.entity("p").properties.size() == 2);
}

TEST_CASE("statements of an edge are one relation, and each dataset claims it") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take(taking, edge);
  CHECK(report.rejections.empty());
  CHECK(report.records.read == 6);
  const RelationClaims owns = taking.relation("o");
  CHECK(type_of(taking, owns) == "owns");
  CHECK(owns.relation.valid.text() == "2019-02..");
  CHECK(values_of(owns.relation.properties, "role") == std::vector<std::string>{"founder", "heir"});
  CHECK(values_of(owns.relation.properties, "role@two") == std::vector<std::string>{"heir"});
  REQUIRE(owns.claims.size() == 4);
  CHECK(key_of(taking, owns.claims[0].speaker) == "dataset:one");
  CHECK(owns.claims[0].reported.text() == "2023-04-20");
  CHECK(owns.claims[1].reported.text() == "2024-06-01");
  CHECK(key_of(taking, owns.claims[2].document) == "dataset:two");
  CHECK(take(taking, edge).batch == 0);
}

TEST_CASE("packed statements and JSON Lines say the same as rows") {
  Taking packed;
  take(packed,
       {"entity_id,prop,value,dataset,lang,original_value,origin,external,first_seen,last_seen,id",
        "p,Person:name,Ada,one,eng,ADA,crawl,t,2023-01-01T00:00:00,2023-01-01T00:00:00,x"});
  const auto check = [](const Taking& taking) {
    CHECK(taking.entity("p").names.front() == Name{"Ada", "en", NameKind::canonical});
    CHECK(type_of(taking, "p") == "person");
    CHECK(values_of(taking.entity("p").properties, "external").size() == 1);
    CHECK(values_of(taking.entity("p").properties, "name.original_value") ==
          std::vector<std::string>{"ADA"});
  };
  check(packed);
  CHECK(values_of(packed.entity("p").properties, "origin") == std::vector<std::string>{"crawl"});
  Taking legacy;
  take(legacy, {"p,Person:name,Ada,one,eng,ADA,t,t,2023-01-01T00:00:00,2023-01-01T00:00:00"});
  check(legacy);
  CHECK(values_of(legacy.entity("p").properties, "target").size() == 1);
  Taking lines;
  take(lines,
       {R"({"canonical_id":"p","entity_id":"q","schema":"Person","prop":"name","value":"Ada",)"
        R"("dataset":"one","lang":"eng","original_value":"ADA","external":true,"new":[1]})"});
  check(lines);
  CHECK(values_of(lines.entity("p").properties, "referents") == std::vector<std::string>{"q"});
  CHECK(values_of(lines.entity("p").properties, "new") == std::vector<std::string>{"1"});
}

TEST_CASE("statements of a thing that come again later are merged") {
  Taking taking;
  const IngestReport report =
      take(taking, {header, row("p", "Person", "name", "Ada"), row("q", "Person", "name", "Bo"),
                    row("p", "Person", "alias", "A."), row("p", "Person", "alias", "A.")});
  CHECK(report.rejections.empty());
  CHECK(report.records.known == 1);
  CHECK(taking.entity("p").names.size() == 2);
}

TEST_CASE("a thing of very many statements is merged from parts") {
  Taking taking;
  std::vector<std::string> lines = {header};
  for (int i = 0; i < 2'500; ++i) {
    lines.push_back(row("p", "Person", "notes", "note " + std::to_string(i)));
  }
  const IngestReport report = take(taking, lines);
  CHECK(report.records.taken == 2'500);
  CHECK(values_of(taking.entity("p").properties, "notes").size() == 2'500);
}

TEST_CASE("what is no statement is rejected and says why") {
  Taking taking;
  const IngestReport report =
      take(taking, {header, row("", "Person", "name", "x"), row("p", "Unheard", "name", "x"),
                    row("p", "Person", "", "x"), row("p", "Person", "name", ""), "\"a\",\"b\"",
                    row("o", "Ownership", "owner", "x"), row("v", "Vessel", "name", "V"),
                    row("v", "Person", "name", "W")});
  CHECK(rejections_of(report) ==
        std::vector<std::string>{
            "in.jsonl:2: entity_id: expected the entity's id",
            "in.jsonl:3: schema: \"Unheard\" is no schema of FollowTheMoney",
            "in.jsonl:4: prop: expected a property's name", "in.jsonl:5: value: expected a value",
            "in.jsonl:6: : expected 14 columns, found 2",
            "in.jsonl:7: asset: the Ownership \"o\" has one end only; expected owner and asset"});
  CHECK(type_of(taking, "v") == "vessel");
  CHECK(warnings_of(report).size() == 1);
}

TEST_CASE("statements that end anywhere crash nothing and lose nothing") {
  std::string whole;
  for (const std::string& line : edge) whole += line + "\n";
  CHECK(check_any_cut("whole", whole, "ftm-statements").records.read == 6);
  CHECK(check_any_cut("whole",
                      R"({"entity_id":"p","schema":"Person","prop":"name","value":"Ada"})"
                      "\n",
                      "ftm-statements")
            .records.read == 1);
  Taking taking;
  CHECK(take(taking, {}).records.read == 0);
  CHECK(take(taking, {header}).records.read == 0);
  CHECK(take(taking, {header, row("p", "Person", "name", "\xff")}).records.rejected == 1);
}

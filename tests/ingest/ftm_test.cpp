// FollowTheMoney entities: what each construct becomes.

#include <catch2/catch.hpp>
#include <set>

#include "ingest/ftm_model.h"
#include "ingest/input_stream.h"
#include "ingest/readers.h"
#include "tests/ingest/foreign.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string ada =
    R"({"id":"p1","schema":"Person","properties":{"name":["Ada Brock","Ада Брок"],)"
    R"("alias":["A. Brock"],"weakAlias":["Ada"],"previousName":["Ada Vale"],)"
    R"("birthDate":["1971"],"addressEntity":["addr-1"]},"datasets":["demo"],)"
    R"("target":true,"referents":["old-1"],"first_seen":"2024-01-02T03:04:05",)"
    R"("last_seen":"2024-03-01T00:00:00","last_change":"2024-02-01T00:00:00"})";
const std::string holding =
    R"({"id":"c1","schema":"Company","properties":{"name":["Brock Holding"]}})";
const std::string ownership =
    R"({"id":"o1","schema":"Ownership","properties":{"owner":["p1"],"asset":["c1"],)"
    R"("percentage":["51"],"role":["founder"],"startDate":["2015-11"],)"
    R"("sourceUrl":["https://www.example.org/a"]},"datasets":["demo"],)"
    R"("first_seen":"2024-01-02T03:04:05","last_seen":"2024-03-01T00:00:00"})";

IngestReport take(Taking& taking, const std::vector<std::string>& lines) {
  return taking.take(lines, {.format = "ftm"});
}

std::string edge(const std::string& id, const std::string& schema, const std::string& properties) {
  return R"({"id":")" + id + R"(","schema":")" + schema + R"(","properties":{)" + properties + "}}";
}

}  // namespace

TEST_CASE("every schema of FollowTheMoney has a declared type and whole references") {
  Schema schema = Schema::built_in();
  schema.extend(ftm_types, "ftm");
  for (const std::string_view name :
       {"Person", "Company", "LegalEntity", "PublicBody", "Address", "Vessel", "Airplane", "Event",
        "Trip", "Sanction", "Passport", "Note", "Message", "Email", "Risk", "Position"}) {
    const FtmSchema* found = ftm_schema(name);
    CAPTURE(name);
    REQUIRE(found != nullptr);
    CHECK_FALSE(found->is_edge());
    CHECK(schema.entity_type(found->type));
  }
  for (const std::string_view name :
       {"Ownership", "Directorship", "Membership", "Employment", "Occupancy", "Representation",
        "Family", "Associate", "Payment", "Debt", "Succession", "ContractAward",
        "ProjectParticipant", "CourtCaseParty", "Documentation", "UnknownLink", "Control"}) {
    const FtmSchema* found = ftm_schema(name);
    CAPTURE(name);
    REQUIRE(found != nullptr);
    REQUIRE(found->is_edge());
    CHECK(found->reference(found->source) != nullptr);
    CHECK(found->reference(found->target) != nullptr);
    CHECK(schema.relation_type(found->type));
  }
  for (const std::string_view symmetric :
       {"related_to", "associated_with", "linked_to", "documents"}) {
    CHECK(schema.relation_type(*schema.relation_type(symmetric)).is_symmetric);
  }
  CHECK(ftm_schema("Company")->is_kind_of("Asset"));
  CHECK(ftm_schema("Company")->reference("addressEntity")->range == "Address");
  CHECK(ftm_schema("Unheard") == nullptr);
}

TEST_CASE("FollowTheMoney is recognised by its schemata") {
  CHECK(format_of("a.json", ada + "\n") == "ftm");
  CHECK(format_of("a.jsonl", R"({"op": "DEL", "entity": {"id": "x"}})") == "ftm");
  CHECK(format_of("a.json", R"({"properties":{},"id":"x","schema" : "Vessel"})") == "ftm");
  CHECK(format_of("a.json", R"({"properties":{},"id":"x","schema":"Unheard"})").empty());
  CHECK(format_of("a.jsonl", R"({"entity":"p1","type":"person"})") == "relata");
  const std::string many(100'000, 'x');
  CHECK(format_of("a.json", edge("x", "Person", R"("name":[")" + many + R"("])")) == "ftm");
}

TEST_CASE("a thing becomes an entity with its names, values and context") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take(taking, {ada});
  CHECK(report.rejections.empty());
  const Entity entity = taking.entity("p1");
  CHECK(type_of(taking, "p1") == "person");
  REQUIRE(entity.names.size() == 5);
  CHECK(entity.names[0] == Name{"Ada Brock", "", NameKind::canonical});
  CHECK(entity.names[1] == Name{"Ада Брок", "", NameKind::alias});
  CHECK(entity.names[3] == Name{"Ada", "", NameKind::weak});
  CHECK(values_of(entity.properties, "birthDate") == std::vector<std::string>{"1971"});
  CHECK(values_of(entity.properties, "previousName") == std::vector<std::string>{"Ada Vale"});
  CHECK(values_of(entity.properties, "referents") == std::vector<std::string>{"old-1"});
  CHECK(values_of(entity.properties, "first_seen") ==
        std::vector<std::string>{"2024-01-02T03:04:05"});
  CHECK(values_of(entity.properties, "addressEntity").empty());
  const RelationClaims address = relation_between(taking, "p1", "addr-1");
  CHECK(type_of(taking, address) == "address_entity");
  CHECK(type_of(taking, "addr-1") == "address");
  REQUIRE(address.claims.size() == 1);
  CHECK(address.claims[0].reported.text() == "2024-02-01");
  CHECK(key_of(taking, address.claims[0].document) == "dataset:demo");
  CHECK(key_of(taking, address.claims[0].speaker) == "dataset:demo");
}

TEST_CASE("the caption says which name is shown, and the model what names the nameless") {
  Taking taking;
  take(taking,
       {R"({"id":"p","schema":"Person","caption":"B","properties":{"name":["A","B"]}})",
        R"({"id":"a","schema":"Address","properties":{"full":["Main Road 1"]}})",
        R"({"id":"s","schema":"Sanction","caption":"Sanction","properties":{"entity":["p"]}})"});
  CHECK(taking.entity("p").names.front().text == "B");
  CHECK(taking.entity("a").names.front().text == "Main Road 1");
  CHECK(taking.entity("s").names.empty());
  CHECK(taking.entity("s").properties.empty());
}

TEST_CASE("an edge becomes a relation with its dates, its quantity and its claims") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take(taking, {ownership, ada, holding});
  CHECK(report.rejections.empty());
  const RelationClaims owns = taking.relation("o1");
  CHECK(type_of(taking, owns) == "owns");
  CHECK(owns.relation.valid.text() == "2015-11..");
  CHECK(owns.relation.quantity == Quantity{.best = 51, .unit = "%"});
  CHECK(values_of(owns.relation.properties, "role") == std::vector<std::string>{"founder"});
  CHECK(values_of(owns.relation.properties, "startDate").empty());
  CHECK(values_of(owns.relation.properties, "percentage").empty());
  REQUIRE(owns.claims.size() == 2);
  CHECK(key_of(taking, owns.claims[0].document) == "https://www.example.org/a");
  CHECK(key_of(taking, owns.claims[0].speaker) == "dataset:demo");
  CHECK(owns.claims[0].reported.text() == "2024-01-02");
  CHECK(owns.claims[1].reported.text() == "2024-03-01");
  const Document page = taking.document("https://www.example.org/a");
  CHECK(key_of(taking, page.publisher) == "example.org");
  CHECK(take(taking, {ownership, ada, holding}).batch == 0);
}

TEST_CASE("each dataset and each publisher of an edge makes its claim") {
  Taking taking;
  take(taking, {R"({"id":"f","schema":"Family","properties":{"person":["x"],"relative":["y"],)"
                R"("sourceUrl":["https://example.org/1"]},"datasets":["one","two"]})",
                R"({"id":"g","schema":"Associate","properties":{"person":["x"],"associate":["y"],)"
                R"("publisher":["Daily Brock"]}})",
                R"({"id":"h","schema":"UnknownLink","properties":{"subject":["x"],"object":["y"],)"
                R"("proof":["d1"]},"datasets":["one"]})",
                R"({"id":"d1","schema":"Document","properties":{"title":["A letter"],)"
                R"("fileName":["letter.pdf"],"date":["2020-05"],"language":["rus"]}})"});
  const RelationClaims family = taking.relation("f");
  REQUIRE(family.claims.size() == 2);
  CHECK(key_of(taking, family.claims[0].document) == "dataset:one");
  CHECK(key_of(taking, family.claims[1].speaker) == "dataset:two");
  CHECK(values_of(family.relation.properties, "sourceUrl").size() == 1);
  const RelationClaims associate = taking.relation("g");
  REQUIRE(associate.claims.size() == 1);
  CHECK(key_of(taking, associate.claims[0].speaker) == "Daily Brock");
  CHECK(key_of(taking, taking.relation("h").claims.at(0).document) == "d1");
  const Document letter = taking.document("d1");
  CHECK(letter.title == "A letter");
  CHECK(letter.date.text() == "2020-05");
  CHECK(letter.language == "ru");
  CHECK(type_of(taking, "d1") == "document");
  CHECK(type_of(taking, "x") == "person");
}

TEST_CASE("an edge of several ends is a relation for each pair") {
  Taking taking;
  const IngestReport report =
      take(taking, {edge("m", "Membership", R"("member":["a","b"],"organization":["x","y"])")});
  CHECK(report.relations.taken == 4);
  CHECK(type_of(taking, taking.relation("m#a#y")) == "member_of");
  CHECK(type_of(taking, "x") == "organization");
  CHECK(type_of(taking, "a") == "unknown");
}

TEST_CASE("an edge without an end is an entity where the model allows it, else rejected") {
  Taking taking;
  const IngestReport report = take(taking, {edge("d", "Debt", R"("debtor":["a"],"amount":["12"])"),
                                            edge("o", "Ownership", R"("owner":["a"])")});
  CHECK(type_of(taking, "d") == "debt");
  CHECK(type_of(taking, relation_between(taking, "d", "a")) == "debtor");
  CHECK(rejections_of(report) ==
        std::vector<std::string>{"in.jsonl:2: asset: the Ownership \"o\" has one end only; "
                                 "expected owner and asset"});
}

TEST_CASE("fragments of one id are one, whatever their order") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take(
      taking,
      {R"({"id":"c","schema":"LegalEntity","properties":{"name":["Brock Ltd"],"country":["gb"]}})",
       R"({"id":"c","schema":"Company","properties":{"name":["Brock Limited"]}})",
       R"({"id":"c","schema":"LegalEntity","properties":{"country":["gb","mt"]}})",
       edge("o", "Ownership", R"("role":["owner"])"),
       edge("o", "Ownership", R"("owner":["p"],"asset":["c"])"),
       edge("o", "Ownership", R"("startDate":["2020"],"owner":["p"],"asset":["c"])")});
  CHECK(report.rejections.empty());
  CHECK(report.records.taken == 6);
  CHECK(type_of(taking, "c") == "company");
  CHECK(taking.entity("c").names.size() == 2);
  CHECK(values_of(taking.entity("c").properties, "country") ==
        std::vector<std::string>{"gb", "mt"});
  CHECK(values_of(taking.entity("c").properties, "schema") ==
        std::vector<std::string>{"LegalEntity"});
  CHECK(taking.relation("o").relation.valid.text() == "2020..");
  CHECK(values_of(taking.relation("o").relation.properties, "role").size() == 1);
}

TEST_CASE("several dates are alternatives, and a lone date is when it happened") {
  Taking taking;
  const auto valid = [&](const std::string& dates) {
    static int count = 0;
    const std::string id = "e" + std::to_string(count++);
    CHECK(take(taking, {edge(id, "Employment", R"("employee":["a"],"employer":["b"],)" + dates)})
              .rejections.empty());
    return taking.relation(id).relation.valid.text();
  };
  CHECK(valid(R"("startDate":["2020","2020-03-01"])") == "2020-03-01..");
  CHECK(valid(R"("startDate":["2020-03-01","2020-03-09"])") == "2020-03..");
  CHECK(valid(R"("startDate":["2020-03-01","2020-04"],"endDate":["2022"])") == "2020..2022");
  CHECK(valid(R"("startDate":["2019","2020"])").empty());
  CHECK(valid(R"("startDate":["soon"])").empty());
  CHECK(valid(R"("date":["2020-03-01T10:11"])") == "2020-03-01");
  CHECK(valid(R"("startDate":["2018"],"date":["2020"])") == "2018..");
  const RelationClaims timed = taking.relation("e5");
  CHECK(values_of(timed.relation.properties, "date") ==
        std::vector<std::string>{"2020-03-01T10:11"});
}

TEST_CASE("what is no edge but tells of others has its time on the relations") {
  Taking taking;
  take(taking, {R"({"id":"s","schema":"Sanction","properties":{"entity":["p"],"program":["P-1"],)"
                R"("startDate":["2022-02-24"],"authority":["Council"]},"datasets":["a","b"]})",
                R"({"id":"i","schema":"Passport","properties":{"holder":["p"],"number":["7"]}})",
                R"({"id":"ev","schema":"Event","properties":{"name":["Fair"],"date":["2021"],)"
                R"("involved":["p","q"],"organizer":["o"]}})"});
  const RelationClaims sanction = relation_between(taking, "s", "p");
  CHECK(type_of(taking, sanction) == "entity");
  CHECK(sanction.relation.valid.text() == "2022-02-24..");
  CHECK(sanction.claims.size() == 2);
  CHECK(taking.entity("s").names.front().text == "P-1");
  CHECK(type_of(taking, relation_between(taking, "i", "p")) == "holder");
  CHECK(relation_between(taking, "ev", "q").relation.valid.text() == "2021");
}

TEST_CASE("nested entities are flattened, in both directions") {
  Taking taking;
  const IngestReport report = take(
      taking,
      {R"({"id":"p","schema":"Person","properties":{"name":["P"],)"
       R"("addressEntity":[{"id":"a","schema":"Address","properties":{"full":["Road"]}}],)"
       R"("ownershipOwner":[{"id":"o","schema":"Ownership","properties":{"asset":)"
       R"([{"id":"c","schema":"Company","properties":{"name":["C"]}}],"startDate":["2020"]}}],)"
       R"("unheard":[{"id":"n","schema":"Note","properties":{}}],"sized":{"a":1}}})"});
  CHECK(report.rejections.empty());
  CHECK(report.records.read == 1);
  CHECK(type_of(taking, relation_between(taking, "p", "a")) == "address_entity");
  CHECK(taking.relation("o").relation.valid.text() == "2020..");
  CHECK(type_of(taking, relation_between(taking, "p", "c")) == "owns");
  CHECK(type_of(taking, relation_between(taking, "p", "n")) == "unheard");
  CHECK(values_of(taking.entity("p").properties, "sized") ==
        std::vector<std::string>{R"({"a":1})"});
}

TEST_CASE("deltas add and change, and never delete") {
  Taking taking;
  const IngestReport report = take(
      taking,
      {R"({"op":"ADD","entity":)" + holding + "}",
       R"({"op":"MOD","entity":{"id":"c1","schema":"Company","properties":{"country":["mt"]}}})",
       R"({"op":"DEL","entity":{"id":"c1"}})", R"({"op":"SET","entity":{}})"});
  CHECK(report.records.taken == 2);
  CHECK(rejections_of(report) ==
        std::vector<std::string>{"in.jsonl:3: op: nothing that was taken is ever deleted",
                                 "in.jsonl:4: op: expected ADD, MOD or DEL"});
  CHECK(values_of(taking.entity("c1").properties, "country").size() == 1);
}

TEST_CASE("what is no entity of the model is rejected and says why") {
  const auto refusal = [](const std::string& line) {
    Taking taking;
    const IngestReport report = take(taking, {line, holding});
    CHECK(report.records.taken == 1);
    REQUIRE(report.rejections.size() == 1);
    return report.rejections[0].field + ": " + report.rejections[0].reason;
  };
  CHECK(refusal(R"({"id":"x","schema":"Unheard","properties":{}})") ==
        "schema: \"Unheard\" is no schema of FollowTheMoney");
  CHECK(refusal(R"({"id":"x"})") == "schema: expected the entity's schema");
  CHECK(refusal(R"({"schema":"Person"})") == "id: expected the entity's id");
  CHECK(refusal(R"({"id":"","schema":"Person"})") ==
        "id: expected a key or name, found empty text");
  CHECK(refusal(R"({"id":7,"schema":"Person"})") == "id: expected text, found a number");
  CHECK(refusal(R"({"id":"x","schema":"Person","properties":[]})") ==
        "properties: expected an object, found an array");
  CHECK(refusal("[]") == ": expected an object, found an array");
  CHECK(refusal("{").starts_with(": bad JSON at byte 1"));
  CHECK(refusal("{\"id\":\"\xff\",\"schema\":\"Person\"}").starts_with(": bad JSON"));
  CHECK(refusal(R"({"id":"x","schema":"Person","properties":{"name":["a\u0000b"]}})") ==
        "name: a zero character is no text");
  CHECK(refusal(R"({"id":"x","schema":"Person","first_seen":"then"})") ==
        "first_seen: expected a time like 2024-08-06T12:00:00");
  CHECK(refusal(edge("o", "Ownership",
                     R"("owner":["a"],"asset":["b"],"startDate":["2020"],"endDate":["2019"])")) ==
        "valid: it ends (2019) before it begins (2020)");
  std::string many = "\"n0\"";
  for (int i = 1; i < 200; ++i) many += ",\"n" + std::to_string(i) + "\"";
  CHECK(refusal(
            edge("m", "Membership", "\"member\":[" + many + "],\"organization\":[" + many + "]")) ==
        ": the edge \"m\" has 40000 pairs of ends; the limit is 10000");
}

TEST_CASE("input of FollowTheMoney that ends anywhere crashes nothing and loses nothing") {
  const std::string whole = ada + "\n" + holding + "\n\n" + ownership + "\n";
  CHECK(check_any_cut("whole", whole, "ftm").records.read == 3);
}

TEST_CASE("hostile input of FollowTheMoney is counted") {
  Taking taking;
  CHECK(take(taking, {}).records.read == 0);
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  CHECK(take(taking, {edge("x", "Person", "\"name\":" + deep)}).records.rejected == 1);
  const std::string huge(100'000, 'x');
  const IngestReport report =
      taking.take({edge("x", "Person", "\"name\":[\"" + huge + "\"]"), holding},
                  {.format = "ftm", .line_bytes_max = 4096});
  CHECK(report.records.rejected == 1);
  CHECK(report.records.taken == 1);
}

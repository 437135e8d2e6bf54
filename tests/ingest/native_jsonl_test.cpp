// relata's own format: what each field becomes, read back from a store.

#include "ingest/native_jsonl.h"

#include <catch2/catch.hpp>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

PartialDate date(std::string_view text) { return PartialDate::parse(text).value(); }

std::string type_of(const Taking& taking, const Entity& entity) {
  return taking.store().schema(taking.now()).entity_type(entity.type).name;
}

const std::vector<std::string> two_entities = {R"({"entity":"a","type":"person"})",
                                               R"({"entity":"b","type":"person"})"};

std::vector<std::string> with_two_entities(const std::string& line) {
  std::vector<std::string> lines = two_entities;
  lines.push_back(line);
  return lines;
}

// The valid time of a relation from a to b.
Period valid_of(const std::string& json) {
  Taking taking;
  const auto report = taking.take(with_two_entities(
      R"({"relation":"r","type":"met_with","source":"a","target":"b","valid":)" + json + "}"));
  CHECK(rejections_of(report).empty());
  return taking.relation("r").relation.valid;
}

}  // namespace

TEST_CASE("every field of an entity is kept") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report =
      taking.take({R"({"entity":"kim-jong-un","type":"person","names":["Kim Jong Un",)"
                   R"({"text":"김정은","lang":"ko","kind":"transliteration"},)"
                   R"({"text":"Marshal","kind":"role"},{"text":"Pyongyang","kind":"metonym"},)"
                   R"({"text":"Kim","kind":"weak"},{"text":"KJU","kind":"alias","lang":null},)"
                   R"({"text":"Kim III","kind":"canonical"},"Kim Čong-un"],)"
                   R"("properties":{"height":1.70,"alive":true},"born":"1984",)"
                   R"("tags":["a",2,false,null,["x"],{"y":null}],"none":null,"deep":{"k":[1]}})"});
  CHECK(report.entities.taken == 1);
  const Entity entity = taking.entity("kim-jong-un");
  CHECK(type_of(taking, entity) == "person");
  CHECK(entity.names == std::vector<Name>{{"Kim Jong Un", "", NameKind::canonical},
                                          {"김정은", "ko", NameKind::transliteration},
                                          {"Marshal", "", NameKind::role},
                                          {"Pyongyang", "", NameKind::metonym},
                                          {"Kim", "", NameKind::weak},
                                          {"KJU", "", NameKind::alias},
                                          {"Kim III", "", NameKind::canonical},
                                          {"Kim Čong-un", "", NameKind::alias}});
  CHECK(entity.properties == std::vector<Property>{{"height", "1.70", ValueKind::number},
                                                   {"alive", "true", ValueKind::boolean},
                                                   {"born", "1984", ValueKind::text},
                                                   {"tags", "a", ValueKind::text},
                                                   {"tags", "2", ValueKind::number},
                                                   {"tags", "false", ValueKind::boolean},
                                                   {"tags", "[\"x\"]", ValueKind::text},
                                                   {"tags", "{\"y\":null}", ValueKind::text},
                                                   {"deep", "{\"k\":[1]}", ValueKind::text}});
  CHECK(entity.batch == 1);
}

TEST_CASE("every field of a document is kept") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      {R"({"document":"https://example.org/1","title":"Troops in Kursk","publisher":"reuters",)"
       R"("lang":"en","date":"2024-10","relays":["https://example.org/0",{"speaker":"nis"}],)"
       R"("properties":{"section":"world"},"words":900})",
       R"({"document":"https://example.org/0"})", R"({"entity":"reuters","type":"news_agency"})",
       R"({"entity":"nis","type":"intelligence_service"})"});
  CHECK(report.documents.taken == 2);
  const Document document = taking.document("https://example.org/1");
  CHECK(document.title == "Troops in Kursk");
  CHECK(document.publisher == taking.entity("reuters").id);
  CHECK(document.language == "en");
  CHECK(document.date == date("2024-10"));
  CHECK(document.relays ==
        std::vector<Relay>{taking.document("https://example.org/0").id, taking.entity("nis").id});
  CHECK(document.properties == std::vector<Property>{{"section", "world", ValueKind::text},
                                                     {"words", "900", ValueKind::number}});
  const Document bare = taking.document("https://example.org/0");
  CHECK(bare.title.empty());
  CHECK(!bare.publisher.is_some());
  CHECK(!bare.date.is_known());
  CHECK(bare.relays.empty());
}

TEST_CASE("every field of a relation and its claims is kept") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      {R"({"relation":"r1","type":"deployed_troops_to","source":"dprk","target":"kursk",)"
       R"("valid":{"from":"2024-10-08","to":"2025"},)"
       R"("quantity":{"low":10000,"best":11000.5,"high":12000,"unit":"soldier"},)"
       R"("properties":{"via":"Vladivostok"},"secret":true,"document":"d1",)"
       R"("claims":[{"speaker":"nis","stance":"asserted","reported":"2024-10-18","confidence":0.87654,)"
       R"("quote":"파병 “확인”","span":[12,20],"via":["d2","d3"]},)"
       R"({"document":"d2","stance":"denied"},{"document":"d3","stance":"uncertain","via":["d3"],)"
       R"("speaker":null,"reported":null,"confidence":null,"quote":null,"span":null}]})",
       R"({"document":"d1"})", R"({"document":"d2"})", R"({"document":"d3"})",
       R"({"entity":"dprk","type":"country"})", R"({"entity":"kursk","type":"region"})",
       R"({"entity":"nis","type":"intelligence_service"})"});
  CHECK(report.relations.taken == 1);
  CHECK(report.claims == 3);
  const auto [relation, claims] = taking.relation("r1");
  const Schema schema = taking.store().schema(taking.now());
  CHECK(schema.relation_type(relation.type).name == "deployed_troops_to");
  CHECK(relation.source == taking.entity("dprk").id);
  CHECK(relation.target == taking.entity("kursk").id);
  CHECK(relation.valid == Period{.from = date("2024-10-08"), .to = date("2025")});
  CHECK(relation.quantity ==
        Quantity{.low = 10000, .best = 11000.5, .high = 12000, .unit = "soldier"});
  CHECK(relation.properties == std::vector<Property>{{"via", "Vladivostok", ValueKind::text},
                                                     {"secret", "true", ValueKind::boolean}});
  REQUIRE(claims.size() == 3);
  CHECK(claims[0].document == taking.document("d1").id);
  CHECK(claims[0].speaker == taking.entity("nis").id);
  CHECK(claims[0].stance == Stance::asserted);
  CHECK(claims[0].reported == date("2024-10-18"));
  CHECK(claims[0].confidence == Confidence{8765});
  CHECK(claims[0].quote == "파병 “확인”");
  CHECK(claims[0].span == Span{.begin = 12, .end = 20});
  CHECK(claims[0].via ==
        std::vector<DocumentId>{taking.document("d2").id, taking.document("d3").id});
  CHECK(claims[1].document == taking.document("d2").id);
  CHECK(claims[1].stance == Stance::denied);
  CHECK(claims[2].stance == Stance::uncertain);
  CHECK(claims[2].via == std::vector<DocumentId>{taking.document("d3").id});
  for (const Claim& claim : {claims[1], claims[2]}) {
    CHECK(!claim.speaker.is_some());
    CHECK(!claim.reported.is_known());
    CHECK(!claim.confidence);
    CHECK(claim.quote.empty());
    CHECK(!claim.span);
  }
}

TEST_CASE("a valid time is a date, a period in words or an object") {
  CHECK(valid_of(R"("2024")") == Period{.from = date("2024"), .to = date("2024")});
  CHECK(valid_of(R"("2024-08-06")") ==
        Period{.from = date("2024-08-06"), .to = date("2024-08-06")});
  CHECK(valid_of(R"("2024-08..2025")") == Period{.from = date("2024-08"), .to = date("2025")});
  CHECK(valid_of(R"("2024-08..")") == Period{.from = date("2024-08"), .to = {}});
  CHECK(valid_of(R"("..2025-04-26")") == Period{.from = {}, .to = date("2025-04-26")});
  CHECK(valid_of(R"({"from":"2024-08-15","to":"2024-08"})") ==
        Period{.from = date("2024-08-15"), .to = date("2024-08")});
  CHECK(valid_of(R"({"from":"2024"})") == Period{.from = date("2024"), .to = {}});
  CHECK(valid_of(R"({"from":null,"to":"2024"})") == Period{.from = {}, .to = date("2024")});
  CHECK(valid_of("{}") == Period{});
  CHECK(valid_of("null") == Period{});
}

TEST_CASE("a quantity keeps an end open, and numbers are as wide as a double") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto quantity = [&](const std::string& json) {
    const std::string key = "r" + std::to_string(taking.store().info().head);
    const auto report = taking.take(with_two_entities(
        "{\"relation\":\"" + key + R"(","type":"met_with","source":"a","target":"b","quantity":)" +
        json + "}"));
    CHECK(rejections_of(report).empty());
    return taking.relation(key).relation.quantity;
  };
  CHECK(quantity(R"({"low":10000,"unit":"soldier"})") == Quantity{.low = 10000, .unit = "soldier"});
  CHECK(quantity(R"({"best":-0.5})") == Quantity{.best = -0.5});
  CHECK(quantity(R"({"low":1,"high":1,"best":null})") == Quantity{.low = 1, .high = 1});
  CHECK(quantity(R"({"high":1.7976931348623157e308})") == Quantity{.high = 1.7976931348623157e308});
  CHECK(quantity(R"({"high":12345678901234567890})") == Quantity{.high = 12345678901234567890.0});
  CHECK(quantity("null") == std::nullopt);
}

TEST_CASE("text is kept byte for byte") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string long_quote(3'000'000, 'q');
  taking.take(
      {R"({"entity":" a\u0001\n\ttab \u202e\u2066 𝔎 e\u0301 ","type":"person","names":["<b>\"=1+1\\"]})",
       R"({"entity":"b","type":"person"})",
       R"({"relation":"r","type":"met_with","source":"b","target":"b","claims":[{"quote":")" +
           long_quote + "\"}]}"});
  const Entity entity = taking.entity(" a\x01\n\ttab \u202e\u2066 𝔎 e\u0301 ");
  CHECK(entity.names.front().text == "<b>\"=1+1\\");
  CHECK(taking.relation("r").claims.front().quote == long_quote);
}

TEST_CASE("confidence is kept in steps of a ten-thousandth") {
  Taking taking;
  taking.take(with_two_entities(
      R"({"relation":"r","type":"met_with","source":"a","target":"b","claims":[{"confidence":0},)"
      R"({"confidence":1},{"confidence":0.00004},{"confidence":0.00005},{"confidence":9.5e-1},{"confidence":-0.0}]})"));
  std::vector<int> parts;
  for (const Claim& claim : taking.relation("r").claims) parts.push_back(claim.confidence->parts);
  CHECK(parts == std::vector<int>{0, 10000, 1, 9500});  // what rounds to the same is the same claim
}

TEST_CASE("a line may declare types, and a bad declaration is refused with its place") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string declared =
      R"({"schema":{"entity_types":[{"name":"base","label":"military base","parent":"facility"}]}})";
  const IngestReport report = taking.take({declared, R"({"entity":"a","type":"base"})"},
                                          {.strictness = Strictness::strict});
  CHECK(report.other.taken == 1);
  CHECK(report.warnings.empty());
  const Schema schema = taking.store().schema(taking.now());
  CHECK(schema.entity_type(*schema.entity_type("base")).label == "military base");
  CHECK(taking.take({declared}).batch == 0);
  // Declared without any record, or after it was met: that is news, too.
  CHECK(taking.take({R"({"schema":{"entity_types":[{"name":"camp"}]}})"}).batch == 2);
  CHECK(taking
            .take({R"({"entity":"b","type":"tent"})",
                   R"({"schema":{"entity_types":[{"name":"tent"}]}})"})
            .batch == 3);
  CHECK(taking.store().schema(taking.now()).entity_types().back().is_declared);
  CHECK(taking.refusal_of(R"({"schema":[]})") == "schema: expected an object, found an array");
  CHECK(taking.refusal_of(R"({"schema":{"replaces":true}})") ==
        "schema.replaces: only a schema file replaces all types");
  CHECK_THAT(taking.refusal_of(R"({"schema":{"entity_types":[{"name":"x","parent":"nothing"}]}})"),
             Catch::Contains("the parent \"nothing\" is no entity type"));
}

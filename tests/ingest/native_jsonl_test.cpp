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

RecordKind kind_of(std::string line) {
  NativeRecords records;
  return records.parse(line.data(), line.size()).kind;
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

TEST_CASE("what a line is a record of is said by its fields") {
  CHECK(kind_of(R"({"entity":"a","type":"person"})") == RecordKind::entity);
  CHECK(kind_of(R"({"type":"person","document":"d","entity":"a"})") == RecordKind::entity);
  CHECK(kind_of(R"({"document":"d"})") == RecordKind::document);
  CHECK(kind_of(R"({"document":"d","relation":"r"})") == RecordKind::relation);
  CHECK(kind_of(R"({"relation":"","document":"d"})") == RecordKind::relation);
  CHECK(kind_of(R"({"relation":null})") == RecordKind::relation);
  CHECK(kind_of(R"({"entity":null,"relation":"r"})") == RecordKind::relation);
  CHECK(kind_of(R"({"relation":null,"entity":"a"})") == RecordKind::entity);
  CHECK(kind_of(R"({"entity":5})") == RecordKind::entity);
  CHECK(kind_of(R"({"document":null})") == RecordKind::other);
  CHECK(kind_of(R"({"type":"met_with","source":"a","target":"b"})") == RecordKind::other);
}

TEST_CASE("a line that is no record is rejected with what was expected") {
  Taking taking;
  CHECK(taking.refusal_of("[1]") == ": expected an object, found an array");
  CHECK(taking.refusal_of("null") == ": expected an object, found null");
  CHECK(taking.refusal_of("\"a\"") == ": expected an object, found text");
  CHECK(taking.refusal_of("{}") ==
        ": expected a record with one of the fields entity, document and relation");
  CHECK(taking.refusal_of(R"({"entity":"a","relation":"r","type":"person"})") ==
        ": expected one of the fields entity and relation, found both");
  CHECK(taking.refusal_of("{\"entity\":") == ": bad JSON at byte 10: Invalid value");
  CHECK(taking.refusal_of("entity,type") == ": bad JSON at byte 0: Invalid value");
}

TEST_CASE("a field of an entity that is not what it should be is named") {
  Taking taking;
  const auto refusal = [&](const std::string& fields) {
    return taking.refusal_of(R"({"entity":"a","type":"person",)" + fields + "}");
  };
  CHECK(taking.refusal_of(R"({"entity":"a"})") == "type: expected the entity's type");
  CHECK(taking.refusal_of(R"({"entity":"a","type":null})") == "type: expected the entity's type");
  CHECK(taking.refusal_of(R"({"entity":"a","type":["person"]})") ==
        "type: expected text, found an array");
  CHECK(taking.refusal_of(R"({"entity":7,"type":"person"})") ==
        "entity: expected text, found a number");
  CHECK(taking.refusal_of(R"({"entity":"","type":"person"})") ==
        "entity: expected a key or name, found empty text");
  CHECK(taking.refusal_of(R"({"entity":"a\u0000b","type":"person"})") ==
        "entity: a zero character is no text");
  CHECK(refusal(R"("names":"Kim")") == "names: expected an array, found text");
  CHECK(refusal(R"("names":["Kim",7])") == "names[1]: expected text or an object, found a number");
  CHECK(refusal(R"("names":[null])") == "names[0]: expected text or an object, found null");
  CHECK(refusal(R"("names":["Kim",""])") == "names[1]: expected a key or name, found empty text");
  CHECK(refusal(R"("names":[{"lang":"ko"}])") == "names[0].text: expected the name");
  CHECK(refusal(R"("names":[{"text":""}])") ==
        "names[0].text: expected a key or name, found empty text");
  CHECK(refusal(R"("names":[{"text":"Kim","lang":5}])") ==
        "names[0].lang: expected text, found a number");
  CHECK(refusal(R"("names":[{"text":"Kim","kind":"nickname"}])") ==
        "names[0].kind: expected canonical, alias, role, metonym, transliteration or weak");
  CHECK(refusal(R"("names":[{"text":"Kim","language":"ko"}])") ==
        "names[0].language: expected text, lang or kind");
  CHECK(refusal(R"("properties":["x"])") == "properties: expected an object, found an array");
  CHECK(refusal(R"("note":"a\u0000b")") == "note: a zero character is no text");
  CHECK(refusal(R"("":1)") ==
        "properties: a field's name is neither empty nor has it a zero character");
  CHECK(refusal(R"("properties":{"a\u0000":1})") ==
        "properties: a field's name is neither empty nor has it a zero character");
}

TEST_CASE("a field of a document that is not what it should be is named") {
  Taking taking;
  const auto refusal = [&](const std::string& fields) {
    return taking.refusal_of(R"({"document":"d",)" + fields + "}");
  };
  const std::string no_date =
      " is no date; expected YYYY, YYYY-MM or YYYY-MM-DD of a day that is in the calendar";
  CHECK(taking.refusal_of(R"({"document":""})") ==
        "document: expected a key or name, found empty text");
  CHECK(taking.refusal_of(R"({"document":{}})") == "document: expected text, found an object");
  CHECK(refusal(R"("title":5)") == "title: expected text, found a number");
  CHECK(refusal(R"("publisher":"")") == "publisher: expected a key or name, found empty text");
  CHECK(refusal(R"("lang":["en"])") == "lang: expected text, found an array");
  CHECK(refusal(R"("date":2024)") == "date: expected text, found a number");
  for (const std::string bad :
       {"", "now", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-8", "24", "0000",
        "2024-08-06T10:00Z", "06.08.2024", "2024/08", "２０２４", "-2024", " 2024"}) {
    CHECK(refusal("\"date\":\"" + bad + "\"") == "date: \"" + bad + "\"" + no_date);
  }
  const std::string long_date(100, '1');
  CHECK(refusal("\"date\":\"" + long_date + "\"") ==
        "date: \"" + long_date.substr(0, 40) + "...\"" + no_date);
  CHECK(refusal(R"("relays":"d0")") == "relays: expected an array, found text");
  CHECK(refusal(R"("relays":["d0",5])") == "relays[1]: expected text or an object, found a number");
  CHECK(refusal(R"("relays":[""])") == "relays[0]: expected a key or name, found empty text");
  CHECK(refusal(R"("relays":[{}])") ==
        "relays[0]: expected a document's key or {\"speaker\": ...}");
  CHECK(refusal(R"("relays":[{"speaker":null}])") ==
        "relays[0].speaker: expected text, found null");
  CHECK(refusal(R"("relays":[{"actor":"nis"}])") == "relays[0].actor: expected speaker");
}

TEST_CASE("a field of a relation that is not what it should be is named") {
  Taking taking;
  const auto refusal = [&](const std::string& fields) {
    return taking.refusal_of(R"({"relation":"r","type":"met_with","source":"a","target":"b",)" +
                             fields + "}");
  };
  CHECK(taking.refusal_of(R"({"relation":"r"})") == "type: expected the relation's type");
  CHECK(taking.refusal_of(R"({"relation":"r","type":"met_with"})") ==
        "source: expected the key or name of an entity");
  CHECK(taking.refusal_of(R"({"relation":"r","type":"met_with","source":"a","target":null})") ==
        "target: expected the key or name of an entity");
  CHECK(taking.refusal_of(R"({"relation":"r","type":"met_with","source":{"key":"a"}})") ==
        "source: expected text, found an object");
  CHECK(taking.refusal_of(R"({"relation":7})") == "relation: expected text, found a number");
  CHECK(refusal(R"("valid":2024)") == "valid: expected text or an object, found a number");
  const std::string no_time =
      " is no time; expected a date like 2024-08, or two with .. between them, the earlier first";
  for (const std::string bad : {"", "..", "2024..now", "2025..2024", "2024...2025", "2024-2025",
                                "2024/2025", "2024-02-30..", "2024 .. 2025"}) {
    CHECK(refusal("\"valid\":\"" + bad + "\"") == "valid: \"" + bad + "\"" + no_time);
  }
  CHECK(refusal(R"("valid":{"from":"2024-13"})") ==
        "valid.from: \"2024-13\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD of a day that is "
        "in the calendar");
  CHECK(refusal(R"("valid":{"to":2024})") == "valid.to: expected text, found a number");
  CHECK(refusal(R"("valid":{"since":"2024"})") == "valid.since: expected from or to");
  CHECK(refusal(R"("valid":{"from":"2025-04","to":"2024"})") ==
        "valid: it ends (2024) before it begins (2025-04)");
  CHECK(refusal(R"("quantity":5)") == "quantity: expected an object, found a number");
  CHECK(refusal(R"("quantity":{"unit":"soldier"})") ==
        "quantity: expected at least one of low, best and high");
  CHECK(refusal(R"("quantity":{"low":"5"})") == "quantity.low: expected a number, found text");
  CHECK(refusal(R"("quantity":{"low":1.8e308})") == "quantity.low: 1.8e308 is out of range");
  CHECK(refusal(R"("quantity":{"low":1e999})") ==
        ": bad JSON at byte 78: the number is out of range");
  CHECK(refusal(R"("quantity":{"best":1,"unit":7})") ==
        "quantity.unit: expected text, found a number");
  CHECK(refusal(R"("quantity":{"about":1})") == "quantity.about: expected low, best, high or unit");
  for (const char* bad :
       {R"({"low":2,"high":1})", R"({"best":1,"low":2})", R"({"best":3,"high":2})"}) {
    CHECK(refusal(R"("quantity":)" + std::string(bad)) == "quantity: expected low <= best <= high");
  }
  CHECK(refusal(R"("document":"")") == "document: expected a key or name, found empty text");
  CHECK(refusal(R"("claims":{})") == "claims: expected an array, found an object");
}

TEST_CASE("a field of a claim that is not what it should be is named with the claim's place") {
  Taking taking;
  const auto refusal = [&](const std::string& claim) {
    return taking.refusal_of(
        R"({"relation":"r","type":"met_with","source":"a","target":"b","claims":[{},)" + claim +
        "]}");
  };
  CHECK(refusal("\"d\"") == "claims[1]: expected an object, found text");
  CHECK(refusal("null") == "claims[1]: expected an object, found null");
  CHECK(refusal(R"({"document":""})") ==
        "claims[1].document: expected a key or name, found empty text");
  CHECK(refusal(R"({"speaker":7})") == "claims[1].speaker: expected text, found a number");
  CHECK(refusal(R"({"stance":"claimed"})") ==
        "claims[1].stance: expected asserted, denied or uncertain");
  CHECK(refusal(R"({"stance":true})") == "claims[1].stance: expected text, found true or false");
  CHECK(refusal(R"({"reported":"yesterday"})") ==
        "claims[1].reported: \"yesterday\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD of a "
        "day that is in the calendar");
  CHECK(refusal(R"({"confidence":-0.1})") ==
        "claims[1].confidence: expected a number from 0 to 1, found -0.1");
  CHECK(refusal(R"({"confidence":1.5})") ==
        "claims[1].confidence: expected a number from 0 to 1, found 1.5");
  CHECK(refusal(R"({"confidence":"high"})") ==
        "claims[1].confidence: expected a number, found text");
  CHECK(refusal(R"({"quote":["a"]})") == "claims[1].quote: expected text, found an array");
  CHECK(refusal(R"({"quote":"a\u0000"})") == "claims[1].quote: a zero character is no text");
  CHECK(refusal(R"({"span":"5-9"})") == "claims[1].span: expected an array, found text");
  CHECK(refusal(R"({"span":[5,"9"]})") == "claims[1].span: expected a number, found text");
  for (const char* bad : {"[5]", "[9,5]", "[-1,5]", "[1,2,3]", "[]", "[1.5,2]", "[1,2.0]",
                          "[0,4294967296]", "[1,1e2]"}) {
    CHECK(refusal(R"({"span":)" + std::string(bad) + "}") ==
          "claims[1].span: expected [begin, end] in whole characters, begin not after end");
  }
  CHECK(refusal(R"({"via":"d"})") == "claims[1].via: expected an array, found text");
  CHECK(refusal(R"({"via":["d",null]})") == "claims[1].via: expected text, found null");
  CHECK(refusal(R"({"source":"d"})") ==
        "claims[1].source: expected document, speaker, stance, reported, confidence, quote, span "
        "or via");
}

TEST_CASE("a valid line cut at any byte is one rejection, and its neighbours go in") {
  const std::string line =
      R"({"relation":"r","type":"met_with","source":"a","target":"b","valid":"2024-08",)"
      R"("quantity":{"low":1.5,"unit":"t"},"claims":[{"quote":"\u00fc","span":[0,1],"via":[]}]})";
  for (std::size_t size = 0; size <= line.size(); ++size) {
    CAPTURE(size);
    Taking taking;
    const auto report = taking.take({two_entities[0], line.substr(0, size), two_entities[1]});
    CHECK(report.entities.taken == 2);
    if (size == 0) {
      CHECK(report.rejections_total == 0);  // an empty line
    } else if (size == line.size()) {
      CHECK(report.relations.taken == 1);
    } else {
      REQUIRE(report.rejections.size() == 1);
      CHECK(report.rejections.front().line == 2);
      CHECK_THAT(report.rejections.front().reason, Catch::StartsWith("bad JSON at byte "));
      CHECK(report.other.rejected == 1);
    }
  }
}

TEST_CASE("hostile bytes are a rejection of their line alone") {
  const auto bad = GENERATE(
      as<std::string>{}, "{\"entity\":\"x\xFF\",\"type\":\"person\"}",
      "{\"entity\":\"x\",\"type\":\"person\",\"names\":[\"\xC3\"]}",
      "{\"relation\":\"r\",\"type\":\"met_with\",\"source\":\"a\",\"target\":\"b\",\"claims\":["
      "{\"quote\":\"\xED\xA0\x80\"}]}",
      R"({"entity":"x\udc00","type":"person"})", std::string("{\"entity\":\"x\0\"}", 15),
      std::string("\0\0\0\0", 4), std::string(100'000, '['), "\xEF\xBB\xBF{}", "\x1b[31m");
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take({two_entities[0], bad, two_entities[1]});
  CHECK(report.entities.taken == 2);
  CHECK(report.other.rejected == 1);
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections.front().line == 2);
  CHECK(report.rejections.front().field.empty());
}

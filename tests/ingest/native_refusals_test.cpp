// relata's own format: what is no record, and what of a record is refused.

#include "ingest/native_jsonl.h"

#include <catch2/catch.hpp>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

RecordKind kind_of(std::string line) {
  NativeRecords records;
  return records.parse(line.data(), line.size()).kind;
}

const std::vector<std::string> two_entities = {R"({"entity":"a","type":"person"})",
                                               R"({"entity":"b","type":"person"})"};

}  // namespace

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
        ": expected a record with one of the fields entity, document, relation, judgement and "
        "schema");
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
  const std::string no_date = " is no date; expected YYYY, YYYY-MM or YYYY-MM-DD";
  CHECK(taking.refusal_of(R"({"document":""})") ==
        "document: expected a key or name, found empty text");
  CHECK(taking.refusal_of(R"({"document":{}})") == "document: expected text, found an object");
  CHECK(refusal(R"("title":5)") == "title: expected text, found a number");
  CHECK(refusal(R"("publisher":"")") == "publisher: expected a key or name, found empty text");
  CHECK(refusal(R"("lang":["en"])") == "lang: expected text, found an array");
  CHECK(refusal(R"("date":2024)") == "date: expected text, found a number");
  for (const std::string bad : {"", "now", "2024-8", "24", "2024-08-06T10:00Z", "06.08.2024",
                                "2024/08", "２０２４", "-2024", " 2024"}) {
    CHECK(refusal("\"date\":\"" + bad + "\"") == "date: \"" + bad + "\"" + no_date);
  }
  for (const auto& [bad, fault] :
       {std::pair("2024-13", "months are 01 to 12"), std::pair("2024-00", "months are 01 to 12"),
        std::pair("2024-02-30", "February 2024 has 29 days"),
        std::pair("2023-02-29", "February 2023 has 28 days"),
        std::pair("0000", "years are 0001 to 9999")}) {
    CHECK(refusal("\"date\":\"" + std::string(bad) + "\"") ==
          "date: \"" + std::string(bad) + "\" is no date: " + fault);
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
      " is no time; expected a date like 2024-08, or two with .. between them, either of which may "
      "be missing";
  for (const std::string bad :
       {"", "..", "2024..now", "2024...2025", "2024-2025", "2024/2025", "2024 .. 2025"}) {
    CHECK(refusal("\"valid\":\"" + bad + "\"") == "valid: \"" + bad + "\"" + no_time);
  }
  CHECK(refusal(R"("valid":"2025..2024")") ==
        "valid: \"2025..2024\" is no time: it ends before it begins");
  CHECK(refusal(R"("valid":"2024-02-30..")") ==
        "valid: \"2024-02-30..\" is no time: February 2024 has 29 days");
  CHECK(refusal(R"("valid":{"from":"2024-13"})") ==
        "valid.from: \"2024-13\" is no date: months are 01 to 12");
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
        "claims[1].reported: \"yesterday\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD");
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
      CHECK(report.rejections.front().place.line == 2);
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
  CHECK(report.rejections.front().place.line == 2);
  CHECK(report.rejections.front().field.empty());
}

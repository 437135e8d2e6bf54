// Relations: repeated and known ones, their claims, and their keys.

#include <catch2/catch.hpp>

#include "ingest/finisher.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

// Two people, a document, and relations between them.
Strings with_base(const Strings& lines) {
  Strings all = {R"({"entity":"a","type":"person","names":["Ann"]})",
                 R"({"entity":"b","type":"person","names":["Bob"]})", R"({"document":"d1"})",
                 R"({"document":"d2"})", R"({"document":"d3"})"};
  all.insert(all.end(), lines.begin(), lines.end());
  return all;
}

std::string met(const std::string& key, const std::string& fields) {
  return R"({"relation":")" + key + R"(","type":"met_with","source":"a","target":"b",)" + fields +
         "}";
}

Strings keys_of(const Taking& taking) {
  Strings keys;
  taking.store().scan(taking.now(), {}, {.relation = [&](const RelationClaims& each) {
                        keys.push_back(each.relation.key);
                      }});
  return keys;
}

Strings quotes_of(const Taking& taking, const std::string& key) {
  Strings quotes;
  for (const Claim& claim : taking.relation(key).claims) quotes.push_back(claim.quote);
  return quotes;
}

}  // namespace

TEST_CASE("records of one relation are joined: their claims, and what only one of them says") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = with_base(
      {met("r", R"("document":"d1","claims":[{"quote":"1"}])"),
       met("r", R"("document":"d1","claims":[{"quote":"1"},{"quote":"2"}],"x":1)"),
       met("r", R"("document":"d1","claims":[{"quote":"1"}],"valid":"2024")"),
       met("r", R"("document":"d1","claims":[{"quote":"1"}],"quantity":{"low":5},"y":[1,2])"),
       met("r", R"("document":"d1","claims":[{"quote":"1"}],"quantity":{"low":5},"x":1,"y":[2,1])"),
       met("s", R"("document":"d1")")});
  const auto first = taking.take(lines);
  CHECK(first.relations.taken == 5);
  CHECK(first.relations.known == 1);
  CHECK(first.claims == 3);
  const auto dump = taking.dump();
  CHECK(dump[5] == "relation 0 s met_with a -> b  - [] [d1 - +  '']");
  CHECK(dump[6] ==
        "relation 1 r met_with a -> b 2024 5/// [x=1:n, y=1:n, y=2:n] [d1 - +  '1', d1 - +  '2']");
  const auto again = taking.take(lines);
  CHECK(again.relations.known == 6);
  CHECK(again.batch == 0);
  CHECK(taking.dump() == dump);
}

TEST_CASE("records of one relation that contradict each other are told, and the first stands") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = with_base(
      {met("r", R"("document":"d1","valid":"2024","x":[1,2],"quantity":{"low":5})"),
       met("r", R"("document":"d2","valid":"2025")"),
       met("r", R"("document":"d2","quantity":{"low":6})"), met("r", R"("document":"d2","x":1)"),
       R"({"relation":"r","type":"praised","source":"a","target":"b","document":"d2"})",
       R"({"relation":"r","type":"met_with","source":"b","target":"b","document":"d2"})",
       R"({"relation":"r","type":"met_with","source":"a","target":"Ann","document":"d2"})",
       met("r", R"("document":"d3")")});
  const auto report = taking.take(lines);
  Strings expected;
  int line = 7;
  for (const std::string field : {"valid", "quantity", "properties", "type", "source", "target"}) {
    expected.push_back("in.jsonl:" + std::to_string(line++) + ": " + field +
                       ": the relation \"r\" of in.jsonl:6 says otherwise; give this one another "
                       "key");
  }
  CHECK(rejections_of(report) == expected);
  CHECK(report.relations.taken == 2);
  CHECK(report.claims == 2);
  const auto dump = taking.dump();
  const auto again = taking.take(lines);
  CHECK(again.relations.known == 2);
  CHECK(again.relations.rejected == 6);
  CHECK(taking.dump() == dump);
}

TEST_CASE("a later batch adds claims to a relation, and says nothing else of it") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take(with_base({met("r", R"("document":"d1","valid":"2024","x":1)")}));
  const auto report = taking.take(
      {met("r", R"("document":"d1")"),                                                   // known
       met("r", R"("document":"d2","valid":"2024")"),                                    // taken
       met("r", R"("claims":[{"document":"d1"},{"document":"d2"},{"document":"d3"}])"),  // taken
       met("r", R"("document":"d3")"),  // known by now
       met("r", R"("document":"d3","valid":"2025")"), met("r", R"("document":"d3","y":1)"),
       met("r", R"("document":"d3","quantity":{"best":1})"),
       R"({"relation":"r","type":"met_with","source":"b","target":"b"})"});
  CHECK(report.relations.known == 2);
  CHECK(report.relations.taken == 2);
  CHECK(report.claims == 2);
  Strings expected;
  int line = 5;
  for (const std::string field : {"valid", "properties", "quantity", "source"}) {
    expected.push_back("in.jsonl:" + std::to_string(line++) + ": " + field +
                       ": the relation \"r\" is in the store with another " + field +
                       "; give this one another key");
  }
  CHECK(rejections_of(report) == expected);
  const auto [relation, claims] = taking.relation("r");
  REQUIRE(claims.size() == 3);
  CHECK(claims[1].document == taking.document("d2").id);
  CHECK(claims[2].document == taking.document("d3").id);
  CHECK(claims[2].batch == 2);
  CHECK(relation.batch == 1);
}

TEST_CASE("a record that contradicts the store takes no other record of its batch with it") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take(with_base({met("r", R"("document":"d1","valid":"2024")")}));
  const auto report =
      taking.take({met("r", R"("document":"d2","valid":"2025")"), met("r", R"("document":"d3")")});
  CHECK(report.relations.rejected == 1);
  CHECK(report.relations.taken == 1);
  CHECK(taking.relation("r").claims.size() == 2);
}

TEST_CASE("a claim on a known relation leaves its valid time in every index") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take(with_base({met("r", R"("document":"d1","valid":"2024")")}));
  taking.take({met("r", R"("document":"d2")")});
  std::vector<Period> valid;
  taking.store().scan(taking.now(), {},
                      {.adjacency = [&](EntityId, std::span<const AdjacencyEntry> entries) {
                        for (const AdjacencyEntry& entry : entries) valid.push_back(entry.valid);
                      }});
  CHECK(valid == std::vector<Period>(2, Period::parse("2024").value()));
}

TEST_CASE("one claim given twice is one, in a record, in a batch and by key or name") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(with_base(
      {met("r", R"("document":"d1","claims":[{"quote":"1","speaker":"a"},{"quote":"2"},)"
                R"({"quote":"1","speaker":"Ann","document":"d1"},{"quote":"2","via":["d2"]}])"),
       met("s", R"("document":"d1","claims":[{},{}])"),
       met("r", R"("document":"d1","claims":[{"quote":"1","speaker":"Ann"}])")}));
  CHECK(report.claims == 4);
  CHECK(report.relations.known == 1);
  CHECK(quotes_of(taking, "r") == Strings{"1", "2", "2"});
  CHECK(quotes_of(taking, "s") == Strings{""});
}

TEST_CASE("ten thousand claims on one relation are told apart quickly") {
  Taking taking;
  const auto lines_from = [](int first, int end) {
    Strings lines;
    for (int i = first; i < end; ++i) {
      lines.push_back(
          met("r", R"("document":"d1","claims":[{"quote":")" + std::to_string(i) + "\"}]"));
    }
    return lines;
  };
  const auto report = taking.take(with_base(lines_from(0, 10'000)));
  CHECK(report.claims == 10'000);
  const auto again = taking.take(lines_from(5'000, 15'000));
  CHECK(again.relations.known == 5'000);
  CHECK(again.claims == 5'000);
}

TEST_CASE("a relation without a key is told by its content") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings different = {
      met("", R"("document":"d1")"),
      R"({"relation":null,"type":"praised","source":"a","target":"b","document":"d1"})",
      R"({"relation":null,"type":"met_with","source":"b","target":"a","document":"d1"})",
      met("", R"("document":"d1","valid":"2024")"),
      met("", R"("document":"d1","valid":"2024..")"),
      met("", R"("document":"d1","quantity":{"low":0.0000001})"),
      met("", R"("document":"d1","quantity":{"low":0.0000002})"),
      met("", R"("document":"d1","quantity":{"best":0.0000002})"),
      met("", R"("document":"d1","quantity":{"best":0.0000002,"unit":"t"})"),
      met("", R"("document":"d1","x":1)"),
      met("", R"("document":"d1","x":"1")"),
      met("", R"("document":"d1","x":[1,"1"])"),
      met("", R"("document":"d1","x":{"1":1})"),
      met("", R"("document":"d1","y":1)"),
      met("", R"("document":"d1","x":1,"y":1)"),
      met("", R"("document":"d1","5":"","":null,"t":"")"),
  };
  const auto report = taking.take(with_base(different));
  CHECK(rejections_of(report).empty());
  CHECK(taking.store().statistics(taking.now()).relations == different.size());
  for (const std::string& key : keys_of(taking)) CHECK_THAT(key, Catch::StartsWith("content:"));
  const auto same = taking.take(
      {R"({"type":"met_with","relation":"","source":"Ann","target":"BOB","document":"d2"})",
       met("", R"("document":"d2","y":1,"x":1)"),
       met("", R"("document":"d2","properties":{"x":["1",1]})"),
       met("", R"("document":"d1","valid":{"from":"2024","to":"2024"})")});
  CHECK(same.relations.taken == 3);
  CHECK(same.relations.known == 1);
  CHECK(taking.store().statistics(taking.now()).relations == different.size());
}

TEST_CASE("relations are numbered by source, then valid time, then key") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take(with_base({met("5", R"("valid":"2025")"), met("2", R"("valid":"2024-05")"),
                         met("3", R"("valid":"2024-05")"), met("1", R"("document":"d1")"),
                         R"({"relation":"6","type":"met_with","source":"b","target":"a"})",
                         met("4", R"("valid":"2024-06-01")"), met("0", R"("document":"d1")")}));
  CHECK(keys_of(taking) == Strings{"0", "1", "2", "3", "4", "5", "6"});
}

TEST_CASE("a claim's way passes no document twice, save that a document alone is its own words") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      with_base({met("r1", R"("document":"d1","claims":[{"via":["d2","d3","d2"]}])"),
                 met("r2", R"("document":"d1","claims":[{},{"via":["d2","d1"]}])"),
                 met("r3", R"("document":"d1","claims":[{"via":["d1"]},{"via":[]}])")}));
  CHECK(
      rejections_of(report) ==
      Strings{"in.jsonl:6: claims[0].via: the way is a circle: it passes the document \"d2\" twice",
              "in.jsonl:7: claims[1].via: the way is a circle: it passes the document \"d1\" "
              "twice"});
  CHECK(taking.relation("r3").claims.size() == 2);
}

TEST_CASE("ends that the schema does not mean are a warning, and a rejection under strict") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string odd = R"({"relation":"r","type":"met_with","source":"kursk","target":"kursk"})";
  const std::string place = R"({"entity":"kursk","type":"city"})";
  const auto report = taking.take({odd, place});
  CHECK(report.relations.taken == 1);
  CHECK(warnings_of(report) ==
        Strings{"1 x \"met_with\" is not meant to have a city as its source (in.jsonl:1)",
                "1 x \"met_with\" is not meant to have a city as its target (in.jsonl:1)"});
  const std::string file = taking.write("odd.jsonl", odd + "\n" + place);
  CHECK(error_of(taking, {.inputs = {file}, .strictness = Strictness::strict}, ErrorCode::input) ==
        file +
            ":1: source: \"met_with\" is not meant to have a city as its source; nothing was "
            "taken (--strict); `relata validate` lists all there are");
}

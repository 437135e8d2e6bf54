// Documents: repeated and known ones, what they relay, and circles.

#include <catch2/catch.hpp>

#include "ingest/finisher.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

std::string relaying(const std::string& key, const std::string& relayed) {
  return R"({"document":")" + key + R"(","relays":[")" + relayed + R"("]})";
}

}  // namespace

TEST_CASE("records of one document add to each other and may not contradict") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = {R"({"document":"d","title":"T"})",
                         R"({"document":"d","title":"T"})",
                         R"({"document":"d","date":"2024-10","words":5})",
                         R"({"document":"d","date":"2024-10-01"})",
                         R"({"document":"d","title":"T","lang":"en"})",
                         R"({"document":"d","title":"Other","date":"2024-10"})",
                         R"({"document":"d","words":5})"};
  const auto report = taking.take(lines);
  CHECK(report.documents.taken == 3);
  CHECK(report.documents.known == 2);
  const Strings rejections = {
      "in.jsonl:4: date: the document \"d\" says otherwise elsewhere in the batch; a document has "
      "one date",
      "in.jsonl:6: title: the document \"d\" says otherwise elsewhere in the batch; a document has "
      "one title"};
  CHECK(rejections_of(report) == rejections);
  const Strings dump = {"document 0 d 'T' - en 2024-10 [] [words=5:n]"};
  CHECK(taking.dump() == dump);
  const auto again = taking.take(lines);
  CHECK(again.batch == 0);
  CHECK(again.documents.known == 5);
  CHECK(again.documents.rejected == 2);
  CHECK(taking.dump() == dump);
}

TEST_CASE("a later batch adds to a document what it had not said, and contradicts nothing") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({R"({"document":"d","title":"T","publisher":"kcna","x":1})"});
  const auto report = taking.take({R"({"document":"d","title":"T","date":"2025","x":2})",
                                   R"({"document":"d","publisher":"tass","lang":"ru"})",
                                   R"({"document":"d","x":1})"});
  CHECK(report.documents.taken == 1);
  CHECK(report.documents.known == 1);
  CHECK(
      rejections_of(report) ==
      Strings{"in.jsonl:2: publisher: the document \"d\" is in the store with another publisher"});
  CHECK(taking.dump() == Strings{"entity 0 kcna organization [kcna//0] []",
                                 "document 0 d 'T' kcna  2025 [] [x=1:n, x=2:n]"});
}

TEST_CASE("a date and a publisher that a document gets later reach the claims that stand in it") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = {
      R"({"entity":"a","type":"person"})", R"({"document":"d"})", R"({"document":"e"})",
      R"({"relation":"r","type":"met_with","source":"a","target":"a","document":"d"})"};
  taking.take(lines);
  taking.take({R"({"document":"d","date":"2025","publisher":"kcna","relays":["e"]})"});
  taking.take({R"({"relation":"r","type":"met_with","source":"a","target":"a","document":"e"})"});
  const auto statistics = taking.store().statistics(taking.now());
  CHECK(statistics.origins == 1);  // d goes back to e
  CHECK(statistics.reported == Period::parse("2025").value());
  CHECK(taking.take(lines).batch == 0);
}

TEST_CASE("one publisher or speaker under two names is one") {
  Taking taking;
  const auto report = taking.take(
      {R"({"entity":"kcna","type":"news_agency","names":["KCNA","Korean Central News Agency"]})",
       R"({"document":"d","publisher":"kcna","relays":[{"speaker":"KCNA"},{"speaker":"kcna"}]})",
       R"({"document":"d","publisher":"Korean Central News Agency"})"});
  CHECK(rejections_of(report).empty());
  CHECK(taking.document("d").relays.size() == 1);
}

TEST_CASE("a relayed document stands in the batch or the store, before or after") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({R"({"document":"old"})"});
  const auto report =
      taking.take({relaying("a", "b"), relaying("b", "old"), relaying("c", "unknown"),
                   relaying("d", "c"), relaying("e", "d")});
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:3: relays: no document has the key \"unknown\"; add its record to the "
                "batch",
                "in.jsonl:4: relays: it relays the document \"c\", which was rejected",
                "in.jsonl:5: relays: it relays the document \"d\", which was rejected"});
  CHECK(taking.document("a").relays == std::vector<Relay>{taking.document("b").id});
  CHECK(taking.document("b").relays == std::vector<Relay>{taking.document("old").id});
}

TEST_CASE("a circle of relays is refused whole, and who relays it as well") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report =
      taking.take({relaying("self", "self"), relaying("a", "b"), relaying("b", "a"),
                   relaying("near", "a"), relaying("fine", "end"), R"({"document":"end"})"});
  const std::string why = "; a document relays only earlier ones";
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:1: relays: its relay chain is a circle: self -> self" + why,
                "in.jsonl:2: relays: its relay chain is a circle: a -> b -> a" + why,
                "in.jsonl:3: relays: its relay chain is a circle: a -> b -> a" + why,
                "in.jsonl:4: relays: it relays the document \"a\", which was rejected"});
  CHECK(taking.dump() == Strings{"document 0 end '' -   [] []", "document 1 fine '' -   [end] []"});
}

TEST_CASE("a circle across batches is refused where it closes") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({relaying("a", "b"), relaying("b", "c"), R"({"document":"c"})"});
  const Strings before = taking.dump();
  const auto report = taking.take({relaying("b", "c"),  // known
                                   R"({"document":"c","title":"C","relays":["n"]})",
                                   relaying("n", "a"), relaying("fine", "c")});
  CHECK(report.documents.known == 1);
  CHECK(
      rejections_of(report) ==
      Strings{"in.jsonl:2: relays: its relay chain is a circle: c -> n -> a -> b -> c; a document "
              "relays only earlier ones",
              "in.jsonl:3: relays: its relay chain is a circle: c -> n -> a -> b -> c; a document "
              "relays only earlier ones"});
  // What the store holds of c stays, so that what relays it is fine.
  CHECK(taking.document("c").title.empty());
  CHECK(taking.document("fine").relays == std::vector<Relay>{taking.document("c").id});
  const auto own = taking.take({relaying("c", "c")});
  CHECK(own.documents.rejected == 1);
  CHECK(own.batch == 0);
}

TEST_CASE("the records of a document in a circle are refused together") {
  Taking taking;
  const auto report = taking.take({R"({"document":"a","title":"A"})", relaying("a", "b"),
                                   relaying("b", "a"), R"({"document":"a","title":"A"})"});
  CHECK(report.documents.rejected == 4);
  CHECK(taking.dump().empty());
}

TEST_CASE("a long circle and a long chain are settled in their length, not its square") {
  Taking taking;
  constexpr int length = 20'000;
  Strings lines;
  for (int i = 0; i < length; ++i) {
    lines.push_back(relaying("c" + std::to_string(i), "c" + std::to_string((i + 1) % length)));
    lines.push_back(relaying("l" + std::to_string(i), "l" + std::to_string(i + 1)));
  }
  lines.push_back(R"({"document":"l20000"})");
  const auto report = taking.take(lines);
  CHECK(report.documents.rejected == length);
  CHECK(report.documents.taken == length + 1);
  CHECK_THAT(report.rejections.front().reason,
             Catch::Contains("c0 -> c1") && Catch::Contains("-> ... -> c0;"));
}

TEST_CASE("a relation that stands in a rejected document is rejected with the reason") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      {R"({"entity":"a","type":"person"})", relaying("d", "d"),
       R"({"relation":"r1","type":"met_with","source":"a","target":"a","document":"d"})",
       R"({"relation":"r2","type":"met_with","source":"a","target":"a","claims":[{},{"document":"e"}]})",
       R"({"relation":"r3","type":"met_with","source":"a","target":"a","claims":[{"via":["e"]}]})"});
  CHECK(
      rejections_of(report) ==
      Strings{"in.jsonl:2: relays: its relay chain is a circle: d -> d; a document relays only "
              "earlier ones",
              "in.jsonl:3: claims[0].document: the document \"d\" was rejected (its relay chain is "
              "a circle: d -> d; a document relays only earlier ones)",
              "in.jsonl:4: claims[1].document: no document has the key \"e\"; add its record to "
              "the batch",
              "in.jsonl:5: claims[0].via: no document has the key \"e\"; add its record to the "
              "batch"});
}

TEST_CASE("a repeated record of a rejected document is rejected like the first") {
  Taking taking;
  const auto report = taking.take({relaying("d", "nowhere"), relaying("d", "nowhere")});
  CHECK(report.documents.rejected == 2);
  CHECK(report.rejections.size() == 2);
  const auto mixed = taking.take({relaying("d", "nowhere"), R"({"document":"d"})"});
  CHECK(mixed.documents.taken == 1);
  CHECK(mixed.documents.rejected == 1);
}

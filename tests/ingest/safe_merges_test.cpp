// What is one beyond doubt is merged when it comes in; everything else is left to people.

#include <relata/judge.h>
#include <relata/lookup.h>
#include <relata/resolve.h>
#include <catch2/catch.hpp>
#include <stop_token>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

std::string country(const std::string& key, const std::string& name) {
  return R"({"entity":")" + key + R"(","type":"country","names":[")" + name + "\"]}";
}

std::string found_by(const Store& store, const std::string& name) {
  const Snapshot now = store.snapshot();
  const auto judged = judged_store(store, now);
  const auto matches = judged->lookup(now, {.folded = fold_name(name)});
  REQUIRE(matches.size() == 1);
  return judged->entities(now, {&matches.front().entity, 1}).front().key;
}

}  // namespace

TEST_CASE("one country under its names in five languages is one, and each pair of it said once") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = taking.take(
      {country("a", "Korut"), country("b", "Korea Utara"), country("c", "DPRK"),
       country("d", "КНДР"), country("e", "조선민주주의인민공화국"), country("f", "South Korea")});
  CHECK(report.batch == 1);
  CHECK(report.merged == 4);
  CHECK(taking.store().judgements(taking.now()).size() == 4);
  for (const char* name : {"Korut", "Korea Utara", "DPRK", "КНДР", "조선민주주의인민공화국"}) {
    CAPTURE(name);
    CHECK(found_by(taking.store(), name) == "a");
  }
  CHECK(found_by(taking.store(), "South Korea") == "f");
  const auto why =
      why_one(taking.store(), taking.now(), taking.entity("d").id, taking.entity("e").id);
  REQUIRE(!why.empty());
  CHECK(why.front().who == "relata");
  CHECK(why.front().why.find("KP") != std::string::npos);
}

TEST_CASE("one identifier makes hundreds one, each said once") {
  Taking taking;
  std::vector<std::string> lines;
  for (int i = 0; i < 300; ++i) lines.push_back(country("c" + std::to_string(i), "Russia"));
  CHECK(taking.take(lines).merged == 299);
  CHECK(judged_store(taking.store(), taking.now())->statistics(taking.now()).entities == 1);
}

TEST_CASE("a third does not make one of two that their own source has under two keys") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report =
      taking.take({country("x:1", "DPRK"), country("x:2", "North Korea"), country("y:1", "КНДР")});
  CHECK(report.merged == 1);
  CHECK(why_one(taking.store(), taking.now(), taking.entity("x:1").id, taking.entity("x:2").id)
            .empty());
  // Nor in a later batch.
  CHECK(taking.take({country("z:1", "Korut")}).merged == 1);
  CHECK(why_one(taking.store(), taking.now(), taking.entity("x:1").id, taking.entity("x:2").id)
            .empty());
  CHECK(taking.take({country("z:1", "Korut")}).batch == 0);
}

TEST_CASE("what comes later is merged with what is there, and a relation finds it by any name") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  CHECK(taking.take({country("dprk", "North Korea")}).merged == 0);
  CHECK(taking.take({country("korut", "Korut")}).merged == 1);
  CHECK(found_by(taking.store(), "Korut") == "dprk");
  // The same again is nothing new.
  const BatchNumber head = taking.store().info().head;
  CHECK(taking.take({country("korut", "Korut")}).merged == 0);
  CHECK(taking.store().info().head == head);
}

TEST_CASE("two persons of one name are not merged, nor North and South, nor Un and Il") {
  Taking taking;
  const IngestReport report =
      taking.take({R"({"entity":"1","type":"person","names":["Ivan Petrov"]})",
                   R"({"entity":"2","type":"person","names":["Ivan Petrov"]})",
                   R"({"entity":"un","type":"person","names":["Kim Jong Un"]})",
                   R"({"entity":"il","type":"person","names":["Kim Jong Il"]})",
                   country("n", "North Korea"), country("s", "South Korea")});
  CHECK(report.merged == 0);
  CHECK(taking.store().judgements(taking.now()).empty());
}

TEST_CASE("what people have judged is not judged again") {
  Taking taking;
  IngestQuery query;
  query.merging = Merging::none;
  CHECK(taking.take({country("a", "Korut"), country("b", "DPRK")}, query).merged == 0);
  judge(taking.store(), {.a = taking.entity("a").id,
                         .b = taking.entity("b").id,
                         .verdict = JudgementKind::different,
                         .who = "Ana"});
  // A third would make the two one: it goes with one of them alone.
  const IngestReport report = taking.take({country("c", "КНДР")});
  CHECK(report.merged == 1);
  CHECK(
      why_one(taking.store(), taking.now(), taking.entity("a").id, taking.entity("b").id).empty());
}

TEST_CASE("the same input after its entities were merged is nothing new") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::vector<std::string> lines = {
      country("dprk", "North Korea"),
      country("korut", "Korut"),
      R"({"entity":"kim","type":"person","names":["Kim"]})",
      R"({"document":"d","publisher":"Korut"})",
      R"({"relation":"keyed","type":"thanked","source":"kim","target":"Korut","claims":[{"document":"d","speaker":"Korut"}]})",
      R"({"relation":"","type":"leads","source":"kim","target":"Korut","document":"d"})"};
  CHECK(taking.take(lines).merged == 1);
  const auto before = taking.dump();
  const IngestReport again = taking.take(lines);
  CHECK(again.batches == 0);
  CHECK(again.rejections_total == 0);
  CHECK(taking.dump() == before);
  // Each keeps its own: parted again, the relation is with the one that it named.
  CHECK(taking.relation("keyed").relation.target == taking.entity("korut").id);
  // A name that both bear is one entity to a relation.
  CHECK(taking.take({R"({"entity":"korut","type":"country","names":["North Korea"]})"}).batches ==
        1);
  CHECK(taking.take({R"({"relation":"x","type":"thanked","source":"kim","target":"North Korea"})"})
            .rejections_total == 0);
}

TEST_CASE("a merge that was stopped is made good by the same command") {
  Taking taking;
  const std::string input =
      taking.write("in.jsonl", country("a", "Korut") + "\n" + country("b", "DPRK") + "\n");
  IngestQuery query;
  query.inputs = {input};
  std::stop_source stop;
  query.stop = stop.get_token();
  query.on_progress = [&](const IngestProgress& progress) {
    if (progress.stage == "writing") stop.request_stop();
  };
  const IngestReport report = taking.take_query(query);
  CHECK(report.batch == 1);
  CHECK(report.merged == 0);
  CHECK(report.merging_left_out == "it was stopped; the same command does it again");
  const IngestReport again = taking.take_query({.inputs = {input}});
  CHECK(again.batches == 0);
  CHECK(again.merged == 1);
  CHECK(taking.take_query({.inputs = {input}}).merged == 0);
}

TEST_CASE("a source's word counts until it is denied, in whichever batch") {
  const auto said = [](const std::string& stance) {
    return R"({"relation":"s","type":"same_as","source":"a","target":"b","claims":[{"document":"d","stance":")" +
           stance + "\"}]}";
  };
  Taking taking;
  IngestQuery query;
  query.merging = Merging::none;
  taking.take(
      {R"({"entity":"a","type":"person","names":["Ann"]})",
       R"({"entity":"b","type":"person","names":["Bo"]})", R"({"document":"d"})", said("asserted")},
      query);
  const auto safe = [&] {
    return resolve(taking.store(), taking.now(), {.is_safe_only = true}).proposals.size();
  };
  CHECK(safe() == 1);
  taking.take({said("denied")}, query);
  CHECK(safe() == 0);
}

TEST_CASE("a dry run merges nothing") {
  Taking taking;
  IngestQuery query;
  query.effect = Effect::dry_run;
  CHECK(taking.take({country("a", "Korut"), country("b", "DPRK")}, query).merged == 0);
  CHECK(taking.store().info().head == 0);
}

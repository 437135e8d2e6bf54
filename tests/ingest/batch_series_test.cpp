// An input that is cut into batches: the same comes of it, and a call that was stopped between two
// of them goes on to the same end.

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "ingest/batch_id.h"
#include "tests/ingest/random_lines.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

constexpr std::size_t small_memory = 4 << 10;  // a dozen records

IngestQuery cut(std::size_t memory) {
  IngestQuery query;
  query.memory_max = memory;
  return query;
}

// What a store holds, whatever ids it gave: "entity 7 korut ..." without the 7.
Strings contents_of(const Taking& taking) {
  Strings lines = taking.dump();
  for (std::string& line : lines) {
    const std::size_t id = line.find(' ');
    line.erase(id, line.find(' ', id + 1) - id);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// What is told in one batch only, or before: what a relation is, and who a publisher is.
Strings fit_to_be_cut(const Strings& lines) {
  std::set<std::string> keys;
  Strings kept;
  for (const std::string& line : lines) {
    constexpr std::string_view field = "\"relation\":\"";
    const std::size_t key = line.find(field);
    const bool is_first =
        key == std::string::npos ||
        keys.insert(line.substr(key, line.find('"', key + field.size()) - key)).second;
    if (is_first) kept.push_back(line);
  }
  std::stable_partition(kept.begin(), kept.end(), [](const std::string& line) {
    return line.find("\"entity\":") != std::string::npos;
  });
  return kept;
}

// Stops at the step before the commit of the nth batch.
IngestQuery stopped_before(std::uint64_t batch, IngestQuery query) {
  query.on_progress = [=, writings = std::uint64_t{0}](const IngestProgress& progress) mutable {
    if (progress.stage == "writing" && ++writings == batch) {
      throw Error(ErrorCode::stopped, "stopped by the test");
    }
  };
  return query;
}

std::string person(int number) {
  const std::string key = "p" + std::to_string(number);
  return R"({"entity":")" + key + R"(","type":"person","names":["Person )" + key + R"("]})";
}

std::string meeting(int from, int to) {
  return R"({"relation":"m)" + std::to_string(from) + "-" + std::to_string(to) +
         R"(","type":"met","source":"p)" + std::to_string(from) + R"(","target":"p)" +
         std::to_string(to) + R"("})";
}

}  // namespace

TEST_CASE("an input that is cut into batches becomes what it becomes in one") {
  const std::uint32_t seed = GENERATE(range(1U, 21U));
  CAPTURE(seed);
  const Strings lines = fit_to_be_cut(RandomLines(seed).story());
  Taking whole;
  const IngestReport expected = whole.take(lines);
  CHECK(expected.batches == 1);
  for (const std::size_t memory : {1UL, 4UL << 10, 32UL << 10}) {
    CAPTURE(memory);
    Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
    const IngestReport report = taking.take(lines, cut(memory));
    if (memory <= 4UL << 10) CHECK(report.batches > 1);
    CHECK(taking.store().batches(taking.now()).size() == report.batches);
    CHECK(report.records.read == expected.records.read);
    CHECK(report.records.rejected == expected.records.rejected);
    CHECK(report.rejections_total == expected.rejections_total);
    CHECK(contents_of(taking) == contents_of(whole));
    // And again.
    const IngestReport again = taking.take(lines, cut(memory));
    CHECK(again.batch == 0);
    CHECK(again.records.taken == 0);
  }
}

TEST_CASE("a call that is stopped between two batches goes on to the same store, id by id") {
  const std::uint32_t seed = GENERATE(range(1U, 11U));
  CAPTURE(seed);
  const Strings lines = RandomLines(seed).story();
  Taking undisturbed;
  const IngestReport expected = undisturbed.take(lines, cut(small_memory));
  REQUIRE(expected.batches > 3);
  for (std::uint64_t batch = 1; batch <= expected.batches; ++batch) {
    CAPTURE(batch);
    Taking taking(batch % 2 == 0 ? StoreKind::memory : StoreKind::disk);
    const std::string input = taking.write("in.jsonl", [&] {
      std::string text;
      for (const std::string& line : lines) text += line + "\n";
      return text;
    }());
    IngestQuery query = cut(small_memory);
    query.inputs = {input};
    CHECK_THROWS_AS(taking.take_query(stopped_before(batch, query)), Error);
    CHECK(taking.store().batches(taking.now()).size() == batch - 1);
    // Stopped once more, a batch later.
    if (batch + 2 <= expected.batches) {
      CHECK_THROWS_AS(taking.take_query(stopped_before(2, query)), Error);
      CHECK(taking.store().batches(taking.now()).size() == batch);
    }
    const IngestReport report = taking.take_query(query);
    CHECK(report.batches == expected.batches);
    CHECK(report.resumed_batches == (batch + 2 <= expected.batches ? batch : batch - 1));
    CHECK(report.records.taken == expected.records.taken);
    CHECK(report.records.rejected == expected.records.rejected);
    CHECK(report.claims == expected.claims);
    CHECK(taking.dump() == undisturbed.dump());
    CHECK(taking.take_query(query).batch == 0);
  }
}

TEST_CASE("judgements and the batches that they tell apart survive a stop") {
  Strings lines;
  for (int i = 0; i < 40; ++i) lines.push_back(person(i));
  for (int i = 0; i < 39; ++i) {
    std::string line = meeting(i, i + 1);
    line.insert(line.size() - 1, R"(,"document":"d)" + std::to_string(i % 2) + R"(","in_batch":)" +
                                     std::to_string(1 + i % 3));
    lines.push_back(i % 5 == 0 ? meeting(i, i + 1) : line);
  }
  for (
      const char* line :
      {R"({"document":"d0"})", R"({"document":"d1"})",
       R"({"judgement":"same","a":"p0","b":"p1","judged":"2025-01-01T00:00:00Z","after_batch":0})",
       R"({"judgement":"retracted","of_document":"d0","judged":"2025-01-02T00:00:00Z","after_batch":1})",
       R"({"judgement":"retracted","of_batch":3,"by":"Ana","judged":"2025-01-03T00:00:00Z"})",
       R"({"judgement":"withdrawn","a":"p1","b":"p0","judged":"2025-01-04T00:00:00.5Z"})",
       R"({"judgement":"withdrawn","a":"p1","b":"p0","judged":"2025-01-04T00:00:00.500Z"})"}) {
    lines.push_back(line);
  }
  Taking undisturbed;
  const IngestReport expected = undisturbed.take(lines, cut(small_memory));
  CHECK(expected.rejections_total == 1);  // of the time that is none
  CHECK(undisturbed.store().judgements(undisturbed.now()).size() == 4);
  REQUIRE(expected.batches > 6);
  for (std::uint64_t batch = 1; batch <= expected.batches; ++batch) {
    CAPTURE(batch);
    Taking taking(batch % 2 == 0 ? StoreKind::memory : StoreKind::disk);
    CHECK_THROWS_AS(taking.take(lines, stopped_before(batch, cut(small_memory))), Error);
    IngestQuery again = cut(small_memory);
    again.inputs = {taking.path("in.jsonl")};
    const IngestReport report = taking.take_query(again);
    CHECK(report.resumed_batches == batch - 1);
    CHECK(report.records.taken == expected.records.taken);
    CHECK(taking.dump() == undisturbed.dump());
    CHECK(taking.store().judgements(taking.now()) ==
          undisturbed.store().judgements(undisturbed.now()));
    CHECK(taking.take_query(again).batch == 0);
  }
}

TEST_CASE("what refers to something that comes in a later batch waits for it") {
  Strings lines;
  for (int i = 0; i < 200; ++i) lines.push_back(meeting(i, (i + 1) % 200));
  for (int i = 0; i < 200; ++i) lines.push_back(person(i));
  lines.push_back(meeting(1, 1000));
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = taking.take(lines, cut(small_memory));
  CHECK(report.batches > 1);
  CHECK(report.relations.taken == 200);
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:401: target: no entity has the key or name \"p1000\"; give it a line of "
                "its own"});
}

TEST_CASE("the records of one relation wait together, so that none comes too late") {
  Strings lines = {
      person(0), person(1), R"({"document":"d"})",
      R"({"relation":"r","type":"met","source":"p0","target":"p1","valid":"2024","claims":[{"speaker":"p300"}]})",
      R"({"relation":"r","type":"met","source":"p0","target":"p1","document":"d"})"};
  for (int i = 2; i <= 300; ++i) lines.push_back(person(i));
  Taking taking;
  const IngestReport report = taking.take(lines, cut(small_memory));
  CHECK(report.batches > 1);
  CHECK(report.rejections_total == 0);
  const RelationClaims relation = taking.relation("r");
  CHECK(relation.relation.valid.from == PartialDate::parse("2024"));
  CHECK(relation.claims.size() == 2);
}

TEST_CASE("a type that is in no schema is warned of once, however long its relation waits") {
  Strings lines = {R"({"relation":"r","type":"odd","source":"p0","target":"p300"})"};
  for (int i = 0; i <= 300; ++i) lines.push_back(person(i));
  Taking taking;
  const IngestReport report = taking.take(lines, cut(small_memory));
  CHECK(report.batches > 2);
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings.front().count == 1);
}

TEST_CASE("another input, or other options, is another call") {
  Strings lines;
  for (int i = 0; i < 200; ++i) lines.push_back(person(i));
  Taking taking;
  CHECK_THROWS(taking.take(lines, stopped_before(2, cut(small_memory))));
  const std::size_t before = taking.store().batches(taking.now()).size();
  REQUIRE(before == 1);
  SECTION("by its bytes") { lines.push_back(person(1000)); }
  SECTION("by how it is cut") {}
  const IngestReport report = taking.take(lines, cut(2 * small_memory));
  CHECK(report.resumed_batches == 0);
  CHECK(report.entities.known > 0);
  CHECK(report.entities.known + report.entities.taken == lines.size());
}

TEST_CASE("what goes in whole or not at all is not cut") {
  Strings lines;
  for (int i = 0; i < 200; ++i) lines.push_back(person(i));
  Taking taking;
  IngestQuery query = cut(1);
  SECTION("under strict") { query.strictness = Strictness::strict; }
  SECTION("and in a dry run") { query.effect = Effect::dry_run; }
  const bool is_strict = query.strictness == Strictness::strict;
  const IngestReport report = taking.take(lines, query);
  CHECK(report.entities.taken == 200);
  CHECK(report.batches == (is_strict ? 1 : 0));
}

TEST_CASE("a batch's name says of which call it is and which part of that") {
  const BatchName name{.run = "a1", .part = 3, .is_last = false, .content = "c4"};
  CHECK(to_text(name) == "a1/3/c4");
  const auto read = batch_name("a1/3-last/c4");
  REQUIRE(read);
  CHECK(read->run == "a1");
  CHECK(read->part == 3);
  CHECK(read->is_last);
  CHECK(read->content == "c4");
  CHECK(to_text(*read) == "a1/3-last/c4");
  CHECK(to_text({.run = "a1", .part = 1, .is_last = true, .content = "c4"}) == "a1/1-last/c4");
  CHECK(to_text({.run = "", .part = 1, .is_last = true, .content = "c4"}) == "c4");
  for (const char* other : {"", "c4", "a/b", "a/x/c", "a//c", "a/3x/c", "a/-last/c"}) {
    CAPTURE(other);
    CHECK_FALSE(batch_name(other));
  }
}

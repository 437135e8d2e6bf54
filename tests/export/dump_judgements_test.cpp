// Judgements in a dump: the store made of it is judged as the first, and its dump is the same.

#include <relata/export.h>
#include <relata/ingest.h>
#include <relata/judge.h>
#include <relata/retract.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "graph/retractions.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

class Judged {
 public:
  Judged() {
    create_store(directory_.path() / "store");
    store_ = open_store(directory_.path() / "store", OpenMode::write);
  }
  ~Judged() { CHECK(store_->verify().empty()); }
  Judged(const Judged&) = delete;
  Judged& operator=(const Judged&) = delete;

  IngestReport take(const std::string& lines, Strictness strictness = Strictness::lenient,
                    Effect effect = Effect::commit) {
    const fs::path file = directory_.path() / ("in" + std::to_string(++files_) + ".jsonl");
    std::ofstream(file, std::ios::binary) << lines;
    IngestReport report = ingest(*store_, {.inputs = {file.string()},
                                           .strictness = strictness,
                                           .effect = effect,
                                           .merging = Merging::none});
    const RecordCounts& counts = report.records;
    CHECK(counts.read == counts.taken + counts.known + counts.rejected);
    return report;
  }

  [[nodiscard]] std::uint64_t id(KeyKind kind, std::string_view key) const {
    return store_->ids(now(), kind, {&key, 1}).front();
  }
  [[nodiscard]] EntityId entity(std::string_view key) const { return {id(KeyKind::entity, key)}; }
  [[nodiscard]] DocumentId document(std::string_view key) const {
    return {id(KeyKind::document, key)};
  }
  [[nodiscard]] Snapshot now() const { return store_->snapshot(); }
  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] std::string dump() const {
    std::string all;
    (void)relata::dump(*store_, now(), [&](std::string_view lines) { all += lines; });
    return all;
  }

  // "r document quote out" for each claim, in the order of keys and arrival.
  [[nodiscard]] std::vector<std::string> claims() const {
    const auto retractions = Retractions::read(*store_, now());
    std::vector<std::pair<std::string, std::vector<std::string>>> relations;
    store_->scan(now(), {}, {.relation = [&](const RelationClaims& whole) {
                   auto& lines = relations.emplace_back(whole.relation.key, Strings{}).second;
                   for (const Claim& claim : whole.claims) {
                     const bool is_out = retractions != nullptr &&
                                         retractions->bears_on(whole.relation.id) &&
                                         retractions->has(claim);
                     lines.push_back(whole.relation.key + " " + key_of(claim.document) + " " +
                                     claim.quote + (is_out ? " out" : ""));
                   }
                 }});
    std::sort(relations.begin(), relations.end());
    Strings all;
    for (const auto& [key, lines] : relations) all.insert(all.end(), lines.begin(), lines.end());
    return all;
  }

 private:
  using Strings = std::vector<std::string>;

  [[nodiscard]] std::string key_of(DocumentId id) const {
    return store_->documents(now(), {&id, 1}).front().key;
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Store> store_;
  int files_ = 0;
};

std::string lines_of_batch(const std::string& batch) {
  return R"({"entity":"a)" + batch + R"(","type":"person"}
{"entity":"b","type":"person"}
{"document":"d1"}
{"document":"d2"}
{"relation":"r)" +
         batch + R"(","type":"met_with","source":"a)" + batch +
         R"(","target":"b","claims":[{"document":"d1","quote":")" + batch +
         R"("},{"document":"d2","quote":")" + batch + R"("}]}
{"relation":"all","type":"met_with","source":"b","target":"b","claims":[{"document":"d1","quote":")" +
         batch + R"("}]}
)";
}

// A store made of the dump is judged as the first.
void check_equal_when_taken_in_again(const Judged& first) {
  const std::string lines = first.dump();
  CAPTURE(lines);
  Judged second;
  const IngestReport report = second.take(lines);
  CHECK(report.rejections_total == 0);
  CHECK(report.records.taken == report.records.read);
  CHECK(second.dump() == lines);
  CHECK(second.claims() == first.claims());
  // The same lines again are nothing new.
  const IngestReport again = second.take(lines);
  CHECK(again.records.known == again.records.read);
  CHECK(again.batches == 0);

  Judged strict;
  CHECK(strict.take(lines, Strictness::strict, Effect::dry_run).records.taken ==
        report.records.read);
  strict.take(lines, Strictness::strict);
  CHECK(strict.dump() == lines);
}

}  // namespace

TEST_CASE("a dump with judgements of every kind makes a store that is judged alike") {
  Judged first;
  first.take(lines_of_batch("1"));
  first.take(lines_of_batch("2"));
  Store& store = first.store();
  const EntityId a = first.entity("a1");
  const EntityId b = first.entity("b");
  const EntityId c = first.entity("a2");
  judge(store, {.a = b, .b = a, .who = "Ana", .why = "one"});
  judge(store, {.a = a, .b = b, .verdict = JudgementKind::withdrawn, .who = "Ana"});
  judge(store, {.a = c, .b = b, .who = "Ben"});
  judge(store, {.a = a, .b = c, .verdict = JudgementKind::different, .why = "\"not\" so"});
  SECTION("on entities alone") {
    CHECK(first.dump().find("in_batch") == std::string::npos);
    CHECK(first.dump().find("after_batch") == std::string::npos);
  }
  SECTION("a document, with claims after it and a restoration") {
    retract(store, {.subject = first.document("d1"), .who = "Ana", .why = "withdrawn"});
    first.take(lines_of_batch("3"));
    SECTION("of it") {
      retract(store, {.subject = first.document("d1"), .kind = JudgementKind::restored});
    }
    SECTION("none") {}
    SECTION("and again") { retract(store, {.subject = first.document("d1")}); }
  }
  SECTION("a document, without claims after it") {
    retract(store, {.subject = first.document("d1")});
    first.take("{\"entity\":\"z\",\"type\":\"person\"}\n");
    CHECK(first.dump().find("in_batch") == std::string::npos);
  }
  SECTION("batches") {
    first.take(lines_of_batch("3"));
    first.take(lines_of_batch("4"));
    retract(store, {.subject = BatchNumber{2}, .who = "Ana", .why = "faulty"});
    first.take(lines_of_batch("5"));
    retract(store, {.subject = BatchNumber{1}});
    SECTION("out") {}
    SECTION("and one of them back") {
      retract(store, {.subject = BatchNumber{2}, .kind = JudgementKind::restored});
    }
  }
  check_equal_when_taken_in_again(first);
}

TEST_CASE("a batch that was retracted is restored in the store made of a dump") {
  Judged first;
  first.take(lines_of_batch("1"));
  first.take(lines_of_batch("2"));
  retract(first.store(), {.subject = BatchNumber{2}});
  Judged second;
  second.take(first.dump());
  const auto judgements = second.store().judgements(second.now());
  REQUIRE(judgements.size() == 1);
  const RetractAnswer answer = retract(
      second.store(), {.subject = judgements.front().subject, .kind = JudgementKind::restored});
  CHECK(answer.claims == 3);
  retract(first.store(), {.subject = BatchNumber{2}, .kind = JudgementKind::restored});
  CHECK(second.claims() == first.claims());
}

TEST_CASE("dumps of stores with any judgements come to be the same again") {
  const std::uint32_t seed = GENERATE(range(1U, 16U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  Judged first;
  for (int i = 0; i < 12; ++i) {
    const bool has_records = first.now().head > 0;
    if (!has_records || below(2) == 0) {
      first.take(lines_of_batch(std::to_string(below(6))));
    }
    RetractQuery query{.subject = first.document(below(2) == 0 ? "d1" : "d2"),
                       .kind = below(2) == 0 ? JudgementKind::retracted : JudgementKind::restored,
                       .why = std::to_string(i)};
    if (below(2) == 0) query.subject = BatchNumber{1 + below(first.now().head)};
    retract(first.store(), query);
    const EntityId other = first.entity("a" + std::to_string(below(6)));
    if (!other.is_some()) continue;
    judge_all(first.store(),
              {{.a = other,
                .b = first.entity("b"),
                .verdict = below(2) == 0 ? JudgementKind::same : JudgementKind::withdrawn,
                .why = std::to_string(i)}},
              "test");
  }
  check_equal_when_taken_in_again(first);
}

TEST_CASE("a judgement on what is not there, or that others stand against, is rejected") {
  Judged taken;
  taken.take(lines_of_batch("1") + R"({"entity":"c","type":"person","names":["Cee"]})" + "\n");
  taken.take(R"({"judgement":"different","a":"a1","b":"b"})"
             "\n");
  const auto line = GENERATE(as<std::string>{}, R"({"judgement":"same","a":"a1","b":"nobody"})",
                             R"({"judgement":"same","a":"a1","b":"Cee"})",
                             R"({"judgement":"same","a":"a1","b":"a1"})",
                             R"({"judgement":"withdrawn","a":"a1","b":"c"})",
                             R"({"judgement":"retracted","of_document":"d9"})",
                             R"({"judgement":"retracted","of_batch":1})");
  CAPTURE(line);
  const BatchNumber head = taken.now().head;
  const IngestReport report = taken.take(line + "\n");
  CHECK(report.records.rejected == 1);
  CHECK(report.rejections.size() == 1);
  CHECK(taken.take(line + "\n", Strictness::lenient, Effect::dry_run).records.rejected == 1);
  // Nothing else goes in under strict.
  CHECK_THROWS_AS(taken.take(lines_of_batch("9") + line + "\n", Strictness::strict), Error);
  CHECK(taken.now().head == head);
}

TEST_CASE("a document that was judged before it claimed anything is judged before again") {
  Judged first;
  first.take(R"({"entity":"a","type":"person"}
{"document":"d"}
{"judgement":"retracted","of_document":"d"}
)");
  first.take(R"({"relation":"r","type":"met_with","source":"a","target":"a","document":"d"}
)");
  CHECK(first.claims() == std::vector<std::string>{"r d "});
  check_equal_when_taken_in_again(first);
}

TEST_CASE("a batch of which a claim was told twice is known again with its judgement") {
  const std::string line =
      R"({"relation":"r","type":"met_with","source":"a","target":"a","document":"d","in_batch":1})"
      "\n";
  const std::string lines = R"({"entity":"a","type":"person"}
{"document":"d"}
)" + line + line + R"({"judgement":"retracted","of_batch":1}
)";
  Judged store;
  CHECK(store.take(lines).rejections_total == 0);
  CHECK(store.claims() == std::vector<std::string>{"r d  out"});
  const IngestReport again = store.take(lines);
  CHECK(again.rejections_total == 0);
  CHECK(again.records.known == again.records.read);
}

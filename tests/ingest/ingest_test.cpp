// The whole way: files in, one batch, and a report.

#include <fcntl.h>
#include <relata/ingest.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

std::string person(const std::string& key) {
  return R"({"entity":")" + key + R"(","type":"person"})";
}

const std::string met = R"({"relation":"r","type":"met_with","source":"a","target":"b"})";

std::string joined(const Strings& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// Standard input is what a file holds while this lives.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : before_(dup(STDIN_FILENO)) {
    const int file = open(path.c_str(), O_RDONLY);
    dup2(file, STDIN_FILENO);
    close(file);
  }
  ~StandardInput() {
    dup2(before_, STDIN_FILENO);
    close(before_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int before_;
};

}  // namespace

TEST_CASE("the same file again changes nothing and says so") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const Strings lines = {
      person("a"), met, person("b"), R"({"document":"d","publisher":"KCNA","date":"2025"})",
      R"({"relation":"","type":"met_with","source":"a","target":"a","document":"d"})"};
  const auto first = taking.take(lines);
  CHECK(first.batch == 1);
  CHECK(first.entities.taken == 2);
  CHECK(first.relations.taken == 2);
  CHECK(first.documents.taken == 1);
  CHECK(first.claims == 2);
  const Strings dump = taking.dump();
  const auto again = taking.take(lines);
  CHECK(again.batch == 0);
  CHECK(again.entities.known == 2);
  CHECK(again.relations.known == 2);
  CHECK(again.documents.known == 1);
  CHECK(again.claims == 0);
  CHECK(taking.dump() == dump);
  CHECK(taking.store().batches(taking.now()).size() == 1);
}

TEST_CASE("a bad line is rejected and counted, and the rest goes in") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take({person("a"), "nonsense", "", person("b"), "   \t", met,
                                   R"({"document":"d","date":"2024-02-30"})", "{}"});
  CHECK(report.entities.taken == 2);
  CHECK(report.relations.taken == 1);
  CHECK(report.documents.rejected == 1);
  CHECK(report.other.read == 2);  // empty lines are no records
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:2: : bad JSON at byte 1: Invalid value",
                "in.jsonl:7: date: \"2024-02-30\" is no date: February 2024 has 29 days",
                "in.jsonl:8: : expected a record with one of the fields entity, document, "
                "relation, judgement and schema"});
}

TEST_CASE("under strict one rejection is an error, and nothing goes in") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto bad = GENERATE(
      as<std::pair<std::string, std::string>>{},
      std::pair("{\"entity\":", ": bad JSON at byte 10: Invalid value"),
      std::pair(R"({"document":"d","date":"now"})",
                ": date: \"now\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD"),
      std::pair(R"({"entity":"x","type":"unheard_of"})",
                ": type: the entity type \"unheard_of\" is in no schema"),
      std::pair(R"({"relation":"q","type":"unheard_of","source":"a","target":"b"})",
                ": type: the relation type \"unheard_of\" is in no schema"),
      std::pair(R"({"relation":"q","type":"met_with","source":"a","target":"c"})",
                ": target: no entity has the key or name \"c\"; give it a line of its own"),
      std::pair(
          R"({"document":"d","relays":["d"]})",
          ": relays: its relay chain is a circle: d -> d; a document relays only earlier ones"),
      std::pair(R"({"entity":"a","type":"place"})",
                ": type: the entity \"a\" is a person elsewhere in the batch; give it one type"));
  const std::string file =
      taking.write("in.jsonl", joined({person("a"), person("b"), met, bad.first}));
  CHECK(error_of(taking, {.inputs = {file}, .strictness = Strictness::strict}, ErrorCode::input) ==
        file + ":4" + bad.second +
            "; nothing was taken (--strict); `relata validate` lists all there are");
  CHECK(taking.take_query({.inputs = {file}}).entities.taken >= 2);
}

TEST_CASE("strict takes what has no fault, and a publisher that is made") {
  Taking taking;
  const auto report =
      taking.take({person("a"), person("b"), met, R"({"document":"d","publisher":"P"})"},
                  {.strictness = Strictness::strict});
  CHECK(report.batch == 1);
  CHECK(report.rejections_total == 0);
}

TEST_CASE("a dry run reports what would happen and changes nothing") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("a")});
  const Strings lines = {person("a"), person("b"), met, "bad"};
  const auto dry = taking.take(lines, {.effect = Effect::dry_run});
  CHECK(dry.batch == 0);
  CHECK(taking.store().info().head == 1);
  CHECK(!taking.has(KeyKind::entity, "b"));
  const auto wet = taking.take(lines);
  CHECK(wet.batch == 2);
  CHECK(taking.entity("b").id == EntityId{1});
  CHECK(dry.entities.taken == wet.entities.taken);
  CHECK(dry.entities.known == wet.entities.known);
  CHECK(dry.relations.taken == wet.relations.taken);
  CHECK(dry.claims == wet.claims);
  CHECK(rejections_of(dry) == rejections_of(wet));
}

TEST_CASE("a stop leaves the store as it was") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({person("x")});
  const std::string file = taking.write("in.jsonl", joined({person("a"), person("b"), met}));
  std::stop_source stop;
  // At once, and between the stages.
  const std::string at = GENERATE("", "resolving");
  IngestQuery query{.inputs = {file}, .stop = stop.get_token()};
  query.on_progress = [&](const IngestProgress& progress) {
    if (progress.stage == at) stop.request_stop();
  };
  if (at.empty()) stop.request_stop();
  CHECK(error_of(taking, query, ErrorCode::stopped) ==
        "ingesting was stopped; the store is as it was");
  CHECK(taking.take_query({.inputs = {file}}).batch == 2);
}

TEST_CASE("progress tells the stages, the bytes and the records") {
  Taking taking;
  const std::string text = joined({person("a"), "", person("b"), met});
  const Strings files = {taking.write("1.jsonl", text), taking.write("2.jsonl", person("c"))};
  std::vector<IngestProgress> told;
  IngestQuery query{.inputs = files};
  query.on_progress = [&](const IngestProgress& progress) { told.push_back(progress); };
  taking.take_query(query);
  REQUIRE(told.size() >= 2);
  const IngestProgress& last = told.back();
  CHECK(last.stage == "merging");
  CHECK(last.bytes_read == text.size() + person("c").size());
  CHECK(last.bytes_total == last.bytes_read);
  CHECK(last.records == 4);
}

TEST_CASE("several files and directories are one batch, in which records refer to each other") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.write("set/2.jsonl", joined({person("b"), "bad"}));
  taking.write("set/1.jsonl", joined({met, "worse"}));
  taking.write("set/notes.txt", "no records");
  const std::string one = taking.write("one.jsonl", joined({person("a"), "worst"}));
  const auto report = taking.take_query({.inputs = {taking.path("set"), one}});
  CHECK(report.batch == 1);
  CHECK(report.relations.taken == 1);
  CHECK(rejections_of(report) == Strings{"1.jsonl:2: : bad JSON at byte 0: Invalid value",
                                         "2.jsonl:2: : bad JSON at byte 0: Invalid value",
                                         "one.jsonl:2: : bad JSON at byte 0: Invalid value"});
  const auto batches = taking.store().batches(taking.now());
  REQUIRE(batches.size() == 1);
  CHECK(batches.front().source == taking.path("set") + ", " + one);
  CHECK(batches.front().entities == 2);
}

TEST_CASE("what - names is read from standard input") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const StandardInput input(taking.write("piped", joined({person("a"), person("b"), met, "bad"})));
  const auto report = taking.take_query({.inputs = {"-"}});
  CHECK(report.relations.taken == 1);
  CHECK(rejections_of(report) == Strings{"-:4: : bad JSON at byte 0: Invalid value"});
  CHECK(taking.has(KeyKind::document, "file:standard input"));
  CHECK(taking.store().batches(taking.now()).front().source == "standard input");
}

TEST_CASE("a missing file is an error, and nothing of the others goes in") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string there = taking.write("in.jsonl", person("a"));
  const std::string missing = taking.path("missing.jsonl");
  CHECK(error_of(taking, {.inputs = {there, missing}}, ErrorCode::not_found) ==
        "reading " + missing + ": there is no such file or directory; check the path");
}

TEST_CASE("files are read whatever their byte order mark, line ends and empty lines") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string file = taking.write(
      "in.jsonl", "\xEF\xBB\xBF" + person("a") + "\r\n\r\n  \n" + person("b") + "\n" + met);
  const auto report = taking.take_query({.inputs = {file}});
  CHECK(report.rejections_total == 0);
  CHECK(report.entities.taken == 2);
  CHECK(report.relations.taken == 1);
}

TEST_CASE("empty files are read as nothing") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto content = GENERATE(as<std::string>{}, "", "\n", "\r\n\r\n", "\xEF\xBB\xBF", "  \n\t");
  const auto report = taking.take_query({.inputs = {taking.write("in.jsonl", content)}});
  CHECK(report.batch == 0);
  CHECK(report.other.read == 0);
  CHECK(taking.take_query({}).batch == 0);
}

TEST_CASE("a line longer than the limit is a rejection, and the next is read") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto report = taking.take(
      {person("a"), person(std::string(200, 'x')), person("b"), std::string(5'000'000, ' ')},
      {.line_bytes_max = 100});
  CHECK(report.entities.taken == 2);
  CHECK(rejections_of(report) ==
        Strings{"in.jsonl:2: : the line has 229 bytes; the limit is 100",
                "in.jsonl:4: : the line has 5000000 bytes; the limit is 100"});
  CHECK(report.other.rejected == 2);
}

TEST_CASE("rejections are counted beyond those that are kept, and long ones are cut") {
  Taking taking;
  Strings lines(20, R"({"relation":"r","type":"met_with","source":"a","target":"b"})");
  const auto report = taking.take(lines, {.rejections_max = 3});
  CHECK(report.rejections.size() == 3);
  CHECK(report.rejections_total == 20);
  std::string korean;
  for (int i = 0; i < 100'000; ++i) korean += "김";
  const auto cut = taking.take(
      {R"({"relation":"r","type":"met_with","source":")" + korean + R"(","target":"b"})"});
  const std::string reason = cut.rejections.front().reason;
  CHECK(reason.size() <= 1'003);
  CHECK_THAT(reason, Catch::EndsWith("김..."));
}

TEST_CASE("the same file twice in one call is known the second time") {
  Taking taking;
  const std::string file = taking.write("in.jsonl", joined({person("a"), person("b"), met}));
  const auto report = taking.take_query({.inputs = {file, file}});
  CHECK(report.entities.taken == 2);
  CHECK(report.entities.known == 2);
  CHECK(report.relations.taken == 1);
  CHECK(report.relations.known == 1);
}

TEST_CASE("a store that is closed and opened again goes on where it was") {
  const TemporaryDirectory directory;
  Taking files;
  const std::string first = files.write("1.jsonl", joined({person("a"), person("b"), met}));
  const std::string second = files.write(
      "2.jsonl",
      joined({person("c"), R"({"relation":"s","type":"met_with","source":"a","target":"c"})"}));
  create_store(directory.path() / "store");
  for (const std::string& file : {first, second, first, second}) {
    const auto store = open_store(directory.path() / "store", OpenMode::write);
    check_counts(ingest(*store, {.inputs = {file}}));
    CHECK(store->verify().empty());
  }
  const auto store = open_store(directory.path() / "store", OpenMode::read);
  CHECK(store->info().head == 2);
  CHECK(store->statistics(store->snapshot()).relations == 2);
}

TEST_CASE("rejected lines are written as they stood, and go in once they are mended") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string rejects = taking.path("rejects");
  const Strings inputs = {
      taking.write(
          "1.jsonl",
          "{\"entity\":\"a\",\"type\":\"person\"}\n\n{\"entity\":\"b\"}\r\n"
          "{\"relation\":\"r\",\"type\":\"met_with\",\"source\":\"a\",\"target\":\"b\"}\n"),
      taking.write("2.jsonl", "{\"entity\":\"c\",\"type\":\"person\"}\n"),
      taking.write("3.jsonl", "not JSON")};
  const IngestReport report = taking.take_query({.inputs = inputs, .rejects = rejects});
  CHECK(report.records.rejected == 3);
  const auto rejects_of = [&](const char* name) {
    std::ifstream file(std::filesystem::path(rejects) / name, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(file)), {});
  };
  const std::string lines = rejects_of("1.jsonl");
  CHECK(lines ==
        "{\"entity\":\"b\"}\r\n"
        "{\"relation\":\"r\",\"type\":\"met_with\",\"source\":\"a\",\"target\":\"b\"}\n");
  CHECK(!std::filesystem::exists(std::filesystem::path(rejects) / "2.jsonl"));
  CHECK(rejects_of("3.jsonl") == "not JSON\n");
  const std::string mended =
      taking.write("mended.jsonl", "{\"entity\":\"b\",\"type\":\"person\"}\n" +
                                       lines.substr(lines.find("{\"relation")));
  CHECK(taking.take_query({.inputs = {mended}}).records.rejected == 0);
  CHECK(taking.has(KeyKind::relation, "r"));
  // Nothing rejected, no file; a place that cannot be written; an input that is gone once read.
  taking.take_query({.inputs = {inputs[1]}, .rejects = taking.path("none.jsonl")});
  CHECK(!std::filesystem::exists(taking.path("none.jsonl")));
  const std::string bad = taking.write("bad.jsonl", person("new") + "\n{}\n");
  CHECK_THAT(error_of(taking, {.inputs = {bad}, .rejects = "/nowhere/rejects"}, ErrorCode::io),
             Catch::Contains("writing the rejected records to /nowhere/rejects"));
}

TEST_CASE("the rejects of a table keep its header") {
  Taking taking;
  const std::string header = "# edges\nid\tnode1\tlabel\tnode2\n";
  const std::string rejects = taking.path("rejects.tsv");
  const std::string table =
      taking.write("1.tsv", header + "e1\ta\towns\tb\n\ne2\ta\towns\ne3\ta\towns\tc\ne4\ta\n");
  CHECK(taking.take_query({.inputs = {table}, .rejects = rejects}).records.rejected == 2);
  std::ifstream file(rejects, std::ios::binary);
  CHECK(std::string((std::istreambuf_iterator<char>(file)), {}) == header + "e2\ta\towns\ne4\ta\n");
  const IngestReport again = taking.take_query({.inputs = {rejects}});
  CHECK(again.inputs.front().format == "kgtk");
  CHECK(again.records.read == 2);
}

TEST_CASE("a reader's types define what was met undeclared, and leave alone what is declared") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  taking.take({R"({"schema":{"relation_types":[{"name":"uses","label":"my own word"}]}})",
               R"({"entity":"a","type":"malware"})"});
  const auto schema = [&] { return taking.store().schema(taking.now()); };
  CHECK(!schema().entity_type(*schema().entity_type("malware")).is_declared);
  const std::string bundle = taking.write(
      "b.json", R"({"type":"bundle","objects":[{"type":"malware","id":"malware--1","name":"W"}]})");
  CHECK(taking.take_query({.inputs = {bundle}}).records.taken == 1);
  CHECK(schema().entity_type(*schema().entity_type("malware")).is_declared);
  CHECK(schema().relation_type(*schema().relation_type("uses")).label == "my own word");
}

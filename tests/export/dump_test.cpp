// What was dumped and taken in again is an equal store.

#include <relata/export.h>
#include <relata/ingest.h>
#include <relata/retract.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::TemporaryDirectory;

namespace {

namespace fs = std::filesystem;

std::string dump_of(const Store& store) {
  std::string all;
  dump(store, store.snapshot(), [&](std::string_view lines) {
    CHECK(lines.ends_with('\n'));
    all += lines;
  });
  return all;
}

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

class Taken {
 public:
  IngestReport take(const std::string& lines) {
    const fs::path file = directory_.path() / "in.jsonl";
    std::ofstream(file, std::ios::binary) << lines;
    IngestReport report = ingest(*store_, {.inputs = {file.string()}});
    CHECK(report.rejections.empty());
    return report;
  }
  [[nodiscard]] const Store& store() const { return *store_; }
  [[nodiscard]] Store& store() { return *store_; }

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<Store> store_ = make_memory_store();
};

}  // namespace

TEST_CASE("a dump makes an equal store: types, names, properties, relays, claims") {
  Taken first;
  first.take(
      R"({"schema":{"entity_types":[{"name":"base","parent":"facility"}],"relation_types":[{"name":"shelled","inverse":"was shelled by","target":["base"]},{"name":"twin_of","label":"is a twin of","symmetric":true}]}}
{"entity":"a","type":"base","names":[{"text":"База","lang":"ru"},{"text":"Base","kind":"role"},"B"],"x":[1,"1",true,1.50],"y":{"deep":[1]},"x y":"\u0007"}
{"entity":"b","type":"spaceship"}
{"document":"d0","publisher":"Some News","lang":"ko","date":"2024-10","title":"제목"}
{"document":"d1","relays":["d0",{"speaker":"b"}],"tags":["p","q"]}
{"relation":"r","type":"shelled","source":"b","target":"a","valid":{"from":"2024"},"quantity":{"low":1,"best":2.5,"unit":"t"},"w":[1,2],"claims":[{"document":"d1","speaker":"a","stance":"denied","reported":"2024-11-02","confidence":0.3333,"quote":"нет","span":[3,9],"via":["d0"]},{"document":"d1"}]}
{"relation":"","type":"likes","source":"a","target":"a"}
)");
  first.take(
      R"({"entity":"a","type":"base","names":["C"],"x":2}
{"document":"d1","relays":[{"speaker":"a"}]}
{"relation":"r","type":"shelled","source":"b","target":"a","claims":[{"document":"d0","stance":"uncertain"}]}
{"relation":"s","type":"twin_of","source":"a","target":"b","valid":"2024-08..2024-09-30"}
)");
  const std::string lines = dump_of(first.store());
  CHECK(lines.starts_with(R"({"schema":{"entity_types":[{"name":"base")"));
  Taken second;
  CHECK(second.take(lines).claims == 5);
  CHECK(sorted_lines(dump_of(second.store())) == sorted_lines(lines));
  const auto at = second.store().snapshot();
  CHECK(second.store()
            .schema(at)
            .relation_type(*second.store().schema(at).relation_type("shelled"))
            .is_declared);
  CHECK(!second.store()
             .schema(at)
             .entity_type(*second.store().schema(at).entity_type("spaceship"))
             .is_declared);
  // The same lines again, in either store, are nothing new.
  CHECK(second.take(lines).batch == 0);
  CHECK(first.take(lines).batch == 0);
}

TEST_CASE("a dump of many records comes in pieces of whole lines, each record once") {
  Taken first;
  std::string lines;
  for (int i = 0; i < 20'000; ++i) {
    const std::string number = std::to_string(i);
    lines += R"({"entity":"e)" + number + R"(","type":"person","names":["N )" + number + "\"]}\n";
    lines += R"({"document":"d)" + number + "\"}\n";
    lines += R"({"relation":"r)" + number + R"(","type":"met_with","source":"e)" + number +
             R"(","target":"e)" + std::to_string(i / 2) + R"(","document":"d)" + number + "\"}\n";
  }
  first.take(lines);
  int pieces = 0;
  dump(first.store(), first.store().snapshot(), [&](std::string_view) { ++pieces; });
  CHECK(pieces > 2);
  const std::string once = dump_of(first.store());
  CHECK(sorted_lines(once).size() == 60'000);
  Taken second;
  second.take(once);
  CHECK(dump_of(second.store()) == once);
}

TEST_CASE("an empty store dumps nothing, and an earlier state what it held") {
  Taken taken;
  CHECK(dump_of(taken.store()).empty());
  taken.take("{\"entity\":\"a\",\"type\":\"person\"}\n");
  taken.take("{\"entity\":\"b\",\"type\":\"person\"}\n");
  std::string early;
  dump(taken.store(), taken.store().snapshot(1), [&](std::string_view lines) { early += lines; });
  CHECK(early == "{\"entity\":\"a\",\"type\":\"person\"}\n");
}

TEST_CASE("a dump has what was retracted, unless it is to be left out") {
  Taken first;
  first.take(R"({"entity":"a","type":"person"}
{"document":"d1"}
{"document":"d2"}
{"relation":"both","type":"met_with","source":"a","target":"a","claims":[{"document":"d1"},{"document":"d2"}]}
{"relation":"one","type":"met_with","source":"a","target":"a","document":"d1"}
)");
  const std::string before = dump_of(first.store());
  const std::string_view key = "d1";
  const Snapshot now = first.store().snapshot();
  const DocumentId document{first.store().ids(now, KeyKind::document, {&key, 1}).front()};
  retract(first.store(), {.subject = document});

  std::string all;
  const auto write = [&](std::string_view lines) { all += lines; };
  const Snapshot after = first.store().snapshot();
  CHECK(dump(first.store(), after, write).claims == 0);
  CHECK(all.starts_with(before));
  CHECK(all.find("{\"judgement\":\"retracted\",\"of_document\":\"d1\"") == before.size());
  all.clear();
  const LeftOut left_out = dump(first.store(), after, write, Retracted::left_out);
  CHECK(left_out.claims == 2);
  CHECK(left_out.judgements == 1);
  CHECK(all.find("\"one\"") == std::string::npos);
  CHECK(all.find("\"both\"") != std::string::npos);
  CHECK(all.find("{\"document\":\"d1\"") == all.rfind("\"document\":\"d1\"") - 1);
  CHECK(dump(first.store(), first.store().snapshot(1), write, Retracted::left_out).claims == 0);
}

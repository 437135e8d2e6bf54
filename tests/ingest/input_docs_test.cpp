// docs/input.md and docs/input.schema.json say what the reader does.

#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "ingest/native_jsonl.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

namespace fs = std::filesystem;
using Json = rapidjson::Value;
using Strings = std::vector<std::string>;

std::string read(const fs::path& path) {
  std::ifstream file(fs::path(RELATA_SOURCE_DIR) / path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The fences of docs/input.md that begin with exactly this.
std::vector<Strings> fences(const std::string& start) {
  std::vector<Strings> found;
  std::istringstream lines(read("docs/input.md"));
  bool is_inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!is_inside && line == start) {
      found.emplace_back();
      is_inside = true;
    } else if (is_inside && line == "```") {
      is_inside = false;
    } else if (is_inside) {
      found.back().push_back(line);
    }
  }
  CHECK(!is_inside);
  return found;
}

std::string schema_file() {
  const auto found = fences("```json schema");
  REQUIRE(found.size() == 1);
  std::string text;
  for (const std::string& line : found.front()) text += line + "\n";
  return text;
}

class LineSchema {
 public:
  LineSchema() : schema_(parsed(read("docs/input.schema.json"))) {}

  bool accepts(const std::string& line) const {
    rapidjson::Document json;
    json.Parse(line.c_str());
    REQUIRE(!json.HasParseError());
    rapidjson::SchemaValidator validator(schema_);
    return json.Accept(validator);
  }

 private:
  static rapidjson::Document parsed(const std::string& text) {
    rapidjson::Document json;
    json.Parse(text.c_str());
    REQUIRE(!json.HasParseError());
    return json;
  }

  rapidjson::SchemaDocument schema_;
};

// Empty: it is taken.
std::string refusal_by_reader(std::string line) {
  NativeRecords records;
  const auto refusal = records.parse(line.data(), line.size()).refusal;
  return refusal ? refusal->field + ": " + refusal->reason : "";
}

// Puts odd values in the place of others.
class OddRecords {
 public:
  explicit OddRecords(std::uint32_t seed) : random_(seed) {}

  std::string next() {
    static const Strings samples = {
        R"({"entity":"a","type":"person","names":["A",{"text":"B","lang":"ko","kind":"role"}],"properties":{"x":1},"y":2})",
        R"({"document":"d","title":"T","publisher":"p","lang":"en","date":"2024-10","relays":["e",{"speaker":"a"}],"properties":{}})",
        R"({"relation":"r","type":"met_with","source":"a","target":"b","valid":{"from":"2024","to":"2025-01-31"},"quantity":{"low":1,"best":2,"high":3,"unit":"t"},"document":"d","claims":[{"document":"d","speaker":"a","stance":"denied","reported":"2024-12-31","confidence":0.5,"quote":"q","span":[1,2],"via":["e"]},{}],"x":[1]})",
        R"({"relation":"","type":"met_with","source":"a","target":"b","valid":"2024-08..","claims":[],"in_batch":2})",
        R"({"judgement":"same","a":"a","b":"b","by":"Ana","why":"w","judged":"2025-04-28T09:30:00Z"})",
        R"({"judgement":"retracted","of_document":"d","judged":"2025-04-28T09:30:00.250Z","after_batch":3})",
        R"({"judgement":"restored","of_batch":2})"};
    rapidjson::Document record;
    record.Parse(samples[below(samples.size())].c_str());
    for (std::size_t i = 1 + below(2); i > 0; --i) change(record, record, 0);
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer(text);
    record.Accept(writer);
    return text.GetString();
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void change(Json& at, rapidjson::Document& record, int depth) {
    const bool goes_on = depth == 0 || below(3) != 0;
    if (goes_on && at.IsObject() && at.MemberCount() > 0) {
      const auto member = at.MemberBegin() + static_cast<std::ptrdiff_t>(below(at.MemberCount()));
      const std::size_t fate = below(8);
      if (fate == 0) {
        at.RemoveMember(member);
      } else if (fate == 1) {
        static const Strings names = {"entity",   "document", "relation",  "names", "lang",
                                      "date",     "claims",   "from",      "low",   "text",
                                      "speaker",  "via",      "judgement", "a",     "of_document",
                                      "of_batch", "in_batch", "",          "z"};
        const std::string& name = names[below(names.size())];
        if (!at.HasMember(name.c_str())) {
          at.AddMember(Json(name.c_str(), record.GetAllocator()), odd(record),
                       record.GetAllocator());
        }
      } else {
        change(member->value, record, depth + 1);
      }
    } else if (goes_on && at.IsArray() && !at.Empty()) {
      change(at[static_cast<rapidjson::SizeType>(below(at.Size()))], record, depth + 1);
    } else {
      at = odd(record);
    }
  }

  Json odd(rapidjson::Document& record) {
    static const Strings values = {"null",
                                   "true",
                                   "0",
                                   "1",
                                   "-1",
                                   "0.5",
                                   "1.5",
                                   "5000000000",
                                   "[]",
                                   "{}",
                                   "[1,2]",
                                   "[2,1]",
                                   "[null]",
                                   "[\"a\"]",
                                   "[\"\"]",
                                   "[{}]",
                                   "[1]",
                                   "[1,2,3]",
                                   "{\"x\":1}",
                                   "{\"\":1}",
                                   "{\"text\":\"a\"}",
                                   "{\"speaker\":\"a\"}",
                                   "{\"from\":\"2024\"}",
                                   "{\"low\":1}",
                                   "{\"best\":null}",
                                   "\"\"",
                                   "\"a\"",
                                   "\"canonical\"",
                                   "\"denied\"",
                                   "\"2024\"",
                                   "\"2024-08\"",
                                   "\"2024-02-29\"",
                                   "\"2023-02-29\"",
                                   "\"2024-02-30\"",
                                   "\"2024-04-31\"",
                                   "\"2024-13\"",
                                   "\"0000\"",
                                   "\"9999-12-31\"",
                                   "\"2024..\"",
                                   "\"..2024-06-30\"",
                                   "\"..\"",
                                   "\"2024..2025-07\"",
                                   "\"2025..2024\"",
                                   "\"2024-8\"",
                                   "\"2024..2025..2026\"",
                                   "\"김\"",
                                   "\"a\\u0000\""};
    rapidjson::Document value;
    value.Parse(values[below(values.size())].c_str());
    return {value, record.GetAllocator()};
  }

  std::mt19937 random_;
};

// What no schema can say.
bool is_beyond_a_schema(const std::string& refusal) {
  static const Strings beyond = {"\"2023-02-29\" is no date",    "\"2023-02-29\" is no time",
                                 "\"2025..2024\" is no time",    "before it begins",
                                 "expected low <= best <= high", "begin not after end",
                                 "a zero character is no text"};
  return std::any_of(beyond.begin(), beyond.end(), [&](const std::string& words) {
    return refusal.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("the examples of the documentation go in as they stand") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestQuery query{.schemas = {taking.write("schema.json", schema_file())},
                          .strictness = Strictness::strict};
  const auto examples = fences("```json");
  REQUIRE(examples.size() >= 7);
  Strings all;
  for (const Strings& example : examples) {
    all.insert(all.end(), example.begin(), example.end());
  }
  SECTION("in one call") {
    const auto report = taking.take(all, query);
    CHECK(report.batch == report.batches);
    CHECK(taking.take(all, query).batch == 0);
  }
  SECTION("one after the other") {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      CHECK(taking.take(examples[i], query).batch > i);
    }
  }
  const auto statistics = taking.store().statistics(taking.now());
  CHECK(statistics.relations > 5);
  CHECK(taking.relation("sent").claims.size() == 2);
}

TEST_CASE("the documentation shows a rejection as it is written") {
  Taking taking;
  const std::string refusal = taking.refusal_of(
      R"({"relation":"r","type":"met_with","source":"a","target":"b","claims":[{"reported":"2024-13"}]})");
  CHECK_THAT(read("docs/input.md"), Catch::Contains("news.jsonl:7: " + refusal));
}

TEST_CASE("the schema of a line accepts every example and every line of the data sets") {
  const LineSchema schema;
  for (const Strings& example : fences("```json")) {
    for (const std::string& line : example) {
      CAPTURE(line);
      CHECK(schema.accepts(line));
    }
  }
  const fs::path sets = fs::path(RELATA_SOURCE_DIR) / "datasets";
  if (!fs::exists(sets)) return;
  for (const auto& entry : fs::recursive_directory_iterator(sets)) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream lines(entry.path());
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(entry.path(), line);
      CHECK(schema.accepts(line));
    }
  }
}

TEST_CASE("a bad record is refused by the schema and by the reader") {
  const LineSchema schema;
  const std::string start = R"({"relation":"r","type":"met_with","source":"a","target":"b",)";
  const auto line = GENERATE_COPY(
      as<std::string>{}, "[]", "{}", "\"a\"", R"({"name":"a"})", R"({"entity":"a"})",
      R"({"entity":"","type":"person"})", R"({"entity":1,"type":"person"})",
      R"({"entity":"a","type":""})", R"({"entity":"a","relation":"r","type":"person"})",
      R"({"entity":"a","type":"person","names":"A"})",
      R"({"entity":"a","type":"person","names":[""]})",
      R"({"entity":"a","type":"person","names":[{"lang":"ko"}]})",
      R"({"entity":"a","type":"person","names":[{"text":"A","kind":"nick"}]})",
      R"({"entity":"a","type":"person","names":[{"text":"A","language":"ko"}]})",
      R"({"entity":"a","type":"person","properties":[]})", R"({"entity":"a","type":"person","":1})",
      R"({"document":""})", R"({"document":"d","relation":null})", R"({"document":"d","title":1})",
      R"({"document":"d","publisher":""})", R"({"document":"d","date":2024})",
      R"({"document":"d","date":"2024-13"})", R"({"document":"d","date":"2024-02-30"})",
      R"({"document":"d","date":"2024-8"})", R"({"document":"d","date":"now"})",
      R"({"document":"d","date":"0000"})", R"({"document":"d","relays":"e"})",
      R"({"document":"d","relays":[{"actor":"a"}]})", R"({"relation":"r","type":"met_with"})",
      R"({"relation":"r","type":"met_with","source":"a","target":null})",
      start + R"("valid":2024})", start + R"("valid":".."})", start + R"("valid":"2024..now"})",
      start + R"("valid":{"since":"2024"}})", start + R"("quantity":5})",
      start + R"("quantity":{"unit":"t"}})", start + R"("quantity":{"low":null}})",
      start + R"("quantity":{"low":"5"}})", start + R"("quantity":{"about":5}})",
      start + R"("document":""})", start + R"("claims":{}})", start + R"("claims":[null]})",
      start + R"("claims":[{"stance":"claimed"}]})", start + R"("claims":[{"confidence":-0.1}]})",
      start + R"("claims":[{"confidence":1.5}]})", start + R"("claims":[{"confidence":"high"}]})",
      start + R"("claims":[{"span":[1]}]})", start + R"("claims":[{"span":[-1,5]}]})",
      start + R"("claims":[{"span":[1.5,2]}]})", start + R"("claims":[{"span":[1,4294967296]}]})",
      start + R"("claims":[{"via":"d"}]})", start + R"("claims":[{"via":[null]}]})",
      start + R"("claims":[{"who":"a"}]})", start + R"("in_batch":0})",
      start + R"("in_batch":1.5})", start + R"("in_batch":"1"})", R"({"judgement":"same","a":"a"})",
      R"({"judgement":"so","a":"a","b":"b"})", R"({"judgement":"same","a":"a","b":""})",
      R"({"judgement":"same","a":"a","b":"b","of_document":"d"})",
      R"({"judgement":"same","a":"a","b":"b","of_batch":1})", R"({"judgement":"retracted"})",
      R"({"judgement":"retracted","a":"a","b":"b"})",
      R"({"judgement":"retracted","of_document":"d","of_batch":1})",
      R"({"judgement":"restored","of_batch":0})",
      R"({"judgement":"restored","of_document":"d","when":"2025"})",
      R"({"judgement":"restored","of_document":"d","judged":"2025-04-28"})",
      R"({"judgement":"restored","of_document":"d","judged":"2025-04-28T24:00:00Z"})",
      R"({"judgement":"restored","of_document":"d","after_batch":-1})",
      R"({"judgement":"restored","of_document":"d","relation":null})");
  CAPTURE(line);
  CHECK(!schema.accepts(line));
  CHECK(!refusal_by_reader(line).empty());
}

TEST_CASE("schema and reader agree on odd records, save for what no schema can say") {
  const std::uint32_t seed = std::random_device{}();
  CAPTURE(seed);
  OddRecords records(seed);
  const LineSchema schema;
  int refused = 0;
  constexpr int rounds = 4'000;
  for (int i = 0; i < rounds; ++i) {
    const std::string line = records.next();
    const std::string refusal = refusal_by_reader(line);
    CAPTURE(line, refusal);
    if (!refusal.empty()) ++refused;
    if (is_beyond_a_schema(refusal)) continue;
    CHECK(schema.accepts(line) == refusal.empty());
  }
  CHECK(refused > rounds / 5);
  CHECK(refused < rounds * 9 / 10);
}

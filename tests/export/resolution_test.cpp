// Pairs of entities that seem to be one, as text, JSON, JSON Lines and CSV.

#include <rapidjson/document.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "export/plain_text.h"
#include "sample.h"

namespace relata {
namespace {

EntityAnswer entity(std::uint64_t id, const std::string& key, const std::string& name) {
  EntityAnswer answer{.type = "person", .label = "person"};
  answer.entity.id = EntityId{id};
  answer.entity.key = key;
  answer.entity.names = {{.text = name, .kind = NameKind::canonical}};
  return answer;
}

ResolveAnswer pair_of(const std::string& a, const std::string& b) {
  ResolveAnswer answer;
  answer.entities = {entity(1, a, b), entity(2, b, a)};
  answer.proposals_found = 3;
  answer.shortfall = {.keys = 2, .entities = 1200, .names = 1, .is_pairs_max = true};
  answer.proposals.push_back(
      {.a = EntityId{1},
       .b = EntityId{2},
       .score = 0.75,
       .is_safe = true,
       .reasons = {{.rule = "folded_name", .words = "one name: " + a, .weight = 6.5},
                   {.rule = "other_date", .words = "born twice", .weight = -20, .forbids = true}}});
  return answer;
}

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document json;
  json.Parse(text.c_str());
  REQUIRE_FALSE(json.HasParseError());
  return json;
}

TEST_CASE("Pairs in JSON have keys, a score and their reasons") {
  ResolveAnswer answer = pair_of("a", "b");
  answer.question.about = EntityId{1};
  const auto json = parsed(render(answer, Format::json));
  CHECK(json["answer"] == "resolution");
  CHECK(json["question"]["about"] == "a");
  CHECK(json["proposals_found"].GetInt() == 3);
  const auto& one = json["proposals"][0];
  CHECK(one["a"] == "a");
  CHECK(one["b"] == "b");
  CHECK(one["score"].GetDouble() == 0.75);
  CHECK(one["is_safe"].GetBool());
  CHECK(one["reasons"][0]["weight"].GetDouble() == 6.5);
  CHECK(one["reasons"][1]["forbids"].GetBool());
  CHECK(json["shortfall"]["entities"].GetInt() == 1200);
  const auto line = parsed(render(answer, Format::jsonl));
  CHECK(line["b"] == "b");
}

TEST_CASE("Every field of pairs in JSON is described in docs/json.md") {
  std::ifstream file(RELATA_SOURCE_DIR "/docs/json.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  for (const char* field :
       {"resolution",    "about",     "with",      "without_rules",   "score_min",
        "proposals_max", "block_max", "pairs_max", "proposals_found", "pairs_compared",
        "shortfall",     "keys",      "entities",  "names",           "is_pairs_max",
        "proposals",     "a",         "b",         "score",           "is_safe",
        "reasons",       "rule",      "words",     "weight",          "forbids"}) {
    CAPTURE(field);
    CHECK(page.find(std::string("`") + field + "`") != std::string::npos);
  }
}

TEST_CASE("What bounds left out of pairs is said under them") {
  const std::string text = render(pair_of("a", "b"), Format::text);
  CHECK(text.find("only the first 1 of 3 pairs are listed") != std::string::npos);
  CHECK(text.find("2 keys were too common to compare by, up to 1,200 entities each") !=
        std::string::npos);
  CHECK(text.find("--max-pairs compares more") != std::string::npos);
  CHECK(render(ResolveAnswer{}, Format::text) == "No pair of entities seems to be one.\n");
}

TEST_CASE("Hostile names of pairs steer nothing in any format") {
  for (const std::string& text : sample::hostile_texts()) {
    const ResolveAnswer answer = pair_of(text, "b");
    for (const Format format : {Format::text, Format::json, Format::jsonl}) {
      std::string out = render(answer, format);
      std::erase(out, '\n');
      CHECK(visible(out) == out);
    }
    const std::string csv = render(answer, Format::csv);
    CHECK(csv.find("\n=") == std::string::npos);
    CHECK(csv.find(",=") == std::string::npos);
    static_cast<void>(parsed(render(answer, Format::json)));
  }
  CHECK_THROWS_AS(render(pair_of("a", "b"), Format::svg), Error);
}

}  // namespace
}  // namespace relata

#include <rapidjson/document.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "export/plain_text.h"
#include "sample.h"

namespace relata {
namespace {

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag>(text.c_str(), text.size());
  INFO(text.substr(0, 200));
  REQUIRE_FALSE(document.HasParseError());
  REQUIRE(document.IsObject());
  return document;
}

std::string text_of(const rapidjson::Value& value) {
  REQUIRE(value.IsString());
  return value.GetString();
}

const rapidjson::Value& find(const rapidjson::Value& list, const char* field,
                             const std::string& key) {
  for (const rapidjson::Value& member : list.GetArray()) {
    if (member[field].GetString() == key) return member;
  }
  FAIL("nothing with " << field << " " << key);
  return list;
}

// Every field name anywhere in the value but in `properties`, whose names are the source's.
void collect_fields(const rapidjson::Value& value, std::set<std::string>& fields) {
  if (value.IsArray()) {
    for (const rapidjson::Value& member : value.GetArray()) collect_fields(member, fields);
  } else if (value.IsObject()) {
    for (const auto& member : value.GetObject()) {
      fields.insert(member.name.GetString());
      if (std::string(member.name.GetString()) != "properties") {
        collect_fields(member.value, fields);
      }
    }
  }
}

TEST_CASE("A path in JSON names everything by its key and holds its evidence") {
  const auto json = parsed(render(sample::path(), Format::json, {.title = "t", .view = "v"}));
  CHECK(text_of(json["answer"]) == "paths");
  CHECK(text_of(json["title"]) == "t");
  CHECK(text_of(json["view_words"]) == "v");
  CHECK(text_of(json["question"]["from"]) == "kim-jong-un");
  CHECK(text_of(json["question"]["view"]["known_by"]) == "2025-04-28");
  CHECK(text_of(json["question"]["view"]["speakers_without"][0]) == "vladimir-putin");
  const auto& hops = json["paths"][0]["hops"];
  REQUIRE(hops.Size() == 4);
  CHECK(text_of(hops[0]["from"]) == "kim-jong-un");
  CHECK(text_of(hops[0]["relations"][1]) == "r2");
  CHECK(text_of(json["paths"][0]["weakest_status"]) == "reported");
  const auto& sent = find(json["relations"], "relation", "r3");
  CHECK(text_of(sent["status"]) == "confirmed");
  CHECK(sent["origins"].GetInt() == 3);
  CHECK(text_of(sent["valid"]["from"]) == "2024");
  CHECK(sent["quantity"]["low"].GetInt() == 10000);
  CHECK(sent["claims"][0]["span"][1].GetInt() == 145);
  CHECK(text_of(sent["claims"][2]["chain"][2]) == "kcna-2025-04-28");
  CHECK(text_of(sent["claims"][2]["origin"]["entity"]) == "central-military-commission");
  const auto& reuters = find(json["documents"], "document", "reuters-2025-04-28");
  CHECK(text_of(reuters["relays"][0]["speaker"]) == "kremlin");
  const auto& afp = find(json["documents"], "document", "afp-2025-04-28");
  CHECK(text_of(afp["relays"][0]) == "kcna-2025-04-28");
  CHECK(json["counters"]["doubtful_dates"].GetInt() == 2);
}

TEST_CASE("Confidence is written as it was given") {
  CHECK(render(sample::path(), Format::json).find("\"confidence\":0.8,") != std::string::npos);
}

TEST_CASE("Milliseconds are in JSON only when asked for") {
  const auto hidden = parsed(render(sample::path(), Format::json));
  CHECK_FALSE(hidden["counters"].HasMember("milliseconds"));
  const auto shown =
      parsed(render(sample::path(), Format::json, {.timing = RenderOptions::Timing::shown}));
  CHECK(shown["counters"]["milliseconds"].GetDouble() == 1.25);
}

TEST_CASE("Each answer has its shape in JSON") {
  PathAnswer none = sample::no_path();
  CHECK(parsed(render(none, Format::json))["why_none"].GetStringLength() > 0);
  CHECK_FALSE(parsed(render(none, Format::json)).HasMember("is_explanation_cut"));
  none.is_explanation_cut = true;
  CHECK(parsed(render(none, Format::json))["is_explanation_cut"].GetBool());
  const auto neighborhood = parsed(render(sample::neighborhood(), Format::json));
  CHECK(neighborhood["neighbors"].Size() == 30);
  CHECK(text_of(neighborhood["neighbors"][0]["entity"]) == "russia");
  CHECK(neighborhood["neighbors"][1]["hops"].GetInt() == 1);
  CHECK_FALSE(neighborhood.HasMember("groups"));
  const auto ego = parsed(render(sample::ego_network(), Format::json));
  CHECK(text_of(ego["question"]["order"]) == "support");
  CHECK(ego["question"]["per_entity_max"].GetInt() == 2);
  CHECK(ego["question"]["is_ego_network"].GetBool());
  CHECK(ego["neighbors_found"].GetInt() == 14);
  CHECK(ego["neighbors"][0]["more"].GetInt() == 12);
  CHECK_FALSE(ego["neighbors"][1].HasMember("more"));
  CHECK(text_of(ego["groups"][0]["type"]) == "country");
  CHECK(ego["groups"][0]["found"].GetInt() == 13);
  CHECK(ego["groups"][0]["listed"].GetInt() == 1);
  const auto timeline = parsed(render(sample::timeline(), Format::json));
  CHECK(text_of(timeline["events"][0]["when"]["from"]) == "2011-12");
  CHECK(timeline["events"][3]["is_reported_date"].GetBool());
  const auto claims = parsed(render(sample::claims(), Format::json));
  CHECK(claims["relations_found"].GetInt() == 12);
  CHECK(claims["relations_listed"].Size() == 9);
  CHECK(text_of(claims["limits_hit"][0]) == "results");
  CHECK(parsed(render(sample::statistics(), Format::json))["entities"].GetInt() == 1234567);
  CHECK(parsed(render(sample::schema(), Format::json))["relation_types"][1]["is_symmetric"]
            .GetBool());
}

TEST_CASE("Every field of every JSON answer is described in docs/json.md") {
  std::ifstream file(RELATA_SOURCE_DIR "/docs/json.md");
  REQUIRE(file);
  std::stringstream page;
  page << file.rdbuf();
  PathAnswer path = sample::path();
  View& view = path.question.view;
  view.speakers = view.publishers = view.publishers_without = {path.question.from};
  view.documents = view.documents_without = {path.graph.documents.front().id};
  view.languages = view.relation_types = view.entity_types = {"id"};
  view.confidence_min = Confidence{5000};
  view.valid = Period::parse("2024..2025").value();
  view.statuses = {Status::confirmed};
  path.graph.documents.front().title = "Title";
  path.graph.relations.front().claims.front().claim.via = {path.graph.documents.back().id};
  path.graph.relations.front().relation.quantity = {.low = 1, .best = 2, .high = 3, .unit = "u"};
  path.graph.entities.front().entity.properties = {{.name = "born", .value = "1984"}};
  std::set<std::string> fields;
  const RenderOptions options = {.title = "t", .view = "v", .timing = RenderOptions::Timing::shown};
  for (const std::string& text :
       {render(path, Format::json, options), render(sample::no_path(), Format::json, options),
        render(sample::neighborhood(), Format::json, options),
        render(sample::timeline(), Format::json, options),
        render(sample::claims(), Format::json, options),
        render(path.graph.entities, Format::json, options),
        render(sample::statistics(), Format::json, options),
        render(sample::schema(), Format::json, options)}) {
    collect_fields(parsed(text), fields);
  }
  for (const std::string& field : fields) {
    CAPTURE(field);
    CHECK(page.str().find("`" + field + "`") != std::string::npos);
  }
}

TEST_CASE("Properties keep their kind and their digits") {
  std::vector<EntityAnswer> entities = {{.entity = {.key = "k"}, .type = "person"}};
  entities[0].entity.properties = {
      {.name = "big", .value = "12345678901234567890.10", .kind = ValueKind::number},
      {.name = "odd", .value = "0x10", .kind = ValueKind::number},
      {.name = "lead", .value = "007", .kind = ValueKind::number},
      {.name = "yes", .value = "true", .kind = ValueKind::boolean},
      {.name = "word", .value = "true"}};
  const std::string text = render(entities, Format::json);
  CHECK(text.find("{\"big\":12345678901234567890.10,\"odd\":\"0x10\",\"lead\":\"007\","
                  "\"yes\":true,\"word\":\"true\"}") != std::string::npos);
}

TEST_CASE("Hostile text comes back from JSON as it went in and steers nothing on the way") {
  const std::string text = render(sample::hostile(), Format::json);
  CHECK(visible(text.substr(0, text.size() - 1)) == text.substr(0, text.size() - 1));
  const auto json = parsed(text);
  const std::vector<std::string>& texts = sample::hostile_texts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto& quote = json["relations"][static_cast<unsigned>(i)]["claims"][0];
    const std::string got = quote.HasMember("quote") ? quote["quote"].GetString() : "";
    CHECK(got == valid_utf8(texts[i]));
  }
}

TEST_CASE("JSON Lines hold the records of the input format and nothing that a view made") {
  const PathAnswer answer = sample::path();
  std::istringstream stream(render(answer, Format::jsonl));
  std::size_t count = 0;
  for (std::string line; std::getline(stream, line); ++count) {
    const auto record = parsed(line);
    CHECK((record.HasMember("entity") || record.HasMember("document") ||
           record.HasMember("relation")));
    CHECK_FALSE(record.HasMember("status"));
    if (record.HasMember("claims")) CHECK_FALSE(record["claims"][0].HasMember("origin"));
  }
  CHECK(count == answer.graph.entities.size() + answer.graph.documents.size() +
                     answer.graph.relations.size());
}

TEST_CASE("The same answer gives the same bytes in every format") {
  for (const Format format :
       {Format::text, Format::json, Format::jsonl, Format::csv, Format::dot, Format::svg}) {
    CHECK(render(sample::neighborhood(), format) == render(sample::neighborhood(), format));
  }
}

}  // namespace
}  // namespace relata

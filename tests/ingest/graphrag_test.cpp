// The tables of GraphRAG, as CSV and as JSON, in any order and in different calls.

#include "ingest/graphrag.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;
using Catch::Contains;

namespace {

const std::string entities =
    "id,human_readable_id,title,type,description,text_unit_ids,frequency,degree\n"
    "e1,0,ANN,PERSON,\"Ann, who owns\",\"['u1'\n 'u2']\",2,1\n"
    "e2,1,NORTH,ORGANIZATION,,['u1'],1,1\n"
    "e3,2,TULA,GEO,,[],1,0\n"
    "e4,3,THING,,,[],1,0\n";
const std::string relationships =
    "id,human_readable_id,source,target,description,weight,combined_degree,text_unit_ids\n"
    "r1,0,ANN,NORTH,Ann owns North,2.0,2,\"['u1'\n 'u2']\"\n"
    "r2,1,ANN,NOBODY,,1.0,2,\n";
const std::string text_units =
    "id,human_readable_id,text,n_tokens,document_id,entity_ids,relationship_ids,covariate_ids\n"
    "u1,0,\"Ann owns\nNorth.\",3,d1,['e1' 'e2'],['r1'],[]\n"
    "u2,1,Ann's North.,3,d1,['e1'],['r1'],[]\n";
const std::string documents =
    "id,human_readable_id,title,text,text_unit_ids,creation_date,metadata\n"
    "d1,0,story.txt,Ann owns,\"['u1', 'u2']\",2024-05-06 07:08:09 +0000,\n";
const std::string covariates =
    "id,human_readable_id,covariate_type,type,description,subject_id,object_id,status,start_date,"
    "end_date,source_text,text_unit_id\n"
    "c1,0,claim,FRAUD,Ann cheated,ANN,NORTH,TRUE,2020-01-01T00:00:00,2020-12-31T00:00:00,she "
    "cheated,u1\n"
    "c2,1,claim,FRAUD,,ANN,NONE,FALSE,NONE,NONE,she did not,u2\n"
    "c3,2,claim,,,BO,TULA,SUSPECTED,2021-01-01T00:00:00,2020-01-01T00:00:00,,u1\n"
    "c4,3,claim,FRAUD,,ANN,,,,,,\n";

struct Table {
  const char* name;
  const std::string* content;
};
constexpr std::array tables = {
    Table{"covariates", &covariates}, Table{"documents", &documents},
    Table{"entities", &entities},     Table{"relationships", &relationships},
    Table{"text_units", &text_units},
};

IngestReport take(Taking& taking, const std::string& name, const std::string& content) {
  return taking.take_query({.inputs = {taking.write(name, content)}});
}

bool has_property(const std::vector<Property>& properties, const Property& property) {
  return std::find(properties.begin(), properties.end(), property) != properties.end();
}

}  // namespace

TEST_CASE("graphrag: the tables of one export are one graph") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  IngestQuery query;
  for (const Table& table : tables) {
    query.inputs.push_back(taking.write(std::string(table.name) + ".csv", *table.content));
  }
  const IngestReport report = taking.take_query(query);
  for (const InputFormat& input : report.inputs) CHECK(input.format == "graphrag");
  CHECK(report.records.read == 13);
  CHECK(report.records.taken == 13);
  const Entity ann = taking.entity("graphrag:ANN");
  CHECK(type_of(taking, "graphrag:ANN") == "person");
  CHECK(type_of(taking, "graphrag:TULA") == "place");
  CHECK(type_of(taking, "graphrag:THING") == "unknown");
  CHECK(type_of(taking, "graphrag:NOBODY") == "unknown");
  CHECK(ann.names.size() == 1);
  CHECK(has_property(ann.properties, {.name = "description", .value = "Ann, who owns"}));
  CHECK(has_property(ann.properties, {.name = "text_unit_ids", .value = "u2"}));
  CHECK(
      has_property(ann.properties, {.name = "frequency", .value = "2", .kind = ValueKind::number}));

  const RelationClaims link = taking.relation("graphrag:relationship/r1");
  CHECK(link.relation.source == ann.id);
  CHECK(has_property(link.relation.properties,
                     {.name = "weight", .value = "2.0", .kind = ValueKind::number}));
  REQUIRE(link.claims.size() == 2);
  const Document unit = taking.document("graphrag:text_unit/u1");
  CHECK(link.claims[0].document == unit.id);
  const Document whole = taking.document("graphrag:document/d1");
  CHECK(unit.relays == std::vector<Relay>{whole.id});
  CHECK(whole.title == "story.txt");
  CHECK(whole.date.text() == "2024-05-06");
  CHECK(taking.take_query(query).batch == 0);
}

TEST_CASE("graphrag: covariates are claims with a stance") {
  Taking taking;
  const IngestReport report = take(taking, "covariates.csv", covariates);
  CHECK(report.records.taken == 4);
  const RelationClaims fraud = taking.relation("graphrag:covariate/c1");
  CHECK(taking.store().schema(taking.now()).relation_type(fraud.relation.type).name == "fraud");
  CHECK(fraud.relation.valid.text() == "2020-01-01..2020-12-31");
  REQUIRE(fraud.claims.size() == 1);
  CHECK(fraud.claims[0].stance == Stance::asserted);
  CHECK(fraud.claims[0].quote == "she cheated");
  CHECK(fraud.claims[0].document == taking.document("graphrag:text_unit/u1").id);
  const RelationClaims alone = taking.relation("graphrag:covariate/c2");
  CHECK(alone.claims.at(0).stance == Stance::denied);
  CHECK(alone.relation.source == alone.relation.target);
  CHECK_FALSE(alone.relation.valid.is_known());
  const RelationClaims wrong = taking.relation("graphrag:covariate/c3");
  CHECK(wrong.claims.at(0).stance == Stance::uncertain);
  CHECK_FALSE(wrong.relation.valid.is_known());
  CHECK(has_property(wrong.relation.properties,
                     {.name = "start_date", .value = "2021-01-01T00:00:00"}));
  const RelationClaims open = taking.relation("graphrag:covariate/c4");
  CHECK(open.claims.at(0).stance == Stance::uncertain);
  CHECK(open.claims.at(0).document == taking.document("file:covariates.csv").id);
}

TEST_CASE("graphrag: tables may come one by one, in any order") {
  Taking whole;
  IngestQuery query;
  for (const Table& table : tables) {
    query.inputs.push_back(whole.write(std::string(table.name) + ".csv", *table.content));
  }
  whole.take_query(query);
  Taking taking;
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    const IngestReport report = take(taking, std::string(table->name) + ".csv", *table->content);
    CHECK(report.records.rejected == 0);
  }
  CHECK(taking.dump().size() == whole.dump().size());
  // The type of a stored entity stays.
  CHECK(type_of(taking, "graphrag:ANN") == "unknown");
  CHECK(
      has_property(taking.entity("graphrag:ANN").properties, {.name = "type", .value = "person"}));
  CHECK(taking.document("graphrag:text_unit/u1").relays.size() == 1);
}

TEST_CASE("graphrag: JSON tables mean what CSV tables mean") {
  const std::string rows =
      R"([{"id":"r1","human_readable_id":0,"source":"ANN","target":"NORTH","description":"Ann owns North","weight":2.0,"combined_degree":2,"text_unit_ids":["u1","u2"]},)"
      R"({"id":"r2","human_readable_id":1,"source":"ANN","target":"NOBODY","description":null,"weight":1.0,"combined_degree":2,"text_unit_ids":null}])";
  Taking csv;
  take(csv, "relationships.csv", relationships);
  Taking json;
  const IngestReport report = take(json, "relationships.json", rows);
  CHECK(report.inputs.at(0).format == "graphrag-json");
  CHECK(report.records.taken == 2);
  const RelationClaims from_csv = csv.relation("graphrag:relationship/r1");
  const RelationClaims from_json = json.relation("graphrag:relationship/r1");
  CHECK(from_csv.relation.properties == from_json.relation.properties);
  CHECK(from_json.claims.size() == 2);
  CHECK(json.relation("graphrag:relationship/r2").claims.size() == 1);

  const IngestReport other = json.take_query(
      {.inputs = {json.write(
           "more.json",
           R"({"id":"c1","covariate_type":"claim","type":"FRAUD","subject_id":"ANN","object_id":null,"status":"TRUE"})"
           "\n"
           R"({"id":"e1","human_readable_id":0,"name":"ANN","type":"PERSON","text_unit_ids":[],"description_embedding":[0.5,1],"flag":true,"more":{"a":[1]}})"
           "\n"
           R"({"id":"x"})"
           "\n"
           R"({"id":"a\u0000","subject_id":"x","object_id":"y"})")},
       .format = "graphrag-json"});
  CHECK(other.records.read == 4);
  CHECK(other.records.taken == 2);
  CHECK(other.rejections.size() == 2);
  CHECK(has_property(json.entity("graphrag:ANN").properties,
                     {.name = "more", .value = R"({"a":[1]})"}));
  CHECK(has_property(json.entity("graphrag:ANN").properties,
                     {.name = "flag", .value = "true", .kind = ValueKind::boolean}));
}

TEST_CASE("graphrag: what cannot be is refused with its reason") {
  Taking taking;
  const IngestReport report = take(taking, "relationships.csv",
                                   relationships + "r3,2,,NORTH,,,,\nr4,3,ANN,NONE,,,,\nr5,4\n");
  const std::vector<std::string> rejections = rejections_of(report);
  REQUIRE(rejections.size() == 3);
  CHECK(rejections[0] == "relationships.csv:5: source: expected an entity's title");
  CHECK(rejections[1] == "relationships.csv:6: target: expected an entity's title");
  CHECK_THAT(rejections[2], Contains("relationships.csv:7:"));
  CHECK(report.records.taken == 2);
  const IngestReport claims =
      take(taking, "covariates.csv",
           "id,type,subject_id,object_id\nc1,FRAUD,NONE,ANN\nc2,!,ANN,ANN\nc3,FRAUD,ANN,ANN\n");
  CHECK(rejections_of(claims) ==
        std::vector<std::string>{"covariates.csv:2: subject_id: expected an entity's title",
                                 "covariates.csv:3: type: expected what kind of claim it is"});
  const IngestReport other =
      taking.take_query({.inputs = {taking.write("x.csv", "a,b\n1,2\n")}, .format = "graphrag"});
  REQUIRE(other.rejections.size() == 1);
  CHECK_THAT(other.rejections[0].reason, Contains("expected the columns of a table of GraphRAG"));
}

TEST_CASE("graphrag: tables are told by their columns") {
  const auto csv = [](std::string_view header) {
    return graphrag_reader.recognize({.name = "x.csv", .text = header, .is_whole = true});
  };
  for (const Table& table : tables) CHECK(csv(*table.content) == Likelihood::certain);
  CHECK(csv("\"id\",\"n_tokens\",\"text\"\n") == Likelihood::certain);
  CHECK(csv("id,source,target\n") == Likelihood::none);
  CHECK(csv("id,community,level,title,type,text_unit_ids\n") == Likelihood::none);
  CHECK(csv("source,target,text_unit_ids\n") == Likelihood::none);
  CHECK(csv("") == Likelihood::none);
  const auto json = [](std::string_view text) {
    return graphrag_json_reader.recognize({.name = "x.json", .text = text, .is_whole = true});
  };
  CHECK(json(R"([{"id":"1","human_readable_id":1,"source":"A","target":"B"}])") ==
        Likelihood::certain);
  CHECK(json(R"([{"id":"1","source":"A","target":"B"}])") == Likelihood::none);
}

TEST_CASE("graphrag: tables that are cut off anywhere are counted to the last row") {
  Taking taking;
  for (const Table& table : tables) {
    for (std::size_t size = 0; size < table.content->size(); ++size) {
      const std::string path = taking.write("t.csv", table.content->substr(0, size));
      const IngestReport report =
          taking.take_query({.inputs = {path}, .format = "graphrag", .effect = Effect::dry_run});
      CHECK(report.records.read <= 6);
      CHECK(report.records.read ==
            report.records.taken + report.records.known + report.records.rejected);
    }
  }
}

// MISP galaxy clusters: actors, who stands behind them, and what they are related to.

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string bear =
    R"({"description":"A bear.","meta":{"attribution-confidence":"50","country":"RU",)"
    R"("cfr-suspected-state-sponsor":"Russian Federation","cfr-type-of-incident":["Espionage"],)"
    R"("refs":["https://www.a.example/1"],"synonyms":["XB","X Bear"],"origin:XB":"Lab"},)"
    R"("related":[{"dest-uuid":"u2","type":"similar",)"
    R"("tags":["estimative-language:likelihood-probability=\"very-likely\"","tlp:white"]},)"
    R"({"dest-uuid":"u3","type":"related-to"}],"uuid":"u1","value":"X Bear"})";

std::string cluster(const std::vector<std::string>& values) {
  std::string text =
      R"({"authors":["A","B"],"category":"actor","description":"Actors.","name":"Threat Actor",)"
      R"("source":"Brock Project","type":"threat-actor","uuid":"u0","values":[)";
  for (const std::string& value : values) text += (text.ends_with('[') ? "" : ",") + value;
  return text + R"(],"version":7})";
}

IngestReport take(Taking& taking, const std::vector<std::string>& values) {
  return taking.take({cluster(values)}, {.format = "misp"});
}

// What a value with this meta is attributed to.
RelationClaims attribution_of(const std::string& meta, const std::string& country) {
  Taking taking;
  CHECK(take(taking, {R"({"uuid":"u","value":"V","meta":{)" + meta + "}}"}).rejections.empty());
  return relation_between(taking, "u", "country:" + country);
}

}  // namespace

TEST_CASE("a cluster of MISP is recognised") {
  CHECK(format_of("a.json", cluster({bear})) == "misp");
  CHECK(format_of("a.json", R"({"values":[{"value":1}]})").empty());
  // As a file and from standard input, which has no name.
  const std::string small =
      R"({"name":"Actor","type":"actor","uuid":"u1","values":[{"value":"X Bear"}]})";
  CHECK(format_of("a.json", small) == "misp");
  CHECK(format_of("", small) == "misp");
}

TEST_CASE("a value of a cluster is an entity of the cluster's type") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take(taking, {bear});
  CHECK(report.rejections.empty());
  CHECK(report.records.read == 1);
  const Entity entity = taking.entity("u1");
  CHECK(type_of(taking, "u1") == "threat_actor");
  REQUIRE(entity.names.size() == 2);
  CHECK(entity.names[0] == Name{"X Bear", "", NameKind::canonical});
  CHECK(entity.names[1] == Name{"XB", "", NameKind::alias});
  using Values = std::vector<std::string>;
  CHECK(values_of(entity.properties, "description") == Values{"A bear."});
  CHECK(values_of(entity.properties, "cfr-type-of-incident") == Values{"Espionage"});
  CHECK(values_of(entity.properties, "origin:XB") == Values{"Lab"});
  CHECK(values_of(entity.properties, "country") == Values{"RU"});
  CHECK(key_of(taking, taking.document("https://www.a.example/1").publisher) == "a.example");
  const Document document = taking.document("misp-galaxy:threat-actor");
  CHECK(document.title == "Threat Actor");
  CHECK(key_of(taking, document.publisher) == "Brock Project");
  CHECK(values_of(document.properties, "version") == Values{"7"});
  CHECK(values_of(document.properties, "authors") == Values{"A", "B"});
  CHECK(take(taking, {bear}).batch == 0);
}

TEST_CASE("what values are related to may stand elsewhere, and is as likely as its tag says") {
  Taking taking;
  take(taking, {bear});
  const RelationClaims similar = relation_between(taking, "u1", "u2");
  CHECK(type_of(taking, similar) == "similar");
  CHECK(similar.claims.at(0).confidence == Confidence{8700});
  CHECK(key_of(taking, similar.claims.at(0).document) == "misp-galaxy:threat-actor");
  CHECK(similar.relation.properties == std::vector{Property{"tags", "tlp:white", ValueKind::text}});
  CHECK(type_of(taking, "u2") == "unknown");
  CHECK(type_of(taking, relation_between(taking, "u1", "u3")) == "associated_with");
}

TEST_CASE("an attribution is uncertain below a confidence of 75, and where it is suspected") {
  const RelationClaims both = attribution_of(
      R"("country":"RU","attribution-confidence":"50","cfr-suspected-state-sponsor":"Russian Federation")",
      "RU");
  REQUIRE(both.claims.size() == 1);
  CHECK(both.claims[0].stance == Stance::uncertain);
  CHECK(both.claims[0].confidence == Confidence{5000});
  const auto stance = [](const std::string& meta, const std::string& country) {
    return attribution_of(meta, country).claims.at(0).stance;
  };
  CHECK(stance(R"("country":"CN","attribution-confidence":75)", "CN") == Stance::asserted);
  CHECK(stance(R"("country":"CN")", "CN") == Stance::asserted);
  CHECK(stance(R"("country":["CN","KP"])", "KP") == Stance::asserted);
  CHECK(stance(R"x("cfr-suspected-state-sponsor":"Iran (Islamic Republic of)")x", "IR") ==
        Stance::uncertain);
  Taking taking;
  CHECK(
      take(
          taking,
          {R"({"uuid":"u","value":"V","meta":{"country":"","cfr-suspected-state-sponsor":"Unknown"}})"})
          .relations.read == 0);
  CHECK(values_of(taking.entity("u").properties, "cfr-suspected-state-sponsor").size() == 1);
}

TEST_CASE("a value without a uuid is known by its type and name") {
  Taking taking;
  take(taking, {R"({"value":"V"})", R"({"value":"W","uuid":null,"meta":null,"related":null})"});
  CHECK(taking.has(KeyKind::entity, "misp:threat-actor:V"));
  CHECK(taking.has(KeyKind::entity, "misp:threat-actor:W"));
}

TEST_CASE("a cluster that tells its type too late has entities of a general type") {
  Taking taking;
  taking.take({R"({"values":[{"value":"V","uuid":"u"}],"type":"threat-actor","name":"N"})"},
              {.format = "misp"});
  CHECK(type_of(taking, "u") == "misp_galaxy");
  CHECK(taking.document("misp-galaxy:misp-galaxy").title == "N");
}

TEST_CASE("what is no value of a cluster is rejected and says why") {
  const auto refusal = [](const std::string& value) {
    Taking taking;
    const IngestReport report = take(taking, {value});
    CHECK(report.records.read == 1);
    REQUIRE(report.rejections.size() == 1);
    return report.rejections[0].field + ": " + report.rejections[0].reason;
  };
  CHECK(refusal("7") == ": expected an object, found a number");
  CHECK(refusal(R"({"uuid":"u"})") == "value: expected the name of the value");
  CHECK(refusal(R"({"value":""})") == "value: expected a key or name, found empty text");
  CHECK(refusal(R"({"value":"V","meta":[]})") == "meta: expected an object, found an array");
  CHECK(refusal(R"({"value":"V","meta":{"synonyms":[3]}})") ==
        "synonyms: expected text, found a number");
  CHECK(refusal(R"({"value":"V","related":{}})") == "related: expected an array, found an object");
  CHECK(refusal(R"({"value":"V","related":[{"type":"similar"}]})") ==
        "related: expected the dest-uuid of what it is related to");
  CHECK(refusal("{\"value\":\"\xff\"}").starts_with(": bad JSON"));
  Taking taking;
  const IngestReport report = taking.take({R"({"type":3,"values":[]})"}, {.format = "misp"});
  CHECK(report.records.rejected == 1);
}

TEST_CASE("clusters that end anywhere or are hostile crash nothing and are counted") {
  const std::string whole = cluster({bear, R"({"uuid":"u2","value":"Y Bear"})"});
  Taking taking;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    taking.take_query({.inputs = {taking.write("part", whole.substr(0, size))},
                       .format = "misp",
                       .effect = Effect::dry_run});
  }
  CHECK(taking.take({}, {.format = "misp"}).records.read == 0);
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  CHECK(take(taking, {R"({"value":"V","x":)" + deep + "}", bear, bear}).records.rejected == 1);
  CHECK(taking
            .take({cluster({R"({"value":")" + std::string(9000, 'x') + "\"}"})},
                  {.format = "misp", .line_bytes_max = 4096})
            .records.rejected == 1);
}

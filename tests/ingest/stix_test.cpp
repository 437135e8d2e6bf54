// STIX bundles: what each object becomes.

#include <catch2/catch.hpp>

#include "ingest/stix_citations.h"
#include "tests/ingest/foreign.h"
#include "tests/ingest/taking.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string lab =
    R"({"type":"identity","id":"identity--lab","created":"2020-01-01T00:00:00Z",)"
    R"("identity_class":"organization","name":"Brock Lab"})";
const std::string team =
    R"({"type":"intrusion-set","id":"intrusion-set--a","created_by_ref":"identity--lab",)"
    R"("created":"2020-01-01T00:00:00.000Z","modified":"2021-01-01T00:00:00.000Z","name":"Team X",)"
    R"("aliases":["Team X","X-Bear"],"revoked":false,"goals":["money"],)"
    R"("external_references":[{"source_name":"list","external_id":"G99"}]})";
const std::string wipe =
    R"({"type":"malware","id":"malware--b","name":"Wipe1","x_mitre_aliases":["Wipe1","W1"],)"
    R"("kill_chain_phases":[{"kill_chain_name":"mitre-ics-attack","phase_name":"impact"}]})";
const std::string uses =
    R"({"type":"relationship","id":"relationship--c","relationship_type":"uses",)"
    R"("source_ref":"intrusion-set--a","target_ref":"malware--b","confidence":60,)"
    R"("created":"2020-05-01T00:00:00Z","modified":"2022-05-01T00:00:00Z",)"
    R"("created_by_ref":"identity--lab","start_time":"2019-03-04T05:06:07Z",)"
    R"x("description":"Used in 2019.(Citation: Lab A)","x_mitre_deprecated":false,)x"
    R"("external_references":[{"source_name":"Lab A","url":"https://www.a.example/r",)"
    R"("description":"Lab A. Report."}],"object_marking_refs":["marking-definition--m"]})";

std::string bundle(const std::vector<std::string>& objects) {
  std::string text = R"({"type":"bundle","id":"bundle--1","spec_version":"2.0","objects":[)";
  for (const std::string& object : objects) {
    if (!text.ends_with('[')) text += ",\n";
    text += object;
  }
  return text + "]}";
}

IngestReport take(Taking& taking, const std::vector<std::string>& objects) {
  return taking.take({bundle(objects)}, {.format = "stix"});
}

std::string refusal_of(const std::string& object) {
  Taking taking;
  const IngestReport report = take(taking, {object});
  REQUIRE(report.rejections.size() == 1);
  return report.rejections[0].field + ": " + report.rejections[0].reason;
}

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("a bundle of STIX is recognised") {
  CHECK(format_of("a.json", bundle({team})) == "stix");
  CHECK(format_of("a.json", "{\n  \"objects\": [],\n  \"type\": \"bundle\"\n}") == "stix");
  CHECK(format_of("a.json", R"({"more":false,"objects":[{"type":"tool","spec_version":"2.1"}]})") ==
        "stix");
  CHECK(format_of("a.json", R"({"objects":[]})").empty());
  CHECK(format_of("a.json", bundle(std::vector<std::string>(1'000, team))) == "stix");
}

TEST_CASE("an object becomes an entity with its names and what else it has") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take(taking, {lab, team, wipe});
  CHECK(report.rejections.empty());
  CHECK(report.records.taken == 3);
  const Entity entity = taking.entity("intrusion-set--a");
  CHECK(type_of(taking, "intrusion-set--a") == "intrusion_set");
  REQUIRE(entity.names.size() == 3);
  CHECK(entity.names[0] == Name{"Team X", "", NameKind::canonical});
  CHECK(entity.names[1] == Name{"X-Bear", "", NameKind::alias});
  CHECK(entity.names[2] == Name{"G99", "", NameKind::weak});
  CHECK(values_of(entity.properties, "goals") == Values{"money"});
  CHECK(values_of(entity.properties, "created_by_ref") == Values{"identity--lab"});
  CHECK(values_of(entity.properties, "revoked").empty());
  CHECK(type_of(taking, "identity--lab") == "organization");
  CHECK(taking.entity("malware--b").names.size() == 2);
}

TEST_CASE("techniques and tactics meet in the phases of a kill chain") {
  Taking taking;
  take(taking, {wipe, R"({"type":"x-mitre-tactic","id":"x-mitre-tactic--t","name":"Impact",)"
                      R"("x_mitre_shortname":"impact","x_mitre_domains":["ics-attack"]})"});
  const std::string phase = "kill-chain:mitre-ics-attack/impact";
  CHECK(type_of(taking, relation_between(taking, "malware--b", phase)) == "in_phase");
  CHECK(type_of(taking, relation_between(taking, "x-mitre-tactic--t", phase)) == "is_phase");
}

TEST_CASE("a relationship says what its sources say, through its creator") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  CHECK(take(taking, {uses, lab, team, wipe}).rejections.empty());
  const RelationClaims relation = taking.relation("relationship--c");
  CHECK(type_of(taking, relation) == "uses");
  CHECK(relation.relation.valid.text() == "2019-03-04..");
  CHECK(relation.relation.properties ==
        std::vector{Property{"object_marking_refs", "marking-definition--m", ValueKind::text}});
  REQUIRE(relation.claims.size() == 2);
  const Claim& first = relation.claims[0];
  const Claim& last = relation.claims[1];
  CHECK(first.reported.text() == "2020-05-01");
  CHECK(first.quote.empty());
  CHECK(last.reported.text() == "2022-05-01");
  CHECK(last.quote == "Used in 2019.");
  CHECK(last.confidence == Confidence{6000});
  CHECK(last.stance == Stance::asserted);
  CHECK(key_of(taking, last.document) == "stix:identity--lab");
  CHECK(key_of(taking, last.speaker) == "-");
  REQUIRE(last.via.size() == 1);
  CHECK(key_of(taking, last.via[0]) == "https://www.a.example/r");
  const Document source = taking.document("https://www.a.example/r");
  CHECK(key_of(taking, source.publisher) == "a.example");
  CHECK(values_of(source.properties, "source_name") == Values{"Lab A"});
  CHECK(key_of(taking, taking.document("stix:identity--lab").publisher) == "identity--lab");
  CHECK(take(taking, {uses, lab, team, wipe}).batch == 0);
}

TEST_CASE("a relationship without sources is what its creator says") {
  Taking taking;
  take(
      taking,
      {R"({"type":"relationship","id":"relationship--d","relationship_type":"related-to",)"
       R"("source_ref":"tool--x","target_ref":"url--y","created_by_ref":"identity--lab",)"
       R"("created":"2020-05-01T00:00:00Z","description":"Seen together."})",
       R"({"type":"relationship","id":"relationship--e","relationship_type":"uses",)"
       R"x("source_ref":"tool--x","target_ref":"tool--x","description":"Itself (Citation: Z)"})x"});
  const RelationClaims relation = taking.relation("relationship--d");
  CHECK(type_of(taking, relation) == "associated_with");
  REQUIRE(relation.claims.size() == 1);
  CHECK(key_of(taking, relation.claims[0].speaker) == "identity--lab");
  CHECK(relation.claims[0].quote == "Seen together.");
  CHECK(type_of(taking, "tool--x") == "tool");
  CHECK(type_of(taking, "identity--lab") == "unknown");
  const RelationClaims loop = taking.relation("relationship--e");
  CHECK(key_of(taking, loop.claims.at(0).via.at(0)) == "stix:Z");
  CHECK(key_of(taking, loop.claims.at(0).document) == "file:in.jsonl");
}

TEST_CASE("citations have the text before them as their quote") {
  const auto all = stix_citations("One. (Citation: A)(Citation: B) Two(Citation: C). Three");
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "A");
  CHECK(all[0].quote == "One.");
  CHECK(all[1].quote == "One.");
  CHECK(all[2].name == "C");
  CHECK(all[2].quote == "Two");
  CHECK(stix_citations("(Citation: A").empty());
  CHECK(stix_citations("").empty());
}

TEST_CASE("what is revoked is denied, and what replaced it is linked") {
  Taking taking;
  std::string revoked = uses;
  revoked.replace(revoked.find("\"x_mitre_deprecated\":false"), 26, "\"revoked\":true");
  take(taking, {revoked, R"({"type":"relationship","id":"relationship--r",)"
                         R"("relationship_type":"revoked-by","source_ref":"intrusion-set--a",)"
                         R"("target_ref":"intrusion-set--z"})"});
  const RelationClaims relation = taking.relation("relationship--c");
  REQUIRE(relation.claims.size() == 1);
  CHECK(relation.claims[0].stance == Stance::denied);
  CHECK(relation.claims[0].reported.text() == "2022-05-01");
  CHECK(values_of(relation.relation.properties, "revoked") == Values{"true"});
  CHECK(type_of(taking, taking.relation("relationship--r")) == "revoked_by");
}

TEST_CASE("opinions about relationships are claims, others are entities") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const auto opinion = [](const std::string& id, const std::string& what,
                          const std::string& about) {
    return R"({"type":"opinion","id":"opinion--)" + id + R"(","opinion":")" + what +
           R"(","explanation":"Why","created":"2023-01-01T00:00:00Z","created_by_ref":)" +
           R"("identity--lab","object_refs":[")" + about + R"("]})";
  };
  const IngestReport report =
      take(taking, {opinion("1", "strongly-disagree", "relationship--c"), uses,
                    opinion("2", "neutral", "relationship--c"), opinion("3", "agree", "malware--b"),
                    opinion("4", "agree", "relationship--nowhere")});
  const RelationClaims relation = taking.relation("relationship--c");
  REQUIRE(relation.claims.size() == 4);
  std::vector<Stance> stances;
  for (const Claim& claim : relation.claims) {
    if (claim.quote == "Why") stances.push_back(claim.stance);
  }
  CHECK(stances == std::vector{Stance::denied, Stance::uncertain});
  CHECK(type_of(taking, relation_between(taking, "opinion--3", "malware--b")) == "refers_to");
  CHECK(values_of(taking.entity("opinion--3").properties, "opinion") == Values{"agree"});
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].reason ==
        "no relation has the key \"relationship--nowhere\"; give its type, source and target, or "
        "ingest what makes it first");
}

TEST_CASE("a sighting is a relation to each place, with its time and count") {
  Taking taking;
  take(taking, {R"({"type":"sighting","id":"sighting--1","sighting_of_ref":"malware--b",)"
                R"("where_sighted_refs":["identity--x","location--y"],"count":3,)"
                R"("first_seen":"2021-01-02T00:00:00Z","last_seen":"2021-02-03T00:00:00Z"})",
                R"({"type":"sighting","id":"sighting--2","sighting_of_ref":"malware--b"})"});
  const RelationClaims sighting = taking.relation("sighting--1#location--y");
  CHECK(type_of(taking, sighting) == "sighted_at");
  CHECK(sighting.relation.valid.text() == "2021-01-02..2021-02-03");
  CHECK(sighting.relation.quantity == Quantity{.best = 3, .unit = "sighting"});
  CHECK(type_of(taking, "location--y") == "place");
  CHECK(type_of(taking, relation_between(taking, "sighting--2", "malware--b")) == "sighting_of");
}

TEST_CASE("a report is a document of its own, which speaks of objects and relationships") {
  Taking taking;
  const IngestReport report =
      take(taking, {R"({"type":"report","id":"report--1","name":"On X","lang":"en",)"
                    R"("published":"2021-06-07T00:00:00Z","created":"2021-06-08T00:00:00Z",)"
                    R"("created_by_ref":"identity--lab","object_refs":["intrusion-set--a",)"
                    R"("relationship--c","relationship--nowhere"]})",
                    uses, lab});
  CHECK(report.rejections.empty());
  const Document document = taking.document("report--1");
  CHECK(document.title == "On X");
  CHECK(document.date.text() == "2021-06-07");
  CHECK(document.language == "en");
  CHECK(key_of(taking, document.publisher) == "identity--lab");
  const RelationClaims refers = relation_between(taking, "report--1", "intrusion-set--a");
  CHECK(type_of(taking, refers) == "refers_to");
  CHECK(key_of(taking, refers.claims.at(0).document) == "report--1");
  CHECK(taking.relation("relationship--c").claims.size() == 3);
  CHECK(warnings_of(report).front().starts_with(
      "1 x a report speaks of a relationship that is not in the input"));
}

TEST_CASE("references, observables and custom objects are entities and relations") {
  Taking taking;
  const IngestReport report = take(
      taking,
      {R"({"type":"domain-name","id":"domain-name--1","value":"bad.example",)"
       R"("resolves_to_refs":["ipv4-addr--1"]})",
       R"({"type":"ipv4-addr","id":"ipv4-addr--1","value":"192.0.2.1","defanged":true})",
       R"({"type":"x-brock-thing","id":"x-brock-thing--1","name":"T","x_size":3,"holder_ref":"",)"
       R"("owner_ref":5,"spare_refs":null})",
       R"({"type":"campaign","id":"campaign--1","name":"C","first_seen":"2015-12-01T05:00:00.000Z",)"
       R"("last_seen":"2016-01-05T05:00:00.000Z"})"});
  CHECK(type_of(taking, relation_between(taking, "domain-name--1", "ipv4-addr--1")) ==
        "resolves_to");
  CHECK(taking.entity("ipv4-addr--1").names.front().text == "192.0.2.1");
  CHECK(type_of(taking, "x-brock-thing--1") == "x_brock_thing");
  CHECK(values_of(taking.entity("x-brock-thing--1").properties, "x_size") == Values{"3"});
  CHECK(values_of(taking.entity("campaign--1").properties, "first_seen") == Values{"2015-12"});
  CHECK(values_of(taking.entity("campaign--1").properties, "last_seen") ==
        Values{"2016-01-05T05:00:00.000Z"});
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].field == "owner_ref");
}

TEST_CASE("of the versions of an object an older one is passed over") {
  const auto version = [](const std::string& year, const std::string& name) {
    return R"({"type":"tool","id":"tool--1","created":"2019-01-01T00:00:00Z","modified":")" + year +
           R"(-01-01T00:00:00Z","name":")" + name + "\"}";
  };
  Taking taking;
  const IngestReport report =
      take(taking, {version("2021", "New"), version("2020", "Old"), version("2021", "New")});
  CHECK(report.records.taken == 1);
  CHECK(report.records.known == 2);
  CHECK(taking.entity("tool--1").names.size() == 1);
  CHECK(warnings_of(report).size() == 1);
  Taking other;
  take(other, {version("2020", "Old"), version("2021", "New")});
  CHECK(other.entity("tool--1").names.size() == 2);
}

TEST_CASE("what is no object of STIX is rejected and says why") {
  CHECK(refusal_of("7") == ": expected an object, found a number");
  CHECK(refusal_of(R"({"id":"tool--1"})") == "type: expected the object's type");
  CHECK(refusal_of(R"({"type":"tool"})") == "id: expected the object's id");
  CHECK(refusal_of(R"({"type":"tool","id":"1"})") == "id: expected an id like malware--5f2c...");
  CHECK(refusal_of(R"({"type":"bundle","id":"bundle--2"})") ==
        "type: a bundle within a bundle is no object");
  CHECK(refusal_of(R"({"type":"tool","id":"tool--1","created":"now"})") ==
        "created: expected a time like 2024-08-06T12:00:00.000Z");
  CHECK(refusal_of(R"({"type":"tool","id":"tool--1","confidence":101})") ==
        "confidence: expected a number from 0 to 100");
  CHECK(refusal_of(R"({"type":"relationship","id":"relationship--1"})") ==
        "relationship_type: expected the relationship's type");
  CHECK(
      refusal_of(
          R"({"type":"relationship","id":"relationship--1","relationship_type":"uses","source_ref":"tool--1"})") ==
      "target_ref: expected the id of an object");
  CHECK(refusal_of(R"({"type":"sighting","id":"sighting--1"})") ==
        "sighting_of_ref: expected the id of what was sighted");
  CHECK(refusal_of(R"({"type":"opinion","id":"opinion--1","opinion":"maybe"})") ==
        "opinion: expected strongly-disagree, disagree, neutral, agree or strongly-agree");
  Taking taking;
  const IngestReport bare = taking.take({team}, {.format = "stix"});
  REQUIRE(bare.rejections.size() == 1);
  CHECK(bare.rejections[0].reason == "expected a bundle with its objects in \"objects\"");
}

TEST_CASE("bundles that end anywhere or are hostile crash nothing and are counted") {
  const std::string whole = bundle({lab, team, wipe, uses});
  Taking taking;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    taking.take_query({.inputs = {taking.write("part", whole.substr(0, size))},
                       .format = "stix",
                       .effect = Effect::dry_run});
  }
  CHECK(taking.take({whole}, {.format = "stix"}).records.taken == 4);
  CHECK(taking.take({whole}, {.format = "stix"}).batch == 0);
  CHECK(taking.take({}, {.format = "stix"}).records.read == 0);
  CHECK(refusal_of("{\"type\":\"tool\",\"id\":\"tool--\xff\"}").starts_with(": bad JSON"));
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  CHECK(refusal_of(R"({"type":"tool","id":"tool--1","x":)" + deep + "}").starts_with(": bad JSON"));
  CHECK(taking
            .take({bundle(
                      {R"({"type":"tool","id":"tool--1","name":")" + std::string(9000, 'x') + "\"}",
                       R"({"type":"tool","id":"tool--2"})"})},
                  {.format = "stix", .line_bytes_max = 4096})
            .records.rejected == 1);
}

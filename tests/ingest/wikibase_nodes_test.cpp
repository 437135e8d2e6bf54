// Wikidata's full RDF: the same statements as in its JSON become the same relations.

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string prefixes =
    "@prefix wd: <http://www.wikidata.org/entity/> .\n"
    "@prefix s: <http://www.wikidata.org/entity/statement/> .\n"
    "@prefix p: <http://www.wikidata.org/prop/> .\n"
    "@prefix wdt: <http://www.wikidata.org/prop/direct/> .\n"
    "@prefix ps: <http://www.wikidata.org/prop/statement/> .\n"
    "@prefix psv: <http://www.wikidata.org/prop/statement/value/> .\n"
    "@prefix pq: <http://www.wikidata.org/prop/qualifier/> .\n"
    "@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .\n"
    "@prefix pr: <http://www.wikidata.org/prop/reference/> .\n"
    "@prefix wdno: <http://www.wikidata.org/prop/novalue/> .\n"
    "@prefix v: <http://www.wikidata.org/value/> .\n"
    "@prefix ref: <http://www.wikidata.org/reference/> .\n"
    "@prefix wikibase: <http://wikiba.se/ontology#> .\n"
    "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

// The statement's node comes before what leads to it, its value and its reference after it.
const std::string whole =
    prefixes +
    "s:Q1-ab-cd wikibase:rank wikibase:PreferredRank ; ps:P39 wd:Q2 ;\n"
    "  pq:P580 '2012-05-01T00:00:00Z'^^xsd:dateTime ; pqv:P580 v:aa ;\n"
    "  pq:P1365 wd:Q9 ; prov:wasDerivedFrom ref:11 .\n"
    "wd:Q1 rdfs:label 'Ann'@en ; wdt:P39 wd:Q2 ; p:P39 s:Q1-ab-cd .\n"
    "v:aa a wikibase:TimeValue ; wikibase:timeValue '2012-05-01T00:00:00Z'^^xsd:dateTime ;\n"
    "  wikibase:timePrecision 10 .\n"
    "ref:11 a wikibase:Reference ; pr:P854 <https://news.example.org/1> .\n";

struct Found {
  IngestReport report;
  Strings entities;
  Strings relations;
};

Found found(const std::string& content, const std::string& name = "in.ttl") {
  Taking taking;
  Found all{.report = take_file(taking, name, content)};
  all.entities = facts_of(taking, "entity");
  all.relations = facts_of(taking, "relation");
  return all;
}

Strings entities(const std::string& content) { return found(prefixes + content).entities; }
Strings relations(const std::string& content) { return found(prefixes + content).relations; }

}  // namespace

TEST_CASE("a statement in nodes is the relation that it is in JSON") {
  const std::string json =
      R"([{"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"Ann"}},"claims":{"P39":[)"
      R"({"id":"Q1$ab-cd","rank":"preferred","mainsnak":{"snaktype":"value","property":"P39",)"
      R"("datavalue":{"type":"wikibase-entityid","value":{"id":"Q2"}}},"qualifiers":{"P580":[)"
      R"({"snaktype":"value","datavalue":{"type":"time","value":{"time":"+2012-05-01T00:00:00Z",)"
      R"("precision":10}}}],"P1365":[{"snaktype":"value","datavalue":{"type":"wikibase-entityid",)"
      R"("value":{"id":"Q9"}}}]},"references":[{"hash":"11","snaks":{"P854":[{"snaktype":"value",)"
      R"("datavalue":{"type":"string","value":"https://news.example.org/1"}}]}}]}]}}])";
  const Found rdf = found(whole);
  CHECK(rejections_of(rdf.report) == Strings{});
  CHECK(rdf.relations == Strings{"Q1$ab-cd P39 Q1 -> Q2 2012-05.. - [P1365=Q9:t, rank=preferred:t] "
                                 "[https://news.example.org/1 - +  '']"});
  CHECK(rdf.relations == found(json, "in.json").relations);
}

TEST_CASE("the statements of one node are a record, and the direct one says nothing more") {
  const RecordCounts records = found(whole).report.records;
  CHECK(records.read == 3);
  CHECK(records.taken == 2);
  CHECK(records.known == 1);
}

TEST_CASE("without a precision only the year of a time is sure") {
  CHECK(relations("wd:Q1 p:P39 s:Q1-a . s:Q1-a ps:P39 wd:Q2 ;\n"
                  " pq:P580 '2012-05-01T00:00:00Z'^^xsd:dateTime .") ==
        Strings{"Q1$a P39 Q1 -> Q2 2012.. - [] [file:in.ttl - +  '']"});
}

TEST_CASE("values in nodes are properties, unknown and absent ones too") {
  CHECK(entities(
            "wd:Q1 p:P569 s:Q1-a ; p:P40 s:Q1-b ; p:P22 s:Q1-c ; p:P1082 s:Q1-d .\n"
            "s:Q1-a ps:P569 '1952-10-07T00:00:00Z'^^xsd:dateTime ; psv:P569 v:aa .\n"
            "v:aa wikibase:timeValue '1952-10-07T00:00:00Z'^^xsd:dateTime ;\n"
            " wikibase:timePrecision '11'^^xsd:integer .\n"
            "s:Q1-b a wdno:P40 . s:Q1-c ps:P22 _:x .\n"
            "s:Q1-d ps:P1082 '+7'^^xsd:decimal ; psv:P1082 v:bb .\n"
            "v:bb wikibase:quantityAmount '+7'^^xsd:decimal ; wikibase:quantityUnit wd:Q11573 .") ==
        Strings{
            "Q1 unknown [] [P1082=7 Q11573:t, P22=somevalue:t, P40=novalue:t, P569=1952-10-07:t]"});
}

TEST_CASE("classes in nodes decide the type, unless they are deprecated") {
  CHECK(entities("wd:Q1 p:P31 s:Q1-a . s:Q1-a ps:P31 wd:Q5 .") ==
        Strings{"Q1 person [] []", "Q5 unknown [] []"});
  CHECK(entities(
            "wd:Q1 p:P31 s:Q1-a . s:Q1-a ps:P31 wd:Q5 ; wikibase:rank wikibase:DeprecatedRank .") ==
        Strings{"Q1 unknown [] []", "Q5 unknown [] []"});
}

TEST_CASE("nodes that lead to nothing whole are facts like others") {
  CHECK(relations("s:Q9-lost ps:P39 wd:Q2 .") ==
        Strings{"content:1cc2fa408b13dcd4b92a956402d5b1ba P39 "
                "http://www.wikidata.org/entity/statement/Q9-lost -> Q2  - "
                "[predicate=http://www.wikidata.org/prop/statement/P39:t] [file:in.ttl - +  '']"});
  CHECK(entities("wd:Q1 p:P39 s:Q1-a .") ==
        Strings{"Q1 unknown [] []", "http://www.wikidata.org/entity/statement/Q1-a unknown [] []"});
  CHECK(entities("ref:11 pr:P268 '12' .") ==
        Strings{"http://www.wikidata.org/reference/11 unknown [] [P268=12:t]"});
}

TEST_CASE("full RDF of Wikidata cut off anywhere is read, and says nothing new the second time") {
  CHECK(check_any_cut("in.ttl", whole, "rdf").records.rejected == 0);
}

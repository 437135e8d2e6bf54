#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string prefixes =
    "@prefix : <http://e.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix wd: <http://www.wikidata.org/entity/> .\n"
    "@prefix wdt: <http://www.wikidata.org/prop/direct/> .\n";

struct Found {
  IngestReport report;
  Strings entities;
  Strings documents;
  Strings relations;
};

// Relations without the keys that are made from their content.
Found found(const std::string& content, const std::string& name = "in.trig") {
  Taking taking;
  Found all{.report = take_file(taking, name, content)};
  CHECK(all.report.inputs.front().format == "rdf");
  all.entities = facts_of(taking, "entity");
  all.documents = facts_of(taking, "document");
  for (const std::string& fact : facts_of(taking, "relation")) {
    all.relations.push_back(fact.substr(fact.find(' ') + 1));
  }
  std::sort(all.relations.begin(), all.relations.end());
  return all;
}

Strings entities(const std::string& content) { return found(prefixes + content).entities; }
Strings relations(const std::string& content) { return found(prefixes + content).relations; }

}  // namespace

TEST_CASE("a statement of RDF about two things is a relation, about a value a property") {
  CHECK(relations(":p1 :owns :c1 .") ==
        Strings{"owns http://e.org/p1 -> http://e.org/c1  - [predicate=http://e.org/owns:t] "
                "[file:in.trig - +  '']"});
  CHECK(
      entities(":p1 :born '1971'^^xsd:gYear ; :age 52 ; :isAlive true ; :motto 'x'@en .") ==
      Strings{"http://e.org/p1 unknown [] [age=52:n, born=1971:t, isAlive=true:b, motto.en=x:t]"});
}

TEST_CASE("labels are names, classes are types") {
  CHECK(entities(":p1 a :Person ; rdfs:label 'Ann'@en ; skos:altLabel 'Аня'@ru .") ==
        Strings{"http://e.org/p1 person [Ann/en/0, Аня/ru/1] [type=http://e.org/Person:t]"});
  CHECK(entities(":p1 a owl:Thing , :Human .") ==
        Strings{"http://e.org/p1 person [] [type=http://e.org/Human:t, "
                "type=http://www.w3.org/2002/07/owl#Thing:t]"});
  CHECK(entities(":c1 a :Organisation , :Corporation , :Person .") ==
        Strings{"http://e.org/c1 company [] [type=http://e.org/Corporation:t, "
                "type=http://e.org/Organisation:t, type=http://e.org/Person:t]"});
  CHECK(entities(":x a :WarCouncil .") ==
        Strings{"http://e.org/x war_council [] [type=http://e.org/WarCouncil:t]"});
}

TEST_CASE("blank nodes and relative IRIs are local to the file") {
  CHECK(relations(":c1 :address [ :street 'x' ] . <#a> :owns _:b .") ==
        Strings{"address http://e.org/c1 -> in.trig#_:.1  - [predicate=http://e.org/address:t] "
                "[file:in.trig - +  '']",
                "owns in.trig#a -> in.trig#_:b  - [predicate=http://e.org/owns:t] [file:in.trig - "
                "+  '']"});
}

TEST_CASE("a named graph is the document of its claims") {
  const Found all = found(prefixes + ":g { :p1 :owns :c1 . :p1 :age 5 } :p1 :owns :c1 .");
  CHECK(all.documents == Strings{"file:in.trig '' -   [] []", "http://e.org/g '' -   [] []"});
  CHECK(all.relations ==
        Strings{"owns http://e.org/p1 -> http://e.org/c1  - [predicate=http://e.org/owns:t] "
                "[file:in.trig - +  '', http://e.org/g - +  '']"});
  CHECK(warnings_of(all.report) ==
        Strings{"1 x the graph of a value that is no entity is left out (in.trig:8)"});
}

TEST_CASE("things that are the same are said to be so") {
  CHECK(relations(":p1 owl:sameAs :p2 .") ==
        Strings{"same_as http://e.org/p1 -> http://e.org/p2  - [] [file:in.trig - +  '']"});
}

TEST_CASE("an annotated statement is asserted, and each annotation a claim") {
  const Found all = found(prefixes +
                          ":p1 :owns :c1 ~ :k1 {| :source :doc7 ; :confidence 0.6 ; :issued "
                          "'2020-01-02T00:00:00Z'^^xsd:dateTime ; :quote 'she owns' |}\n"
                          "~ :k2 {| :source :doc8 ; :stance 'denied' |} .");
  CHECK(all.relations ==
        Strings{"owns http://e.org/p1 -> http://e.org/c1  - [predicate=http://e.org/owns:t] "
                "[http://e.org/doc7 - + 2020-01-02 6000 'she owns', "
                "http://e.org/doc8 - -  '']"});
  CHECK(all.documents ==
        Strings{"http://e.org/doc7 '' -   [] []", "http://e.org/doc8 '' -   [] []"});
  CHECK(all.report.records.read == 2);
}

TEST_CASE("a triple that is only reified is uncertain, unless the claim says otherwise") {
  CHECK(relations("<< :p1 :controls :c1 ~ :k3 >> :claimedBy :lab .") ==
        Strings{"controls http://e.org/p1 -> http://e.org/c1  - "
                "[predicate=http://e.org/controls:t] [file:in.trig http://e.org/lab ?  '']"});
  CHECK(relations("<< :p1 :controls :c1 >> :stance 'asserted' .") ==
        Strings{"controls http://e.org/p1 -> http://e.org/c1  - "
                "[predicate=http://e.org/controls:t] [file:in.trig - +  '']"});
  CHECK(relations(
            "_:r a rdf:Statement ; rdf:subject :p1 ; rdf:predicate :owns ; rdf:object :c1 ;\n"
            " :startDate '2001-05'^^xsd:gYearMonth ; :endDate '2003'^^xsd:gYear ; :note 'x' .") ==
        Strings{"owns http://e.org/p1 -> http://e.org/c1 2001-05..2003 - [note=x:t, "
                "predicate=http://e.org/owns:t] [file:in.trig - ?  '']"});
  CHECK(relations(":p1 :owns :c1 . _:r rdf:reifies <<( :p1 :owns :c1 )>> ; :speaker :lab .") ==
        Strings{"owns http://e.org/p1 -> http://e.org/c1  - [predicate=http://e.org/owns:t] "
                "[file:in.trig - +  '', file:in.trig http://e.org/lab +  '']"});
}

TEST_CASE("what reifies half a triple, a value or a triple about triples is kept as it is") {
  CHECK(entities("_:r rdf:subject :p1 ; rdf:predicate :owns ; :note 'x' .") ==
        Strings{"http://e.org/owns unknown [] []", "http://e.org/p1 unknown [] []",
                "in.trig#_:r unknown [] [note=x:t]"});
  CHECK(entities("<< :p1 :age 5 >> :source :doc7 .") ==
        Strings{"http://e.org/p1 unknown [] [age claimed=5 (source http://e.org/doc7):t]"});
  CHECK(entities(":r rdf:reifies <<( :p1 :says <<( :a :b :c )>> )>> ; :note 'x' .") ==
        Strings{"http://e.org/r unknown [] [note=x:t, reifies=<<( http://e.org/p1 "
                "http://e.org/says <<( http://e.org/a http://e.org/b http://e.org/c )>> )>>:t]"});
  CHECK(entities(":p1 :says << :a :owns :c >> .") ==
        Strings{"http://e.org/a unknown [] []", "http://e.org/c unknown [] []",
                "http://e.org/p1 unknown [] []",
                "in.trig#_:.1 unknown [] [reifies=<<( http://e.org/a http://e.org/owns "
                "http://e.org/c )>>:t]"});
}

TEST_CASE("Wikidata's direct statements are like those of its JSON") {
  const Found all = found(prefixes +
                          "wd:Q1 wdt:P31 wd:Q5 ; wdt:P39 wd:Q2 ; wdt:P569 "
                          "'1952-10-07T00:00:00Z'^^xsd:dateTime .");
  CHECK(all.entities == Strings{"Q1 person [] [P569=1952-10-07T00:00:00Z:t]", "Q2 unknown [] []",
                                "Q5 unknown [] []"});
  CHECK(all.relations == Strings{"P31 Q1 -> Q5  - [] [file:in.trig - +  '']",
                                 "P39 Q1 -> Q2  - [] [file:in.trig - +  '']"});
}

TEST_CASE("a bad line is rejected and reading goes on") {
  const Found all = found(
      "<http://e.org/a> <http://e.org/owns> <http://e.org/b> .\n"
      "/m/01 <SameAs> <http://e.org/b> .\n"
      "\n"
      "# a comment\n"
      "<http://e.org/a> <http://e.org/owns> \"\xff\" .\n"
      "<http://e.org/a> <http://e.org/owns> <http://e.org/c> .",
      "in.nt");
  CHECK(all.report.records.read == 4);
  CHECK(all.report.records.taken == 2);
  CHECK(rejections_of(all.report) ==
        Strings{"in.nt:2: : at column 1: expected an IRI in angle brackets",
                "in.nt:5: : the text is not UTF-8 at byte 38; convert it"});
}

TEST_CASE("after an error in Turtle nothing is read, and a record says so") {
  const Found all = found(prefixes + ":p1 :owns :c1 .\n:p1 :owns ;\n:p1 :owns :c2 .");
  CHECK(all.report.records.read == 2);
  CHECK(rejections_of(all.report) ==
        Strings{"in.trig:9: : at column 11: expected an IRI or a name with a prefix; nothing can "
                "be read after this"});
  CHECK(all.relations.size() == 1);
}

TEST_CASE("RDF is told by its name or by how it begins") {
  CHECK(format_of("x", "# why\n@prefix : <http://e.org/> .\n") == "rdf");
  CHECK(format_of("x", "PREFIX : <http://e.org/>\n") == "rdf");
  CHECK(format_of("x.nt", "") == "rdf");
  CHECK(format_of("x", "<http://e.org/a> <http://e.org/owns> <http://e.org/b> .\n") == "rdf");
  CHECK(format_of("x.jsonl", R"({"entity":"a","type":"person"})") == "relata");
  CHECK(format_of("x.jsonl", "<?xml version='1.0'?>") != "rdf");
}

TEST_CASE("RDF cut off anywhere is read to its end, and says nothing new the second time") {
  const std::string content =
      prefixes +
      ":g { :p1 a :Person ; :owns :c1 ~ :k1 {| :source [ :of :x ] |} , ( :a 'b'@en ) }\n"
      "<< :p1 :age 5.5e1 >> :note '''é''' .\n";
  CHECK(check_any_cut("in.trig", content, "rdf").records.rejected == 0);
  const std::string lines =
      "<http://e.org/a> <http://e.org/p> \"x\\u00e9\"@en <http://e.org/g> .\n"
      "<< <http://e.org/a> <http://e.org/p> _:b >> <http://e.org/q> _:c .\n";
  check_any_cut("in.nq", lines, "rdf");
}

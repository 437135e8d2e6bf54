// Documents of spaCy and Prodigy: entities, and relations between their tokens.

#include "ingest/spacy.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string text = R"("text":"Zoë owns Nord. She left in 1990.")";
const std::string ents =
    R"("ents":[{"start":0,"end":3,"label":"PERSON"},{"start":9,"end":13,"label":"ORG","kb_id":"Q77"},{"start":27,"end":31,"label":"DATE"}])";
const std::string tokens =
    R"("tokens":[{"id":0,"start":0,"end":3},{"id":1,"start":4,"end":8},{"id":2,"start":9,"end":13},{"id":3,"start":15,"end":18},{"id":4,"start":27,"end":31}])";

std::string document(const std::string& relations, const std::string& more = "") {
  return "{" + text + "," + ents + "," + tokens + R"(,"relations":[)" + relations + "]" + more +
         "}";
}

IngestReport take(Taking& taking, const std::string& content) {
  return taking.take_query({.inputs = {taking.write("docs.json", content)}, .format = "spacy"});
}

const std::string person = "spacy:docs.json#1/person/Zoë";

}  // namespace

TEST_CASE("spacy: entities and relations of a document") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string content = document(R"({"head":0,"child":2,"label":"OWNS","sure":true})",
                                       R"(,"cats":{"news":0.9},"_":{"lang":"en"})");
  const IngestReport report = taking.take_query({.inputs = {taking.write("docs.json", content)}});
  CHECK(report.inputs.at(0).format == "spacy");
  CHECK(report.records.taken == 1);
  const Entity zoe = taking.entity(person);
  CHECK(zoe.names.at(0).text == "Zoë");
  CHECK(zoe.properties == std::vector{Property{.name = "mention", .value = "docs.json#1:0-3"}});
  CHECK(taking.entity("Q77").names.at(0).text == "Nord");
  REQUIRE(relations_of(taking).size() == 1);
  const RelationClaims owns = relations_of(taking).front();
  CHECK(owns.relation.source == zoe.id);
  CHECK(owns.relation.target == taking.entity("Q77").id);
  CHECK(owns.relation.properties.size() == 1);
  REQUIRE(owns.claims.size() == 1);
  CHECK(owns.claims[0].quote == "Zoë owns Nord.");
  CHECK(owns.claims[0].span == Span{.begin = 0, .end = 14});
  const Document whole = taking.document("file:docs.json#1");
  CHECK(owns.claims[0].document == whole.id);
  CHECK(whole.properties.size() == 3);  // cats, _ and the date
  CHECK(take(taking, content).batch == 0);
}

TEST_CASE("spacy: ends that are values or in no entity") {
  Taking taking;
  const IngestReport report =
      take(taking,
           document(R"({"head":3,"child":4,"label":"left in"},{"head":0,"child":3,"label":"is"},)"
                    R"({"head":4,"child":0,"label":"of"},{"head":4,"child":4,"label":"of"})"));
  CHECK(report.records.rejected == 0);
  REQUIRE(report.warnings.size() >= 1);
  CHECK(report.warnings[0].count >= 1);
  CHECK(taking.entity("spacy:docs.json#1/unknown/She").properties ==
        std::vector{Property{.name = "left_in", .value = "1990"}});
  CHECK(taking.entity(person).properties.back() == Property{.name = "of", .value = "1990"});
  CHECK(taking.document("file:docs.json#1").properties.back() ==
        Property{.name = "of", .value = "1990: 1990"});
  CHECK(relations_of(taking).size() == 1);
}

TEST_CASE("spacy: spans by name, and Prodigy's spans and relations") {
  Taking taking;
  const std::string spans =
      "{" + text +
      R"(,"ents":[],"spans":{"sc":[{"start":0,"end":3,"label":"PERSON","kb_id":""}]}})";
  const std::string prodigy =
      "{" + text +
      R"(,"meta":{"source":"desk"},"spans":[{"start":9,"end":13,"label":"ORG","token_start":2,"token_end":2}],"relations":[{"head":0,"child":2,"head_span":{"start":0,"end":3},"child_span":{"start":9,"end":13},"color":"#fff","label":"OWNS"}]})";
  const IngestReport report = take(taking, spans + "\n" + prodigy + "\n");
  CHECK(report.records.taken == 2);
  CHECK(taking.has(KeyKind::entity, person));
  CHECK(taking.has(KeyKind::entity, "spacy:docs.json#2/organization/Nord"));
  CHECK(taking.document("file:docs.json#2").properties.at(0).value == "desk");
  CHECK(relations_of(taking).size() == 1);
}

TEST_CASE("spacy: what cannot be is refused, the rest of its document is taken") {
  const auto [content, why] = GENERATE(table<std::string, std::string>({
      {document(R"({"head":9,"child":2,"label":"x"})"),
       "relations[0].head: expected the place of a token, below 5"},
      {document(R"({"head":0,"label":"x"})"), "relations[0].child: expected a whole number"},
      {document(R"({"head":0,"child":2})"), "relations[0].label: expected what relation it is"},
      {document("5"), "relations[0]: expected an object, found a number"},
      {"{" + text + R"(,"ents":[{"start":0,"end":99}]})",
       "ents[0]: the span does not lie in the text, which has 32 characters"},
      {"{" + text + R"(,"ents":[{"start":0,"end":1.5}]})",
       "ents[0].end: expected a whole number from 0"},
      {"{" + text + R"(,"ents":[{"start":3,"end":4}]})",
       "ents[0]: expected a span that holds more than blanks"},
      {R"({"ents":[]})", "text: expected the text of the document"},
      {R"({"text":"a\u0000","ents":[]})", "text: a zero character is no text"},
  }));
  Taking taking;
  const IngestReport report = take(taking, content);
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].field + ": " + report.rejections[0].reason == why);
}

TEST_CASE("spacy: an input that is cut off anywhere loses nothing silently") {
  const std::string one = document(R"({"head":0,"child":2,"label":"OWNS"})");
  const std::string whole = "[" + one + "," + one + "]";
  Taking taking;
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string path = taking.write("docs.json", whole.substr(0, size));
    const IngestReport report =
        taking.take_query({.inputs = {path}, .format = "spacy", .effect = Effect::dry_run});
    CHECK(report.records.rejected == 1);
  }
}

TEST_CASE("spacy: is told by a text with entities") {
  const auto likelihood = [](std::string_view content) {
    return spacy_reader.recognize({.name = "x.json", .text = content});
  };
  CHECK(likelihood(document("")) == Likelihood::certain);
  CHECK(likelihood(R"({"text":"a","ents":[]})") == Likelihood::likely);
  CHECK(likelihood(R"({"text":"a"})") == Likelihood::none);
}

// Open information extraction: the lines of its extractors.

#include "ingest/openie.h"

#include <catch2/catch.hpp>

#include "ingest/phrase_types.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

IngestReport take(Taking& taking, const std::string& lines) {
  return taking.take_query({.inputs = {taking.write("x.tsv", lines)}, .format = "openie"});
}

}  // namespace

TEST_CASE("openie: each extractor's line is a relation between two phrases") {
  const std::string stanford = "0.9\tAnn Bo\towns\tNorth Bank";
  const std::string comma = "0,9\tAnn Bo\towns\tNorth Bank";
  const std::string ollie = "0.9: (Ann Bo; owns; North Bank)";
  const std::string four =
      "0.9\t\tSimpleArgument(Ann Bo,List([0, 6)))\tRelation(owns,List([7, 11)))\t"
      "SimpleArgument(North Bank,List([12, 22)))\tAnn Bo owns North Bank.";
  const std::string reverb =
      "a.txt\t1\tAnn Bo\towns\tNorth Bank\t0\t2\t2\t3\t3\t5\t0.9\tAnn Bo owns North Bank.\t"
      "NNP\tB-NP\tann bo\town\tnorth bank";
  const std::string line = GENERATE_COPY(values({stanford, comma, ollie, four, reverb}));
  Taking taking;
  const IngestReport report = taking.take_query({.inputs = {taking.write("x.tsv", line + "\n")}});
  CHECK(report.inputs.at(0).format == "openie");
  CHECK(report.records.taken == 1);
  const RelationClaims owns = only_relation(taking);
  CHECK(type_of(taking, owns) == "owns");
  CHECK(taking.entity("openie:ann bo").names.at(0).text == "Ann Bo");
  CHECK(owns.relation.source == taking.entity("openie:ann bo").id);
  CHECK(owns.relation.target == taking.entity("openie:north bank").id);
  REQUIRE(owns.claims.size() == 1);
  CHECK(owns.claims[0].confidence == Confidence{9000});
  const bool has_sentence = line == four || line == reverb;
  CHECK(owns.claims[0].quote == (has_sentence ? "Ann Bo owns North Bank." : ""));
  const std::string document = line == reverb ? "openie:a.txt" : "file:x.tsv";
  CHECK(owns.claims[0].document == taking.document(document).id);
  CHECK(take(taking, line + "\n").batch == 0);
}

TEST_CASE("openie: a negated phrase denies what it would say without") {
  const auto [phrase, type] = GENERATE(table<std::string, std::string>({
      {"did not own", "did_own"},
      {"never owned", "owned"},
      {"No longer owns", "owns"},
      {"does n't own", "does_own"},
  }));
  Taking taking;
  take(taking, "1.0\tAnn\t" + phrase + "\tNorth\n");
  const RelationClaims denied = only_relation(taking);
  CHECK(type_of(taking, denied) == type);
  CHECK(denied.claims.at(0).stance == Stance::denied);
  CHECK(denied.relation.properties == std::vector{Property{.name = "phrase", .value = phrase}});
}

TEST_CASE("openie: further arguments and contexts are properties") {
  Taking taking;
  take(taking, "0.5\tBo says\tAnn\tmet\tCy; in Tula; in May\tBo says Ann met Cy in Tula in May.\n");
  CHECK(only_relation(taking).relation.properties ==
        std::vector{Property{.name = "phrase", .value = "met"},
                    Property{.name = "argument", .value = "in Tula"},
                    Property{.name = "argument", .value = "in May"},
                    Property{.name = "context", .value = "Bo says"}});
}

TEST_CASE("openie: what is no extraction is refused, and the next line is read") {
  Taking taking;
  const IngestReport report = take(taking,
                                   "a\tb\n"
                                   "x\tAnn\towns\tNorth\n"
                                   "1.5\tAnn\towns\tNorth\n"
                                   "0.5\t\towns\tNorth\n"
                                   "0.5\tAnn\t!\tNorth\n"
                                   "0.5\tAnn\towns\t\n"
                                   "0.5: (Ann; owns)\n"
                                   "0.5\tAnn\xFF\towns\tNorth\n"
                                   "\n0.5\tAnn\towns\tNorth\n");
  CHECK(report.records.read == 9);
  CHECK(report.records.taken == 1);
  std::vector<std::string> fields;
  for (const Rejection& rejection : report.rejections) fields.push_back(rejection.field);
  CHECK(fields == std::vector<std::string>{"", "confidence", "confidence", "subject", "relation",
                                           "object", "", ""});
}

TEST_CASE("openie: more phrases than a schema can bear are one type") {
  std::string lines;
  for (std::size_t i = 0; i < PhraseTypes::types_max + 5; ++i) {
    lines += "0.5\tAnn\tphrase" + std::to_string(i) + "\tNorth\n";
  }
  Taking taking;
  const IngestReport report = take(taking, lines);
  CHECK(report.records.taken == PhraseTypes::types_max + 5);
  const Schema schema = taking.store().schema(taking.now());
  CHECK(schema.relation_type("phrase499"));
  CHECK_FALSE(schema.relation_type("phrase500"));
  CHECK(take(taking, lines).batch == 0);
}

TEST_CASE("openie: is told by a confidence and three phrases") {
  const auto likelihood = [](std::string_view text) {
    return openie_reader.recognize({.name = "x.tsv", .text = text, .is_whole = true});
  };
  CHECK(likelihood("0.5\tAnn\towns\tNorth") == Likelihood::likely);
  CHECK(likelihood("1\tAnn\towns\tNorth") == Likelihood::none);
  CHECK(likelihood("0.5\t1\t2\t3") == Likelihood::none);
  CHECK(likelihood("Ann\towns\tNorth\t0.5") == Likelihood::none);
  CHECK(likelihood("") == Likelihood::none);
}

TEST_CASE("openie: an input that is cut off anywhere is counted to the last line") {
  const std::string whole = "0.5\tAnn\towns\tNorth\n0.6: (Ann; owns; North)\n";
  Taking taking;
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string path = taking.write("x.tsv", whole.substr(0, size));
    const IngestReport report =
        taking.take_query({.inputs = {path}, .format = "openie", .effect = Effect::dry_run});
    CHECK(report.records.read == (size > whole.find('\n') + 1 ? 2 : 1));
  }
}

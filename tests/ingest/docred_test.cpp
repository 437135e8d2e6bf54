// DocRED documents: vertices, labels and their evidence.

#include "ingest/docred.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;
using Catch::Contains;

namespace {

std::string mention(const std::string& name, const std::string& type, int sentence, int begin,
                    int end) {
  return R"({"name":")" + name + R"(","type":")" + type + R"(","sent_id":)" +
         std::to_string(sentence) + R"(,"pos":[)" + std::to_string(begin) + "," +
         std::to_string(end) + "]}";
}

const std::string sentences =
    R"([["Zoë","Ivanova","leads","Nord","Bank","."],["It","was","founded","in","1990","."],["Ivanova","is","from","Tver","."]])";

const std::string vertices =
    "[[" + mention("Ivanova", "PER", 2, 0, 1) + "," + mention("Zoë Ivanova", "PER", 0, 0, 2) +
    "],[" + mention("Nord Bank", "ORG", 0, 3, 5) + "],[" + mention("1990", "TIME", 1, 4, 5) +
    "],[" + mention("Tver", "LOC", 2, 3, 4) + "]]";

std::string document(const std::string& title, const std::string& labels,
                     const std::string& more = "") {
  return R"({"title":")" + title + R"(","sents":)" + sentences + R"(,"vertexSet":)" + vertices +
         R"(,"labels":[)" + labels + "]" + more + "}";
}

const std::string employer = R"({"h":0,"t":1,"r":"P108","evidence":[0]})";

IngestReport take(Taking& taking, const std::string& content) {
  return taking.take_query({.inputs = {taking.write("docs.json", content)}});
}

}  // namespace

TEST_CASE("docred: a document becomes entities and relations with their evidence") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string content = "[" + document("Nord", employer, R"(,"split":"dev")") + "]";
  const IngestReport report = take(taking, content);
  CHECK(report.inputs.at(0).format == "docred");
  CHECK(report.records.read == 1);
  CHECK(report.records.taken == 1);
  const Schema schema = taking.store().schema(taking.now());
  const Entity person = taking.entity("docred:Nord#0");
  CHECK(schema.entity_type(person.type).name == "person");
  CHECK(person.names ==
        std::vector{Name{.text = "Zoë Ivanova", .language = "", .kind = NameKind::canonical},
                    Name{.text = "Ivanova", .language = "", .kind = NameKind::alias}});
  CHECK(person.properties == std::vector{Property{.name = "mention", .value = "Nord:55-62"},
                                         Property{.name = "mention", .value = "Nord:0-11"}});
  CHECK(schema.entity_type(taking.entity("docred:Nord#1").type).name == "organization");
  CHECK_FALSE(taking.has(KeyKind::entity, "docred:Nord#2"));
  const RelationClaims works = only_relation(taking);
  CHECK(schema.relation_type(works.relation.type).label == "was employed by");
  CHECK(works.relation.source == person.id);
  REQUIRE(works.claims.size() == 1);
  CHECK(works.claims[0].quote == "Zoë Ivanova leads Nord Bank .");
  CHECK(works.claims[0].span == Span{.begin = 0, .end = 29});
  const Document whole = taking.document("docred:Nord");
  CHECK(whole.title == "Nord");
  CHECK(whole.properties == std::vector{Property{.name = "split", .value = "dev"},
                                        Property{.name = "TIME", .value = "1990"}});
  const IngestReport again = take(taking, content);
  CHECK(again.batch == 0);
  CHECK(again.records.known == 1);
}

TEST_CASE("docred: evidence may be missing, scattered or side by side") {
  struct Case {
    const char* evidence;
    std::string quote;
    std::optional<Span> span;
  };
  const std::string first = "Zoë Ivanova leads Nord Bank .";
  const std::string second = "It was founded in 1990 .";
  const std::string third = "Ivanova is from Tver .";
  const Case each = GENERATE_COPY(values<Case>({
      {"[]", "", std::nullopt},
      {"[2,0]", first + " … " + third, Span{.begin = 0, .end = 77}},
      {"[0,1,1]", first + " " + second, Span{.begin = 0, .end = 54}},
      {"[1]", second, Span{.begin = 30, .end = 54}},
  }));
  Taking taking;
  take(taking, document("A", R"({"h":0,"t":3,"r":"P19","evidence":)" + std::string(each.evidence) +
                                 R"(,"in_train":true})"));
  const RelationClaims born = only_relation(taking);
  REQUIRE(born.claims.size() == 1);
  CHECK(born.claims[0].quote == each.quote);
  CHECK(born.claims[0].span == each.span);
  CHECK(born.relation.properties ==
        std::vector{Property{.name = "in_train", .value = "true", .kind = ValueKind::boolean}});
}

TEST_CASE("docred: a relation to a date is a property of the other end") {
  Taking taking;
  const IngestReport report =
      take(taking, document("A", R"({"h":1,"t":2,"r":"P571","evidence":[1]},)"
                                 R"({"h":2,"t":1,"r":"P17","evidence":[]},)"
                                 R"({"h":2,"t":2,"r":"P361","evidence":[]})"));
  CHECK(report.records.rejected == 0);
  CHECK(report.relations.read == 0);
  const std::vector<Property> properties = taking.entity("docred:A#1").properties;
  REQUIRE(properties.size() == 3);
  CHECK(properties[1] == Property{.name = "P571", .value = "1990"});
  CHECK(properties[2] == Property{.name = "P17", .value = "1990"});
  CHECK(taking.document("docred:A").properties.back() ==
        Property{.name = "P361", .value = "1990: 1990"});
}

TEST_CASE("docred: test sets have no labels, and documents may stand one a line") {
  Taking taking;
  const std::string without = R"({"title":"T","sents":[["A"]],"vertexSet":[]})";
  const IngestReport report = take(taking, document("A", employer) + "\n" + without + "\n");
  CHECK(report.records.read == 2);
  CHECK(report.records.taken == 2);
  CHECK(taking.document("docred:T").title == "T");
}

TEST_CASE("docred: what cannot be is refused, the rest of its document is taken") {
  struct Case {
    std::string label;
    std::string why;
  };
  const Case each = GENERATE(values<Case>({
      {R"({"h":9,"t":1,"r":"P1"})", "labels[1].h: expected a whole number from 0 that is below 4"},
      {R"({"h":0,"r":"P1"})", "labels[1].t: expected it to be there"},
      {R"({"h":0,"t":"1","r":"P1"})", "labels[1].t: expected a number, found text"},
      {R"({"h":0,"t":-1,"r":"P1"})", "labels[1].t: expected a whole number from 0 that is below 4"},
      {R"({"h":0,"t":1,"r":""})", "labels[1].r: expected a key or name, found empty text"},
      {R"({"h":0,"t":1,"r":"P1","evidence":[3]})",
       "labels[1].evidence: expected a whole number from 0 that is below 3"},
      {R"({"h":0,"t":1,"r":"P1","evidence":0})",
       "labels[1].evidence: expected an array, found a number"},
      {"5", "labels[1]: expected an object, found a number"},
  }));
  Taking taking;
  const IngestReport report = take(taking, document("A", employer + "," + each.label));
  CHECK(report.records.rejected == 1);
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].field + ": " + report.rejections[0].reason == each.why);
  CHECK(report.relations.taken == 1);
}

TEST_CASE("docred: broken documents are refused with the field that is to blame") {
  const auto [content, why] = GENERATE(table<std::string, std::string>({
      {R"([{"sents":[],"vertexSet":[]}])", "title: expected it to be there"},
      {R"([{"title":"A","sents":[5],"vertexSet":[]}])", "sents: expected an array, found a number"},
      {R"([{"title":"A","sents":[["a\u0000"]],"vertexSet":[]}])",
       "sents: a zero character is no text"},
      {R"([{"title":"A","sents":[],"vertexSet":[[]]}])",
       "vertexSet[0]: expected at least one mention"},
      {R"([{"title":"A","sents":[],"vertexSet":[[{"name":"x"}]]}])",
       "vertexSet[0].type: expected it to be there"},
      {R"([{"title":"A","sents":[],"vertexSet":[]}, 7])", ": expected an object"},
  }));
  Taking taking;
  const IngestReport report =
      taking.take_query({.inputs = {taking.write("docs.json", content)}, .format = "docred"});
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].field + ": " + report.rejections[0].reason == why);
}

TEST_CASE("docred: a mention outside its sentence is warned of, and its name is taken") {
  Taking taking;
  const IngestReport report = take(taking, R"([{"title":"A","sents":[["a"]],"vertexSet":[[)" +
                                               mention("x", "MISC", 0, 0, 2) + "],[" +
                                               mention("y", "ORG", 4, 0, 1) + "]]}]");
  CHECK(report.records.rejected == 0);
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].count == 2);
  CHECK(taking.entity("docred:A#0").names.size() == 1);
}

TEST_CASE("docred: an input that is cut off anywhere loses nothing silently") {
  const std::string whole = "[" + document("A", employer) + "," + document("B", employer) + "]";
  Taking taking;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string path = taking.write("docs.json", whole.substr(0, size));
    const IngestReport report =
        taking.take_query({.inputs = {path}, .format = "docred", .effect = Effect::dry_run});
    const std::size_t first = document("A", employer).size() + 1;
    CHECK(report.records.taken == (size < first ? 0 : size < whole.size() - 1 ? 1 : 2));
    CHECK(report.records.rejected == (size == 0 ? 0 : 1));
  }
}

TEST_CASE("docred: is told by the members of its first document") {
  const auto likelihood = [](std::string_view text) {
    return docred_reader.recognize({.name = "x.json", .text = text});
  };
  CHECK(likelihood("[" + document("A", employer)) == Likelihood::certain);
  CHECK(likelihood(document("A", employer)) == Likelihood::certain);
  CHECK(likelihood(R"([{"title":"vertexSet","sents":[]}])") == Likelihood::none);
  CHECK(likelihood("") == Likelihood::none);
}

// Graph documents of LangChain: nodes, relationships and the source they were drawn from.

#include "ingest/graph_document.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string ann = R"({"id":"Ann","type":"Person","properties":{"born":1980}})";
const std::string north = R"({"id":"North","type":"Company"})";
const std::string owns =
    R"({"source":{"id":"Ann","type":"Person"},"target":{"id":"North","type":"Company"},"type":"OWNS","properties":{"since":"2015","share":"half"}})";
const std::string source =
    R"({"page_content":"Ann owns Nörth.","metadata":{"source":"https://example.org/1","title":"On Ann","language":"eng","date":"2020-05-06T10:00:00","page":3,"start_index":40}})";

std::string graph(const std::string& nodes, const std::string& relationships,
                  const std::string& from = "") {
  return R"({"nodes":[)" + nodes + R"(],"relationships":[)" + relationships + "]" +
         (from.empty() ? "" : R"(,"source":)" + from) + "}";
}

IngestReport take(Taking& taking, const std::string& content) {
  return taking.take_query(
      {.inputs = {taking.write("graph.json", content)}, .format = "graph-document"});
}

}  // namespace

TEST_CASE("graph documents: nodes, relationships and source become claims with a quote") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string content = "[" + graph(ann + "," + north, owns, source) + "]";
  const IngestReport report = taking.take_query({.inputs = {taking.write("graph.json", content)}});
  CHECK(report.inputs.at(0).format == "graph-document");
  CHECK(report.records.taken == 1);
  const Entity person = taking.entity("graph-document:person/Ann");
  CHECK(type_of(taking, person.key) == "person");
  CHECK(person.names ==
        std::vector{Name{.text = "Ann", .language = "", .kind = NameKind::canonical}});
  CHECK(person.properties ==
        std::vector{Property{.name = "born", .value = "1980", .kind = ValueKind::number}});
  REQUIRE(relations_of(taking).size() == 1);
  const RelationClaims link = relations_of(taking).front();
  CHECK(taking.store().schema(taking.now()).relation_type(link.relation.type).name == "owns");
  CHECK(link.relation.source == person.id);
  CHECK(link.relation.valid.text() == "2015..");
  CHECK(link.relation.properties == std::vector{Property{.name = "share", .value = "half"}});
  REQUIRE(link.claims.size() == 1);
  CHECK(link.claims[0].quote == "Ann owns Nörth.");
  CHECK(link.claims[0].span == Span{.begin = 40, .end = 55});
  const Document document = taking.document("https://example.org/1");
  CHECK(link.claims[0].document == document.id);
  CHECK(document.title == "On Ann");
  CHECK(document.language == "en");
  CHECK(document.date.text() == "2020-05-06");
  CHECK(document.properties.size() == 2);  // page and start_index
  CHECK(take(taking, content).batch == 0);
}

TEST_CASE("graph documents: wrapped, one a line or alone they mean the same") {
  const auto wrapped = [](const std::string& name, const std::string& arguments) {
    return R"({"lc":1,"type":"constructor","id":["langchain","graphs",")" + name +
           R"("],"kwargs":)" + arguments + "}";
  };
  const std::string link = R"({"source":)" + wrapped("Node", ann) + R"(,"target":)" +
                           wrapped("Node", north) +
                           R"(,"type":"OWNS","properties":{"since":"2015","share":"half"}})";
  const std::string whole =
      wrapped("GraphDocument", graph(wrapped("Node", ann) + "," + wrapped("Node", north),
                                     wrapped("Relationship", link), wrapped("Document", source)));
  CHECK(graph_document_reader.recognize({.name = "x.json", .text = whole}) == Likelihood::certain);
  Taking plain;
  take(plain, graph(ann + "," + north, owns, source));
  for (const std::string& content : {whole, "[" + whole + "]", whole + "\n" + whole + "\n"}) {
    Taking taking;
    CHECK(take(taking, content).records.rejected == 0);
    CHECK(taking.dump() == plain.dump());
  }
}

TEST_CASE("graph documents: ends may be ids, triples or absent from the nodes") {
  Taking taking;
  const IngestReport report = take(
      taking,
      graph(
          ann + R"(,{"id":7,"type":"Node","properties":{"name":"Seven"}})",
          R"({"source":"Ann","target":{"id":7},"type":"knows"},)"
          R"({"source_node_id":"Ann","source_node_type":"Person","target_node_id":"Acme","target_node_type":"Organization","type":"worksFor"},)"
          R"({"head":"Bo","head_type":"Person","relation":"met with","tail":"Nowhere"})"));
  CHECK(report.records.rejected == 0);
  CHECK(relations_of(taking).size() == 3);
  CHECK(type_of(taking, "graph-document:unknown/7") == "unknown");
  CHECK(taking.entity("graph-document:unknown/7").names.at(0).text == "Seven");
  CHECK(type_of(taking, "graph-document:organization/Acme") == "organization");
  CHECK(taking.has(KeyKind::entity, "graph-document:person/Bo"));
  CHECK(type_of(taking, "graph-document:unknown/Nowhere") == "unknown");
  CHECK(relations_of(taking).at(0).relation.target == taking.entity("graph-document:unknown/7").id);
  CHECK(taking.has(KeyKind::document, "file:graph.json"));
}

TEST_CASE("graph documents: a long text is no quote, a confidence is the claim's") {
  Taking taking;
  const std::string link =
      R"({"source":"Ann","target":"Bo","type":"met","properties":{"confidence":0.5,"end":"x"}})";
  const IngestReport report = take(
      taking,
      graph("", link,
            R"({"id":"doc-1","page_content":")" + std::string(3000, 'x') + R"(","author":"Bo"})"));
  REQUIRE(relations_of(taking).size() == 1);
  const RelationClaims met = relations_of(taking).front();
  CHECK(met.claims.at(0).quote.empty());
  CHECK(met.claims.at(0).confidence == Confidence{5000});
  CHECK(met.relation.properties == std::vector{Property{.name = "end", .value = "x"}});
  CHECK(taking.document("doc-1").properties.size() == 1);
  CHECK(report.warnings.front().text ==
        "the text of a source is too long for a quote and is left out");
}

TEST_CASE("graph documents: what cannot be is refused, the rest is taken") {
  const auto [content, why] = GENERATE(table<std::string, std::string>({
      {R"({"id":""})", "nodes[1].id: expected a key or name, found empty text"},
      {R"({"type":"Person"})", "nodes[1].id: expected the id of the node"},
      {"5", "nodes[1]: expected an object, found a number"},
      {R"({"id":"x","type":5})", "nodes[1].type: expected text, found a number"},
      {R"({"id":"x\u0000"})", "nodes[1].id: a zero character is no text"},
  }));
  Taking taking;
  const IngestReport report = take(taking, graph(ann + "," + content, owns));
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].field + ": " + report.rejections[0].reason == why);
  CHECK(relations_of(taking).size() == 1);

  const auto [link, reason] = GENERATE(table<std::string, std::string>({
      {R"({"source":"Ann","target":"Bo"})",
       "relationships[0].type: expected the type of the relationship"},
      {R"({"source":"Ann","type":"met"})", "relationships[0].target: expected a node"},
      {R"({"source":"Ann","target":{},"type":"met"})",
       "relationships[0].target.id: expected the id of the node"},
      {R"({"source":"Ann","target":"Bo","type":"!"})",
       "relationships[0].type: expected a type with a letter or digit in it"},
      {R"({"source":"Ann","target":"Bo","type":"x","properties":{"from":"2020","to":"2019"}})",
       "valid: it ends (2019) before it begins (2020)"},
  }));
  const IngestReport other = take(taking, graph(ann, link));
  REQUIRE(other.rejections.size() == 1);
  CHECK(other.rejections[0].field + ": " + other.rejections[0].reason == reason);
}

TEST_CASE("graph documents: an input that is cut off anywhere loses nothing silently") {
  const std::string first = graph(ann + "," + north, owns, source);
  const std::string whole = "[" + first + "," + first + "]";
  Taking taking;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string path = taking.write("graph.json", whole.substr(0, size));
    const IngestReport report = taking.take_query(
        {.inputs = {path}, .format = "graph-document", .effect = Effect::dry_run});
    CHECK(report.records.rejected == (size == 0 ? 0 : 1));
    CHECK(report.records.taken + report.records.known == (size <= first.size()      ? 0
                                                          : size < whole.size() - 1 ? 1
                                                                                    : 2));
  }
  const IngestReport deep = take(
      taking, graph(R"({"id":"x","a":)" + std::string(100, '[') + std::string(100, ']') + "}", ""));
  CHECK(deep.records.rejected == 1);
  CHECK(take(taking, "[7,\"x\"]").records.rejected == 2);
  CHECK(take(taking, R"({"a":1})").rejections.at(0).reason ==
        "expected an object with nodes and relationships");
}

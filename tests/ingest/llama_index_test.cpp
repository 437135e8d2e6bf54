// Property graphs of LlamaIndex: nodes, chunks, relations and triplets.

#include "ingest/llama_index.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string nodes =
    R"({"Ann":{"label":"PERSON","embedding":null,"properties":{"born":1980,"triplet_source_id":"c1"},"name":"Ann"},)"
    R"("North":{"label":"entity","embedding":[0.5],"properties":{},"name":"North"},)"
    R"("c1":{"label":"text_chunk","embedding":null,"properties":{"ref_doc_id":"d1","file_name":"a.txt"},"text":"Ann owns North.","id_":"c1"}})";
const std::string relations =
    R"({"OWNS":{"label":"OWNS","source_id":"Ann","target_id":"North","properties":{"share":"half","triplet_source_id":"c1"}}})";
const std::string triplets = R"([["Bo","OWNS","South"],["Ann","OWNS","North"]])";

std::string graph(const std::string& n, const std::string& r, const std::string& t) {
  return R"({"nodes":)" + n + R"(,"relations":)" + r + R"(,"triplets":)" + t + "}";
}

IngestReport take(Taking& taking, const std::string& content) {
  return taking.take_query(
      {.inputs = {taking.write("store.json", content)}, .format = "llama-index"});
}

}  // namespace

TEST_CASE("llama-index: the edges are the triplets, and the last of a label is whole") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const std::string content = graph(nodes, relations, triplets);
  const IngestReport report = taking.take_query({.inputs = {taking.write("s.json", content)}});
  CHECK(report.inputs.at(0).format == "llama-index");
  CHECK(report.records.read == 6);
  CHECK(report.records.taken == 5);
  CHECK(report.records.known == 1);  // the triplet of the relation
  CHECK(type_of(taking, "llama-index:Ann") == "person");
  CHECK(type_of(taking, "llama-index:North") == "unknown");
  CHECK(type_of(taking, "llama-index:Bo") == "unknown");
  CHECK(taking.entity("llama-index:Ann").properties.size() == 2);
  CHECK(taking.entity("llama-index:North").properties.empty());
  const auto all = relations_of(taking);
  REQUIRE(all.size() == 2);
  const bool is_first = all[0].relation.source == taking.entity("llama-index:Ann").id;
  const RelationClaims& whole = all[is_first ? 0 : 1];
  const RelationClaims& bare = all[is_first ? 1 : 0];
  CHECK(whole.relation.properties == std::vector{Property{.name = "share", .value = "half"}});
  REQUIRE(whole.claims.size() == 1);
  CHECK(whole.claims[0].quote == "Ann owns North.");
  const Document chunk = taking.document("llama-index:c1");
  CHECK(whole.claims[0].document == chunk.id);
  CHECK(chunk.relays == std::vector<Relay>{taking.document("llama-index:d1").id});
  CHECK(chunk.properties.size() == 2);
  CHECK(bare.relation.properties.empty());
  CHECK(bare.claims.at(0).document == taking.document("file:s.json").id);
  CHECK(taking.take_query({.inputs = {taking.path("s.json")}}).batch == 0);
}

TEST_CASE("llama-index: an edge to a chunk says something of the document") {
  Taking taking;
  const IngestReport report = take(taking, graph(nodes, "{}", R"([["c1","MENTIONS","Ann"]])"));
  CHECK(report.records.rejected == 0);
  CHECK(relations_of(taking).empty());
  CHECK(taking.document("llama-index:c1").properties.back() ==
        Property{.name = "MENTIONS", .value = "Ann"});
}

TEST_CASE("llama-index: a chunk that is not among the nodes is a document still") {
  Taking taking;
  take(taking, graph("{}", relations, "[]"));
  CHECK(relations_of(taking).at(0).claims.at(0).document == taking.document("llama-index:c1").id);
}

TEST_CASE("llama-index: what cannot be is refused with its reason") {
  const auto [content, why] = GENERATE(table<std::string, std::string>({
      {graph(R"({"":{}})", "{}", "[]"), "nodes: expected the id of a node as its name"},
      {graph(R"({"a":5})", "{}", "[]"), "nodes: expected an object, found a number"},
      {graph("{}", R"({"X":{"source_id":"a"}})", "[]"), "target_id: expected the id of a node"},
      {graph("{}", R"({"!":{"source_id":"a","target_id":"b"}})", "[]"),
       "label: expected a label with a letter or digit in it"},
      {graph("{}", "{}", R"([["a","b"]])"), "triplets: expected [source, relation, target]"},
      {graph("{}", "{}", "[5]"), "triplets: expected an array, found a number"},
      {graph("{}", "{}", R"([["a",5,"b"]])"), "triplets: expected text, found a number"},
      {R"({"nodes":{},"other":1})", "other: expected only nodes, relations and triplets"},
  }));
  Taking taking;
  const IngestReport report = take(taking, content);
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].field + ": " + report.rejections[0].reason == why);
}

TEST_CASE("llama-index: a graph that is cut off anywhere loses nothing silently") {
  const std::string whole = graph(nodes, relations, triplets);
  Taking taking;
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string path = taking.write("s.json", whole.substr(0, size));
    const IngestReport report =
        taking.take_query({.inputs = {path}, .format = "llama-index", .effect = Effect::dry_run});
    CHECK(report.records.rejected == 1);
  }
}

TEST_CASE("llama-index: is told by nodes that are an object") {
  const auto likelihood = [](std::string_view text) {
    return llama_index_reader.recognize({.name = "x.json", .text = text});
  };
  CHECK(likelihood(graph(nodes, relations, triplets)) == Likelihood::certain);
  CHECK(likelihood(graph(nodes, relations, triplets).substr(0, 120)) == Likelihood::likely);
  CHECK(likelihood(R"({"nodes":[],"relations":[],"triplets":[]})") == Likelihood::none);
  CHECK(likelihood("") == Likelihood::none);
}

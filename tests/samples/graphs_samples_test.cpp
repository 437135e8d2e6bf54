// Real graphs and tables, to the last record.

#include <relata/ingest.h>

#include <fstream>
#include <vector>

#include "tests/graph/temporary_directory.h"
#include "tests/samples/samples.h"

using namespace relata;
using namespace relata::testing;

namespace {

struct Expected {
  const char* file;
  const char* format;
  std::uint64_t read;
  std::uint64_t known;
  std::uint64_t rejected;
  std::uint64_t entities;  // in the store
  std::uint64_t relations;
};

void check_sample(const Expected& expected, const std::string& mapping = {}) {
  const auto path = sample(expected.file);
  if (!path) return;
  CAPTURE(expected.file);
  const TemporaryDirectory directory;
  const auto store = make_memory_store();
  IngestQuery query{.inputs = {path->string()}};
  if (!mapping.empty()) {
    query.format = expected.format;
    query.mapping = (directory.path() / "mapping.json").string();
    std::ofstream(query.mapping) << mapping;
  }
  const IngestReport report = ingest(*store, query);
  for (const InputFormat& input : report.inputs) CHECK(input.format == expected.format);
  CHECK(report.records.read == expected.read);
  CHECK(report.records.known == expected.known);
  CHECK(report.records.rejected == expected.rejected);
  CHECK(report.records.taken == expected.read - expected.known - expected.rejected);
  std::uint64_t entities = 0;
  std::uint64_t relations = 0;
  store->scan(store->snapshot(), {},
              {.entity = [&](const Entity&) { ++entities; },
               .relation = [&](const RelationClaims&) { ++relations; }});
  CHECK(entities == expected.entities);
  CHECK(relations == expected.relations);
  CHECK(store->verify().empty());
  CHECK(ingest(*store, query).batch == 0);
}

}  // namespace

TEST_CASE("real GraphML and GEXF is read to the last element") {
  const std::string below = "graph-exchange/";
  for (const Expected& expected :
       std::vector<Expected>{{"graphml/attributes.graphml", "graphml", 14, 0, 0, 6, 7},
                             {"graphml/basic.graphml", "graphml", 23, 0, 0, 11, 12},
                             {"graphml/miserables.graphml", "graphml", 331, 0, 0, 77, 254},
                             {"graphml/miserables_broken.graphml", "graphml", 331, 0, 0, 77, 254},
                             {"graphml/missing_nodes.graphml", "graphml", 52, 0, 0, 51, 37},
                             {"graphml/mixed_multigraph.graphml", "graphml", 14, 0, 0, 6, 8},
                             {"gexf/basic.gexf", "gexf", 5, 0, 0, 2, 2},
                             {"gexf/case.gexf", "gexf", 31, 0, 0, 10, 20},
                             {"gexf/data.gexf", "gexf", 10, 0, 0, 4, 5},
                             {"gexf/edge_data.gexf", "gexf", 10, 0, 0, 4, 5},
                             {"gexf/les_miserables.gexf", "gexf", 332, 0, 0, 77, 254},
                             {"gexf/liststring.gexf", "gexf", 10, 0, 0, 4, 5},
                             {"gexf/missing_nodes.gexf", "gexf", 7, 0, 0, 6, 4},
                             {"gexf/mixed.gexf", "gexf", 7, 0, 0, 3, 3},
                             {"gexf/undeclared_attribute.gexf", "gexf", 3, 0, 0, 2, 1},
                             {"gexf/v1_3.gexf", "gexf", 3, 0, 0, 2, 1}}) {
    const std::string file = below + expected.file;
    Expected whole = expected;
    whole.file = file.c_str();
    check_sample(whole);
  }
}

TEST_CASE("real graphs in JSON are read to the last item") {
  check_sample({"graph-exchange/jgf/car_graphs.json", "jgf", 17, 4, 0, 5, 3});
  check_sample({"graph-exchange/jgf/empty_test.json", "jgf", 4, 2, 0, 0, 0});
  check_sample({"graph-exchange/jgf/hyper-directed.json", "jgf", 15, 0, 0, 12, 14});
  check_sample({"graph-exchange/jgf/hyper-undirected.json", "jgf", 13, 0, 0, 10, 9});
  check_sample({"graph-exchange/jgf/les_miserables.json", "jgf", 333, 0, 0, 77, 254});
  check_sample({"graph-exchange/jgf/usual_suspects.json", "jgf", 7, 0, 0, 2, 1});
  check_sample({"graph-exchange/cyjs/abcde.json", "cyjs", 12, 0, 0, 5, 7});
  check_sample({"graph-exchange/cyjs/colajs-graph.json", "cyjs", 614, 0, 0, 21, 593});
  check_sample({"graph-exchange/cyjs/network-compound-nodes.json", "cyjs", 9, 1, 0, 6, 5});
  check_sample({"graph-exchange/cx2/glypican2.cx2", "cx2", 8, 4, 0, 2, 1});
}

TEST_CASE("real tables of Neo4j are read to the last row") {
  check_sample({"neo4j-csv/ldbc-sf01", "neo4j-csv", 33'441, 0, 0, 10'943, 22'498});
}

TEST_CASE("real tables and edge lists are read to the last row") {
  check_sample({"edge-list/email-Eu-core/edges.csv", "csv", 25'571, 0, 0, 1'005, 25'571},
               R"({"table":{"header":false},"ids":"email","columns":{"1":"source","2":"target"},
"values":{"type":"emailed","source_type":"person","target_type":"person"}})");
  check_sample({"edge-list/email-Eu-core/nodes.csv", "csv", 1'005, 0, 0, 1'005, 0},
               R"({"table":{"header":false},"ids":"email","columns":{"1":"id"},
"values":{"entity_type":"person"}})");
  const std::string sanctions =
      R"({"ids":"eu","lists":";","columns":{"annex":"id","recordId":"id","name":"name","alias":"alias",
"weakAlias":"alias","previousName":"alias","schema":"entity_type","startDate":"from","reason":"quote"},
"values":{"source":"european-union","source_name":"European Union","source_type":"organization",
"type":"sanctioned"}})";
  check_sample({"sanctions-csv/eu_32017R1509_dprk.csv", "csv", 326, 0, 0, 327, 326}, sanctions);
  check_sample(
      {"sanctions-csv/eu_32014R0269_ukraine_integrity.csv.gz", "csv", 2'802, 0, 0, 2'803, 2'802},
      sanctions);
  check_sample({"kuzu/tinysnb/eKnows.csv", "csv", 6, 0, 0, 4, 6},
               R"({"table":{"header":false},"columns":{"1":"source","2":"target","3":"date"},
"values":{"type":"knows"}})");
  check_sample(
      {"kuzu/tinysnb/eStudyAt.csv", "csv", 3, 0, 0, 4, 3},
      R"({"columns":{"from":"source","to":"target","YEAR":"date"},"values":{"type":"studied_at"}})");
  check_sample({"kuzu/tinysnb/vPerson.csv", "csv", 5, 0, 0, 5, 0},
               R"({"columns":{"id":"id","fname":"name"},"values":{"entity_type":"person"}})");
}

TEST_CASE("tables that are broken on purpose lose no row without a word") {
  const std::string mapping = R"({"table":{"header":false},"columns":{"1":"id"}})";
  for (const Expected& expected : std::vector<Expected>{
           {"csv-edge-case-tests/bom-and-data.csv", "csv", 2, 0, 0, 2, 0},
           {"csv-edge-case-tests/bom.csv", "csv", 0, 0, 0, 0, 0},
           {"csv-edge-case-tests/carriage-return-then-eof.csv", "csv", 2, 0, 0, 2, 0},
           {"csv-edge-case-tests/delimiter-then-eof.csv", "csv", 1, 0, 0, 1, 0},
           {"csv-edge-case-tests/empty-first-line.csv", "csv", 2, 0, 0, 2, 0},
           {"csv-edge-case-tests/empty.csv", "csv", 0, 0, 0, 0, 0},
           {"csv-edge-case-tests/escapes-in-quote.csv", "csv", 1, 0, 1, 0, 0},
           {"csv-edge-case-tests/escapes-out-of-quote.csv", "csv", 2, 0, 1, 1, 0},
           {"csv-edge-case-tests/header-num-columns-mismatch.csv", "csv", 2, 0, 1, 1, 0},
           {"csv-edge-case-tests/list-quote.csv", "csv", 15, 0, 0, 15, 0},
           {"csv-edge-case-tests/long-list.csv", "csv", 1, 0, 0, 1, 0},
           {"csv-edge-case-tests/mixed-empty-lines-single-column.csv", "csv", 3, 0, 0, 3, 0},
           {"csv-edge-case-tests/mixed-newlines.csv", "csv", 3, 0, 0, 3, 0},
           {"csv-edge-case-tests/tab-as-delim.csv", "csv", 2, 0, 0, 2, 0},
           {"csv-error-tests/escape-then-bad-char.csv", "csv", 2, 0, 0, 2, 0},
           {"csv-error-tests/escape-then-eof.csv", "csv", 2, 0, 1, 1, 0},
           {"csv-error-tests/large-conversion-failure.csv", "csv", 1'002, 0, 0, 1'002, 0},
           {"csv-error-tests/mixed-line-count-test.csv", "csv", 5, 0, 1, 4, 0},
           {"csv-error-tests/quote-then-eof.csv", "csv", 2, 0, 1, 1, 0},
           {"csv-error-tests/too-few-values.csv", "csv", 2, 0, 1, 1, 0},
           {"csv-error-tests/too-many-values.csv", "csv", 2, 0, 1, 1, 0},
           {"csv-multiline-quote-tests/basic.csv", "csv", 1, 0, 0, 1, 0},
           {"csv-multiline-quote-tests/mixed-newlines.csv", "csv", 1, 0, 0, 1, 0},
           {"copy-dos-style-newline/vPerson.csv", "csv", 5, 0, 0, 5, 0}}) {
    const std::string file = std::string("kuzu/") + expected.file;
    Expected whole = expected;
    whole.file = file.c_str();
    check_sample(whole, mapping);
  }
}

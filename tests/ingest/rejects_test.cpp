#include "ingest/rejects.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "ingest/readers.h"
#include "ingest/rejects_json.h"
#include "ingest/rejects_xml.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Rejected {
  IngestReport report;
  std::string text;  // of the file of rejects
};

Rejected rejected_of(Taking& taking, const std::string& name, std::string_view content,
                     const std::string& format = {}) {
  const std::string rejects = taking.path("rejects");
  std::filesystem::remove(rejects);
  IngestReport report = take_file(taking, name, content, {.format = format, .rejects = rejects});
  return {.report = std::move(report), .text = content_of(rejects)};
}

std::string without_blanks_between(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
  return text;
}

// The rejects of an input are read by the same reader, which rejects them again and nothing else;
// mended, by putting one text for another, all of them are taken.
void check_mending(const std::string& name, const std::string& content, const std::string& expected,
                   const std::string& bad, const std::string& good) {
  CAPTURE(name, content);
  Taking taking;
  const Rejected first = rejected_of(taking, name, content);
  REQUIRE(first.report.records.rejected > 0);
  CHECK(without_blanks_between(first.text) == without_blanks_between(expected));
  const std::string format = first.report.inputs.at(0).format;
  const IngestReport again = take_file(taking, name, first.text);
  CHECK(again.inputs.at(0).format == format);
  CHECK(again.records.rejected == first.report.records.rejected);
  CHECK(again.records.taken == 0);
  std::string mended = first.text;
  for (std::size_t at = mended.find(bad); at != std::string::npos; at = mended.find(bad)) {
    mended.replace(at, bad.size(), good);
  }
  const IngestReport last = take_file(taking, name, mended);
  CHECK(last.records.rejected == 0);
  CHECK(last.records.taken > 0);
}

std::string json_without(std::string_view document, std::vector<const char*> paths,
                         const std::vector<std::string>& rejected) {
  std::vector<std::uint64_t> begins;
  for (const std::string& each : rejected) begins.push_back(document.find(each));
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / "in").string();
  std::ofstream(path, std::ios::binary) << document;
  InputStream input({.path = path, .name = "in"});
  std::ostringstream out;
  copy_json_without_taken(input, paths, begins, out);
  return out.str();
}

std::string xml_without(std::string_view document, const std::vector<std::uint64_t>& rejected) {
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / "in").string();
  std::ofstream(path, std::ios::binary) << document;
  InputStream input({.path = path, .name = "in"});
  std::ostringstream out;
  copy_xml_without_taken(input, std::vector<const char*>{"node", "edge"}, rejected, out);
  return out.str();
}

}  // namespace

TEST_CASE("rejected objects of a STIX bundle are written in their bundle") {
  check_mending("b.json",
                R"({"type": "bundle", "id": "bundle--1", "objects": [
{"type": "malware", "id": "malware--1", "name": "A"},
{"type": "malware", "id": "", "name": "B"},
{"type": "malware", "id": "malware--3", "name": "C"},
{"type": "malware", "id": "", "name": "D"}], "spec_version": "2.0"})",
                R"({"type": "bundle", "id": "bundle--1", "objects": [
{"type": "malware", "id": "", "name": "B"},
{"type": "malware", "id": "", "name": "D"}], "spec_version": "2.0"})",
                R"("id": "")", R"("id": "malware--9")");
}

TEST_CASE("rejected values of a MISP galaxy are written with what is said of the galaxy") {
  check_mending("g.json",
                R"({"authors": ["X"], "category": "actor", "type": "threat-actor", "uuid": "u",
"values": [{"value": "A", "uuid": "1"}, {"uuid": "2", "value": ""}]})",
                R"({"authors": ["X"], "category": "actor", "type": "threat-actor", "uuid": "u",
"values": [{"uuid": "2", "value": ""}]})",
                R"("value": "")", R"("value": "B")");
}

TEST_CASE("rejected elements of Cytoscape's graphs keep their places in the document") {
  check_mending("c.cyjs",
                R"({"elements": {"nodes": [{"data": {"id": "a"}}, {"data": {"id": []}}],
"edges": [{"data": {"source": "a", "target": "b"}}]}, "data": {"name": "N"}})",
                R"({"elements": {"nodes": [{"data": {"id": []}}], "edges": []},
"data": {"name": "N"}})",
                R"("id": [])", R"("id": "c")");
}

TEST_CASE("links that go by the places of nodes keep all nodes beside them") {
  check_mending("n.json",
                R"({"nodes": [{"name": "x"}, {"name": "y"}], "links":
[{"source": 0, "target": 1}, {"source": 1}]})",
                R"({"nodes": [{"name": "x"}, {"name": "y"}], "links": [{"source": 1}]})",
                R"({"source": 1})", R"({"source": 1, "target": 0})");
}

TEST_CASE("rejected documents of a list, or one a line, are written as such") {
  const std::string good =
      R"({"labels": {"en": {"language": "en", "value": "A"}}, "type": "item", "id": "Q1", "descriptions": {}})";
  const std::string bad =
      R"({"labels": {"en": {"language": "en", "value": "B"}}, "type": "item", "id": "", "descriptions": {}})";
  check_mending("w.json", "[\n" + good + ",\n" + bad + "\n]\n", "[\n" + bad + "\n]\n",
                R"("id": "")", R"("id": "Q2")");
  check_mending("w.json", good + "\n" + bad + "\n" + good + "\n", bad + "\n", R"("id": "")",
                R"("id": "Q2")");
}

TEST_CASE("rejected edges of graphs in JSON are written beside what their readers need") {
  check_mending("j.jgf",
                R"({"graph": {"directed": false, "nodes": {"a": {"label": "A"}},
"edges": [{"source": "a", "target": "a"}, {"source": "a"}]}})",
                R"({"graph": {"directed": false, "nodes": {"a": {"label": "A"}},
"edges": [{"source": "a"}]}})",
                R"({"source": "a"})", R"({"source": "a", "target": "b"})");
  check_mending(
      "c.cx2",
      R"([{"CXVersion": "2.0"}, {"attributeDeclarations": [{"nodes": {"name": {"a": "n"}}}]},
{"nodes": [{"id": 0, "v": {"n": "A"}}, {"id": [], "v": {"n": "B"}}]}, {"edges": [{"s": 0, "t": 0}]}])",
      R"([{"CXVersion": "2.0"}, {"attributeDeclarations": [{"nodes": {"name": {"a": "n"}}}]},
{"nodes": [{"id": [], "v": {"n": "B"}}]}, {"edges": []}])",
      R"("id": [])", R"("id": 7)");
}

TEST_CASE("rejected documents that graphs were drawn from are written whole") {
  check_mending(
      "g.json",
      R"([{"nodes": [{"id": "a", "type": "Person"}], "relationships": [], "source": {"page_content": "x", "metadata": {}}},
{"nodes": [{"id": "", "type": "Person"}], "relationships": [], "source": {"page_content": "y", "metadata": {}}}])",
      R"([{"nodes": [{"id": "", "type": "Person"}], "relationships": [], "source": {"page_content": "y", "metadata": {}}}])",
      R"("id": "")", R"("id": "b")");
  check_mending(
      "d.json",
      R"([{"title": "A", "sents": [["Ann", "left"]], "vertexSet": [[{"name": "Ann", "sent_id": 0, "pos": [0, 1], "type": "PER"}]], "labels": []},
{"title": "", "sents": [["Bob", "left"]], "vertexSet": [[{"name": "Bob", "sent_id": 0, "pos": [0, 1], "type": "PER"}]], "labels": []}])",
      R"([{"title": "", "sents": [["Bob", "left"]], "vertexSet": [[{"name": "Bob", "sent_id": 0, "pos": [0, 1], "type": "PER"}]], "labels": []}])",
      R"("title": "")", R"("title": "B")");
}

TEST_CASE("rejected nodes and edges of XML are written in the frame of their document") {
  check_mending("g.graphml",
                R"(<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k" for="node" attr.name="name" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="a"><data key="k">A</data></node>
    <node id=""><data key="k">B</data></node>
    <edge source="a" target="a"/>
    <edge source="a" target=""/>
  </graph>
</graphml>
)",
                R"(<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k" for="node" attr.name="name" attr.type="string"/>
  <graph edgedefault="directed">
    <node id=""><data key="k">B</data></node>
    <edge source="a" target=""/>
  </graph>
</graphml>
)",
                R"("")", R"("b")");
}

TEST_CASE("rejected nodes of GEXF are written with the attributes that it declares") {
  check_mending("g.gexf",
                R"(<gexf version="1.2"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="age" type="integer"/></attributes>
<nodes>
<node id="a" label="A"/>
<node id="" label="B"><attvalues><attvalue for="0" value="7"/></attvalues></node>
</nodes>
<edges>
<edge source="a" target="a"/>
</edges></graph></gexf>)",
                R"(<gexf version="1.2"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="age" type="integer"/></attributes>
<nodes>
<node id="" label="B"><attvalues><attvalue for="0" value="7"/></attvalues></node>
</nodes>
<edges>
</edges></graph></gexf>)",
                R"(id="")", R"(id="b")");
}

TEST_CASE("what is told by its number is written whole, with a warning") {
  Taking taking;
  const std::string texts = "{\"text\":\"A b\",\"ents\":[]}\n{\"text\":7,\"ents\":[]}\n";
  const Rejected spacy = rejected_of(taking, "d.jsonl", texts, "spacy");
  CHECK(spacy.report.records.rejected == 1);
  CHECK(spacy.text == texts);
  CHECK(warnings_of(spacy.report).back() ==
        "1 x records of the format spacy depend on each other, so that the file of rejects is the "
        "whole input (d.jsonl:0)");
}

TEST_CASE("JSON without what was taken keeps all else, byte for byte") {
  const std::vector<const char*> docs = {"", "/"};
  CHECK(json_without(R"([{"a":1},{"b":2},{"c":3}])", docs, {R"({"b")"}) == R"([{"b":2}])");
  CHECK(json_without(R"([{"a":1}, 7 , {"c":3}])", docs, {"7"}) == R"([ 7])");
  CHECK(json_without("{\"a\":1}\n{\"b\":\"]}\\\"\"}\n{\"c\":1}", docs, {R"({"b")"}) ==
        "\n{\"b\":\"]}\\\"\"}");
  CHECK(json_without(R"({"x":[{"a":1}],"y":{"z":[{"b":1},{"c":1}]}})", {"/y/z"}, {R"({"c")"}) ==
        R"({"x":[{"a":1}],"y":{"z":[{"c":1}]}})");
  CHECK(json_without(R"([{"n":[{"a":1},{"b":1}]},{"e":[{"c":1}]}])", {"/*/n", "/*/e"},
                     {R"({"b")"}) == R"([{"n":[{"b":1}]},{"e":[]}])");
  CHECK(json_without("\xEF\xBB\xBF[{\"a\":1}]", docs, {"[{\"a\""}) == "\xEF\xBB\xBF[]");
}

TEST_CASE("of broken JSON all is kept from the break on") {
  const std::vector<const char*> docs = {"", "/"};
  CHECK(json_without(R"([{"a":1},{"b":2}} , {"c":3}])", docs, {"} , "}) == R"([} , {"c":3}])");
  CHECK(json_without(R"([{"a":1},{"b":[2})", docs, {R"({"b")"}) == R"([{"b":[2})");
  CHECK(json_without(R"([{"a":1},{"b":2a},{"c":1}])", docs, {R"({"b")"}) == R"([{"b":2a}])");
  CHECK(json_without(R"({"x" [{"a":1}]})", {"/x"}, {R"([{"a")"}) == R"({"x" [{"a":1}]})");
  const std::string deep(100'000, '[');
  CHECK(json_without(deep, docs, {deep}) == deep);
}

TEST_CASE("JSON cut off anywhere keeps the last rejected item, and nothing breaks") {
  const std::string whole =
      R"({"t":"\"]","objects":[{"a":1},{"b":[2,{"x":"}"}]}, {"c":3}],"z":null} )";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const std::string cut = whole.substr(0, size);
    const std::string kept = json_without(cut, {"/objects"}, {R"({"b")"});
    const std::size_t begin = cut.find(R"({"b")");
    if (begin == std::string::npos) continue;
    CHECK(kept.find(cut.substr(begin, 19)) != std::string::npos);
    CHECK((size < 31 || kept.find(R"({"a")") == std::string::npos));
  }
}

TEST_CASE(
    "XML without what was taken keeps all else, and what shares a line with a rejected element") {
  CHECK(xml_without("<g>\n<node/>\n<node>\n<x/>\n</node>\n<edge/><node/>\n<y/></g>\n", {6}) ==
        "<g>\n<edge/><node/>\n<y/></g>\n");
  // A record within another keeps it.
  CHECK(xml_without("<g>\n<node>\n<graph>\n<node/>\n</graph>\n</node>\n<node/>\n</g>", {4}) ==
        "<g>\n<node>\n<graph>\n<node/>\n</graph>\n</node>\n</g>");
  CHECK(xml_without("<a:g xmlns:a='u'>\n<a:node/>\n<a:edge/></a:g>", {3}) ==
        "<a:g xmlns:a='u'>\n<a:edge/></a:g>");
  CHECK(xml_without("<g>\n<node/>\n<node><b></node>\n<node/></g>", {3}) ==
        "<g>\n<node><b></node>\n<node/></g>");
  CHECK(xml_without("<!DOCTYPE g [<!ENTITY e 'x'>]>\n<g><node/></g>", {1}) ==
        "<!DOCTYPE g [<!ENTITY e 'x'>]>\n<g><node/></g>");
  std::string many = "<g>";
  for (int i = 0; i < 50'000; ++i) many += "\n<node id='" + std::to_string(i) + "'/>";
  CHECK(xml_without(many + "\n<edge/>\n</g>", {50'002}) == "<g>\n<edge/>\n</g>");
  const std::string whole = "<g>\n<node/>\n<node>\n</node>\n</g>";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(xml_without(whole.substr(0, size), {3}).size() <= size);
  }
}

TEST_CASE("every reader says how its rejected records are cut out") {
  for (const Reader* reader : readers()) {
    CAPTURE(reader->name);
    const bool has_names = reader->cut_out[0] != nullptr;
    CHECK(has_names == (reader->cut == Cut::json || reader->cut == Cut::xml));
    // Bytes are no lines.
    const bool is_of_lines = reader->cut == Cut::lines || reader->cut == Cut::rdf;
    CHECK((reader->place_unit == PlaceUnit::line || !is_of_lines));
  }
}

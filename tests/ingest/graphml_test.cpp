// GraphML of several programs: what becomes of nodes, edges and data.

#include "ingest/graphml.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string story = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="name" attr.type="string"/>
<key id="d1" for="node" attr.name="kind" attr.type="string"><default>Human</default></key>
<key id="d2" for="edge" attr.name="since" attr.type="string"/>
<key id="d3" for="edge" attr.name="type" attr.type="string"/>
<key id="d4" for="node" attr.name="age" attr.type="int"/>
<key id="d5" for="edge" attr.name="source" attr.type="string"/>
<key id="d6" for="edge" attr.name="confidence" attr.type="double"/>
<graph id="G" edgedefault="directed">
<data key="d9">of 2024</data>
<node id="p1"><data key="d0">Ivan &amp; sons</data><data key="d4">44</data></node>
<node id="c1"><data key="d0">Tin Works</data><data key="d1">Firm</data></node>
<edge id="e1" source="p1" target="c1"><data key="d2">2015-11</data><data key="d3">owns</data>
<data key="d5">https://news.example/1</data><data key="d6">0.75</data></edge>
<edge source="p1" target="x9" directed="false"/>
</graph></graphml>)";

}  // namespace

TEST_CASE("GraphML becomes entities and relations with their evidence") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_file(taking, "story.graphml", story);
  CHECK(report.inputs.front().format == "graphml");
  CHECK(report.records.read == 5);
  CHECK(report.rejections.empty());
  CHECK(entity_lines(taking) ==
        sorted({"story:p1 person [Ivan & sons//0] [age=44:n, kind=Human:t]",
                "story:c1 company [Tin Works//0] [kind=Firm:t]", "story:x9 unknown [x9//0] []"}));
  CHECK(
      relation_lines(taking) ==
      sorted(
          {"owns story:p1 -> story:c1 2015-11.. - [id=e1:t] [https://news.example/1 - +  7500 '']",
           "associated_with story:p1 -> story:x9  - [directed=false:b] "
           "[file:story.graphml - +  '']"}));
  CHECK(taking.document("file:story.graphml").properties ==
        std::vector{Property{.name = "d9", .value = "of 2024"}});
}

TEST_CASE("keys may be declared after their use, or not at all") {
  Taking taking;
  const IngestReport report = take_file(taking, "late.graphml", R"(<graphml><graph>
<node id="1"><data key="k">Olga</data><data key="lost">5</data></node><node id="2"/>
</graph><key id="k" attr.name="label"/></graphml>)");
  CHECK(entity_lines(taking) ==
        sorted({"late:2 unknown [] []", "late:1 unknown [Olga//0] [lost=5:t]"}));
  CHECK(warnings_of(report) ==
        std::vector<std::string>{
            "1 x a key that is not declared is the name of its field (late.graphml:2)"});
}

TEST_CASE("graphs within nodes, hyperedges and foreign labels are understood") {
  Taking taking;
  const IngestReport report = take_file(taking, "g.graphml", R"(<graphml>
<key id="y" for="node" yfiles.type="nodegraphics"/><graph edgedefault="undirected">
<node id="in" labels=":Person:Spy"><data key="y"><y:ShapeNode><y:NodeLabel> Vera </y:NodeLabel>
<y:Geometry x="1"/></y:ShapeNode></data></node>
<node id="group"><graph edgedefault="directed"><node id="sub"/><edge source="sub" target="in" label="KNOWS_OF"/>
</graph></node>
<hyperedge><endpoint node="in" type="in"/><endpoint node="sub"/></hyperedge>
<nonsense/><node/><edge source="in"/></graph></graphml>)");
  CHECK(entity_lines(taking) ==
        sorted({"g:in person [Vera//0] [labels=Spy:t]", "g:group unknown [group//0] []",
                "g:sub unknown [sub//0] []", "g:hyperedge 1 joint_link [hyperedge 1//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"part_of g:sub -> g:group  - [] [file:g.graphml - +  '']",
                "knows_of g:sub -> g:in  - [] [file:g.graphml - +  '']",
                "takes_part_in g:in -> g:hyperedge 1  - [role=source:t] [file:g.graphml - +  '']",
                "takes_part_in g:sub -> g:hyperedge 1  - [] [file:g.graphml - +  '']"}));
  CHECK(rejections_of(report) ==
        std::vector<std::string>{
            "g.graphml:8: : expected a node, an edge or a hyperedge, found <nonsense>",
            "g.graphml:8: id: a node needs an id",
            "g.graphml:8: target: an edge needs the ids of two nodes"});
}

TEST_CASE("parallel edges that differ stay apart, ends may come before their nodes") {
  Taking taking;
  take_file(taking, "p.graphml", R"(<graphml><graph>
<edge source="https://a.example/1" target="b" since="2020"/><edge source="https://a.example/1" target="b" since="2021"/>
<edge source="https://a.example/1" target="b" since="2021"/><node id="b" name="Boris"/></graph></graphml>)");
  CHECK(relation_lines(taking).size() == 2);
  CHECK(taking.has(KeyKind::entity, "https://a.example/1"));
  CHECK(taking.entity("p:b").names.size() == 1);
}

TEST_CASE("GraphML that is cut short or changed is never lost without a word") {
  check_any_damage("story.graphml", story, "graphml");
}

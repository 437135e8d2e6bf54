// GEXF: attributes, times and the ways in which programs differ.

#include "ingest/gexf.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string story =
    R"(<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta lastmodifieddate="2024-03-01"><creator>Drawer</creator></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date">
<attributes class="node"><attribute id="0" title="type" type="string"/>
<attribute id="1" title="rank" type="integer"><default>3</default></attribute>
<attribute id="2" title="towns" type="liststring"/></attributes>
<attributes class="edge"><attribute id="0" title="speaker" type="string"/></attributes>
<nodes><node id="p1" label="Ivan" start="1970"><attvalues><attvalue for="0" value="Person"/>
<attvalue for="2" value="['Omsk', &quot;New, town&quot;]"/></attvalues><viz:size value="3"/></node>
<node id="c1" label="Company One"><attvalues><attvalue id="1" value="9"/></attvalues>
<nodes><node id="c2" label=""/></nodes></node></nodes>
<edges><edge id="0" source="p1" target="c1" label="owns" weight="2.5" start="2010" end="2020">
<attvalues><attvalue for="0" value="Ministry"/></attvalues>
<spells><spell start="2010-01-02T03:04:05" end="2011"/><spell start="2015" /></spells></edge>
<edge source="c1" target="c2" type="mutual" kind="trades with" start="2019-05" end="2018"/>
<edge source="c1" target="gone" type="undirected" startopen="2019-05"/></edges></graph></gexf>)";

}  // namespace

TEST_CASE("GEXF becomes entities and relations, several spells several relations") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_file(taking, "story.gexf", story);
  CHECK(report.inputs.front().format == "gexf");
  CHECK(report.records.read == 7);
  CHECK(
      entity_lines(taking) ==
      sorted({"story:p1 person [Ivan//0] [rank=3:n, start=1970:t, towns=New, town:t, towns=Omsk:t]",
              "story:c1 unknown [Company One//0] [rank=9:n]", "story:c2 unknown [c2//0] [rank=3:n]",
              "Ministry unknown [Ministry//0] []", "story:gone unknown [gone//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted(
            {"part_of story:c2 -> story:c1  - [] [file:story.gexf - +  '']",
             "owns story:p1 -> story:c1 2010-01-02..2011 - "
             "[id=0:t, start=2010-01-02T03:04:05:t, weight=2.5:n] [file:story.gexf Ministry +  '']",
             "owns story:p1 -> story:c1 2015.. - "
             "[id=0:t, start=2010-01-02T03:04:05:t, weight=2.5:n] [file:story.gexf Ministry +  '']",
             "associated_with story:c1 -> story:gone 2019-05.. - [directed=false:b] "
             "[file:story.gexf - +  '']"}));
  CHECK(
      rejections_of(report) ==
      std::vector<std::string>{"story.gexf:15: valid: it ends (2018) before it begins (2019-05)"});
  CHECK(taking.document("file:story.gexf").properties.size() == 2);
}

TEST_CASE("times of GEXF that are numbers are no dates, and undeclared attributes are kept") {
  Taking taking;
  const IngestReport report = take_file(taking, "n.gexf", R"(<gexf><graph timeformat="double">
<nodes><node id="1" label="Ann"><attvalues><attvalue for="url" value="https://a.example"/></attvalues></node></nodes>
<edges><edge source="1" target="1" start="2019"/><x/><edge source="1"/></edges></graph></gexf>)");
  CHECK(entity_lines(taking) == sorted({"n:1 unknown [Ann//0] [url=https://a.example:t]"}));
  CHECK(relation_lines(taking) ==
        sorted({"linked_to n:1 -> n:1  - [start=2019:t] [file:n.gexf - +  '']"}));
  CHECK(report.records.rejected == 2);
}

TEST_CASE("lists of GEXF are split whichever way they are written") {
  Taking taking;
  take_file(taking, "l.gexf", R"(<gexf><graph><attributes class="node">
<attribute id="0" title="t" type="liststring"/></attributes><nodes>
<node id="1"><attvalues><attvalue for="0" value="a |b"/></attvalues></node>
<node id="2"><attvalues><attvalue for="0" value="a, b"/></attvalues></node>
<node id="3"><attvalues><attvalue for="0" value="[a, 'b']"/></attvalues></node>
<node id="4"><attvalues><attvalue for="0" value="['a', '\'b\'']"/></attvalues></node>
<node id="5"><attvalues><attvalue for="0" value="a;b"/></attvalues></node></nodes></graph></gexf>)");
  for (const char* const node : {"l:1", "l:2", "l:3", "l:5"}) {
    CHECK(taking.entity(node).properties ==
          std::vector{Property{.name = "t", .value = "a"}, Property{.name = "t", .value = "b"}});
  }
  CHECK(taking.entity("l:4").properties.back().value == "'b'");
}

TEST_CASE("GEXF that is cut short or changed is never lost without a word") {
  check_any_damage("story.gexf", story, "gexf");
}

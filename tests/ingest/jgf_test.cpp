// JSON Graph Format: both versions, several graphs, hyperedges.

#include "ingest/jgf.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string story =
    R"({"graph":{"label":"Deals","directed":false,"metadata":{"year":2024},"nodes":{
"ivan":{"label":"Ivan","metadata":{"type":"person","age":44}},"tin":{}},"edges":[
{"id":"e","source":"ivan","target":"tin","relation":"owns","directed":true,"metadata":{"since":"2020"}},
{"source":"ivan","target":"gone"}],"hyperedges":[{"nodes":["ivan","tin"],"metadata":{"name":"the deal"}},
{"source":["ivan"],"target":["tin"]}]}})";

}  // namespace

TEST_CASE("JSON Graph Format becomes entities, relations and links of several") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_file(taking, "deals.json", story);
  CHECK(report.inputs.front().format == "jgf");
  CHECK(report.records.read == 8);
  CHECK(report.rejections.empty());
  CHECK(entity_lines(taking) ==
        sorted({"deals:ivan person [Ivan//0] [age=44:n]", "deals:tin unknown [tin//0] []",
                "deals:gone unknown [gone//0] []", "deals:hyperedge 1 joint_link [the deal//0] []",
                "deals:hyperedge 2 joint_link [hyperedge 2//0] []"}));
  const std::string claim = " [file:deals.json - +  '']";
  CHECK(relation_lines(taking) ==
        sorted({"owns deals:ivan -> deals:tin 2020.. - [id=e:t]" + claim,
                "associated_with deals:ivan -> deals:gone  - [directed=false:b]" + claim,
                "takes_part_in deals:ivan -> deals:hyperedge 1  - []" + claim,
                "takes_part_in deals:tin -> deals:hyperedge 1  - []" + claim,
                "takes_part_in deals:ivan -> deals:hyperedge 2  - [role=source:t]" + claim,
                "takes_part_in deals:tin -> deals:hyperedge 2  - [role=target:t]" + claim}));
  CHECK(taking.document("file:deals.json").properties.size() == 2);
}

TEST_CASE("nodes may stand in an array, and a file may hold several graphs") {
  Taking taking;
  const IngestReport report = take_file(taking, "two.json", R"({"graphs":[
{"directed":false,"id":"g1","nodes":[{"id":"a"},{"id":"b"}],"edges":[{"source":"a","target":"b"}]},
{"id":"g2","nodes":[{"id":"b"}],"edges":[{"source":"a","target":"b"},{"source":"a"},7]}]})");
  CHECK(report.records.rejected == 2);
  CHECK(relation_lines(taking) ==
        sorted({"associated_with two:a -> two:b  - [directed=false:b, graph=g1:t] "
                "[file:two.json - +  '']",
                "linked_to two:a -> two:b  - [graph=g2:t] [file:two.json - +  '']"}));
}

TEST_CASE("JSON Graph Format that is cut short or changed is never lost without a word") {
  check_any_damage("deals.json", story, "jgf");
}

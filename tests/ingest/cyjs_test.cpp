// Cytoscape's JSON in its three layouts.

#include "ingest/cyjs.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string nodes =
    R"([{"data":{"id":"p1","name":"Ivan","type":"person","age":44},"position":{"x":1},"classes":"red"},
{"data":{"id":2,"parent":"g"}},{"data":{"id":"g","label":"Ring"}}])";
const std::string edges =
    R"([{"data":{"id":"e1","source":"p1","target":"2","interaction":"paid","date":"2024-05-06","url":"https://a.example/x"}},
{"data":{"source":2,"target":"far"}}])";

std::string flat() {
  const std::string all = nodes.substr(0, nodes.size() - 1) + "," + edges.substr(1);
  return all;
}

}  // namespace

TEST_CASE("the three layouts of Cytoscape become the same") {
  const auto layout = GENERATE(0, 1, 2);
  const std::string content =
      layout == 0   ? "{\"elements\":{\"nodes\":" + nodes + ",\"edges\":" + edges + "}}"
      : layout == 1 ? "{\"edges\":" + edges + ",\"nodes\":" + nodes + "}"
                    : flat();
  Taking taking(StoreKind::disk);
  const IngestReport report = take_file(taking, "ring.json", content);
  CHECK(report.inputs.front().format == "cyjs");
  CHECK(report.records.read == 5);
  CHECK(report.rejections.empty());
  CHECK(entity_lines(taking) ==
        sorted({"ring:p1 person [Ivan//0] [age=44:n, classes=red:t]", "ring:2 unknown [] []",
                "ring:g unknown [Ring//0] []", "ring:far unknown [far//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"part_of ring:2 -> ring:g  - [] [file:ring.json - +  '']",
                "paid ring:p1 -> ring:2 2024-05-06 - [id=e1:t] [https://a.example/x - +  '']",
                "linked_to ring:2 -> ring:far  - [] [file:ring.json - +  '']"}));
}

TEST_CASE("what is no element of Cytoscape is refused, what is said of the network is kept") {
  Taking taking;
  const IngestReport report = take_file(
      taking, "n.cyjs",
      R"({"data":{"name":"Net"},"zoom":2,"generated_by":"hand","elements":{"nodes":[{"data":{}},{"id":"a"},5,
{"data":{"id":"ok"}},{"data":{"id":[]}}],"edges":[{"data":{"source":"ok"}}],"more":1}})");
  CHECK(report.records.read == 10);
  std::vector<std::string> reasons;
  for (const Rejection& rejection : report.rejections) {
    reasons.push_back(rejection.field + ": " + rejection.reason);
  }
  CHECK(reasons ==
        std::vector<std::string>{"id: expected an id",
                                 "data: expected an object with an id, or a source and a target",
                                 ": expected an object, found a number",
                                 "id: expected an id, text or a number, found an array",
                                 "target: expected an id", "more: expected nodes or edges"});
  CHECK(taking.has(KeyKind::entity, "n:ok"));
}

TEST_CASE("Cytoscape JSON that is cut short or changed is never lost without a word") {
  check_any_damage("ring.json", flat(), "cyjs");
}

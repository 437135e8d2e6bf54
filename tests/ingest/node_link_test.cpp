// Node-link JSON: links by id, by place and by the node itself.

#include "ingest/node_link.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string story =
    R"({"directed":true,"multigraph":true,"graph":{"title":"Deals"},"nodes":[
{"id":"p1","label":"Ivan"},{"id":"c1","type":"company","name":"Tin"}],
"links":[{"source":"p1","target":"c1","key":0,"type":"owns","since":"2020"},
{"source":"p1","target":"c1","key":1,"type":"owns","since":"2022"},{"source":"p1","target":"x"}]})";

std::vector<std::string> ends_of(const std::string& content) {
  Taking taking;
  const IngestReport report = take_file(taking, "n.json", content);
  CHECK(report.rejections.empty());
  CHECK(report.inputs.front().format == "node-link");
  std::vector<std::string> ends;
  for (const std::string& line : relation_lines(taking))
    ends.push_back(line.substr(0, line.find("  ")));
  return ends;
}

}  // namespace

TEST_CASE("node-link JSON becomes entities and relations, parallel ones apart") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_file(taking, "deals.json", story);
  CHECK(report.records.read == 6);
  CHECK(entity_lines(taking) ==
        sorted({"deals:p1 unknown [Ivan//0] []", "deals:c1 company [Tin//0] []",
                "deals:x unknown [x//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"owns deals:p1 -> deals:c1 2020.. - [key=0:n] [file:deals.json - +  '']",
                "owns deals:p1 -> deals:c1 2022.. - [key=1:n] [file:deals.json - +  '']",
                "linked_to deals:p1 -> deals:x  - [] [file:deals.json - +  '']"}));
  CHECK(taking.document("file:deals.json").properties.size() == 1);
}

TEST_CASE("links name nodes by id, by place, or hold them") {
  const std::vector<std::string> linked = {"linked_to n:a -> n:b"};
  CHECK(ends_of(R"({"nodes":[{"id":"a"},{"id":"b"}],"edges":[{"source":"a","target":"b"}]})") ==
        linked);
  CHECK(ends_of(R"({"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":0,"target":1}]})") ==
        linked);
  CHECK(ends_of(R"({"nodes":[{"name":"a"},{"name":"b"}],"links":[{"source":0,"target":1}]})") ==
        linked);
  CHECK(ends_of(R"({"nodes":[{"id":"a"},{"id":"b"}],
                    "links":[{"source":{"id":"a","x":1},"target":{"index":1}}]})") == linked);
  CHECK(ends_of(R"({"links":[{"source":"a","target":"b"}],"nodes":[{"id":"a"},{"id":"b"}]})") ==
        linked);
  CHECK(ends_of(R"({"nodes":[{"id":"0"},{"id":"5"}],"links":[{"source":0,"target":5}]})") ==
        std::vector<std::string>{"linked_to n:0 -> n:5"});
  CHECK(
      ends_of(
          R"({"directed":false,"nodes":[{"id":7},{"id":5}],"links":[{"source":7,"target":1}]})") ==
      std::vector<std::string>{"associated_with n:7 -> n:1"});
  CHECK(ends_of(R"({"nodes":[{"name":"a"},{"name":"a"}],"links":[{"source":0,"target":1}]})") ==
        std::vector<std::string>{"linked_to n:a -> n:a #1"});
  CHECK(ends_of(R"({"nodes":[{},{}],"links":[{"source":0,"target":1}]})") ==
        std::vector<std::string>{"linked_to n:0 -> n:1"});
}

TEST_CASE("a node that is refused keeps its place") {
  Taking taking;
  const IngestReport report = take_file(
      taking, "n.json",
      R"({"nodes":[{"id":[]},7,{"id":"b"}],"links":[{"source":2,"target":2},{"source":0,"target":2},{}]})");
  CHECK(report.records.rejected == 3);
  CHECK(relation_lines(taking) == sorted({"linked_to n:b -> n:b  - [] [file:n.json - +  '']",
                                          "linked_to n:0 -> n:b  - [] [file:n.json - +  '']"}));
}

TEST_CASE("node-link JSON that is cut short or changed is never lost without a word") {
  check_any_damage("deals.json", story, "node-link");
}

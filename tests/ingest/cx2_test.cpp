// CX2: aliases, defaults and what is declared of attributes.

#include "ingest/cx2.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string story =
    R"([{"CXVersion":"2.0","hasFragments":false},{"metaData":[{"name":"nodes","elementCount":2}]},
{"attributeDeclarations":[{"nodes":{"name":{"a":"n","d":"string"},"kind":{"d":"string","v":"person"},
"aka":{"d":"list_of_string"}},"edges":{"interaction":{"a":"i"},"directed":{"d":"boolean","v":true}}}]},
{"networkAttributes":[{"name":"Net"}]},
{"nodes":[{"id":0,"x":1.5,"y":2,"v":{"n":"Ivan","aka":["Vanya"]}},{"id":1,"v":{"n":"Tin","kind":"company","odd":[1,2]}}]},
{"edges":[{"id":7,"s":0,"t":1,"v":{"i":"owns","directed":false}},{"id":8,"s":1,"t":2}]},
{"visualProperties":[{"default":{}}]},{"status":[{"success":true}]}])";

}  // namespace

TEST_CASE("CX2 becomes entities and relations under the names that it declares") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_file(taking, "net.cx2", story);
  CHECK(report.inputs.front().format == "cx2");
  CHECK(report.rejections.empty());
  CHECK(entity_lines(taking) ==
        sorted({"net:0 person [Ivan//0, Vanya//1] []", "net:1 company [Tin//0] [odd=1:n, odd=2:n]",
                "net:2 unknown [] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"owns net:0 -> net:1  - [directed=false:b, id=7:n] [file:net.cx2 - +  '']",
                "linked_to net:1 -> net:2  - [id=8:n] [file:net.cx2 - +  '']"}));
}

TEST_CASE("what is no part of CX2 is refused, and a file that failed says so") {
  Taking taking;
  const IngestReport report = take_file(
      taking, "bad.cx2",
      R"([{"CXVersion":"2.0"},{"nodes":[{"v":{}},{"id":1},{"id":2,"v":5}]},{"edges":[{"s":1}]},7,{"status":[{"success":false}]}])");
  CHECK(report.records.rejected == 4);
  CHECK(taking.has(KeyKind::entity, "bad:1"));
  CHECK(report.warnings.back().text ==
        "the file says of itself that it was not written to its end");
}

TEST_CASE("CX2 that is cut short or changed is never lost without a word") {
  check_any_damage("net.cx2", story, "cx2");
}

// The items of JSON documents, whole and broken.

#include "ingest/json_items.h"

#include <catch2/catch.hpp>

#include "tests/ingest/reading.h"

using namespace relata;
using Catch::Contains;
using relata::testing::Reading;

namespace {

struct Walked {
  std::string items;  // "in name=json@byte " of each
  std::vector<std::string> refusals;
};

Walked walk(const std::string& content, std::set<std::string, std::less<>> walked,
            std::size_t item_bytes_max = 1000) {
  Reading reading(content);
  JsonItems items(reading.input(), std::move(walked), item_bytes_max);
  Walked seen;
  for (JsonItems::Item item; items.next(reading.sink(), item);) {
    seen.items += std::string(item.in) + " " + std::string(item.name) + "=" +
                  JsonLine::to_text(item.value) + "@" + std::to_string(item.byte) + " ";
  }
  seen.refusals = reading.refusals();
  return seen;
}

}  // namespace

TEST_CASE("items lie in the arrays and objects that are walked through, others are whole") {
  const std::string bundle =
      R"({"type":"bundle", "objects" : [ {"a":[1,{}]} ,"x", 2 ] , "more":{"objects":[3]}})";
  const Walked seen = walk(bundle, {"/", "/objects"});
  CHECK(seen.refusals.empty());
  CHECK(seen.items ==
        "/ type=\"bundle\"@8 /objects ="
        R"({"a":[1,{}]})"
        "@32 /objects =\"x\"@46 /objects =2@51 "
        "/ more="
        R"({"objects":[3]})"
        "@64 ");
}

TEST_CASE("what lies in an array is named with a star, what lies in an object by its name") {
  CHECK(walk(R"({"graphs":[{"nodes":{"n\"1":{}}},{"nodes":[7]}]})",
             {"/", "/graphs", "/graphs/*", "/graphs/*/nodes"})
            .items == R"(/graphs/*/nodes n"1={}@28 /graphs/*/nodes =7@43 )");
}

TEST_CASE("documents may follow each other, and need not be walked through") {
  CHECK(walk("{\"a\":1}\n{\"b\":2}\r\n\n[3] ", {}).items == R"( ={"a":1}@0  ={"b":2}@8  =[3]@18 )");
  CHECK(walk("\xEF\xBB\xBF[1]", {"/"}).items == "/ =1@4 ");
  CHECK(walk("", {"/"}).items.empty());
  CHECK(walk("  \n ", {"/"}).refusals.empty());
  CHECK(walk("[]{}", {"/"}).items.empty());
}

TEST_CASE("brackets and quotes within texts are text") {
  const std::string item = R"({"a":"}]\"\\","b":["[{",{"c":"\\\""}]})";
  CHECK(walk("[" + item + "]", {"/"}).items == "/ =" + item + "@1 ");
}

TEST_CASE("an item that cannot be parsed is refused alone, with its byte") {
  const Walked seen = walk(R"([1,{"a":tru},"\xx",01,nul,2])", {"/"});
  CHECK(seen.items == "/ =1@1 / =2@26 ");
  REQUIRE(seen.refusals.size() == 4);
  CHECK_THAT(seen.refusals[0], Catch::StartsWith("3: bad JSON at byte ") && Contains("Invalid"));
  CHECK_THAT(seen.refusals[1], Catch::StartsWith("13: "));
  CHECK_THAT(seen.refusals[2], Catch::StartsWith("19: "));
  CHECK_THAT(seen.refusals[3], Catch::StartsWith("22: "));
  CHECK(walk("[\"\xFF\"]", {"/"}).refusals.size() == 1);
}

TEST_CASE("an item over the limit is refused, the next one is read") {
  const Walked seen =
      walk(R"([")" + std::string(5000, 'x') + R"(",[)" + std::string(3000, ' ') + "],3]", {"/"}, 8);
  CHECK(seen.items == "/ =3@8007 ");
  REQUIRE(seen.refusals.size() == 2);
  CHECK(seen.refusals[0] == "1: it has 5002 bytes; the limit is 8");
  CHECK(seen.refusals[1] == "5004: it has 3002 bytes; the limit is 8");
}

TEST_CASE("nesting beyond the limit is refused, however deep") {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  const Walked seen = walk("[1," + deep + ",2]", {"/"}, 1 << 20);
  CHECK(seen.items == "/ =1@1 / =2@400004 ");
  CHECK(seen.refusals.size() == 1);
}

TEST_CASE("after broken JSON between items nothing is read, and that is said once") {
  const auto problem = [](const std::string& content) {
    const Walked seen = walk(content, {"/", "/a", "/a/*"});
    REQUIRE(seen.refusals.size() == 1);
    CHECK_THAT(seen.refusals[0], Catch::EndsWith("; what follows was not read"));
    return seen.refusals[0];
  };
  CHECK_THAT(problem("[1 2]"), Contains("at byte 3: expected a comma or ], found \"2\""));
  CHECK_THAT(problem(R"({"a":[1,2)"), Contains("at byte 9: expected a comma or ], found the end"));
  CHECK_THAT(problem(R"({"a":[{"b":"c)"), Contains("expected the end of a text, found the end"));
  CHECK_THAT(problem(R"({"b":[{"b")"), Contains("expected the end of an array or object"));
  CHECK_THAT(problem(R"({"a")"), Contains("expected a colon, found the end"));
  CHECK_THAT(problem(R"({a:1})"), Contains("expected a name in quotes, found \"a\""));
  CHECK_THAT(problem(R"({"a":)"), Contains("expected a value, found the end"));
  CHECK_THAT(problem("[,1]"), Contains("expected a value, found \",\""));
  CHECK_THAT(problem("[1,"), Contains("expected a value, found the end"));
  CHECK_THAT(problem("]"), Contains("expected an array or object, found \"]\""));
  CHECK_THAT(problem("\xFF\xFE{"),
             Contains("at byte 0: expected an array or object, found byte 255"));
  CHECK_THAT(problem("{}<html>"), Contains("at byte 2: expected an array or object, found \"<\""));
}

TEST_CASE("every beginning of a document is read to its end and refused once") {
  const std::string whole = R"({"t":"b","a":[{"x":"é\n"},-1.5e3,[]]})";
  const std::string all = walk(whole, {"/", "/a"}).items;
  for (std::size_t size = 1; size < whole.size(); ++size) {
    CAPTURE(size);
    const Walked seen = walk(whole.substr(0, size), {"/", "/a"});
    CHECK(seen.refusals.size() >= 1);
    CHECK(seen.refusals.size() <= 2);
  }
}

TEST_CASE("an item says where what it lies in begins") {
  Reading reading(R"([{"a":1},{"a":2,"b":3}])");
  JsonItems items(reading.input(), {"/", "/*"}, 1000);
  std::vector<std::uint64_t> begins;
  for (JsonItems::Item item; items.next(reading.sink(), item);) begins.push_back(item.in_byte);
  CHECK(begins == std::vector<std::uint64_t>{1, 9, 9});
}

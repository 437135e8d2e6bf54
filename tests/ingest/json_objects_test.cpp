// Objects in an array, or one after the other.

#include "ingest/json_objects.h"

#include <catch2/catch.hpp>

#include "ingest/json_fields.h"
#include "tests/ingest/reading.h"

using namespace relata;
using relata::testing::Reading;

namespace {

struct Objects {
  std::string texts;
  std::vector<std::string> refusals;
};

Objects read(const std::string& content) {
  Reading reading(content);
  JsonObjects objects(reading.input(), 1 << 20);
  Objects read;
  for (JsonLine::Value object; objects.next(reading.sink(), object);) {
    read.texts += JsonLine::to_text(object);
  }
  read.refusals = reading.refusals();
  return read;
}

}  // namespace

TEST_CASE("objects of an array and objects one a line are records alike") {
  const std::string both = R"({"a":1}{"b":[2]})";
  CHECK(read(R"([{"a":1},{"b":[2]}])").texts == both);
  CHECK(read(" \n[ {\"a\":1} , {\"b\":[2]} ]\n").texts == both);
  CHECK(read("{\"a\":1}\n\n{\"b\":[2]}\n").texts == both);
  CHECK(read("\xEF\xBB\xBF[{\"a\":1},{\"b\":[2]}]").texts == both);
  CHECK(read("").texts.empty());
  CHECK(read("[]").texts.empty());
}

TEST_CASE("what is no object is refused, and the next is read") {
  const Objects some = read(R"([1,{"a":1},"x",{"b":[2]}])");
  CHECK(some.texts == R"({"a":1}{"b":[2]})");
  CHECK(some.refusals ==
        std::vector<std::string>{"1: expected an object", "11: expected an object"});
}

TEST_CASE("a member that is null is not there") {
  std::string text = R"({"a":null,"b":1})";
  JsonLine line;
  REQUIRE_FALSE(line.parse(text.data(), text.size()));
  CHECK_FALSE(member_of(line.root(), "a"));
  CHECK_FALSE(member_of(line.root(), "c"));
  REQUIRE(member_of(line.root(), "b"));
  CHECK(member_of(line.root(), "b")->text() == "1");
}

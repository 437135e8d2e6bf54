// One line of JSON, parsed where it lies.

#include "ingest/json_line.h"

#include <catch2/catch.hpp>

using namespace relata;

namespace {

// Keeps the line that the values point into.
struct Parsed {
  explicit Parsed(std::string text) : line(std::move(text)) {
    problem = json.parse(line.data(), line.size());
  }

  std::string line;
  JsonLine json;
  std::optional<JsonLine::Problem> problem;
};

std::string problem_of(const std::string& line) {
  const Parsed parsed(line);
  if (!parsed.problem) return "";
  return std::to_string(parsed.problem->offset) + ": " + parsed.problem->what;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("every kind of value is read, in order, with its name") {
  const Parsed parsed(
      R"( {"n":null,"t":true,"f":false,"i":-12.50e1,"s":"a\"bö","l":[1,[]],"o":{}} )");
  REQUIRE(!parsed.problem);
  std::string seen;
  for (const auto member : parsed.json.root()) {
    seen += std::string(member.name()) + "=" + std::string(member.text()) + "/" +
            std::to_string(static_cast<int>(member.kind())) + " ";
  }
  CHECK(seen == "n=/0 t=true/1 f=false/1 i=-12.50e1/2 s=a\"bö/3 l=/4 o=/5 ");
}

TEST_CASE("a value gives its JSON again, digits and all") {
  const std::string line = R"({"a":[1.50,{"b":"\u0000\n\"","c":null}],"d":{},"e":[],"f":true})";
  const Parsed parsed(line);
  REQUIRE(!parsed.problem);
  CHECK(JsonLine::to_text(parsed.json.root()) == line);
}

TEST_CASE("one parser reads line after line") {
  JsonLine json;
  std::string first = R"({"a":[1,2,3]})";
  std::string bad = R"({"a":[)";
  std::string last = R"({"b":1})";
  CHECK(!json.parse(first.data(), first.size()));
  CHECK(json.parse(bad.data(), bad.size()));
  CHECK(!json.parse(last.data(), last.size()));
  CHECK(JsonLine::to_text(json.root()) == R"({"b":1})");
}

TEST_CASE("a line cut at any byte is no JSON") {
  const std::string line = R"({"a":"b\u00e9","c":[1.5e2,true,false,null,{"d":[]}],"e":"😀"})";
  CHECK(problem_of(line).empty());
  for (std::size_t size = 0; size < line.size(); ++size) {
    CAPTURE(size);
    CHECK(!problem_of(line.substr(0, size)).empty());
  }
}

TEST_CASE("what is no JSON is told with its byte") {
  CHECK(problem_of("") == "0: The document is empty");
  CHECK(problem_of("{} {}") == "3: The document root must not be followed by other values");
  CHECK(problem_of(R"({"a":1,})") == "7: Missing a name for object member");
  CHECK(problem_of(R"({"a" 1})") == "5: Missing a colon after a name of object member");
  CHECK(problem_of(R"({"a":tru})") == "8: Invalid value");
  CHECK(problem_of(R"({'a':1})") == "1: Missing a name for object member");
  CHECK(problem_of(R"({"a":NaN})") == "5: Invalid value");
  CHECK(problem_of(R"({"a":Infinity})") == "5: Invalid value");
  CHECK(problem_of(R"({"a":-})") == "6: Invalid value");
  CHECK(problem_of(R"({"a":01})") == "6: Missing a comma or '}' after an object member");
  CHECK(problem_of(R"({"a":1.})") == "7: Miss fraction part in number");
  CHECK(problem_of(R"({"a":1e})") == "7: Miss exponent in number");
  CHECK(problem_of(R"({"a":1e999})") == "5: the number is out of range");
  CHECK(problem_of(R"({"a":)" + std::string(400, '9') + "}") == "5: the number is out of range");
  CHECK(problem_of("{\"a\":\"b\tc\"}") == "7: Invalid escape character in string");
  CHECK(problem_of(R"({"a":"\x41"})") == "6: Invalid escape character in string");
  CHECK(problem_of(R"({"a":"\u00g0"})") == "6: Incorrect hex digit after \\u escape in string");
  CHECK(problem_of("\xEF\xBB\xBF{}") == "0: Invalid value");
  CHECK(problem_of("// no\n{}") == "0: Invalid value");
}

TEST_CASE("a zero byte ends no line early") {
  CHECK(problem_of(std::string("{}\0 and more", 12)) == "2: a zero byte is no text");
  CHECK(problem_of(std::string("{\"a\":\"\0\"}", 9)) == "6: a zero byte is no text");
}

TEST_CASE("bytes that are not UTF-8 are refused wherever they stand") {
  const auto bytes =
      GENERATE(as<std::string>{}, "\xFF", "\xC0\x80", "\xC3", "\xE2\x82", "\xED\xA0\x80",
               "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80", "\x80", "a\xE9t\xE9");
  CAPTURE(bytes);
  CHECK_THAT(problem_of("{\"a\":\"" + bytes + "\"}"),
             Catch::EndsWith("the text is not UTF-8; convert it"));
  CHECK_THAT(problem_of("{\"" + bytes + "\":1}"),
             Catch::EndsWith("the text is not UTF-8; convert it"));
}

TEST_CASE("half of a surrogate pair is refused, a whole one is a character") {
  CHECK(problem_of(R"({"a":"\ud83d\ude00"})").empty());
  CHECK(problem_of(R"({"a":"퟿"})").empty());  // the last character before the surrogates
  const auto half = GENERATE(as<std::string>{}, R"(\ud83d)", R"(\ud83d\u0041)", R"(\udc00)",
                             R"(\ude00\ud83d)", R"(한\udfff)");
  CAPTURE(half);
  CHECK_THAT(problem_of("{\"a\":\"" + half + "\"}"),
             Catch::EndsWith("half of a surrogate pair is no character"));
  CHECK_THAT(problem_of("{\"" + half + "\":1}"),
             Catch::EndsWith("half of a surrogate pair is no character"));
}

TEST_CASE("a field that is there twice is named, in a small object and in a large one") {
  CHECK(problem_of(R"({"a":1,"b":{"a":2},"a":3})") == "25: the field \"a\" is there twice");
  CHECK(problem_of(R"({"x":{"":1,"":2}})") == "16: the field \"\" is there twice");
  std::string large = "{";
  for (int i = 0; i < 100; ++i) large += "\"f" + std::to_string(i) + "\":1,";
  CHECK(problem_of(large + "\"g\":1}").empty());
  CHECK_THAT(problem_of(large + "\"f7\":1}"), Catch::EndsWith("the field \"f7\" is there twice"));
}

TEST_CASE("nesting is limited to 64") {
  CHECK(problem_of(nested(64)).empty());
  CHECK(problem_of(nested(65)) == "65: it is nested more than 64 deep");
  CHECK_THAT(problem_of(std::string(1'000'000, '[')), Catch::Contains("more than 64 deep"));
  CHECK_THAT(problem_of(nested(40) + nested(40)), Catch::Contains("must not be followed"));
}

TEST_CASE("an array or object holds no more than 10,000 values") {
  std::string items;
  std::string fields;
  for (int i = 0; i < 10'000; ++i) {
    items += "1,";
    fields += "\"" + std::to_string(i) + "\":1,";
  }
  CHECK(problem_of("[" + items.substr(0, items.size() - 1) + "]").empty());
  CHECK(problem_of("{" + fields.substr(0, fields.size() - 1) + "}").empty());
  CHECK_THAT(problem_of("[" + items + "1]"), Catch::EndsWith("an array has more than 10000 items"));
  CHECK_THAT(problem_of("{" + fields + "\"x\":1}"),
             Catch::EndsWith("an object has more than 10000 fields"));
}

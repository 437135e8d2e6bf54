// Mapping files: what they say, what is wrong with them, and renaming in any format.

#include "ingest/mapping.h"

#include <fstream>
#include <sstream>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

std::string why_not(const std::string& text) {
  try {
    static_cast<void>(Mapping::parse(text, "m.json"));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::input);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a mapping renames the types and fields of every format") {
  Taking taking(StoreKind::disk);
  const std::string mapping = taking.write("m.json", R"({
    "types": {"entity_types": {"Firm": "company", "human": "person"}, "relation_types": {"OWNS": "controls"}},
    "fields": {"dob": "born"}})");
  const IngestReport native = taking.take(
      {R"({"entity":"a","type":"human","dob":"1970"})", R"({"entity":"b","type":"firm"})",
       R"({"relation":"","type":"owns","source":"a","target":"b","dob":1})",
       R"({"document":"d","dob":"x"})"},
      {.mapping = mapping});
  CHECK(native.rejections.empty());
  take_file(
      taking, "g.graphml",
      R"(<graphml><graph><node id="1" kind="Firm" dob="2"/><edge source="1" target="2" label="OWNS"/></graph></graphml>)",
      {.mapping = mapping});
  CHECK(entity_lines(taking) ==
        sorted({"a person [] [born=1970:t]", "b company [] []",
                "g:1 company [] [born=2:t, kind=Firm:t]", "g:2 unknown [] []"}));
  std::vector<std::string> types;
  for (const std::string& line : relation_lines(taking)) types.push_back(line.substr(0, 8));
  CHECK(types == std::vector<std::string>{"controls", "controls"});
  CHECK(taking.document("d").properties.front().name == "born");
}

TEST_CASE("what is wrong with a mapping is said with its place") {
  CHECK(why_not("{").find("reading the mapping m.json: bad JSON at byte 1") == 0);
  CHECK(why_not("[]") == "reading the mapping m.json: expected an object, found an array");
  CHECK(why_not(R"({"x":1})") ==
        "reading the mapping m.json: x: expected types, fields, ids, lists, table, columns or "
        "values");
  CHECK(why_not(R"({"types":{"a":{}}})").find("types.a: expected entity_types") !=
        std::string::npos);
  CHECK(why_not(R"({"fields":{"a":1}})").find("fields.a: expected text") != std::string::npos);
  CHECK(why_not(R"({"columns":{"a":"nonsense"}})").find("columns.a: \"nonsense\" is no use") !=
        std::string::npos);
  CHECK(
      why_not(R"({"table":{"delimiter":",,"}})").find("table.delimiter: expected one character") !=
      std::string::npos);
  CHECK(why_not(R"({"table":{"header":1}})").find("table.header: expected true or false") !=
        std::string::npos);
  CHECK(why_not(R"({"values":{"type":""}})").find("values.type") != std::string::npos);
  CHECK(why_not("{}").empty());
  Taking taking;
  CHECK(error_of(taking, {.inputs = {taking.write("a.jsonl", "")}, .mapping = "/nowhere/m.json"},
                 ErrorCode::not_found)
            .find("reading the mapping /nowhere/m.json: it cannot be read") == 0);
}

TEST_CASE("every use of a column has a word") {
  for (int i = 0; i <= static_cast<int>(ColumnUse::ignore); ++i) {
    const auto use = static_cast<ColumnUse>(i);
    CHECK(parse_column_use(word(use)) == use);
  }
  CHECK(!parse_column_use("nonsense"));
}

TEST_CASE("the mappings that the page on formats shows can be read") {
  std::ifstream file(std::string(RELATA_SOURCE_DIR) + "/docs/formats.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  const std::string fence = "```json mapping\n";
  std::size_t seen = 0;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    CHECK(why_not(page.substr(at, page.find("```", at) - at)).empty());
    ++seen;
  }
  CHECK(seen == 2);
}

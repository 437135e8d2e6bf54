// JSON documents, told by their beginnings.

#include "ingest/json_outline.h"

#include <catch2/catch.hpp>

using namespace relata;

namespace {

std::string paths(std::string_view beginning) {
  std::string all;
  for (const std::string& path : json_paths(beginning)) all += path + " ";
  return all;
}

}  // namespace

TEST_CASE("the paths of a document are told as far as it is there") {
  CHECK(paths(R"( {"nodes":[{"id":1,"x":{"y":[]}},{"name":"}"}],"n":1})") ==
        "/n /nodes /nodes/* /nodes/*/id /nodes/*/name /nodes/*/x /nodes/*/x/y /nodes/*/x/y/* ");
  CHECK(paths(R"({"a":{"b":[1,"c)") == "/a /a/b /a/b/* ");
  CHECK(paths(R"([[{"a":1}]])") == "/* /*/* /*/*/a ");
  // The first document, to its end.
  CHECK(paths(R"({"a":1} {"b":2})") == "/a ");
}

TEST_CASE("what is no JSON has no paths, and what is deep or odd ends") {
  for (const char* text : {"", "  ", "a,b", "<x/>", "\"a\":1", "1"}) CHECK(paths(text).empty());
  CHECK(paths(R"({"1":{"2":{"3":{"4":{"5":{"6":1}}}}}})") == "/1 /1/2 /1/2/3 /1/2/3/4 /1/2/3/4/5 ");
  CHECK(paths("}{").empty());
  CHECK(paths(R"({"a\"b":1,"c\)") == R"(/a\"b )");
  CHECK(json_paths(std::string(100'000, '[')).size() == 5);
  std::string many = "{";
  for (int i = 0; i < 20'000; ++i) many += "\"" + std::to_string(i) + "\":1,";
  CHECK(json_paths(many).size() == 10'000);
}

TEST_CASE("a beginning is told by the members that it has, not by texts that look like them") {
  CHECK(begins_with_members(R"([{"a": 1, "b" :2)", {"a", "b"}));
  CHECK(begins_with_members(R"({"x":"a","a":1)", {"a"}));
  CHECK(begins_with_members(R"({"x":[{"a":1}]})", {"x", "a"}));
  CHECK_FALSE(begins_with_members(R"({"x":"a")", {"a"}));
  CHECK_FALSE(begins_with_members(R"({"x":"{\"a\":1}"})", {"a"}));
  CHECK_FALSE(begins_with_members(R"({"xa":1})", {"a"}));
  CHECK_FALSE(begins_with_members(R"("a":1)", {"a"}));
  CHECK_FALSE(begins_with_members("", {"a"}));
}

// Where rejected records go, of any number of inputs, and that mended ones make the store that good
// input would have made.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;
using Catch::Contains;

namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, const std::string& bad, const std::string& good) {
  for (std::size_t at = text.find(bad); at != std::string::npos; at = text.find(bad, at)) {
    text.replace(at, bad.size(), good);
  }
  return text;
}

// An input of which some records are bad, and what makes them good.
struct Bad {
  std::string name;
  std::string content;
  std::string bad;
  std::string good;
};

const std::vector<Bad> all_bad = {
    {.name = "lines.jsonl",
     .content = "{\"entity\":\"a\",\"type\":\"person\"}\n{\"entity\":\"b\"}\n"
                "{\"entity\":\"c\",\"type\":\"person\"}\n",
     .bad = "\"b\"}",
     .good = "\"b\",\"type\":\"person\"}"},
    {.name = "bundle.json",
     .content = R"({"type":"bundle","id":"bundle--1","objects":[
{"type":"malware","id":"malware--1","name":"A"},
{"type":"malware","id":"","name":"B"}]})",
     .bad = R"("id":"")",
     .good = R"("id":"malware--2")"},
    {.name = "graph.graphml",
     .content = R"(<graphml><graph edgedefault="directed">
<node id="a"/>
<node id=""/>
<edge source="a" target="a"/>
</graph></graphml>)",
     .bad = R"(id="")",
     .good = R"(id="b")"},
    {.name = "facts.ttl",
     .content = "@prefix e: <http://e.org/> .\ne:a e:owns e:b .\n[] e:owns e:c .\n"
                "@prefix f: <http://f.org/> .\nf:a f:leads\n  f:b ;\n  f:motto \"x\\u0000y\" .\n"
                "[] e:owns e:d .\nf:c f:leads f:d .\n",
     .bad = "\\u0000",
     .good = " "},
};

// The lines of both, in any order: ids follow the order in which things came.
Strings content_of(const Taking& taking) {
  Strings lines = entity_lines(taking);
  const Strings relations = relation_lines(taking);
  lines.insert(lines.end(), relations.begin(), relations.end());
  return sorted(lines);
}

// Ingests the inputs with rejects in a directory, mends them there, and ingests that.
void check_mended_directory(const std::vector<Bad>& inputs) {
  Taking taking(StoreKind::disk);
  Taking good(StoreKind::disk);
  Strings paths;
  Strings good_paths;
  for (const Bad& each : inputs) {
    paths.push_back(taking.write(each.name, each.content));
    good_paths.push_back(good.write(each.name, replaced(each.content, each.bad, each.good)));
  }
  const std::string rejects = taking.path("rejects") + "/";
  CHECK(taking.take_query({.inputs = paths, .rejects = rejects}).records.rejected == inputs.size());
  for (const Bad& each : inputs) {
    const std::string text = content_of(fs::path(rejects + each.name));
    CAPTURE(each.name, text);
    CHECK(text.size() < each.content.size());
    std::ofstream(rejects + each.name, std::ios::binary) << replaced(text, each.bad, each.good);
  }
  CHECK(taking.take_query({.inputs = {rejects}}).records.rejected == 0);
  CHECK(good.take_query({.inputs = good_paths}).records.rejected == 0);
  CHECK(content_of(taking) == content_of(good));
}

// Standard input is this file.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : before_(::dup(STDIN_FILENO)) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    ::dup2(file, STDIN_FILENO);
    ::close(file);
  }
  ~StandardInput() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

}  // namespace

TEST_CASE("mended rejects of lines, JSON, XML, Turtle and all together make the good store") {
  for (const Bad& each : all_bad) check_mended_directory({each});
  check_mended_directory(all_bad);
}

TEST_CASE("rejects of Turtle have later prefixes, whole statements and the nodes without a name") {
  Taking taking;
  taking.take({R"({"entity":"http://f.org/p","type":"country"})"});
  const std::string input =
      "@prefix e: <http://e.org/> .\ne:a e:owns e:b .\n[] e:owns e:c .\n"
      "@prefix f: <http://f.org/> .\nf:p f:leads\n  f:b ;\n  a f:Person .\n[] e:owns e:d .\n"
      "f:c f:leads f:d .\n";
  taking.take_query({.inputs = {taking.write("a.ttl", input)}, .rejects = taking.path("r.ttl")});
  CHECK(content_of(fs::path(taking.path("r.ttl"))) ==
        "@prefix e: <http://e.org/> .\n[] e:owns e:c .\n@prefix f: <http://f.org/> .\nf:p f:leads\n"
        "  f:b ;\n  a f:Person .\n[] e:owns e:d .\n");
}

TEST_CASE("rejects of TriG stand in their graphs, and after an error everything is kept") {
  Taking taking;
  taking.take({R"({"entity":"http://e.org/p","type":"country"})"});
  const std::string input =
      "PREFIX e: <http://e.org/>\ne:g { e:a e:owns e:b . e:c e:owns e:d }\n"
      "e:h { e:a e:owns e:e .\ne:p a\n e:Person .\ne:f e:owns e:b }\ne:x e:owns .\ne:y";
  taking.take_query({.inputs = {taking.write("a.trig", input)}, .rejects = taking.path("r.trig")});
  CHECK(content_of(fs::path(taking.path("r.trig"))) ==
        "PREFIX e: <http://e.org/>\ne:g {}\ne:h {\ne:p a\n e:Person .}\ne:x e:owns .\ne:y");
}

TEST_CASE("what was rejected of standard input is written, too") {
  for (const Bad& each : all_bad) {
    CAPTURE(each.name);
    Taking taking;
    const std::string input = taking.write(each.name, each.content);
    const std::string rejects = taking.path("rejects");
    {
      const StandardInput standard_input(input);
      CHECK(taking.take_query({.inputs = {"-"}, .rejects = rejects}).records.rejected == 1);
    }
    Taking file;
    file.take_query(
        {.inputs = {file.write(each.name, each.content)}, .rejects = file.path("rejects")});
    CHECK(content_of(fs::path(rejects)) == content_of(fs::path(file.path("rejects"))));
    CHECK(content_of(fs::path(rejects)).find(each.bad) != std::string::npos);
  }
}

TEST_CASE("standard input that cannot be kept ends the call before it is read") {
  Taking taking;
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TMPDIR", taking.path("nowhere").c_str(), 1);
  const std::string error =
      error_of(taking, {.inputs = {"-"}, .rejects = taking.path("r")}, ErrorCode::io);
  if (before == nullptr) {
    ::unsetenv("TMPDIR");
  } else {
    ::setenv("TMPDIR", kept.c_str(), 1);
  }
  CHECK_THAT(error, Contains("keeping standard input in " + taking.path("nowhere")));
  CHECK_THAT(error, Contains("set TMPDIR"));
}

TEST_CASE("inputs of one name have their rejects in directories of their own") {
  Taking taking;
  const Strings inputs = {taking.write("1/x.jsonl", "{\"entity\":\"a\"}\n"),
                          taking.write("2/x.jsonl", "{\"entity\":\"b\"}\n")};
  const std::string rejects = taking.path("rejects");
  taking.take_query({.inputs = inputs, .rejects = rejects});
  CHECK(content_of(fs::path(rejects) / "x.jsonl") == "{\"entity\":\"a\"}\n");
  CHECK(content_of(fs::path(rejects) / "2" / "x.jsonl") == "{\"entity\":\"b\"}\n");
}

TEST_CASE("rejects never take the place of an input, and a directory is none of a file's") {
  Taking taking;
  const std::string a = taking.write("d/a.jsonl", "{\"entity\":\"a\"}\n");
  const std::string b = taking.write("b.jsonl", "{\"entity\":\"b\"}\n");
  for (const std::string& place : {a, taking.path("d")}) {
    CHECK_THAT(error_of(taking, {.inputs = {a}, .rejects = place}, ErrorCode::usage),
               Contains("that is an input; name another place"));
  }
  const std::string file = taking.write("file", "");
  CHECK_THAT(error_of(taking, {.inputs = {a, b}, .rejects = file}, ErrorCode::usage),
             Contains("several inputs need a directory, and this is none"));
  CHECK(content_of(fs::path(a)) == "{\"entity\":\"a\"}\n");
}

TEST_CASE(
    "inputs whose rejects would be a file and a directory of one name are told before reading") {
  Taking taking;
  const std::vector<std::string> inputs = {taking.write("d/x", "{\"entity\":\"a\"}\n"),
                                           taking.write("e/x", "{\"entity\":\"b\"}\n"),
                                           taking.write("2", "{\"entity\":\"c\"}\n")};
  CHECK_THAT(
      error_of(taking, {.inputs = inputs, .rejects = taking.path("rejects")}, ErrorCode::usage),
      Contains("a file for one input and a directory for another"));
  CHECK_FALSE(fs::exists(taking.path("rejects")));
}

TEST_CASE("rejects of a pipe that is named by its path are refused, for it is read once") {
  Taking taking;
  const std::string pipe = taking.path("pipe.jsonl");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THAT(
      error_of(taking, {.inputs = {pipe}, .rejects = taking.path("rejects")}, ErrorCode::usage),
      Contains("it is no regular file"));
}

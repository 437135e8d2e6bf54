#include <catch2/catch.hpp>

#include "ingest/kgtk_values.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string header = "id\tnode1\tlabel\tnode2\n";

struct Found {
  IngestReport report;
  Strings entities;
  Strings relations;
};

Found found(const std::string& content, const std::string& format = "") {
  Taking taking;
  Found all{.report = take_file(taking, "in.tsv", content, {.format = format})};
  CHECK(all.report.inputs.front().format == "kgtk");
  all.entities = facts_of(taking, "entity");
  all.relations = facts_of(taking, "relation");
  return all;
}

Strings entities(const std::string& content) { return found(content).entities; }
Strings relations(const std::string& content) { return found(content).relations; }
Strings refusals(const std::string& content) { return rejections_of(found(content).report); }

std::string value(const std::string& cell) {
  const auto read = kgtk_value(cell);
  if (!read) return "none";
  constexpr const char* kinds = "tnb";
  return (read->is_symbol ? "symbol " : "") + read->text + "/" + read->language + "/" +
         kinds[static_cast<std::size_t>(read->kind)] + "/" + read->date.text();
}

const std::string whole = "# edges\n" + header +
                          "t1\tp1\towns\tc1\n"
                          "t2\tt1\tstart\t^2015-11-25T00:00:00Z/11\n"
                          "t3\tp1\talias\t'Пётр'@ru\n"
                          "t4\tt1\tend\t^2018-00-00T00:00:00Z/9\n";

}  // namespace

TEST_CASE("the first character of a value of KGTK tells what it is") {
  CHECK(value("Q42") == "symbol Q42//t/");
  CHECK(value("\"a \\\"b\\\"\\tc\\|d\"") == "a \"b\"\tc|d//t/");
  CHECK(value("'it\\'s'@en-ca") == "it's/en-CA/t/");
  CHECK(value("^2015-11-25T00:00:00Z/11") == "2015-11-25//t/2015-11-25");
  CHECK(value("^2015-11-25T00:00:00Z/9") == "2015//t/2015");
  CHECK(value("^2015-11-25") == "2015-11-25//t/2015-11-25");
  CHECK(value("^-252170000-00-00T00:00:00Z/5") == "-252170000-00-00T00:00:00Z/5//t/");
  CHECK(value("^long ago") == "^long ago//t/");
  CHECK(value("108") == "108//n/");
  CHECK(value("-1.5e3") == "-1.5e3//n/");
  CHECK(value("10[-1,+1]kg") == "10[-1,+1]kg//t/");
  CHECK(value("@12.5/-7") == "@12.5/-7//t/");
  CHECK(value("!x") == "!x//t/");
  CHECK(value("True") == "true//b/");
  CHECK(value("http://e.org/a") == "http://e.org/a//t/");
  CHECK(value("a phrase") == "a phrase//t/");
  for (const char* open : {"\"", "\"a", "'", "'a", "'a'", "'a@en"}) CHECK(value(open) == "none");
}

TEST_CASE("a list is told by its bars, save those that are escaped") {
  CHECK(kgtk_list("a|b\\|c||d") == std::vector<std::string_view>{"a", "b\\|c", "d"});
  CHECK(kgtk_list("").empty());
  CHECK(kgtk_list("a\\") == std::vector<std::string_view>{"a\\"});
}

TEST_CASE("an edge between nodes is a relation under its id, any other a name or a property") {
  CHECK(
      relations(header + "t1\tp1\tworksFor\tc1\nt2\tQ1\tP39\tQ2\n\tp1\towns\tc1\n") ==
      Strings{"content:79f1f5b94e86b63671791ec0657678c9 owns p1 -> c1  - [] [file:in.tsv - +  '']",
              "kgtk:t1 works_for p1 -> c1  - [label=worksFor:t] [file:in.tsv - +  '']",
              "kgtk:t2 P39 Q1 -> Q2  - [] [file:in.tsv - +  '']"});
  CHECK(entities(header + "t1\tp1\tlabel\t'Ann'@en\nt2\tp1\talias\t'Аня'@ru\nt3\tp1\tborn\t"
                          "^1971-00-00T00:00:00Z/9\nt4\tp1\tdescription\t'a keeper'@en\n") ==
        Strings{"p1 unknown [Ann/en/0, Аня/ru/1] [born=1971:t, description.en=a keeper:t]"});
}

TEST_CASE("edges about an edge are its time, its documents and its properties") {
  CHECK(relations(header + "t1\tp1\towns\tc1\nt2\tt1\tstart\t^2015-11-25T00:00:00Z/11\n"
                           "t3\tt1\tend\t^2018-00-00T00:00:00Z/9\nt4\tt1\tsource\tdoc7\n"
                           "t5\tt1\tnote\t\"x\"\nt6\tt1\tnote\t\"y\"\n") ==
        Strings{"kgtk:t1 owns p1 -> c1 2015-11-25..2018 - [note=x:t, note=y:t] [doc7 - +  '', "
                "file:in.tsv - +  '']"});
  CHECK(relations(header + "t1\tp1\towns\tc1\nt2\tt1\tpoint_in_time\t^2015-00-00T00:00:00Z/9\n"
                           "t3\tt1\tend\t^2014-00-00T00:00:00Z/9\n") ==
        Strings{"kgtk:t1 owns p1 -> c1 2015 - [end=2014:t] [file:in.tsv - +  '']"});
  const Found all = found(whole);
  CHECK(all.report.records.read == 4);
  CHECK(all.report.records.taken == 3);
  CHECK(all.report.records.known == 1);
}

TEST_CASE("an edge about an edge to a value is about a thing of its own") {
  CHECK(relations(header + "t1\tp1\tborn\t1971\nt2\tt1\tlocation\tkursk\n") ==
        Strings{"kgtk:t2 location t1 -> kursk  - [] [file:in.tsv - +  '']"});
}

TEST_CASE("further columns are about the edge or its ends") {
  CHECK(relations("node1\tlabel\tnode2\trank\tstart\tnote\n"
                  "p1\towns\tc1\tdeprecated\t^2015-00-00T00:00:00Z/9\t\"a\"|\"b\"\n") ==
        Strings{"content:6f69668e84ee223eca2fb5936c21f184 owns p1 -> c1 2015.. - [note=a:t, "
                "note=b:t, rank=deprecated:t] [file:in.tsv - -  '']"});
  CHECK(entities("node1\tlabel\tnode2\tnode1;label\tnode2;kind\tnote\n"
                 "p1\towns\tc1\t'Ann'@en\tfirm\t\n"
                 "p1\tage\t52\t\t\t\"about\"\n") ==
        Strings{"c1 unknown [] [kind=firm:t]",
                "p1 unknown [Ann/en/0] [age qualified=52 (note about):t, age=52:n]"});
}

TEST_CASE("the class of a node decides its type if it is a known one") {
  CHECK(entities(header + "t1\tQ1\tP31\tQ5\nt2\tx\tinstance_of\tcompany\nt3\ty\tisa\tfilm\n") ==
        Strings{"Q1 person [] []", "Q5 unknown [] []", "company unknown [] []",
                "film unknown [] []", "x company [] []", "y unknown [] []"});
}

TEST_CASE("a table of nodes has their properties in columns") {
  const Found all =
      found("id\tlabel\talias\towns\tage\np1\t'Ann'@en\t'A'@en|'B'@en\tc1|c2\t52\n", "kgtk");
  CHECK(all.entities == Strings{"c1 unknown [] []", "c2 unknown [] []",
                                "p1 unknown [A/en/1, Ann/en/0, B/en/1] [age=52:n]"});
  CHECK(all.relations.size() == 2);
}

TEST_CASE("columns may go by other names, in any order") {
  CHECK(relations("object\tsubject\tpredicate\nc1\tp1\towns\n").size() == 1);
  CHECK(found("to\tfrom\trelation\nc1\tp1\towns\n", "kgtk").relations.size() == 1);
}

TEST_CASE("what is no edge is rejected, and reading goes on") {
  CHECK(refusals(header + "t1\tp1\towns\tc1\tx\nt2\tp1\towns\n\nt3\t\towns\tc1\nt4\tp1\talias\t'x\n"
                          "t5\tp1\towns\tc1\nt6\tp1\tnote\t\xff\n") ==
        Strings{"in.tsv:2: : expected 4 columns, found 5",
                "in.tsv:3: : expected 4 columns, found 3", "in.tsv:5: node1: expected a value",
                "in.tsv:6: node2: the quote is never closed; expected \"text\" or 'text'@en",
                "in.tsv:8: : the text is not UTF-8 at byte 11; convert it"});
  CHECK(rejections_of(found("a\tb\n1\t2\n", "kgtk").report) ==
        Strings{"in.tsv:1: : expected a header with the columns node1, label and node2, or with "
                "id; nothing can be read without"});
  CHECK(found("", "kgtk").report.records.read == 0);
}

TEST_CASE("KGTK cut off anywhere is read to its end, and says nothing new the second time") {
  CHECK(check_any_cut("in.tsv", whole, "kgtk").records.rejected == 0);
}

TEST_CASE("other tables are not taken for KGTK's") {
  for (const char* content : {"a\tb\tc\n", "node1,label,node2\n", "{\"node1\":1}\n"}) {
    CHECK(format_of("in.jsonl", content) != "kgtk");
  }
}

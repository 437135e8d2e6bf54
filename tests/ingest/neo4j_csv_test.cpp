// Neo4j's import files: typed headers, id spaces, headers in files of their own.

#include "ingest/neo4j_csv.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string people =
    "personId:ID(P)|name|aka:string[]|born:int|vip:boolean|:LABEL|note:IGNORE|loc:point{crs:WGS-84}"
    "\n"
    "1|Ivan|Vanya;Иван|1971|true|Person;Target|x|\n"
    "\"2\"|\"Olga |\n\"\"the\"\" Swift\"||abc|True|||\"\"\n";
const std::string deals =
    ":START_ID(P)|:END_ID(C)|since:date|:TYPE|source\n"
    "1|1|2015-11-25|OWNS|https://a.example/1\n"
    "1|9||WORK_AT|\n";

IngestReport take_story(Taking& taking) {
  taking.write("all/people.csv", people);
  taking.write("all/c.csv", ":ID(C){label:Company}|name\n1|Tin\n");
  taking.write("all/deals.csv", deals);
  return taking.take_query({.inputs = {taking.path("all")}});
}

}  // namespace

TEST_CASE("Neo4j's tables become entities by space and id, and relations with their evidence") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_story(taking);
  CHECK(report.rejections.empty());
  CHECK(report.records.read == 5);
  CHECK(entity_lines(taking) ==
        sorted({"neo4j:P:1 person [Ivan//0, Vanya//1, Иван//1] "
                "[born=1971:n, labels=Target:t, vip=true:b]",
                "neo4j:P:2 p [Olga |\n\"the\" Swift//0] [born=abc:t, loc=:t, vip=True:t]",
                "neo4j:C:1 company [Tin//0] []", "neo4j:C:9 unknown [] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"owns neo4j:P:1 -> neo4j:C:1 2015-11-25.. - [] [https://a.example/1 - +  '']",
                "works_for neo4j:P:1 -> neo4j:C:9  - [] [file:deals.csv - +  '']"}));
  const IngestReport again = take_story(taking);
  CHECK(again.batch == 0);
}

TEST_CASE("a header of Neo4j may lie in a file of its own beside the tables") {
  Taking taking;
  const auto header = GENERATE("persons-header.csv", "persons_header.csv");
  taking.write(std::string("d/") + header, "id:ID,name:STRING,:LABEL\n");
  taking.write("d/persons-part1.csv", "1,Ann,Person\n");
  taking.write("d/persons_2.csv", "2,Bob,Person\n");
  taking.write("d/persons.csv", "3,Cy,Person\n4,Di\n");
  const IngestReport report = taking.take_query({.inputs = {taking.path("d")}});
  CHECK(report.inputs.size() == 4);
  CHECK(entity_lines(taking) == sorted({"neo4j:1 person [Ann//0] []", "neo4j:2 person [Bob//0] []",
                                        "neo4j:3 person [Cy//0] []"}));
  CHECK(rejections_of(report) ==
        std::vector<std::string>{"persons.csv:2: : expected 3 columns, found 2"});
}

TEST_CASE("types come from the spaces and names of files where no column tells them") {
  Taking taking;
  taking.write("d/City.csv", "id:ID(City),name\n1,Omsk\n2,Orsk\n");
  taking.write("d/City_twinnedWith_City.csv", ":START_ID(City),:END_ID(City)\n1,2\n");
  taking.write("d/roads.csv", ":START_ID(City);:END_ID(City)\n2;1\n;1\n");
  const IngestReport report = taking.take_query({.inputs = {taking.path("d")}});
  CHECK(entity_lines(taking) ==
        sorted({"neo4j:City:1 city [Omsk//0] []", "neo4j:City:2 city [Orsk//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"twinned_with neo4j:City:1 -> neo4j:City:2  - [] "
                "[file:City_twinnedWith_City.csv - +  '']",
                "roads neo4j:City:2 -> neo4j:City:1  - [] [file:roads.csv - +  '']"}));
  CHECK(rejections_of(report) ==
        std::vector<std::string>{"roads.csv:3: :START_ID: a relation needs the ids of two nodes"});
}

TEST_CASE("parts of an id are one id, and the mapping says what ids begin with") {
  Taking taking;
  const std::string mapping = taking.write("m.json", R"({"ids":"crm","lists":"/"})");
  take_file(taking, "n.csv", "a:ID,b:ID,name,tag:int[]\nx,1,Ann,4/5\n,2,Bob,\n",
            {.mapping = mapping});
  CHECK(entity_lines(taking) == sorted({"crm:x/1 n [Ann//0] [tag=4:n, tag=5:n]"}));
}

TEST_CASE("a table that is not Neo4j's ends the call that says it is") {
  Taking taking;
  const std::string error =
      error_of(taking, {.inputs = {taking.write("x.csv", "a,b\n1,2\n")}, .format = "neo4j-csv"},
               ErrorCode::input);
  CHECK(error.find("its first line is no header with :ID") != std::string::npos);
}

TEST_CASE("Neo4j's tables that are cut short or changed are never lost without a word") {
  Taking taking;
  for (std::size_t size = people.find('\n') + 1; size <= people.size(); ++size) {
    take_file(taking, "p.csv", people.substr(0, size),
              {.format = "neo4j-csv", .effect = Effect::dry_run});
  }
  for (std::size_t at = people.find('\n') + 1; at < people.size(); ++at) {
    for (const char byte : {'\0', '\xFF', '"', '|', '\n'}) {
      std::string changed = people;
      changed[at] = byte;
      take_file(taking, "p.csv", changed, {.format = "neo4j-csv", .effect = Effect::dry_run});
    }
  }
  CHECK(take_file(taking, "e.csv", "", {.format = "neo4j-csv"}).records.read == 0);
}

// Tables by a mapping, and the guess of one.

#include "ingest/csv.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

IngestReport take_table(Taking& taking, const std::string& mapping, std::string_view content,
                        const std::string& name = "t.csv") {
  return take_file(taking, name, content,
                   {.format = "csv", .mapping = taking.write("mapping.json", mapping)});
}

// The mapping that the error shows, which must be one that can be given.
std::string guess_of(std::string_view content, const std::string& name = "t.csv") {
  Taking taking;
  const std::string error = error_of(
      taking, {.inputs = {taking.write(name, content)}, .format = "csv"}, ErrorCode::input);
  const std::size_t begin = error.find('{');
  REQUIRE(begin != std::string::npos);
  const std::string guess = error.substr(begin);
  Taking another;
  CHECK(take_table(another, guess, content, name).rejections.empty());
  return guess;
}

const std::string all_uses = R"({"table":{"delimiter":";"},"ids":"crm","columns":{
"who":"source","who name":"source_name","whom":"target","what":"type","began":"from","ended":"to",
"men":"low","url":"document","paper":"publisher","head":"title","day":"document_date","lang":"language",
"says":"speaker","how":"stance","sure":"confidence","words":"quote","told":"reported","row":"ignore"},
"values":{"source_type":"Human","target_type":"company","unit":"soldier"}})";
const std::string all_columns =
    "who;who "
    "name;whom;what;began;ended;men;url;paper;head;day;lang;says;how;sure;words;told;row;more\n";

}  // namespace

TEST_CASE("a mapping makes relations of rows, with all that is said of a claim") {
  Taking taking(StoreKind::disk);
  const IngestReport report = take_table(
      taking, all_uses,
      all_columns +
          "p1;Ivan;c1;OWNS;6.8.2024;2024-09;500;https://n.example/1;Daily;Deal;20241001;ENG;Office;"
          "denied;0.5;\"he \"\"owns\"\" it\";2024-10-02T03:04;17;12\n"
          "p1;;c2;SELLS;soon;;;;;;;;;;;;;;\n");
  CHECK(report.rejections.empty());
  CHECK(entity_lines(taking) ==
        sorted({"crm:p1 person [Ivan//0] []", "crm:c1 company [] []", "crm:c2 company [] []",
                "Office unknown [Office//0] []", "Daily organization [Daily//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"owns crm:p1 -> crm:c1 2024-08-06..2024-09 500///soldier "
                "[more=12:n, reported=2024-10-02T03:04:t] "
                "[https://n.example/1 Office - 2024-10-02 5000 'he \"owns\" it']",
                "sells crm:p1 -> crm:c2  - [from=soon:t] [file:t.csv - +  '']"}));
  const Document document = taking.document("https://n.example/1");
  CHECK(document.title == "Deal");
  CHECK(document.language == "en");
  CHECK(document.date.text() == "2024-10-01");
  CHECK(report.warnings.size() >= 1);
}

TEST_CASE("a row may be an entity, with a relation to what another column names") {
  Taking taking;
  const IngestReport report = take_table(
      taking,
      R"({"ids":"eu","lists":";","columns":{"no":"id","name":"name","aka":"alias","name_ru":"alias",
"kind":"entity_type","since":"from","why":"quote"},"values":{"source":"european-union",
"source_name":"European Union","source_type":"organization","type":"sanctioned"}})",
      "no,name,aka,name_ru,kind,since,why,born\n"
      "1,Ivan,Vanya; Vania,Иван,Person,17.3.2014,\"for, deals\",\"1965 or 1966\"\n"
      "2,Tin,,,Firm,,,\n"
      ",,,,,,,\n");
  CHECK(entity_lines(taking) ==
        sorted({"eu:1 person [Ivan//0, Vania//1, Vanya//1, Иван/ru/1] [born=1965 or 1966:t]",
                "eu:2 company [Tin//0] [type=Firm:t]",
                "european-union organization [European Union//0] []"}));
  CHECK(relation_lines(taking) ==
        sorted({"sanctioned european-union -> eu:1 2014-03-17.. - [] "
                "[file:t.csv - +  'for, deals']",
                "sanctioned european-union -> eu:2  - [] [file:t.csv - +  '']"}));
  CHECK(rejections_of(report) == std::vector<std::string>{"t.csv:4: : expected an id or a name"});
}

TEST_CASE("columns without a header are named by their places") {
  Taking taking;
  take_table(taking,
             R"({"table":{"header":false,"comment":"#","delimiter":"\t"},
"columns":{"1":"source","2":"target","4":"date","3":"ignore"},"values":{"type":"voted for"}})",
             "# from to\n10\t25\t-3\t1307526243.27\n10\t26\t1\t\n", "votes.tsv");
  CHECK(relation_lines(taking) == sorted({"voted_for 10 -> 25 2011-06-08 - [date=1307526243.27:t] "
                                          "[file:votes.tsv - +  '']",
                                          "voted_for 10 -> 26  - [] [file:votes.tsv - +  '']"}));
}

TEST_CASE("cells that have no place in their row are properties") {
  Taking taking;
  take_table(taking,
             R"({"columns":{"id":"id","boss":"target","since":"from","on":"date","head":"title",
"unit":"unit"},"values":{"type":"works_for"}})",
             "id,boss,since,on,head,unit\na,b,2020,2021,Deal,ton\nc,,2022,,Lone,\n");
  CHECK(entity_lines(taking) ==
        sorted({"a unknown [] []", "b unknown [] []", "c unknown [] [head=Lone:t, since=2022:t]"}));
  CHECK(relation_lines(taking) == sorted({"works_for a -> b 2020.. - [head=Deal:t, on=2021:t, "
                                          "unit=ton:t] [file:t.csv - +  '']"}));
}

TEST_CASE("several columns may be parts of one id") {
  Taking taking;
  const IngestReport report =
      take_table(taking, R"({"ids":"l","columns":{"annex":"id","no":"id","name":"name"}})",
                 "annex,no,name\nA,1,Ann\nB,1,Bob\nB,,Cy\n,,\n");
  CHECK(entity_lines(taking) == sorted({"l:A/1 unknown [Ann//0] []", "l:B/1 unknown [Bob//0] []",
                                        "l:Cy unknown [Cy//0] []"}));
  CHECK(report.records.rejected == 1);
}

TEST_CASE("rows that cannot be are refused with their reason") {
  Taking taking;
  const IngestReport report =
      take_table(taking, all_uses,
                 all_columns +
                     "a\np;;;OWNS;;;;;;;;;;;;;;;\np;;c;;;;;;;;;;;;;;;;\n"
                     "p;;c;OWNS;;;many;;;;;;;;;;;;\np;;c;OWNS;;;;;;;;;;maybe;;;;;\n"
                     "p;;c;OWNS;;;;;;;;;;;2;;;;\np;;c;OWNS;2024;2023;;;;;;;;;;;;;\n");
  CHECK(rejections_of(report) ==
        std::vector<std::string>{
            "t.csv:2: : expected 19 columns, found 1", "t.csv:3: target: expected an id or a name",
            "t.csv:4: type: expected the type of the relation", "t.csv:5: low: expected a number",
            "t.csv:6: stance: expected asserted, denied or uncertain",
            "t.csv:7: confidence: expected a number from 0 to 1",
            "t.csv:8: valid: it ends (2023) before it begins (2024)"});
}

TEST_CASE("a mapping that does not fit the table ends the call") {
  Taking taking;
  const auto error = [&](const std::string& mapping) {
    return error_of(taking,
                    {.inputs = {taking.write("t.csv", "a,b\n1,2\n")},
                     .format = "csv",
                     .mapping = taking.write("m.json", mapping)},
                    ErrorCode::input);
  };
  CHECK(error(R"({"columns":{"x":"id"}})").find("speaks of a column \"x\"") != std::string::npos);
  CHECK(error(R"({"columns":{"a":"source"}})").find("neither an id or name nor") !=
        std::string::npos);
  CHECK(error(R"({"columns":{"a":"source","b":"target"}})").find("names no type") !=
        std::string::npos);
}

TEST_CASE("without a mapping the guess is shown, and nothing is taken") {
  CHECK(
      guess_of("548,1\n548,816\n") ==
      R"({"table":{"delimiter":",","header":false},"ids":"t","columns":{"1":"source","2":"target"},"values":{"type":"linked_to"}})");
  CHECK(
      guess_of("# FromNodeId ToNodeId\n1\t2\n3\t4\n", "soc.edges") ==
      R"({"table":{"delimiter":"\t","comment":"#","header":false},"ids":"soc","columns":{"1":"source","2":"target"},"values":{"type":"linked_to"}})");
  CHECK(
      guess_of("from;to;YEAR\n0;1;2021\n") ==
      R"({"table":{"delimiter":";","header":true},"ids":"t","columns":{"from":"source","to":"target","YEAR":"date"},"values":{"type":"linked_to"}})");
  CHECK(
      guess_of(
          "Source,Target,Type,startDate,URL,weight\nIvan P,Tin,owns,2020,https://a.example,3\n") ==
      R"({"table":{"delimiter":",","header":true},"ids":"t","columns":{"Source":"source_name","Target":"target_name","Type":"type","startDate":"from","URL":"document"},"values":{}})");
  CHECK(
      guess_of("id|name|alias|kind\n1|Ivan|Vanya|person\n") ==
      R"({"table":{"delimiter":"|","header":true},"ids":"t","columns":{"id":"id","name":"name","alias":"alias","kind":"entity_type"},"values":{}})");
  CHECK(
      guess_of("7,Tin\n8,Iron\n") ==
      R"({"table":{"delimiter":",","header":false},"ids":"t","columns":{"1":"id","2":"name"},"values":{"entity_type":"unknown"}})");
  CHECK(guess_of("1 2\n3 4\n").find(R"("delimiter":" ")") != std::string::npos);
}

TEST_CASE("a number that begins again with other names is guessed to be no id") {
  // The rows are then known by their names.
  CHECK(
      guess_of("recordId,part,name\n1,A,Yun\n2,A,Ri\n1,B,Kim\n") ==
      R"({"table":{"delimiter":",","header":true},"ids":"t","columns":{"name":"name"},"values":{"entity_type":"unknown"}})");
  CHECK(
      guess_of("7,Tin\n7,Iron\n") ==
      R"({"table":{"delimiter":",","header":false},"ids":"t","columns":{"2":"name"},"values":{"entity_type":"unknown"}})");
  // Two rows of one thing, and a row without a name, say nothing against an id.
  CHECK(
      guess_of("id,name,born\n1,Yun,\n1,Yun,1938\n1,,1938\n").find(R"("id":"id","name":"name")") !=
      std::string::npos);
}

TEST_CASE("a first column without a name is one of row names, as R and pandas write it") {
  CHECK(
      guess_of("\"\",\"name\",\"code\"\n\"1\",\"Appeal\",\"02\"\n\"2\",\"Threaten\",\"13\"\n") ==
      R"({"table":{"delimiter":",","header":true},"ids":"t","columns":{"1":"ignore","name":"name"},"values":{"entity_type":"unknown"}})");
  CHECK(
      guess_of(",mpg,colour\nMazda,21,red\nFiat,32,blue\n") ==
      R"({"table":{"delimiter":",","header":true},"ids":"t","columns":{"1":"id"},"values":{"entity_type":"unknown"}})");
  CHECK(guess_of(",a,b\n0,x,1\n1,y,2\n").find(R"("columns":{"1":"ignore","a":"id"})") !=
        std::string::npos);
}

TEST_CASE("tables that are cut short or changed are never lost without a word") {
  const std::string table = all_columns +
                            "p1;Ivan;c1;OWNS;6.8.2024;2024-09;500;https://n.example/1;Daily;Deal;"
                            "20241001;ENG;Office;denied;0.5;\"he \"\"owns\"\"\nit\";2024;17;12\n";
  Taking taking;
  for (std::size_t size = all_columns.size(); size <= table.size(); ++size) {
    CAPTURE(size);
    take_table(taking, all_uses, table.substr(0, size));
  }
  for (std::size_t at = all_columns.size(); at < table.size(); ++at) {
    for (const char byte : {'\0', '\xFF', '"', ';', '\n', '\r'}) {
      std::string changed = table;
      changed[at] = byte;
      Taking other;
      take_table(other, all_uses, changed);
    }
  }
  const BatchNumber head = taking.store().info().head;
  CHECK(take_table(taking, all_uses, table).batch == 0);
  CHECK(taking.store().info().head == head);
  CHECK(take_table(taking, all_uses, "").records.read == 0);
}

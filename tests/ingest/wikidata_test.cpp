#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

std::string item_snak(const std::string& property, const std::string& id) {
  return R"({"snaktype":"value","property":")" + property +
         R"(","datavalue":{"type":"wikibase-entityid","value":{"entity-type":"item","id":")" + id +
         R"("}}})";
}

std::string text_snak(const std::string& property, const std::string& text) {
  return R"({"snaktype":"value","property":")" + property +
         R"(","datavalue":{"type":"string","value":")" + text + R"("}})";
}

std::string time_snak(const std::string& property, const std::string& time, int precision,
                      const std::string& calendar = "Q1985727") {
  return R"({"snaktype":"value","property":")" + property +
         R"(","datavalue":{"type":"time","value":{"time":")" + time + R"(","precision":)" +
         std::to_string(precision) + R"(,"calendarmodel":"http://www.wikidata.org/entity/)" +
         calendar + R"("}}})";
}

std::string snaks(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string text;
  for (const auto& [property, snak] : members) {
    text += (text.empty() ? "\"" : ",\"") + property + "\":[" + snak + "]";
  }
  return "{" + text + "}";
}

struct Statement {
  std::string mainsnak;
  std::string id = "Q1$1";
  std::string rank = "normal";
  std::string more = {};
};

std::string text_of(const Statement& statement) {
  return R"({"mainsnak":)" + statement.mainsnak + R"(,"type":"statement","rank":")" +
         statement.rank + R"(","id":")" + statement.id + "\"" + statement.more + "}";
}

// An item with statements of one property.
std::string item(const std::string& property, const std::vector<Statement>& statements) {
  std::string list;
  for (const Statement& statement : statements) {
    list += (list.empty() ? "" : ",") + text_of(statement);
  }
  return R"({"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"Ann Ivanova"}},)"
         R"("descriptions":[],"aliases":[],"claims":{")" +
         property + "\":[" + list + "]}}";
}

Strings relations_of(const std::string& content) {
  Taking taking;
  const IngestReport report = take_file(taking, "q.json", content, {.format = "wikidata"});
  CHECK(rejections_of(report) == Strings{});
  return facts_of(taking, "relation");
}

std::string entity_of(const std::string& content) {
  Taking taking;
  const IngestReport report = take_file(taking, "q.json", content, {.format = "wikidata"});
  CHECK(rejections_of(report) == Strings{});
  for (const std::string& fact : facts_of(taking, "entity")) {
    if (fact.starts_with("Q1 ")) return fact;
  }
  return "none";
}

std::string refusal_of(const std::string& content) {
  Taking taking;
  const IngestReport report = take_file(taking, "q.json", content, {.format = "wikidata"});
  REQUIRE(report.rejections.size() == 1);
  return report.rejections.front().field + ": " + report.rejections.front().reason;
}

const std::string whole_dump =
    "[\n" +
    item("P39",
         {{.mainsnak = item_snak("P39", "Q2"),
           .more = R"(,"qualifiers":)" +
                   snaks({{"P580", time_snak("P580", "+2012-00-00T00:00:00Z", 9)}}) +
                   R"(,"references":[{"hash":"ab","snaks":)" +
                   snaks({{"P854", text_snak("P854", "https://news.example.org/1")}}) + "}]"}}) +
    ",\n" +
    R"({"type":"item","id":"Q2","labels":{"en":{"language":"en","value":"Keeper"}},"descriptions":{},"claims":[]})" +
    "\n]\n";

}  // namespace

TEST_CASE("a dump, an answer and single entities are one") {
  const std::string one =
      R"({"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"A"}},)"
      R"("descriptions":{},"claims":{}})";
  const std::string other =
      R"({"type":"item","id":"Q2","labels":{},"descriptions":{},"claims":{}})";
  Strings contents = {"[\n" + one + ",\n" + other + "\n]\n", one + "\n" + other + "\n",
                      R"({"entities":{"Q1":)" + one + R"(,"Q2":)" + other + R"(},"success":1})",
                      "\xEF\xBB\xBF[" + one + "," + other + "]"};
  for (const std::string& content : contents) {
    CAPTURE(content);
    Taking taking;
    const IngestReport report = take_file(taking, "q.json", content);
    CHECK(report.inputs.front().format == "wikidata");
    CHECK(report.records.taken == 2);
    CHECK(rejections_of(report) == Strings{});
    CHECK(facts_of(taking, "entity") == Strings{"Q1 unknown [A/en/0] []", "Q2 unknown [] []"});
  }
}

TEST_CASE("labels and aliases are names in the language of their text, the English label first") {
  CHECK(
      entity_of(
          R"({"id":"Q1","type":"item","aliases":{"ru":[{"language":"ru","value":"Аня"}]},)"
          R"("labels":{"ru":{"language":"ru","value":"Анна"},"de-ch":{"language":"de","value":"Anna"},)"
          R"("mul":{"language":"mul","value":"Ann I."},"en":{"language":"en","value":"Ann"}},)"
          R"("descriptions":{"en":{"language":"en","value":"a keeper"}},)"
          R"("sitelinks":{"enwiki":{"site":"enwiki","title":"Ann","badges":[]}},"lastrevid":7})") ==
      "Q1 unknown [Ann I.//0, Ann/en/0, Anna/de/0, Анна/ru/0, Аня/ru/1] [description.en=a "
      "keeper:t, lastrevid=7:n, sitelinks.enwiki=Ann:t]");
}

TEST_CASE("the English label is the name that is shown") {
  Taking taking;
  take_file(
      taking, "q.json",
      R"({"id":"Q1","type":"item","aliases":{"en":[{"language":"en","value":"Anya"}]},)"
      R"("labels":{"ru":{"language":"ru","value":"Анна"},"en":{"language":"en","value":"Ann"}}})",
      {.format = "wikidata"});
  CHECK(taking.entity("Q1").names.front().text == "Ann");
}

TEST_CASE("a statement about an item is a relation under its id") {
  CHECK(relations_of(item("P39", {{.mainsnak = item_snak("P39", "Q2")}})) ==
        Strings{"Q1$1 P39 Q1 -> Q2  - [] [file:q.json - +  '']"});
}

TEST_CASE("qualifiers are its valid time and properties") {
  const auto with = [](const std::vector<std::pair<std::string, std::string>>& members) {
    return relations_of(item("P39", {{.mainsnak = item_snak("P39", "Q2"),
                                      .more = R"(,"qualifiers":)" + snaks(members)}}));
  };
  CHECK(with({{"P580", time_snak("P580", "+2012-05-01T00:00:00Z", 10)},
              {"P582", time_snak("P582", "+2018-05-07T00:00:00Z", 11)},
              {"P1365", item_snak("P1365", "Q9")}}) ==
        Strings{"Q1$1 P39 Q1 -> Q2 2012-05..2018-05-07 - [P1365=Q9:t] [file:q.json - +  '']"});
  CHECK(with({{"P585", time_snak("P585", "+2012-01-01T00:00:00Z", 9)}}) ==
        Strings{"Q1$1 P39 Q1 -> Q2 2012 - [] [file:q.json - +  '']"});
  CHECK(with({{"P585", time_snak("P585", "+2012-01-01T00:00:00Z", 9)},
              {"P580", time_snak("P580", "+2011-01-01T00:00:00Z", 9)}}) ==
        Strings{"Q1$1 P39 Q1 -> Q2 2011.. - [P585=2012:t] [file:q.json - +  '']"});
  CHECK(with({{"P580", time_snak("P580", "+1980-01-01T00:00:00Z", 8)},
              {"P582", R"({"snaktype":"somevalue","property":"P582"})"}}) ==
        Strings{"Q1$1 P39 Q1 -> Q2  - [P580=+1980-01-01T00:00:00Z/8:t, P582=somevalue:t] "
                "[file:q.json - +  '']"});
  CHECK(with({{"P580", time_snak("P580", "+1917-10-25T00:00:00Z", 11, "Q1985786")}}) ==
        Strings{"Q1$1 P39 Q1 -> Q2 1917-11-07.. - [P580=1917-11-07 (Julian +1917-10-25):t] "
                "[file:q.json - +  '']"});
  CHECK(with({{"P580", time_snak("P580", "+2012-01-01T00:00:00Z", 9)},
              {"P582", time_snak("P582", "+2011-01-01T00:00:00Z", 9)}}) ==
        Strings{"Q1$1 P39 Q1 -> Q2  - [P580=2012:t, P582=2011:t] [file:q.json - +  '']"});
}

TEST_CASE("references are documents with claims") {
  Taking taking;
  const std::string references =
      R"(,"references":[{"hash":"ab","snaks":)" +
      snaks({{"P854", text_snak("P854", "https://www.news.example.org/1")},
             {"P577", time_snak("P577", "+2019-02-03T00:00:00Z", 11)},
             {"P1683", text_snak("P1683", "she keeps")},
             {"P813", time_snak("P813", "+2020-01-01T00:00:00Z", 11)}}) +
      R"(},{"hash":"cd","snaks":)" +
      snaks({{"P248", item_snak("P248", "Q77")}, {"P268", text_snak("P268", "12")}}) +
      R"(},{"snaks":)" + snaks({{"P887", item_snak("P887", "Q78")}}) + "}]";
  const IngestReport report = take_file(
      taking, "q.json", item("P39", {{.mainsnak = item_snak("P39", "Q2"), .more = references}}));
  CHECK(rejections_of(report) == Strings{});
  CHECK(facts_of(taking, "document") ==
        Strings{"https://www.news.example.org/1 '' news.example.org   [] [P813=2020-01-01:t]",
                "wikidata:reference:P887=Q78 '' -   [] [P887=Q78:t]",
                "wikidata:reference:cd '' Q77   [] [P248=Q77:t, P268=12:t]"});
  CHECK(facts_of(taking, "relation") ==
        Strings{"Q1$1 P39 Q1 -> Q2  - [] [https://www.news.example.org/1 - + 2019-02-03 'she "
                "keeps', wikidata:reference:P887=Q78 - +  '', wikidata:reference:cd - +  '']"});
}

TEST_CASE("one address in many references is one document, whatever else they say") {
  Taking taking;
  const auto reference = [](const std::string& hash, const std::string& year) {
    return R"({"hash":")" + hash + R"(","snaks":)" +
           snaks({{"P854", text_snak("P854", "https://news.example.org/1")},
                  {"P577", time_snak("P577", "+" + year + "-02-03T00:00:00Z", 11)},
                  {"P1476", text_snak("P1476", "Title of " + year)}}) +
           "}";
  };
  const std::string references =
      R"(,"references":[)" + reference("ab", "2019") + "," + reference("cd", "2020") + "]";
  const IngestReport report = take_file(
      taking, "q.json", item("P39", {{.mainsnak = item_snak("P39", "Q2"), .more = references}}));
  CHECK(rejections_of(report) == Strings{});
  CHECK(taking.relation("Q1$1").claims.size() == 2);
  CHECK(facts_of(taking, "document") ==
        Strings{"https://news.example.org/1 '' news.example.org   [] [P1476=Title of 2019:t, "
                "P1476=Title of 2020:t]"});
}

TEST_CASE("a deprecated statement is denied, beside what its references say") {
  const auto stances = [](const Statement& statement) {
    Taking taking;
    take_file(taking, "q.json", item("P39", {statement}));
    std::string all;
    for (const Claim& claim : taking.relation("Q1$1").claims) {
      constexpr const char* signs = "+-?";
      all += signs[static_cast<std::size_t>(claim.stance)];
      all += claim.speaker.is_some() ? "s" : "";
    }
    return all;
  };
  const std::string main = item_snak("P39", "Q2");
  const std::string reference = R"(,"references":[{"hash":"ab","snaks":)" +
                                snaks({{"P248", item_snak("P248", "Q77")}}) + "}]";
  const auto qualified = [](const std::string& property, const std::string& id) {
    return R"(,"qualifiers":)" + snaks({{property, item_snak(property, id)}});
  };
  CHECK(stances({.mainsnak = main}) == "+");
  CHECK(stances({.mainsnak = main, .rank = "preferred"}) == "+");
  CHECK(stances({.mainsnak = main, .rank = "deprecated"}) == "-");
  CHECK(stances({.mainsnak = main, .rank = "deprecated", .more = reference}) == "+-");
  CHECK(stances({.mainsnak = main, .more = qualified("P1480", "Q18122778")}) == "?");
  CHECK(stances({.mainsnak = main, .more = qualified("P5102", "Q1")}) == "+");
  CHECK(stances({.mainsnak = main, .more = qualified("P1310", "Q9")}) == "-s+");
  CHECK(stances({.mainsnak = main, .more = qualified("P3680", "Q9")}) == "+s");
  CHECK(stances({.mainsnak = main, .more = reference + qualified("P1310", "Q9")}) == "+-s");
}

TEST_CASE("classes decide the type: the preferred one, else the first that is known") {
  const auto type_of = [](const std::vector<Statement>& statements) {
    Taking taking;
    take_file(taking, "q.json", item("P31", statements));
    return taking.store().schema(taking.now()).entity_type(taking.entity("Q1").type).name;
  };
  const auto is = [](const std::string& id, const std::string& rank = "normal") {
    return Statement{.mainsnak = item_snak("P31", id), .id = "Q1$" + id + rank, .rank = rank};
  };
  CHECK(type_of({is("Q5")}) == "person");
  CHECK(type_of({is("Q123456789")}) == "unknown");
  CHECK(type_of({is("Q123456789"), is("Q6256")}) == "country");
  CHECK(type_of({is("Q43229"), is("Q7278", "preferred")}) == "political_party");
  CHECK(type_of({is("Q5", "deprecated"), is("Q43229")}) == "organization");
}

TEST_CASE("other values are properties, with their qualifiers beside them") {
  const auto with = [](const std::string& property, const Statement& statement) {
    return entity_of(item(property, {statement}));
  };
  const auto value = [](const std::string& type, const std::string& text) {
    return R"({"snaktype":"value","property":"P1","datavalue":{"type":")" + type + R"(","value":)" +
           text + "}}";
  };
  CHECK(with("P18", {.mainsnak = text_snak("P18", "a.jpg")}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P18=a.jpg:t]");
  CHECK(with("P569", {.mainsnak = time_snak("P569", "+1952-10-07T00:00:00Z", 11)}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P569=1952-10-07:t]");
  CHECK(with("P569", {.mainsnak = time_snak("P569", "-0044-00-00T00:00:00Z", 9)}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P569=-0044-00-00T00:00:00Z/9:t]");
  CHECK(with("P22", {.mainsnak = R"({"snaktype":"somevalue","property":"P22"})"}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P22=somevalue:t]");
  CHECK(with("P26", {.mainsnak = R"({"snaktype":"novalue","property":"P26"})"}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P26=novalue:t]");
  CHECK(with("P1082", {.mainsnak = value("quantity", R"({"amount":"+7","unit":"1"})"),
                       .more = R"(,"qualifiers":)" +
                               snaks({{"P585", time_snak("P585", "+2010-00-00T00:00:00Z", 9)}})}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P1082 qualified=7 (P585 2010):t, P1082=7:n]");
  CHECK(with("P2048", {.mainsnak = value("quantity",
                                         R"({"amount":"+170","unit":"http://x.org/entity/Q174728",)"
                                         R"("lowerBound":"+169","upperBound":"+171"})")}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P2048=170 [169, 171] Q174728:t]");
  CHECK(with("P625", {.mainsnak = value("globecoordinate",
                                        R"({"latitude":1.5,"longitude":-2,"precision":1})")}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P625=1.5,-2:t]");
  CHECK(
      with("P1559", {.mainsnak = value("monolingualtext", R"({"text":"Анна","language":"ru"})")}) ==
      "Q1 unknown [Ann Ivanova/en/0, Анна/ru/1] []");
  CHECK(with("P214", {.mainsnak = text_snak("P214", "12"), .rank = "deprecated"}) ==
        "Q1 unknown [Ann Ivanova/en/0] [P214 (deprecated)=12:t]");
}

TEST_CASE("old dumps give numbers for ids") {
  const std::string snak =
      R"({"snaktype":"value","property":"P39","datavalue":{"type":"wikibase-entityid",)"
      R"("value":{"entity-type":"item","numeric-id":2}}})";
  CHECK(relations_of(item("P39", {{.mainsnak = snak}})) ==
        relations_of(item("P39", {{.mainsnak = item_snak("P39", "Q2")}})));
}

TEST_CASE("a redirect makes two keys the same") {
  CHECK(
      relations_of(R"({"entities":{"Q2":{"id":"Q2","type":"item","labels":[],)"
                   R"("redirects":{"from":"Q1","to":"Q2"}}}})") ==
      Strings{
          "content:e7b30c4ca81d5631a9bc798484a1ef3a same_as Q1 -> Q2  - [] [file:q.json - +  '']"});
  CHECK(relations_of(R"({"entity":"Q1","redirect":"Q2"})").size() == 1);
}

TEST_CASE("what is no entity is refused with the field to blame") {
  CHECK(refusal_of(R"({"entities":{"Q1":{"id":"Q1","missing":""}}})") ==
        "missing: the source says that there is no such entity");
  CHECK(refusal_of(R"([{"type":"item"}])") == "id: expected the id of an entity, like Q42");
  CHECK(refusal_of("[7]") == ": expected an object, found a number");
  CHECK(refusal_of(R"([{"id":"Q1","labels":[1]}])") ==
        "labels: expected an object, found an array");
  CHECK(refusal_of(R"([{"id":"Q1","labels":{"en":"x"}}])") ==
        R"(labels: expected {"language": ..., "value": ...})");
  CHECK(refusal_of(item("P39", {{.mainsnak = "{}"}})) ==
        "P39: expected an object with a member \"snaktype\"");
  CHECK(refusal_of(item("P39", {{.mainsnak = R"({"snaktype":"value"})"}})) ==
        "P39: expected an object with a member \"datavalue\"");
  CHECK(refusal_of(item("P39", {{.mainsnak = R"({"snaktype":"other"})"}})) ==
        "P39: expected the snaktype value, somevalue or novalue");
  CHECK(refusal_of(item("P569", {{.mainsnak = time_snak("P569", "in 1952", 9)}})) ==
        "P569: expected a time like +1995-01-01T00:00:00Z");
  CHECK(refusal_of(item("P569", {{.mainsnak = time_snak("P569", "+1952", 99)}})) ==
        "P569: expected the precision of a time, from 0 to 14");
}

TEST_CASE("a broken entity does not stop the others of a dump") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "q.json",
                "[" + item("P39", {{.mainsnak = "{}"}}) + R"(,{"id":"Q1" 7},)" +
                    item("P39", {{.mainsnak = item_snak("P39", "Q2")}}) + "]");
  CHECK(report.records.read == 3);
  CHECK(report.records.rejected == 2);
  CHECK(taking.has(KeyKind::relation, "Q1$1"));
}

TEST_CASE("a dump cut off anywhere is read to its end, and says nothing new the second time") {
  CHECK(check_any_cut("q.json", whole_dump, "wikidata").records.taken == 2);
}

TEST_CASE("what is nested deeper than a dump ever is, or too large, is refused") {
  const std::string deep = std::string(80, '[') + std::string(80, ']');
  CHECK(refusal_of(R"([{"id":"Q1","claims":)" + deep + "}]").find("nest") != std::string::npos);
  Taking taking;
  IngestQuery query{.inputs = {taking.write("q.json", whole_dump)}, .line_bytes_max = 100};
  CHECK(taking.take_query(query).records.rejected == 2);
}

TEST_CASE("an entity without statements is recognised, alone and at the head of a dump") {
  for (const std::string content :
       {R"({"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"A"}}})",
        R"({"type":"item","id":"Q1","labels":{},"claims":{}})",
        "{\n  \"id\": \"P31\",\n  \"type\": \"property\",\n  \"labels\": {}\n}"}) {
    CAPTURE(content);
    for (const char* name : {"q.json", "q.jsonl", ""}) {
      CHECK(format_of(name, content) == "wikidata");
      CHECK(format_of(name, "[\n" + content + ",\n") == "wikidata");
    }
  }
}

TEST_CASE("JSON of other kinds is not taken for Wikidata's") {
  CHECK(format_of("n.json", R"({"nodes":[{"id":"Q1","type":"item","labels":[]}],"links":[]})") !=
        "wikidata");
  for (const char* content : {"", "[]", "{}", R"({"entity":"a","type":"person"})", "[1,2]",
                              R"({"labels":["a"],"nodes":[]})"}) {
    CAPTURE(content);
    CHECK(format_of("q.jsonl", content) != "wikidata");
  }
}

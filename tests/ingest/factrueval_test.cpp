// FactRuEval-2016: objects and facts, with the files that lie beside them.

#include "ingest/factrueval.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

// Code points:      0         10        20        30        40        50
constexpr auto text = "Мэр Анна Белая приехала в Тверь. Анна возглавит Банк Север?";
constexpr auto spans =
    "1 job 0 3 100 1  # 100 Мэр\n"
    "2 name 4 4 101 1  # 101 Анна\n"
    "3 surname 9 5 102 1  # 102 Белая\n"
    "4 loc_name 26 5 103 1\n"
    "5 name 33 4 104 1\n"
    "6 org_name 48 10 105 2\n";
constexpr auto objects =
    "10 Person 2 3 # Анна Белая\n"
    "11 LocOrg 4 # Тверь\n"
    "12 Person 5 # Анна\n"
    "13 Org 6 # Банк Север\n";
constexpr auto chains =
    "1 10 12\nfirstname Анна\nlastname Белая\nnickname Аня\nwikidata \n\n"
    "2 11\nname Тверь\nwikidata Q7699\n\n"
    "3 13\ndescriptor банк\nname Банк Север\nwikidata Север\n\n";

void write_files(const Taking& taking) {
  taking.write("book_1.txt", text);
  taking.write("book_1.spans", spans);
  taking.write("book_1.objects", objects);
  taking.write("book_1.coref", chains);
}

IngestReport take_facts(Taking& taking, const std::string& facts) {
  write_files(taking);
  return taking.take_query(
      {.inputs = {taking.write("book_1.facts", facts)}, .format = "factrueval"});
}

IngestReport take_objects(Taking& taking) {
  write_files(taking);
  return taking.take_query({.inputs = {taking.path("book_1.objects")}});
}

std::string key(const std::string& id) { return "factrueval:book_1#" + id; }

const std::string mayor =
    "1-0 Occupation\nWho obj1 Белая Анна\nPosition span1 Мэр | span9 мэр города\nWhere obj2 "
    "Тверь\n";

}  // namespace

TEST_CASE("factrueval: objects are mentions of the entities of their chains") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_objects(taking);
  CHECK(report.inputs.at(0).format == "factrueval");
  CHECK(report.records.read == 4);
  CHECK(report.records.taken == 4);
  CHECK(report.warnings.empty());
  const Entity person = taking.entity(key("1"));
  CHECK(type_of(taking, key("1")) == "person");
  CHECK(person.names ==
        std::vector{Name{.text = "Анна Белая", .language = "", .kind = NameKind::canonical},
                    Name{.text = "Аня", .language = "", .kind = NameKind::alias}});
  CHECK(person.properties == std::vector{Property{.name = "mention", .value = "book_1.txt:4-14"},
                                         Property{.name = "mention", .value = "book_1.txt:33-37"}});
  CHECK(type_of(taking, "Q7699") == "geopolitical_entity");
  const Entity bank = taking.entity(key("3"));
  CHECK(bank.names ==
        std::vector{Name{.text = "Банк Север", .language = "", .kind = NameKind::canonical},
                    Name{.text = "банк", .language = "", .kind = NameKind::weak}});
  CHECK(bank.properties.back() == Property{.name = "wikidata", .value = "Север"});
  CHECK(taking.document("file:book_1.txt").language == "ru");
  CHECK(take_objects(taking).records.known == 4);
}

TEST_CASE("factrueval: an occupation quotes the sentence where its parts stand nearest") {
  Taking taking;
  const IngestReport report =
      take_facts(taking, mayor +
                             "\n1-1 Occupation\nWho obj1 Белая Анна\nWhere obj3 Банк "
                             "Север\nМодальность возможность\nФаза начало\n");
  CHECK(report.records.taken == 2);
  CHECK(report.warnings.empty());
  const RelationClaims office = taking.relation(key("fact/1-0"));
  CHECK(type_of(taking, office) == "holds_position_in");
  CHECK(office.relation.source == taking.entity(key("1")).id);
  CHECK(office.relation.target == taking.entity("Q7699").id);
  CHECK(office.relation.properties ==
        std::vector{Property{.name = "Position", .value = "Мэр"},
                    Property{.name = "Position", .value = "мэр города"}});
  REQUIRE(office.claims.size() == 1);
  CHECK(office.claims[0].quote == "Мэр Анна Белая приехала в Тверь.");
  CHECK(office.claims[0].span == Span{.begin = 0, .end = 32});
  CHECK(office.claims[0].stance == Stance::asserted);
  const RelationClaims work = taking.relation(key("fact/1-1"));
  CHECK(type_of(taking, work) == "works_for");
  CHECK(work.claims.at(0).stance == Stance::uncertain);
  CHECK(work.claims.at(0).quote == "Анна возглавит Банк Север?");
  CHECK(work.relation.properties.size() == 2);
  CHECK(take_facts(taking, mayor).batch == 0);
}

TEST_CASE("factrueval: each type of fact is a relation or an event") {
  struct Case {
    std::string fact;
    std::string relation;  // its key
    std::string type;
    Stance stance = Stance::asserted;
  };
  const Case each = GENERATE(values<Case>({
      {"1-2 Ownership\nOwner obj1 A\nProperty obj3 B\nМодальность отрицание\n", "fact/1-2", "owns",
       Stance::denied},
      {"1-3 isPartOf\nCompany obj3 B\nCompany obj2 C\n", "fact/1-3", "part_of"},
      {"1-3 isPartOf\nWhole obj2 B\nPart obj3 C\n", "fact/1-3", "part_of"},
      {"1-4 Meeting\nParticipant obj1 A\nParticipant obj3 B\nМодальность будущее\n", "fact/1-4",
       "met_with", Stance::uncertain},
      {"1-5 Deal\nParticipant obj1 A\nParticipant obj3 B\nType купля\n", "fact/1-5",
       "made_deal_with"},
      {"1-6 Meeting\nParticipant obj1 A\nParticipant obj2 C\nParticipant obj3 B\n", "fact/1-6/2",
       "took_part"},
      {"1-7 Occupation\nWho obj1 A\nPosition span1 Мэр\nСложность повышенная\n", "fact/1-7/0",
       "took_part"},
  }));
  Taking taking;
  const IngestReport report = take_facts(taking, each.fact);
  CHECK(report.records.taken == 1);
  const RelationClaims relation = taking.relation(key(each.relation));
  CHECK(type_of(taking, relation) == each.type);
  CHECK(relation.claims.at(0).stance == each.stance);
  if (each.type == "part_of") CHECK(relation.relation.target == taking.entity("Q7699").id);
}

TEST_CASE("factrueval: an event keeps its roles and its properties") {
  Taking taking;
  take_facts(taking, "1-5 Deal\nParticipant obj1 A\nType купля/продажа\n\n1-6 Raid\nWho obj3 B\n");
  const Entity deal = taking.entity(key("fact/1-5"));
  CHECK(type_of(taking, key("fact/1-5")) == "deal");
  CHECK(deal.properties == std::vector{Property{.name = "Type", .value = "купля/продажа"}});
  const RelationClaims part = taking.relation(key("fact/1-5/0"));
  CHECK(part.relation.properties == std::vector{Property{.name = "role", .value = "Participant"}});
  CHECK(part.relation.target == deal.id);
  CHECK(type_of(taking, key("fact/1-6")) == "event");
  CHECK(taking.entity(key("fact/1-6")).properties ==
        std::vector{Property{.name = "type", .value = "Raid"}});
}

TEST_CASE("factrueval: another object that may stand for one is a property") {
  Taking taking;
  take_facts(taking, "1-2 Ownership\nOwner obj1 A | obj2 Тверь | Tver\nProperty obj3 B\n");
  CHECK(taking.relation(key("fact/1-2")).relation.properties ==
        std::vector{Property{.name = "Owner", .value = "Тверь"}});
}

TEST_CASE("factrueval: what is in no chain is taken by its name") {
  Taking taking;
  const IngestReport report =
      take_facts(taking, "1-0 Occupation\nWho obj1 A\nWhere obj99 Банк Юг\n");
  CHECK(report.records.taken == 1);
  CHECK(report.warnings.size() == 1);  // of the chain
  CHECK(taking.entity(key("99")).names.at(0).text == "Банк Юг");
  CHECK(type_of(taking, key("99")) == "unknown");

  taking.write("book_2.txt", text);
  taking.write("book_2.spans", spans);
  const std::string alone = taking.write("book_2.objects", "10 Person 2 3\n11 Org 77\n");
  taking.take_query({.inputs = {alone}});
  CHECK(taking.entity("factrueval:book_2#object/10").names.at(0).text == "Анна Белая");
  CHECK(taking.entity("factrueval:book_2#object/11").names.empty());

  taking.write("book_2.coref", "7 10\nlastname Белая\n\n8 55\nname Призрак\n");
  const IngestReport with = taking.take_query({.inputs = {alone}});
  CHECK(with.records.read == 3);
  CHECK(warnings_of(with).size() == 1);
  CHECK(taking.entity("factrueval:book_2#8").names.at(0).text == "Призрак");
}

TEST_CASE("factrueval: what cannot be is refused with its reason") {
  Taking taking;
  const IngestReport report =
      take_facts(taking, "Who obj1 A\n" + mayor +
                             "1-2\nOwner obj1 A\n\n1-3 Deal\nType x\n1-4 Deal\nParticipant\n"
                             "1-5 Deal\nParticipant obj1 \xFF\n1-6 Meeting\nParticipant obj1 A\n");
  CHECK(report.records.read == 7);
  CHECK(report.records.taken == 2);
  CHECK(
      rejections_of(report) ==
      std::vector<std::string>{"book_1.facts:1: : expected a fact, like 100-0 Occupation",
                               "book_1.facts:6: type: expected the id of a fact and its type",
                               "book_1.facts:9: : expected at least one role with an object",
                               "book_1.facts:11: Participant: expected a value after the role",
                               "book_1.facts:13: : the text is not UTF-8 at byte 17; convert it"});
}

TEST_CASE("factrueval: without the files beside it an input is refused whole") {
  Taking taking;
  const std::string path = taking.write("lone.facts", mayor);
  CHECK(
      rejections_of(taking.take_query({.inputs = {path}})) ==
      std::vector<std::string>{"lone.facts:1: : expected the file lone.txt beside it, found none"});
  taking.write("lone.txt", text);
  taking.write("lone.spans", std::string(spans) + "bad\n7 x 50 100\n");
  taking.write("lone.objects", objects);
  const IngestReport report = taking.take_query({.inputs = {path}});
  CHECK(report.records.taken == 1);
  REQUIRE(report.warnings.size() == 2);  // the other is that both ends are in no chain
  CHECK(report.warnings[0].text ==
        "a line of the files beside it cannot be read and is passed over");
  CHECK(report.warnings[0].count == 2);
}

TEST_CASE("factrueval: of a directory its objects and facts are inputs") {
  Taking taking;
  for (const auto& [name, content] :
       {std::pair("c/book_1.txt", text), std::pair("c/book_1.spans", spans),
        std::pair("c/book_1.objects", objects), std::pair("c/book_1.coref", chains),
        std::pair("c/book_1.facts", mayor.c_str()),
        std::pair("c/book_1.tokens", "100 0 3 Мэр\n")}) {
    taking.write(name, content);
  }
  const IngestReport report = taking.take_query({.inputs = {taking.path("c")}});
  CHECK(report.inputs.size() == 2);
  CHECK(report.passed_over.size() == 4);
  CHECK(report.records.taken == 5);
  CHECK(report.warnings.empty());
}

TEST_CASE("factrueval: files that are cut off anywhere are counted to the last record") {
  const std::string facts = mayor + "\n1-4 Meeting\nParticipant obj1 A\nParticipant obj3 B\n";
  Taking taking;
  write_files(taking);
  const auto read = [&](const std::string& name) {
    return taking.take_query(
        {.inputs = {taking.path(name)}, .format = "factrueval", .effect = Effect::dry_run});
  };
  for (std::size_t size = 0; size < facts.size(); ++size) {
    taking.write("book_1.facts", facts.substr(0, size));
    const std::size_t second = facts.find("\n1-4") + 1;
    CHECK(read("book_1.facts").records.read == (size == 0 ? 0 : size <= second ? 1 : 2));
  }
  taking.write("book_1.facts", facts);
  for (const auto& [name, whole] :
       {std::pair("book_1.coref", chains), std::pair("book_1.objects", objects),
        std::pair("book_1.spans", spans), std::pair("book_1.txt", text)}) {
    for (std::size_t size = 0; size < std::string_view(whole).size(); ++size) {
      taking.write(name, std::string_view(whole).substr(0, size));
      const IngestReport report = read("book_1.facts");
      const bool is_refused_whole = report.records.rejected > 0;
      CHECK(report.records.read == (is_refused_whole ? 1 : 2));
    }
    taking.write(name, whole);
  }
}

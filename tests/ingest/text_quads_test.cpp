#include "ingest/text_quads.h"

#include <algorithm>

#include "ingest/held_quads.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

// "a -> type -> b, valid", in order.
std::vector<std::string> facts(const Taking& taking) {
  std::vector<std::string> all;
  for (const RelationClaims& fact : relations_of(taking)) {
    all.push_back(link_of(taking, fact.relation) + ", " + fact.relation.valid.text());
  }
  std::sort(all.begin(), all.end());
  return all;
}

using Strings = std::vector<std::string>;

HeldQuads::Row held(std::uint64_t line, QuadEnd end, const char* date) {
  return {.line = line, .end = end, .date = *PartialDate::parse(date), .when = {}};
}

Strings joined(std::vector<HeldQuads::Row> rows) {
  Strings texts;
  for (const auto& [valid, sayers] : HeldQuads::joined(std::move(rows))) {
    std::string text = valid.text();
    for (const HeldQuads::Row& row : sayers) text += " " + std::to_string(row.line);
    texts.push_back(text);
  }
  return texts;
}

}  // namespace

TEST_CASE("a text quad of ICEWS is an event on its day") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report =
      take_file(taking, "t.txt",
                "North Exland\tHost a visit\tPolice (Exland)\t2005-06-17\n"
                "Russia\tArrest, detain, or charge with legal action\tRussia\t2005-06-18\n"
                "Russia\tHum a tune\tCitizen \"X\" (Y)\t2005-06-18");
  CHECK(report.inputs[0].format == "text-quads");
  CHECK(report.records.taken == 3);
  CHECK(facts(taking) ==
        Strings{"icews:North Exland -> host_a_visit -> icews:Police (Exland), 2005-06-17",
                "icews:Russia -> arrest_detain_or_charge_with_legal_action -> icews:Russia, "
                "2005-06-18",
                "icews:Russia -> hum_a_tune -> icews:Citizen \"X\" (Y), 2005-06-18"});
  CHECK(type_of(taking, "icews:Russia") == "country");
  CHECK(type_of(taking, "icews:Police (Exland)") == "government_body");
  CHECK(name_of(taking, "icews:Citizen \"X\" (Y)") == "Citizen \"X\" (Y)");
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].text ==
        "the relation type \"hum_a_tune\" is in no schema; it is taken as it is");
}

TEST_CASE("the beginning and the end of a fact of Wikidata are joined wherever they stand") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_file(taking, "t.txt",
                                        "Q1\tP26\tQ2\toccurUntil\t2001\n"
                                        "Q3\tP54\tQ4\toccurSince\t1990\n"
                                        "Q1\tP26\tQ2\toccurSince\t1995\n"
                                        "Q1\tP26\tQ2\toccurSince\t1995\n"
                                        "Q1\tP26\tQ2\toccurSince\t2004\n");
  CHECK(report.records.read == 5);
  CHECK(report.records.taken == 4);
  CHECK(report.records.known == 1);
  CHECK(facts(taking) == Strings{"Q1 -> P26 -> Q2, 1995..2001", "Q1 -> P26 -> Q2, 2004..",
                                 "Q3 -> P54 -> Q4, 1990.."});
  Strings quotes;
  for (const RelationClaims& fact : relations_of(taking)) {
    if (fact.relation.valid.text() != "1995..2001") continue;
    for (const Claim& claim : fact.claims) quotes.push_back(claim.quote);
  }
  std::sort(quotes.begin(), quotes.end());
  CHECK(quotes == Strings{"Q1\tP26\tQ2\toccurSince\t1995", "Q1\tP26\tQ2\toccurUntil\t2001"});
  CHECK(type_of(taking, "Q3") == "person");
  CHECK(type_of(taking, "Q4") == "organization");
}

TEST_CASE(
    "ends are joined with the nearest beginning before them, whatever the order of the rows") {
  using enum QuadEnd;
  CHECK(joined({}).empty());
  CHECK(joined({held(1, until, "2015"), held(2, since, "2000"), held(3, since, "2010")}) ==
        Strings{"2000.. 2", "2010..2015 3 1"});
  CHECK(joined({held(1, since, "2005"), held(2, until, "2001")}) ==
        Strings{"..2001 2", "2005.. 1"});
  CHECK(joined({held(1, since, "2000"), held(2, until, "2003"), held(3, since, "2003"),
                held(4, until, "2004")}) == Strings{"2000..2003 1 2", "2003..2004 3 4"});
  CHECK(joined({held(1, since, "2003"), held(2, until, "2003")}) == Strings{"2003 1 2"});
  CHECK(joined({held(1, since, "2000"), held(2, since, "2001"), held(3, until, "2002"),
                held(4, until, "2003"), held(5, until, "2003")}) ==
        Strings{"2000..2003 1 4 5", "2001..2002 2 3"});
}

TEST_CASE("a number that Wikidata gives is a property of its subject with its time") {
  Taking taking;
  take_file(taking, "t.txt",
            "Q1\tP1087\t2200\toccurUntil\t2013\nQ1\tP1087\t2200\toccurSince\t2011\n"
            "Q1\tP1082\t7.5\toccurSince\t2011\n");
  CHECK(relations_of(taking).empty());
  CHECK(taking.entity("Q1").properties ==
        std::vector<Property>{{.name = "P1087", .value = "2200 (2011..2013)"},
                              {.name = "P1082", .value = "7.5 (2011..)"}});
}

TEST_CASE("facts of YAGO stand with and without a time, of which parts may be unknown") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "t.txt",
                "<Ann_Exton>\t<isCitizenOf>\t<Exland>\n"
                "<Ann_Exton>\t<playsFor>\t<Ex_F.C.>\t<occursSince>\t\"2012-05-##\"\n"
                "<Ann_Exton>\t<playsFor>\t<Ex_F.C.>\t<occursUntil>\t\"2013-06-07\"\n"
                "<Old_Ex>\t<created>\t<Ex_F.C.>\t<occursSince>\t\"912-##-##\"\n");
  CHECK(report.inputs[0].format == "text-quads");
  CHECK(report.records.taken == 4);
  CHECK(facts(taking) == Strings{"yago:Ann_Exton -> is_citizen_of -> yago:Exland, ",
                                 "yago:Ann_Exton -> plays_for -> yago:Ex_F.C., 2012-05..2013-06-07",
                                 "yago:Old_Ex -> created -> yago:Ex_F.C., 0912.."});
  CHECK(name_of(taking, "yago:Ann_Exton") == "Ann Exton");
  CHECK(type_of(taking, "yago:Ann_Exton") == "person");
  CHECK(type_of(taking, "yago:Exland") == "country");
  CHECK(report.warnings.empty());
}

TEST_CASE("rows that are no text quad are rejected with their reason") {
  Taking taking;
  const IngestReport report = take_file(taking, "t.txt",
                                        "a\tb\tc\t2005-06-17\n"
                                        "a\tb\n"
                                        "a\tb\tc\t2005-13-17\n"
                                        "\tb\tc\t2005-06-17\n"
                                        "a\t!\tc\t2005-06-17\n"
                                        "a\tb\tc\tsometime\t2005\n"
                                        "<a>\t<b>\t<c>\t<occursSince>\t\"####-##-##\"\n"
                                        "a\tb\t\toccurSince\t2005\n"
                                        "\tb\tc\toccurSince\t2005\n",
                                        {.format = "text-quads"});
  CHECK(report.records.read == 9);
  CHECK(report.records.taken == 1);
  Strings reasons = rejections_of(report);
  REQUIRE(reasons.size() == 8);
  CHECK(reasons[0] ==
        "t.txt:2: : expected 3 to 5 columns between tabs: subject, relation, object, and when; "
        "found 2");
  CHECK(reasons[1] == "t.txt:3: date: \"2005-13-17\" is no date: months are 01 to 12");
  CHECK(reasons[2] == "t.txt:4: subject: expected a name");
  CHECK(reasons[3] == "t.txt:5: relation: expected a name with letters");
  CHECK(reasons[4] == "t.txt:6: when: expected occurSince or occurUntil");
  CHECK(reasons[5] ==
        "t.txt:7: date: \"\"####-##-##\"\" is no date; expected YYYY, YYYY-MM or YYYY-MM-DD");
  CHECK(reasons[6] == "t.txt:8: object: expected a name");
  CHECK(reasons[7] == "t.txt:9: subject: expected a name");
}

TEST_CASE("text quads are told by their last columns") {
  CHECK(format_of("x", "a\tb\tc\t2005-06-17\n") == "text-quads");
  CHECK(format_of("x", "a\tb\tc\toccurSince\t2005\n") == "text-quads");
  CHECK(format_of("x", "<a>\t<b>\t<c>\n") == "text-quads");
  CHECK(format_of("x", "a\tb\tc\n") != "text-quads");
  CHECK(format_of("x", "a\tb\tc\td\n") != "text-quads");
  CHECK(format_of("x", "<http://a>\t<http://b>\t<http://c>\n") != "text-quads");
}

TEST_CASE("text quads that are cut, damaged or repeated are counted, and nothing breaks") {
  check_any_cut(
      "t.txt",
      "a\tb\tc\t2005-06-17\r\n<a>\t<b>\t<c>\t<occursSince>\t\"2001-##-##\"\n"
      "Q1\tP2\tQ3\toccurSince\t2001\nQ1\tP2\tQ3\toccurUntil\t2003\nQ1\tP9\t1\toccurSince\t"
      "2001",
      "text-quads");
  check_bad_rows("t.txt", "a\tb\tc\t2005-06-17", "text-quads");
}

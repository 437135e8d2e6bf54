#include "ingest/ucdp.h"

#include <algorithm>

#include "ingest/ucdp_sources.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string header =
    "id,relid,type_of_violence,conflict_new_id,conflict_name,dyad_name,side_a_new_id,side_a,"
    "side_b_new_id,side_b,source_article,source_original,where_coordinates,adm_1,country,"
    "country_id,date_prec,date_start,date_end,deaths_a,best,high,low,gwnoa\n";

struct Event {
  std::string id = "9001";
  std::string violence = "1";
  std::string side_b = "4456,Ex Front";
  std::string sources = R"("""Ex News,2024-01-20,Clash, at ""Exton"" again""")";
  std::string original = "";
  std::string place = "Exton town";
  std::string dates = "1,2024-01-05 00:00:00.000,2024-01-06";
  std::string deaths = "3,5,2";
};

std::string row(const Event& event = {}) {
  return event.id + ",EX-1," + event.violence +
         ",299,Exland: Government,a - b,118,Government of Exland," + event.side_b + "," +
         event.sources + "," + event.original + "," + event.place + ",Ex Province,Exland,652," +
         event.dates + ",0," + event.deaths + ",365\n";
}

Strings links(const Taking& taking) {
  Strings all;
  for (const RelationClaims& relation : relations_of(taking)) {
    all.push_back(link_of(taking, relation.relation) + ", " + relation.relation.valid.text());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("an event of UCDP links its sides, its conflict and its place") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_file(taking, "ged.csv", header + row());
  CHECK(report.inputs[0].format == "ucdp");
  CHECK(report.records.taken == 1);
  CHECK(links(taking) ==
        Strings{"ucdp:actor:118 -> fought_against -> ucdp:actor:4456, 2024-01-05..2024-01-06",
                "ucdp:actor:118 -> participated_in -> ucdp:event:9001, 2024-01-05..2024-01-06",
                "ucdp:actor:4456 -> participated_in -> ucdp:event:9001, 2024-01-05..2024-01-06",
                "ucdp:event:9001 -> part_of -> ucdp:conflict:299, 2024-01-05..2024-01-06",
                "ucdp:event:9001 -> took_place_in -> ucdp:place:Exland/Ex Province//Exton town, "
                "2024-01-05..2024-01-06",
                "ucdp:place:Exland/Ex Province//Exton town -> located_in -> ucdp:country:652, "});
  const RelationClaims violence = taking.relation("ucdp:9001");
  CHECK(violence.relation.quantity == Quantity{.low = 2, .best = 3, .high = 5, .unit = "death"});
  CHECK(property_of(violence.relation.properties, "relid") == "EX-1");
  CHECK(property_of(violence.relation.properties, "deaths_a") == "0");
  CHECK(property_of(violence.relation.properties, "best").empty());
  REQUIRE(violence.claims.size() == 1);
  const Document story =
      taking.document("ucdp:report:Ex News,2024-01-20,Clash, at \"Exton\" again");
  CHECK(violence.claims[0].document == story.id);
  CHECK(violence.claims[0].quote == "Clash, at \"Exton\" again");
  CHECK_FALSE(violence.claims[0].speaker.is_some());
  CHECK(story.title == "Clash, at \"Exton\" again");
  CHECK(story.date.text() == "2024-01-20");
  CHECK(story.publisher == taking.entity("ucdp:source:Ex News").id);
  CHECK(type_of(taking, "ucdp:actor:118") == "government_body");
  CHECK(type_of(taking, "ucdp:actor:4456") == "armed_group");
  CHECK(type_of(taking, "ucdp:conflict:299") == "armed_conflict");
  CHECK(name_of(taking, "ucdp:event:9001") ==
        "Government of Exland - Ex Front, Exton town, 2024-01-05..2024-01-06");
  CHECK(property_of(taking.entity("ucdp:actor:118").properties, "gwno") == "365");
}

TEST_CASE("each report of a UCDP event is a claim, and whom the one report cites is its speaker") {
  Taking taking;
  take_file(taking, "ged.csv",
            header +
                row({.id = "1",
                     .sources = R"("""A,2024-01-01,x"";""B,2024-01-02,y; and z""")",
                     .original = "Ex Watch"}) +
                row({.id = "2", .original = "Ex Watch"}) + row({.id = "3", .original = "Ex News"}) +
                row({.id = "4", .original = "\"Ex Watch, others\""}) +
                row({.id = "5", .sources = ""}));
  CHECK(taking.relation("ucdp:1").claims.size() == 2);
  CHECK(taking.document("ucdp:report:B,2024-01-02,y; and z").title == "y; and z");
  CHECK_FALSE(taking.relation("ucdp:1").claims[0].speaker.is_some());
  CHECK(taking.relation("ucdp:2").claims[0].speaker == taking.entity("ucdp:source:Ex Watch").id);
  CHECK_FALSE(taking.relation("ucdp:3").claims[0].speaker.is_some());
  CHECK_FALSE(taking.relation("ucdp:4").claims[0].speaker.is_some());
  CHECK(property_of(taking.relation("ucdp:4").relation.properties, "source_original") ==
        "Ex Watch, others");
  CHECK(taking.relation("ucdp:5").claims[0].document == taking.document("file:ged.csv").id);
}

TEST_CASE("reports of UCDP are told apart at their dates") {
  const auto words = [](std::string_view text) {
    Strings all;
    for (const UcdpSource& source : ucdp_sources(text)) {
      all.push_back(std::string(source.office) + "|" + source.date.text() + "|" +
                    std::string(source.headline));
    }
    return all;
  };
  CHECK(words("").empty());
  CHECK(words(R"("Agency, Ex,2024-01-01,a, b";"C,2024-01-02,"d"")") ==
        Strings{"Agency, Ex|2024-01-01|a, b", "C|2024-01-02|\"d\""});
  CHECK(words("Ex News 3/1990; \"Other\"") == Strings{"||Ex News 3/1990", "||\"Other\""});
  CHECK(words("\"") == Strings{"||\""});
}

TEST_CASE("the dates of a UCDP event are as fine as they are known") {
  Taking taking;
  take_file(taking, "ged.csv",
            header + row({.id = "1", .dates = "3,2024-01-05,2024-01-11"}) +
                row({.id = "2", .dates = "4,2024-01-01,2024-01-31"}) +
                row({.id = "3", .dates = "5,2024-01-01,2024-06-30"}) +
                row({.id = "4", .dates = "1,2024-01-05,"}));
  const auto valid = [&](const char* id) { return taking.relation(id).relation.valid.text(); };
  CHECK(valid("ucdp:1") == "2024-01-05..2024-01-11");
  CHECK(valid("ucdp:2") == "2024-01");
  CHECK(valid("ucdp:3") == "2024");
  CHECK(valid("ucdp:4") == "2024-01-05");
}

TEST_CASE("violence against civilians has one side that takes part, and they are of one country") {
  Taking taking;
  take_file(taking, "ged.csv",
            header + row({.violence = "3", .side_b = "9999,Civilians", .place = "Exland"}));
  CHECK(links(taking) ==
        Strings{"ucdp:actor:118 -> attacked -> ucdp:actor:9999:Exland, 2024-01-05..2024-01-06",
                "ucdp:actor:118 -> participated_in -> ucdp:event:9001, 2024-01-05..2024-01-06",
                "ucdp:event:9001 -> part_of -> ucdp:conflict:299, 2024-01-05..2024-01-06",
                "ucdp:event:9001 -> took_place_in -> ucdp:country:652, 2024-01-05..2024-01-06"});
  CHECK(name_of(taking, "ucdp:actor:9999:Exland") == "Civilians (Exland)");
  CHECK(type_of(taking, "ucdp:actor:9999:Exland") == "population_group");
}

TEST_CASE("what is odd in a UCDP event is warned of, and what is none is rejected") {
  Taking taking;
  const IngestReport report = take_file(
      taking, "ged.csv",
      header + row({.id = "1", .deaths = "2,5,3"}) + row({.id = ""}) +
          row({.id = "2", .dates = "1,soon,2024-01-01"}) +
          row({.id = "3", .dates = "1,2024-01-01,later"}) + row({.id = "4", .side_b = "1,"}) +
          "1,2\n" + row({.id = "5", .dates = "1,2024-01-02,2024-01-01"}));
  CHECK(report.records.read == 7);
  CHECK(report.records.taken == 1);
  CHECK_FALSE(taking.relation("ucdp:1").relation.quantity);
  CHECK(property_of(taking.relation("ucdp:1").relation.properties, "low") == "3");
  const Strings reasons = rejections_of(report);
  REQUIRE(reasons.size() > 5);
  CHECK(reasons[0] == "ged.csv:3: id: expected the event's number");
  CHECK(reasons[1] == "ged.csv:4: date_start: expected a day, YYYY-MM-DD");
  CHECK(reasons[2] == "ged.csv:5: date_end: expected a day, YYYY-MM-DD");
  CHECK(reasons[3] == "ged.csv:6: side_b: expected the name of a side");
  CHECK(reasons[4] == "ged.csv:7: : expected 24 columns, found 2");
  CHECK(reasons[5] == "ged.csv:8: valid: it ends (2024-01-01) before it begins (2024-01-02)");
}

TEST_CASE("UCDP events that are cut, damaged or repeated are counted, and nothing breaks") {
  check_any_cut("ged.csv", header + row({.sources = "\"two\nlines\""}) + row({.id = "2"}), "ucdp");
  Taking taking;
  const IngestReport report = take_file(
      taking, "ged.csv", header + row() + "\xFF" + row({.id = "2"}) + "\"open," + row({.id = "3"}));
  CHECK(report.records.rejected >= 2);
  CHECK(taking.has(KeyKind::relation, "ucdp:9001"));
}

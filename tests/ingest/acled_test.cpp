#include "ingest/acled.h"

#include <algorithm>

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

using Strings = std::vector<std::string>;

const std::string header =
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,country,admin1,location,latitude,source,notes,fatalities,"
    "timestamp\n";

struct Event {
  std::string id = "EXL1";
  std::string date = "2024-01-15";
  std::string precision = "1";
  std::string type = "Battles,Armed clash";
  std::string first = "Military Forces of Exland (2000-),Militia of Exton; Ex Guard,1";
  std::string second = "Ex Front,,2";
  std::string location = "Exton";
  std::string source = "Ex News; Institute of Ex";
  std::string fatalities = "0";
};

std::string row(const Event& event = {}) {
  return event.id + "," + event.date + "," + event.precision + "," + event.type + "," +
         event.first + "," + event.second + ",Exland,Ex Province," + event.location + ",50.1," +
         event.source + ",\"On 15 January, a \"\"clash\"\".\"," + event.fatalities +
         ",1705400000\n";
}

Strings links(const Taking& taking) {
  Strings all;
  for (const RelationClaims& relation : relations_of(taking)) {
    all.push_back(link_of(taking, relation.relation) + ", " +
                  std::to_string(relation.claims.size()));
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("an event of ACLED involves its actors, and each source is a claim") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_file(taking, "x.csv", "\xEF\xBB\xBF" + header + row());
  CHECK(report.inputs[0].format == "acled");
  CHECK(report.records.taken == 1);
  CHECK(report.warnings.empty());
  CHECK(links(taking) ==
        Strings{"acled:Ex Front -> involved_in -> acled:event:EXL1, 2",
                "acled:Ex Guard -> involved_in -> acled:event:EXL1, 2",
                "acled:Military Forces of Exland (2000-) -> fought_against -> acled:Ex Front, 2",
                "acled:Military Forces of Exland (2000-) -> involved_in -> acled:event:EXL1, 2",
                "acled:Militia of Exton -> involved_in -> acled:event:EXL1, 2",
                "acled:event:EXL1 -> took_place_in -> acled:place:Exland/Ex Province///Exton, 2",
                "acled:place:Exland/Ex Province///Exton -> located_in -> acled:country:Exland, 1"});
  const RelationClaims clash = taking.relation("acled:EXL1");
  CHECK(clash.relation.valid.text() == "2024-01-15");
  CHECK(clash.relation.quantity->best == 0);
  CHECK(clash.claims[0].quote == "On 15 January, a \"clash\".");
  CHECK(taking.document("acled:report:EXL1/Institute of Ex").publisher ==
        taking.entity("acled:source:Institute of Ex").id);
  const Entity event = taking.entity("acled:event:EXL1");
  CHECK(event.names[0].text == "Armed clash, Exton, 2024-01-15");
  CHECK(property_of(event.properties, "event_type") == "Battles");
  CHECK(property_of(event.properties, "latitude") == "50.1");
  CHECK(property_of(event.properties, "fatalities") == "0");
  CHECK(type_of(taking, "acled:Military Forces of Exland (2000-)") == "armed_forces");
  CHECK(type_of(taking, "acled:Ex Front") == "armed_group");
  CHECK(type_of(taking, "acled:Ex Guard") == "unknown");
}

TEST_CASE("who acted on whom is not said by ACLED outside battles, and one actor may be alone") {
  Taking taking;
  take_file(taking, "x.csv",
            header +
                row({.id = "1",
                     .type = "Violence against civilians,Attack",
                     .second = "Civilians (Exland),,Civilians",
                     .source = ""}) +
                row({.id = "2", .type = "Protests,", .second = ",,", .location = ""}));
  CHECK(link_of(taking, taking.relation("acled:1").relation) ==
        "acled:Military Forces of Exland (2000-) -> involved_with -> acled:Civilians (Exland)");
  CHECK(type_of(taking, "acled:Civilians (Exland)") == "population_group");
  CHECK(taking.relation("acled:1").claims[0].document == taking.document("file:x.csv").id);
  CHECK_FALSE(taking.has(KeyKind::relation, "acled:2"));
  CHECK(name_of(taking, "acled:event:2") == "Protests, 2024-01-15");
  const Strings all = links(taking);
  CHECK(std::count(all.begin(), all.end(),
                   "acled:event:2 -> took_place_in -> acled:country:Exland, 2") == 1);
}

TEST_CASE("dates of ACLED are written in three ways and known in three precisions") {
  Taking taking;
  take_file(taking, "x.csv",
            header + row({.id = "1", .date = "5 January 2024"}) +
                row({.id = "2", .date = "31-Dec-97"}) + row({.id = "3", .date = "01-Jan-24"}) +
                row({.id = "4", .precision = "2"}) +
                row({.id = "5", .date = "2024-01-30", .precision = "2"}) +
                row({.id = "6", .precision = "3"}));
  const auto valid = [&](const char* id) { return taking.relation(id).relation.valid.text(); };
  CHECK(valid("acled:1") == "2024-01-05");
  CHECK(valid("acled:2") == "1997-12-31");
  CHECK(valid("acled:3") == "2024-01-01");
  CHECK(valid("acled:4") == "2024-01");
  CHECK(valid("acled:5") == "2024-01..2024-02");
  CHECK(valid("acled:6") == "2024-01");
}

TEST_CASE("columns of ACLED are bound by their names, between commas or semicolons") {
  Taking taking;
  const IngestReport report = take_file(taking, "x.csv",
                                        "data_id;event_date;actor1;event_id_cnty;event_type;iso3\n"
                                        "17;2024-01-15;Ex Front;EXL1;Riots;EXL\n");
  CHECK(report.inputs[0].format == "acled");
  CHECK(report.records.taken == 1);
  CHECK(property_of(taking.entity("acled:event:EXL1").properties, "data_id") == "17");
  CHECK(property_of(taking.entity("acled:event:EXL1").properties, "iso3") == "EXL");
}

TEST_CASE("rows that are no ACLED event are rejected with their reason") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "x.csv",
                header + row({.id = ""}) + row({.date = "15.1.2024"}) +
                    row({.date = "1 Nox 2024"}) + row({.first = ",,"}) + "1,2\n" + row());
  CHECK(report.records.read == 6);
  CHECK(report.records.taken == 1);
  CHECK(rejections_of(report) ==
        Strings{"x.csv:2: event_id_cnty: expected the event's id",
                "x.csv:3: event_date: expected a day, like 2023-01-31 or 31 January 2023",
                "x.csv:4: event_date: expected a day, like 2023-01-31 or 31 January 2023",
                "x.csv:5: actor1: expected the name of an actor",
                "x.csv:6: : expected 19 columns, found 2"});
}

TEST_CASE("ACLED events that are cut, damaged or repeated are counted, and nothing breaks") {
  check_any_cut("x.csv", header + row() + row({.id = "2"}), "acled");
  Taking taking;
  const IngestReport report = take_file(
      taking, "x.csv", header + row() + "\xFF" + row({.id = "2"}) + "\"open," + row({.id = "3"}));
  CHECK(report.records.rejected >= 2);
  CHECK(taking.has(KeyKind::relation, "acled:EXL1"));
}

#include "ingest/gdelt.h"

#include <map>

#include "ingest/cameo.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

// A row of 61 columns: an event of two actors with a page, of which some are changed.
std::string row(const std::map<std::size_t, std::string>& changes = {}) {
  std::vector<std::string> cells(61);
  cells[0] = "7001";
  cells[1] = "20240806";
  cells[5] = "UKRMIL";
  cells[6] = "UKRAINIAN ARMY";
  cells[7] = "UKR";
  cells[12] = "MIL";
  cells[15] = "RUS";
  cells[16] = "RUSSIA";
  cells[17] = "RUS";
  cells[25] = "1";
  cells[26] = cells[27] = "190";
  cells[28] = "19";
  cells[29] = "4";
  cells[30] = "-10.0";
  cells[34] = "-3.25";
  cells[35] = cells[43] = "0";
  cells[51] = "4";
  cells[52] = "Sudzha, Kurskaya Oblast', Russia";
  cells[56] = "51.19";
  cells[58] = "-3000";
  cells[59] = "20240807001500";
  cells[60] = "https://www.ex.org/front/1";
  for (const auto& [column, text] : changes) cells[column] = text;
  std::string text;
  for (const std::string& cell : cells) text += (text.empty() ? "" : "\t") + cell;
  return text;
}

}  // namespace

TEST_CASE("an event of GDELT is a relation of its CAMEO type between its actors") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_file(taking, "x.export.CSV", row() + "\n");
  CHECK(report.records.taken == 1);
  CHECK(report.inputs[0].format == "gdelt");
  const RelationClaims found = taking.relation("gdelt:7001");
  CHECK(link_of(taking, found.relation) ==
        "gdelt:UKRMIL|UKRAINIAN ARMY -> use_conventional_military_force -> gdelt:RUS|RUSSIA");
  CHECK(found.relation.valid.text() == "2024-08-06");
  const auto& properties = found.relation.properties;
  CHECK(property_of(properties, "EventCode") == "190");
  CHECK(property_of(properties, "GoldsteinScale") == "-10.0");
  CHECK(property_of(properties, "ActionGeo_FullName") == "Sudzha, Kurskaya Oblast', Russia");
  CHECK(property_of(properties, "ActionGeo_FeatureID") == "-3000");
  CHECK(property_of(properties, "Actor1Geo_Type").empty());
  REQUIRE(found.claims.size() == 1);
  CHECK(found.claims[0].stance == Stance::asserted);
  const Document page = taking.document("https://www.ex.org/front/1");
  CHECK(found.claims[0].document == page.id);
  CHECK(page.date.text() == "2024-08-07");
  CHECK(taking.entity("ex.org").id == page.publisher);
  CHECK(name_of(taking, "gdelt:RUS|RUSSIA") == "RUSSIA");
  CHECK(property_of(taking.entity("gdelt:UKRMIL|UKRAINIAN ARMY").properties, "Type1Code") == "MIL");
}

TEST_CASE("an actor of GDELT has the type that its code is sure of") {
  Taking taking;
  const auto actor = [](const std::string& code, const std::string& name) {
    return row({{0, code + name}, {5, code}, {6, name}}) + "\n";
  };
  take_file(taking, "x.export.CSV",
            actor("USA", "UNITED STATES") + actor("AUS", "MELBOURNE") + actor("USA", "GEORGIA") +
                actor("NGAGOV", "NIGERIA") + actor("REB", "REBEL") + actor("EDU", "STUDENT") +
                actor("", "NOBODY"));
  CHECK(type_of(taking, "gdelt:USA|UNITED STATES") == "country");
  CHECK(type_of(taking, "gdelt:AUS|MELBOURNE") == "unknown");
  CHECK(type_of(taking, "gdelt:USA|GEORGIA") == "unknown");
  CHECK(type_of(taking, "gdelt:NGAGOV|NIGERIA") == "government_body");
  CHECK(type_of(taking, "gdelt:REB|REBEL") == "armed_group");
  CHECK(type_of(taking, "gdelt:EDU|STUDENT") == "unknown");
}

TEST_CASE("where one actor of a GDELT event is not known, the event stands for it") {
  Taking taking;
  take_file(taking, "x.export.CSV",
            row({{0, "1"}, {5, ""}, {6, ""}}) + "\n" + row({{0, "2"}, {15, ""}, {16, ""}}));
  CHECK(link_of(taking, taking.relation("gdelt:1").relation) ==
        "gdelt:event:1 -> use_conventional_military_force -> gdelt:RUS|RUSSIA");
  CHECK(link_of(taking, taking.relation("gdelt:2").relation) ==
        "gdelt:UKRMIL|UKRAINIAN ARMY -> use_conventional_military_force -> gdelt:event:2");
  CHECK(type_of(taking, "gdelt:event:1") == "event");
  CHECK(name_of(taking, "gdelt:event:1") ==
        "use conventional military force, Sudzha, Kurskaya Oblast', Russia, 2024-08-06");
}

TEST_CASE("a GDELT source that is no address is a publisher without a date") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "x.export.CSV",
                row({{60, "Radio of Ex"}}) + "\n" +
                    row({{0, "2"}, {59, "20240901000000"}, {60, "Radio of Ex"}}) + "\n" +
                    row({{0, "3"}, {60, ""}}) + "\n");
  CHECK(report.records.taken == 3);
  CHECK(taking.document("Radio of Ex").date.text().empty());
  CHECK(taking.relation("gdelt:2").claims[0].reported.text() == "2024-09-01");
  CHECK(taking.relation("gdelt:3").claims[0].document == taking.document("file:x.export.CSV").id);
}

TEST_CASE("rows that are no GDELT event are rejected with their reason") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "x.export.CSV",
                "1\t2\t3\n" + row({{0, ""}}) + "\n" + row({{1, "202408"}}) + "\n" +
                    row({{1, "20240230"}}) + "\n" + row({{26, "---"}}) + "\n" + row({{59, "now"}}) +
                    "\n" + row({{5, ""}, {6, ""}, {15, ""}, {16, ""}}) + "\n");
  CHECK(report.records.read == 7);
  CHECK(report.records.rejected == 7);
  const auto reasons = rejections_of(report);
  CHECK(reasons[0] ==
        "x.export.CSV:1: : expected 61 columns, found 3; events of GDELT 1.0 have 57 or "
        "58 and are not read");
  CHECK(reasons[2] == "x.export.CSV:3: SQLDATE: \"202408\" is no day; expected YYYYMMDD");
  CHECK(reasons[4] == "x.export.CSV:5: EventCode: \"---\" is no CAMEO code");
  CHECK(reasons[6] == "x.export.CSV:7: Actor1Code: expected at least one actor");
}

TEST_CASE("GDELT events are told from other tables by their width and first columns") {
  CHECK(format_of("x", row() + "\n" + row() + "\n") == "gdelt");
  CHECK(format_of("x.export.CSV", "1\t2\n") == "gdelt");
  CHECK(format_of("x.csv", "1\t2\n") != "gdelt");
  CHECK(format_of("x", row() + "\n1\t2\n") != "gdelt");
}

TEST_CASE("GDELT events that are cut, damaged or repeated are counted, and nothing breaks") {
  check_any_cut("x.export.CSV", row() + "\r\n" + row({{0, "7002"}, {5, ""}, {6, ""}}), "gdelt");
  check_bad_rows("x.export.CSV", row(), "gdelt");
}

TEST_CASE("a CAMEO code is its event's, or that of the nearest code above it") {
  CHECK(cameo_event("043")->type == "host_a_visit");
  CHECK(cameo_event("0311")->type == "express_intent_to_cooperate_economically");
  CHECK(cameo_event("0319")->type == "express_intent_to_engage_in_material_cooperation");
  CHECK(cameo_event("19")->type == "use_conventional_military_force");
  CHECK(cameo_event("1909")->type == "use_conventional_military_force");
  for (const std::string code : {"", "9", "99", "999", "x", "---"}) {
    CHECK(cameo_event(code) == nullptr);
  }
  Schema schema;
  schema.extend(cameo_schema(), "CAMEO");
  CHECK(schema.relation_types().size() == 294);
  CHECK(schema.relation_type(*schema.relation_type("make_a_visit")).inverse_label ==
        "was visited by");
  CHECK(schema.relation_type(*schema.relation_type("consult")).is_symmetric);
}

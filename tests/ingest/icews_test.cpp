#include "ingest/icews.h"

#include "ingest/icews_names.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

const std::string header =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

std::string row(const std::string& id, const std::string& day = "2018-06-01",
                const std::string& event = "Accuse\t112") {
  return id + "\t" + day + "\tForeign Affairs (Exland)\tExecutive,Cabinet / Council\tExland\t" +
         event +
         "\t-2.0\tRussia\tNA\tRussian Federation\t77\t2\tThe \"Ex\" News\tExton\tNA\tNULL\t" +
         "Exland\t50.4\t30.5\n";
}

}  // namespace

TEST_CASE("an event of ICEWS is a relation of its CAMEO type, told by a story") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_file(taking, "events.tab", header + row("42"));
  CHECK(report.inputs[0].format == "icews");
  CHECK(report.records.taken == 1);
  CHECK(report.records.read == 1);
  const RelationClaims event = taking.relation("icews:42/2018-06-01");
  CHECK(link_of(taking, event.relation) ==
        "icews:Foreign Affairs (Exland) -> accuse -> icews:Russia");
  CHECK(event.relation.valid.text() == "2018-06-01");
  const auto& properties = event.relation.properties;
  CHECK(property_of(properties, "CAMEO Code") == "112");
  CHECK(property_of(properties, "Intensity") == "-2.0");
  CHECK(property_of(properties, "Sentence Number") == "2");
  CHECK(property_of(properties, "City") == "Exton");
  CHECK(property_of(properties, "District").empty());
  CHECK(property_of(properties, "Province").empty());
  CHECK(property_of(properties, "Event Text").empty());
  const Document story = taking.document("icews:story:77");
  REQUIRE(event.claims.size() == 1);
  CHECK(event.claims[0].document == story.id);
  CHECK(story.publisher == taking.entity("The \"Ex\" News").id);
  const Entity source = taking.entity("icews:Foreign Affairs (Exland)");
  CHECK(source.names[0].text == "Foreign Affairs (Exland)");
  CHECK(source.properties ==
        std::vector<Property>{{.name = "Country", .value = "Exland"},
                              {.name = "Sector", .value = "Executive"},
                              {.name = "Sector", .value = "Cabinet / Council"}});
  CHECK(type_of(taking, "icews:Russia") == "country");
}

TEST_CASE("ICEWS events of one number on other days are others, and days may be written as m/d/y") {
  Taking taking;
  const IngestReport report = take_file(
      taking, "e.tab", header + row("42") + row("42", "6/2/2018") + row("42", "6/2/2018"));
  CHECK(report.records.taken == 2);
  CHECK(report.records.known == 1);
  CHECK(taking.relation("icews:42/2018-06-02").relation.valid.text() == "2018-06-02");
}

TEST_CASE("an ICEWS event without a code of its own has the type of its words") {
  Taking taking;
  take_file(taking, "e.tab",
            header + row("1", "2018-06-01", "Sing together\tNA") +
                row("2", "2018-06-01", "Accuse loudly\t1129") + row("3", "2018-06-01", "NA\t1129"));
  const auto type = [&](const std::string& id) {
    const std::string link =
        link_of(taking, taking.relation("icews:" + id + "/2018-06-01").relation);
    return link.substr(link.find(" -> ") + 4, link.rfind(" -> ") - link.find(" -> ") - 4);
  };
  CHECK(type("1") == "sing_together");
  CHECK(type("2") == "accuse_loudly");
  CHECK(type("3") == "accuse");
}

TEST_CASE("the type of an ICEWS actor is told where its name is sure") {
  CHECK(type_of_icews_actor("North Korea") == "country");
  CHECK(type_of_icews_actor("Police (India)") == "government_body");
  CHECK(type_of_icews_actor("Military (Congo (Kinshasa))") == "armed_forces");
  CHECK(type_of_icews_actor("Defense / Security Ministry (Norway)") == "government_body");
  CHECK(type_of_icews_actor("Citizen (India)").empty());
  CHECK(type_of_icews_actor("Police").empty());
  CHECK(type_of_icews_actor("Kim Jong-Un").empty());
}

TEST_CASE("rows that are no ICEWS event are rejected with their reason") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "e.tab",
                header + row("") + row("1", "2018-06") + row("2", "13/13/2018") +
                    row("3", "2018-06-01", "!\tNA") + "1\t2\n" + row("4"));
  CHECK(report.records.read == 6);
  CHECK(report.records.taken == 1);
  const auto reasons = rejections_of(report);
  REQUIRE(reasons.size() == 5);
  CHECK(reasons[0] == "e.tab:2: Event ID: expected the event's number");
  CHECK(reasons[1] == "e.tab:3: Event Date: expected a day, YYYY-MM-DD or M/D/YYYY");
  CHECK(reasons[2] == "e.tab:4: Event Date: expected a day, YYYY-MM-DD or M/D/YYYY");
  CHECK(reasons[3] == "e.tab:5: Event Text: expected a CAMEO code, or a text with letters");
  CHECK(reasons[4] == "e.tab:6: : expected 20 columns, found 2");
}

TEST_CASE("an ICEWS table without its header is rejected row by row") {
  Taking taking;
  const IngestReport report = take_file(taking, "e.tab", row("1") + row("2"), {.format = "icews"});
  CHECK(report.records.read == 2);
  CHECK(report.records.rejected == 2);
  CHECK(
      rejections_of(report)[0] ==
      "e.tab:1: : the first row has to name the columns, and none is \"Event ID\"; put the header "
      "there");
}

TEST_CASE("ICEWS events that are cut, damaged or repeated are counted, and nothing breaks") {
  check_any_cut("e.tab", header + row("1") + row("2", "6/2/2018"), "icews");
  Taking taking;
  const IngestReport report = take_file(taking, "e.tab", header + row("1") + "\xFF\n" + row("2"));
  CHECK(report.records.read == 3);
  CHECK(report.records.rejected == 1);
}

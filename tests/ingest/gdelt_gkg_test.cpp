#include "ingest/gdelt_gkg.h"

#include <algorithm>
#include <array>

#include "ingest/gdelt_gkg_blocks.h"
#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

constexpr std::size_t columns = 27;
using Cells = std::array<std::string, columns>;

// The document of https://ex.org/n1, in which Ivan Petrov stands near his holding and Kyiv, and
// Anna Weber far from all of them.
Cells cells() {
  Cells made;
  made[0] = "20240115120000-T7";
  made[1] = "20240115120000";
  made[2] = "1";
  made[3] = "ex.org";
  made[4] = "https://news.ex.org/n1";
  made[7] = "LEADER;TAX_FNCACT;";
  made[8] = "TAX_FNCACT,44;";
  made[9] = "1#Ukraine#UP#UP#49#32#UP;4#Kyiv, Kyyiv, Misto, Ukraine#UP#UP12#50.43#30.51#-1044367";
  made[10] =
      "1#Ukrainian#UP#UP##49#32#UP#900;"
      "4#Kyiv, Kyyiv, Misto, Ukraine#UP#UP12#25678#50.43#30.51#-1044367#140";
  made[11] = "ivan petrov;anna weber";
  made[12] = "Ivan Petrov,120;Anna Weber,4000;";
  made[13] = "petrov holding;ex bank";
  made[14] = "Petrov Holding,301";
  made[15] = "-2,1,3,4,20,0,300";
  made[16] = "4#9#29#0#454";
  made[17] = "wc:300,c1.2:5";
  made[22] = "8645|30|said|No. #1 of all | of them#9777|3||No!";
  made[25] = "srclc:rus;eng:Ex 1";
  made[26] = "<PAGE_TITLE>Grain &amp; war</PAGE_TITLE><PAGE_AUTHORS>A. Author</PAGE_AUTHORS>";
  return made;
}

std::string row(const Cells& cells) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : "\t") + cells[i];
  return text + "\n";
}

std::string row_with(std::size_t column, const std::string& cell) {
  Cells made = cells();
  made[column] = cell;
  return row(made);
}

// Warnings of them.
std::ptrdiff_t broken_blocks(const IngestReport& report) {
  return std::count_if(report.warnings.begin(), report.warnings.end(), [](const Warning& warning) {
    return warning.text.find("cut or broken") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("a row of GKG is a document with all that it names, and who stands near whom") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  const IngestReport report = take_file(taking, "x.gkg.csv", row(cells()));
  CHECK(report.inputs[0].format == "gdelt-gkg");
  CHECK(report.records.taken == 1);
  CHECK(broken_blocks(report) == 0);
  const Document document = taking.document("https://news.ex.org/n1");
  CHECK(document.language == "ru");
  CHECK(document.date.text() == "2024-01-15");
  CHECK(document.title == "Grain &amp; war");
  CHECK(document.publisher == taking.entity("news.ex.org").id);
  CHECK(type_of(taking, "gdelt:person:ivan petrov") == "person");
  CHECK(name_of(taking, "gdelt:person:ivan petrov") == "Ivan Petrov");
  CHECK(type_of(taking, "gdelt:organization:petrov holding") == "organization");
  CHECK(type_of(taking, "gdelt:place:UP/UP") == "country");
  CHECK(name_of(taking, "gdelt:place:UP/UP") == "Ukraine");
  CHECK(type_of(taking, "gdelt:place:UP/-1044367") == "place");
  CHECK(relation_lines(taking).size() == 3);
  const RelationClaims near =
      relation_between(taking, "gdelt:organization:petrov holding", "gdelt:person:ivan petrov");
  CHECK(type_of(taking, near) == "named_near");
  REQUIRE(near.claims.size() == 1);
  CHECK(near.claims[0].document == document.id);
  CHECK(near.claims[0].stance == Stance::asserted);
  CHECK(relation_between(taking, "gdelt:person:ivan petrov", "gdelt:place:UP/-1044367")
            .claims.size() == 1);
}

TEST_CASE("no column of GKG is lost: what has no place in the model is the document's property") {
  Taking taking;
  Cells all = cells();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].empty()) all[i] = "cell " + std::to_string(i);
  }
  take_file(taking, "x.gkg.csv", row(all));
  const auto properties = taking.document("https://news.ex.org/n1").properties;
  const auto has = [&](const std::string& name) { return property_of(properties, name); };
  CHECK(has("GKGRECORDID") == "20240115120000-T7");
  CHECK(has("SourceCommonName") == "ex.org");
  CHECK(has("V1Counts") == "cell 5");
  CHECK(has("V2.1Counts") == "cell 6");
  CHECK(has("V1Themes") == "LEADER;TAX_FNCACT;");
  CHECK(has("V2Themes") == "TAX_FNCACT,44;");
  CHECK(has("V2Locations") == all[10]);
  CHECK(has("V2Persons") == all[12]);
  CHECK(has("V1Organizations") == "ex bank");  // what version 2 does not have
  CHECK(has("V1Persons").empty());
  CHECK(has("V1Locations").empty());
  CHECK(has("V2Organizations") == all[14]);
  CHECK(has("Tone") == "-2");
  CHECK(has("SelfGroupReferenceDensity") == "0");
  CHECK(has("WordCount") == "300");
  CHECK(has("V2.1Dates") == all[16]);
  CHECK(has("V2GCAM") == all[17]);
  for (const char* const name :
       {"SharingImage", "RelatedImages", "SocialImageEmbeds", "SocialVideoEmbeds"}) {
    CHECK(has(name).starts_with("cell "));
  }
  CHECK(values_of(properties, "Quotations") ==
        std::vector<std::string>{"8645|30|said|No. #1 of all | of them", "9777|3||No!"});
  CHECK(has("AllNames") == "cell 23");
  CHECK(has("Amounts") == "cell 24");
  CHECK(has("TranslationInfo") == "srclc:rus;eng:Ex 1");
  CHECK(has("PAGE_AUTHORS") == "A. Author");
  CHECK(taking.has(KeyKind::entity, "gdelt:organization:ex bank"));
}

TEST_CASE("two who are named near each other in several documents are one relation") {
  Taking taking;
  Cells other = cells();
  other[0] = "20240116120000-1";
  other[1] = "20240116120000";
  other[2] = "2";
  other[3] = "Ex Quarterly";
  other[4] = "Ex Quarterly 4";
  other[12] = "Ivan PETROV,9";
  other[25] = "";
  take_file(taking, "x.gkg.csv", row(cells()) + row(other));
  const RelationClaims near =
      relation_between(taking, "gdelt:person:ivan petrov", "gdelt:place:UP/-1044367");
  CHECK(near.claims.size() == 2);
  const Document quarterly = taking.document("Ex Quarterly 4");
  CHECK(quarterly.language == "en");
  CHECK(quarterly.publisher == taking.entity("Ex Quarterly").id);
  CHECK(property_of(quarterly.properties, "SourceCollectionIdentifier") == "2");
}

TEST_CASE("near is within 200 characters, not the same name, and not place by place") {
  Taking taking;
  Cells made = cells();
  made[9] = made[11] = made[13] = "";
  made[10] =
      "2#Iowa, United States#US#USIA##42#-93#IA#1000;2#Ohio, United States#US#USOH##40#-82#OH#1001";
  made[12] = "Woude,1000;Lisa Woude,1000;Far Off,1201";
  made[14] = "Iowa Department,1000";
  take_file(taking, "x.gkg.csv", row(made));
  std::vector<std::string> links;
  for (const RelationClaims& each : relations_of(taking)) {
    links.push_back(link_of(taking, each.relation));
  }
  CHECK(sorted(links) ==
        std::vector<std::string>{
            "gdelt:organization:iowa department -> named_near -> gdelt:person:lisa woude",
            "gdelt:organization:iowa department -> named_near -> gdelt:person:woude",
            "gdelt:organization:iowa department -> named_near -> gdelt:place:US/OH",
            "gdelt:person:far off -> named_near -> gdelt:place:US/OH",
            "gdelt:person:lisa woude -> named_near -> gdelt:place:US/IA",
            "gdelt:person:lisa woude -> named_near -> gdelt:place:US/OH",
            "gdelt:person:woude -> named_near -> gdelt:place:US/IA",
            "gdelt:person:woude -> named_near -> gdelt:place:US/OH"});
}

TEST_CASE("a list of a thousand names does not link each with each") {
  Taking taking;
  std::string list;
  for (int i = 0; i < 1000; ++i) list += "Name" + std::to_string(1000 + i) + " Family,7;";
  Cells made = cells();
  made[9] = made[10] = made[11] = made[13] = made[14] = "";
  made[12] = list;
  const IngestReport report = take_file(taking, "x.gkg.csv", row(made));
  CHECK(report.relations.taken < 16'000);
  CHECK(report.relations.taken > 15'000);
}

TEST_CASE("a row that is no document of GKG is rejected by itself") {
  Taking taking;
  const IngestReport report =
      take_file(taking, "x.gkg.csv",
                "a\tb\n" + row_with(0, "") + row_with(1, "2024x") + row_with(4, "") + row(cells()));
  CHECK(report.records.taken == 1);
  CHECK(rejections_of(report) ==
        std::vector<std::string>{
            "x.gkg.csv:1: : expected 27 columns, found 2; GKG 1.0 has other columns and is not "
            "read",
            "x.gkg.csv:2: GKGRECORDID: expected the record's number",
            "x.gkg.csv:3: DATE: expected a time, YYYYMMDDHHMMSS",
            "x.gkg.csv:4: DocumentIdentifier: expected a document"});
}

TEST_CASE("broken blocks of GKG cost themselves alone, and stay in the document") {
  const auto [column, cell] =
      GENERATE(std::pair<std::size_t, std::string>{12, "Ivan Petrov;Anna Weber,400"},
               std::pair<std::size_t, std::string>{10, "4#Kyiv, Kyyiv, Mi"},
               std::pair<std::size_t, std::string>{14, ",12;Petrov Holding,99999999999"},
               std::pair<std::size_t, std::string>{15, "1,2"},
               std::pair<std::size_t, std::string>{22, "No beginning|1|said|x"},
               std::pair<std::size_t, std::string>{26, "<PAGE_TITLE>Grain and wa"});
  CAPTURE(column, cell);
  Taking taking;
  const IngestReport report = take_file(taking, "x.gkg.csv", row_with(column, cell));
  CHECK(report.records.taken == 1);
  CHECK(broken_blocks(report) == 1);
  const auto properties = taking.document("https://news.ex.org/n1").properties;
  CHECK(std::any_of(properties.begin(), properties.end(),
                    [&](const Property& each) { return each.value == cell; }));
}

TEST_CASE("GKG that is cut, damaged, repeated or not UTF-8 is counted, and nothing breaks") {
  Cells other = cells();
  other[4] = "https://ex.org/n2";
  const std::string text = row(cells()) + row(other);
  check_any_damage("x.gkg.csv", text, "gdelt-gkg");
  check_bad_rows("x.gkg.csv", row(cells()).substr(0, row(cells()).size() - 1), "gdelt-gkg");
  CHECK(format_of("x", text) == "gdelt-gkg");
  // A row may be longer than what is seen of an input before it is read.
  CHECK(format_of("x", row_with(17, std::string(100'000, 'c'))) == "gdelt-gkg");
  CHECK(format_of("x", "20240115120000-1\tb\tc\n") != "gdelt-gkg");
}

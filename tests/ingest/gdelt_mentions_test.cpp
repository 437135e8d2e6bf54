#include "ingest/gdelt_mentions.h"

#include "tests/ingest/foreign.h"

using namespace relata;
using namespace relata::testing;

namespace {

// The event 7001 of a store, taken as a relation of the key that GDELT events have.
void take_event(Taking& taking) {
  taking.take({R"({"entity":"a","type":"country"})", R"({"entity":"b","type":"country"})",
               R"({"relation":"gdelt:7001","type":"met_with","source":"a","target":"b"})"});
}

std::string row(const std::string& event, const std::string& document,
                const std::string& rest = "-1\t40\t52\t1\t80\t900\t-4.1\t\t") {
  return event + "\t20240806120000\t20240807001500\t1\tex.org\t" + document + "\t3\t" + rest;
}

}  // namespace

TEST_CASE("a mention of GDELT is a claim on its event, known from the batch or the store") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  take_event(taking);
  const IngestReport report = take_file(
      taking, "x.mentions.CSV",
      row("7001", "https://news.ex.org/1") + "\n" +
          row("7001", "https://ex.org/2", "-1\t-1\t9\t0\t20\t9\t0\tsrclc:rus;eng:Ex 1\t") + "\n");
  CHECK(report.records.taken == 2);
  CHECK(report.inputs[0].format == "gdelt-mentions");
  const RelationClaims event = taking.relation("gdelt:7001");
  REQUIRE(event.claims.size() == 3);
  const Document first = taking.document("https://news.ex.org/1");
  const Document second = taking.document("https://ex.org/2");
  for (const Claim& claim : event.claims) {
    if (claim.document == first.id) CHECK(claim.confidence->parts == 8000);
    if (claim.document == second.id) CHECK(claim.confidence->parts == 2000);
    CHECK_FALSE(claim.span);
  }
  CHECK(first.date.text() == "2024-08-07");
  CHECK(first.language == "en");
  CHECK(second.language == "ru");
  CHECK(first.publisher == taking.entity("news.ex.org").id);
  CHECK(property_of(first.properties, "MentionSourceName") == "ex.org");
  CHECK(property_of(second.properties, "MentionSourceName").empty());
  CHECK(property_of(first.properties, "MentionDocTone") == "-4.1");
  CHECK(property_of(first.properties, "mention") ==
        "gdelt:7001, sentence 3, characters -1 40 52, in raw text 1");
}

TEST_CASE("a mention of an event that is not known, or is no mention, is rejected by itself") {
  Taking taking;
  take_event(taking);
  const IngestReport report =
      take_file(taking, "x.mentions.CSV",
                row("9", "https://ex.org/1") + "\n" + row("7001", "https://ex.org/1") + "\n" +
                    row("7001", "") + "\n" + row("", "d") + "\n" + "7001\t1\n" +
                    row("7001", "d", "1\t1\t1\t1\t101\t9\t0\t\t") + "\n" +
                    row("7001", "d", "1\t1\t1\t1\tmuch\t9\t0\t\t") + "\n");
  CHECK(report.records.read == 7);
  CHECK(report.records.taken == 1);
  const auto reasons = rejections_of(report);
  const auto has = [&](const std::string& reason) {
    return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
  };
  CHECK(
      has("x.mentions.CSV:1: relation: no relation has the key \"gdelt:9\"; give its type, source "
          "and target, or ingest what makes it first"));
  CHECK(has("x.mentions.CSV:3: MentionIdentifier: expected a document"));
  CHECK(has("x.mentions.CSV:5: : expected 16 columns, found 2"));
  CHECK(has("x.mentions.CSV:6: Confidence: expected a number from 0 to 100"));
}

TEST_CASE("mentions of unknown events are rejected one by one, however many there are") {
  Taking taking;
  take_event(taking);
  std::string rows;
  for (int i = 0; i < 40; ++i) {
    rows += row(std::to_string(i), "https://ex.org/" + std::to_string(i)) + "\n";
  }
  const IngestReport report =
      take_file(taking, "x.mentions.CSV", rows + row("7001", "https://ex.org/1") + "\n");
  CHECK(report.records.rejected == 40);
  CHECK(report.records.taken == 1);
}

TEST_CASE("what a mention cites without an address is published by its source") {
  Taking taking;
  take_event(taking);
  std::string cited = row("7001", "Ex Quarterly 4");
  cited.replace(cited.find("\t1\tex.org"), 3, "\t2\t");
  take_file(taking, "x.mentions.CSV", cited);
  const Document document = taking.document("Ex Quarterly 4");
  CHECK(document.publisher == taking.entity("ex.org").id);
  CHECK(property_of(document.properties, "MentionType") == "2");
}

TEST_CASE("GDELT mentions that are cut, damaged or repeated are counted, and nothing breaks") {
  const std::string text =
      row("7001", "https://ex.org/1") + "\r\n" + row("7001", "https://ex.org/2");
  for (std::size_t size = 0; size < text.size(); ++size) {
    Taking taking;
    take_event(taking);
    const IngestReport report =
        take_file(taking, "x.mentions.CSV", text.substr(0, size), {.format = "gdelt-mentions"});
    CHECK(report.records.read ==
          report.records.taken + report.records.known + report.records.rejected);
  }
  Taking taking(StoreKind::disk);
  take_event(taking);
  CHECK(take_file(taking, "x.mentions.CSV", text).records.taken == 2);
  CHECK(take_file(taking, "x.mentions.CSV", text).batch == 0);
  CHECK(format_of("x", text) == "gdelt-mentions");
  CHECK(format_of("x", "a\tb\n") != "gdelt-mentions");
}

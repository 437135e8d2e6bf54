// What readers put into the sink: parts of records, mentions, claims on known relations.

#include "ingest/record_sink.h"

#include <catch2/catch.hpp>

#include "tests/ingest/foreign.h"
#include "tests/ingest/reading.h"

using namespace relata;
using namespace relata::testing;

namespace {

RelationRecord relation(std::string_view key, std::string_view quote) {
  return {.key = key,
          .type = "met_with",
          .source = "a",
          .target = "b",
          .claims = {{.document = "d", .quote = quote}}};
}

RelationRecord more_of(std::string_view key, std::string_view quote) {
  return {.key = key, .claims = {{.document = "d", .quote = quote}}};
}

// Two people and a document.
void put_base(RecordSink& sink) {
  sink.begin(1);
  sink.add(EntityRecord{.key = "a", .type = "person"});
  sink.add(EntityRecord{.key = "b", .type = "person"});
  sink.add(DocumentRecord{.key = "d"});
}

std::size_t claims_of(const Taking& taking, std::string_view key) {
  return taking.relation(key).claims.size();
}

}  // namespace

TEST_CASE("an input record has one fate: rejected, else taken, else known") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Reading first("", PlaceUnit::byte, taking.store());
  put_base(first.sink());
  first.sink().begin(2);
  first.sink().add(EntityRecord{.key = "c", .type = "person"});
  first.sink().add(relation("", "x"));
  first.sink().refuse({.field = "f", .reason = "no"}, RecordKind::relation);
  first.sink().begin(3);
  first.sink().add(EntityRecord{.key = "a", .type = "person"});
  first.sink().begin(4);  // becomes nothing, and says so by itself
  const IngestReport report = first.commit();
  CHECK(report.records.read == 4);
  CHECK(report.records.taken == 1);
  CHECK(report.records.rejected == 1);
  CHECK(report.records.known == 2);
  CHECK(report.relations.read == 2);
  CHECK(report.relations.taken == 1);
  CHECK(taking.has(KeyKind::entity, "c"));
}

TEST_CASE("a mention becomes an entity unless a record says more, before or after") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Reading reading("", PlaceUnit::byte, taking.store());
  RecordSink& sink = reading.sink();
  sink.begin(1);
  sink.mention("x", "organization", "X of old");
  sink.mention("y", "");
  sink.add(EntityRecord{.key = "z", .type = "person"});
  sink.begin(2);
  sink.add(EntityRecord{.key = "x", .type = "company"});
  sink.mention("z", "organization");
  sink.mention("x", "vessel");
  const IngestReport report = reading.commit();
  CHECK(report.rejections.empty());
  CHECK(report.entities.read == 4);
  CHECK(type_of(taking, "x") == "company");
  CHECK(taking.entity("x").names.size() == 1);
  CHECK(type_of(taking, "y") == "unknown");
  CHECK(type_of(taking, "z") == "person");
}

TEST_CASE("a later mention tells the type that the first left open, and no other") {
  Taking taking;
  Reading reading("", PlaceUnit::byte, taking.store());
  RecordSink& sink = reading.sink();
  sink.begin(1);
  sink.mention("x", "");
  sink.mention("x", "vessel");
  sink.mention("x", "person");
  sink.mention("y", "");
  sink.add(EntityRecord{.key = "y", .type = "person"});
  sink.mention("y", "vessel");
  reading.commit();
  CHECK(type_of(taking, "x") == "vessel");
  CHECK(type_of(taking, "y") == "person");
}

TEST_CASE("an end of unknown type is not said to be a wrong one") {
  Taking taking;
  Reading reading("", PlaceUnit::byte, taking.store());
  RecordSink& sink = reading.sink();
  sink.begin(1);
  sink.mention("a", "");
  sink.mention("b", "vessel");
  sink.add(DocumentRecord{.key = "d"});
  sink.add(relation("r", "q"));
  const IngestReport report = reading.commit();
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].text == "\"met_with\" is not meant to have a vessel as its target");
}

TEST_CASE("a record of an entity that tells no type adds to what others tell") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  for (const bool is_again : {false, true}) {
    Reading reading("", PlaceUnit::line, taking.store());
    RecordSink& sink = reading.sink();
    sink.begin(1);
    sink.add(EntityRecord{.key = "x", .type = "person"});
    sink.add(EntityRecord{.key = "x", .names = {{.text = "X"}}});
    sink.add(EntityRecord{.key = "y", .names = {{.text = "Y"}}});
    sink.add(EntityRecord{.key = "y", .type = "vessel"});
    sink.add(EntityRecord{.key = "z", .properties = {{.name = "n", .value = "1"}}});
    const IngestReport report = reading.commit();
    CHECK(report.rejections.empty());
    CHECK(report.warnings.empty());
    CHECK(report.entities.taken == (is_again ? 0 : 5));
  }
  CHECK(type_of(taking, "x") == "person");
  CHECK(taking.entity("x").names.size() == 1);
  CHECK(type_of(taking, "y") == "vessel");
  CHECK(type_of(taking, "z") == "unknown");
  CHECK(taking.entity("z").properties.size() == 1);
}

TEST_CASE("a record can be gone back to after others began") {
  Taking taking;
  Reading reading("", PlaceUnit::line, taking.store());
  RecordSink& sink = reading.sink();
  sink.begin(1);
  const RecordPlace first = sink.place();
  sink.begin(2);
  sink.add(EntityRecord{.key = "a", .type = "person"});
  sink.resume(first);
  sink.refuse({.field = "f", .reason = "no"});
  const IngestReport report = reading.commit();
  CHECK(report.records.read == 2);
  CHECK(report.records.rejected == 1);
  REQUIRE(report.rejections.size() == 1);
  CHECK(report.rejections[0].place.line == 1);
}

TEST_CASE("a type that is not sure gives way to any other, before or after") {
  Taking taking;
  Reading reading("", PlaceUnit::byte, taking.store());
  RecordSink& sink = reading.sink();
  const auto unsure = [](std::string_view key) {
    return EntityRecord{.key = key, .type = "organization", .is_type_sure = false};
  };
  sink.begin(1);
  sink.add(EntityRecord{.key = "a", .type = "person"});
  sink.add(unsure("a"));
  sink.add(unsure("b"));
  sink.add(EntityRecord{.key = "b", .type = "person"});
  sink.mention("c", "");
  sink.add(unsure("c"));
  sink.mention("d", "vessel");
  sink.add(unsure("d"));
  CHECK(reading.commit().rejections.empty());
  CHECK(type_of(taking, "a") == "person");
  CHECK(type_of(taking, "b") == "person");
  CHECK(type_of(taking, "c") == "organization");
  CHECK(type_of(taking, "d") == "vessel");
}

TEST_CASE("the type of a stored entity stays, and a nearer one is its property") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Reading first("", PlaceUnit::byte, taking.store());
  first.sink().begin(1);
  first.sink().mention("x", "");
  first.sink().mention("y", "organization");
  first.sink().mention("z", "person");
  first.commit();
  for (const bool is_again : {false, true}) {
    Reading second("", PlaceUnit::line, taking.store());
    second.sink().begin(1);
    second.sink().add(EntityRecord{.key = "x", .type = "vessel"});
    second.sink().add(EntityRecord{.key = "y", .type = "company"});
    second.sink().begin(2);
    second.sink().add(EntityRecord{.key = "z", .type = "company"});
    second.sink().mention("z", "vessel");
    const IngestReport report = second.commit();
    CHECK(report.records.taken == (is_again ? 0 : 1));
    REQUIRE(report.rejections.size() == 1);
    CHECK(report.rejections[0].reason ==
          "the entity \"z\" is a person in the store, here a company");
    CHECK(report.warnings.size() == 1);
  }
  CHECK(type_of(taking, "x") == "unknown");
  CHECK(taking.entity("x").properties == std::vector{Property{.name = "type", .value = "vessel"}});
  CHECK(type_of(taking, "y") == "organization");
}

TEST_CASE("claims are added to a relation by its key alone, in the batch or the store") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Reading first("", PlaceUnit::byte, taking.store());
  RecordSink& sink = first.sink();
  put_base(sink);
  sink.begin(2);
  sink.add(more_of("r", "before it"));
  sink.add(relation("r", "itself"));
  sink.add(more_of("r", "after it"));
  sink.add(more_of("nowhere", "q"));
  sink.add(more_of("nowhere", "q again"));
  sink.add(more_of("", "q"));
  const IngestReport report = first.commit();
  CHECK(claims_of(taking, "r") == 3);
  REQUIRE(report.rejections.size() == 3);
  CHECK(report.rejections[0].reason == "a relation needs a type, or the key of a known one");
  CHECK(report.rejections[1].reason ==
        "no relation has the key \"nowhere\"; give its type, source and target, or "
        "ingest what makes it first");
  CHECK(report.relations.read == 6);
  CHECK(report.relations.rejected == 3);

  Reading second("", PlaceUnit::byte, taking.store());
  second.sink().begin(1);
  second.sink().add(more_of("r", "before it"));
  second.sink().begin(2);
  second.sink().add(more_of("r", "later"));
  const IngestReport later = second.commit();
  CHECK(later.records.known == 1);
  CHECK(later.records.taken == 1);
  CHECK(claims_of(taking, "r") == 4);
}

TEST_CASE("claims on a relation that was rejected are rejected with it") {
  Taking taking;
  Reading reading("", PlaceUnit::byte, taking.store());
  put_base(reading.sink());
  RelationRecord bad = relation("r", "q");
  bad.target = "nobody";
  reading.sink().add(bad);
  reading.sink().add(more_of("r", "more"));
  const IngestReport report = reading.commit();
  CHECK(report.relations.rejected == 2);
  CHECK(report.rejections.size() == 2);
}

TEST_CASE("a record may leave the type unsaid, and is then compared with none") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Reading reading("", PlaceUnit::byte, taking.store());
  reading.sink().begin(1);
  reading.sink().add(EntityRecord{.key = "a", .names = {{.text = "Ann"}}});
  reading.sink().add(EntityRecord{.key = "b"});
  reading.sink().add(EntityRecord{.key = "b", .type = "vessel"});
  reading.sink().add(EntityRecord{.key = "b", .names = {{.text = "Bee"}}});
  reading.sink().add(
      RelationRecord{.type = "spouse_of", .source = "a", .target = "a", .claims = {ClaimRecord()}});
  const IngestReport report = reading.commit();
  CHECK(report.rejections.empty());
  CHECK(report.warnings.empty());
  CHECK(type_of(taking, "a") == "unknown");
  CHECK(type_of(taking, "b") == "vessel");
  CHECK(taking.entity("b").names.size() == 1);
}

TEST_CASE("records that cannot be are refused, whatever their format") {
  Reading reading("");
  RecordSink& sink = reading.sink();
  sink.begin(1);
  sink.add(EntityRecord{.key = "", .type = "person"});
  sink.add(DocumentRecord{.key = ""});
  RelationRecord record = relation("r", "q");
  record.valid = {.from = *PartialDate::parse("2024"), .to = *PartialDate::parse("2023-12")};
  sink.add(record);
  record.valid = {};
  record.quantity = Quantity{.low = 5, .best = 4, .high = 6};
  sink.add(record);
  CHECK(reading.refusals().size() == 4);
}

TEST_CASE("an entity record without a type says names and properties, and leaves the type open") {
  Taking taking(GENERATE(StoreKind::memory, StoreKind::disk));
  Reading first("", PlaceUnit::byte, taking.store());
  RecordSink& sink = first.sink();
  sink.begin(1);
  sink.add(EntityRecord{.key = "a", .names = {{.text = "Ann"}}});
  sink.begin(2);
  sink.add(EntityRecord{.key = "a", .type = "person"});
  sink.begin(3);
  sink.add(EntityRecord{.key = "a", .properties = {{.name = "p", .value = "1"}}});
  sink.begin(4);
  sink.add(EntityRecord{.key = "a", .names = {{.text = "Ann"}}});
  sink.begin(5);
  sink.add(EntityRecord{.key = "b"});
  const IngestReport report = first.commit();
  CHECK(report.records.taken == 4);
  CHECK(report.records.known == 1);
  CHECK(type_of(taking, "a") == "person");
  CHECK(type_of(taking, "b") == "unknown");
  CHECK(taking.entity("a").names.size() == 1);
  CHECK(taking.entity("a").properties.size() == 1);

  Reading second("", PlaceUnit::byte, taking.store());
  second.sink().begin(1);
  second.sink().add(EntityRecord{.key = "a", .names = {{.text = "Anya"}}});
  CHECK(second.commit().records.taken == 1);
  CHECK(type_of(taking, "a") == "person");
  CHECK(taking.entity("a").names.size() == 2);
}

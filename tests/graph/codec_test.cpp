// What is on disk: round trips, exact bytes, the order of keys, and every truncation refused.

#include <relata/error.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/commit_row.h"
#include "graph/entry_block.h"
#include "graph/key_bucket.h"
#include "graph/kv_adjacency.h"
#include "graph/kv_records.h"
#include "graph/record_codec.h"
#include "graph/summary.h"

using namespace relata;

namespace {

const ValueName test_value{.family = "test", .key = "key"};

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

// Every proper prefix must be refused as damaged, but for one that is whole; extra bytes as well.
template <class Read>
void check_truncations(const std::string& bytes, const Read& read,
                       const std::string& whole_prefix = "") {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    if (size > 0 && size == whole_prefix.size()) continue;
    try {
      read(ByteReader(std::string_view(bytes).substr(0, size), test_value));
      FAIL_CHECK("a truncated value was read");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::damaged);
    }
  }
  const std::string longer = bytes + '\0';
  CHECK_THROWS_AS(read(ByteReader(longer, test_value)), Error);
}

AdjacencyEntry random_entry(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t n) { return random() % n; };
  const auto date = [&]() -> PartialDate {
    if (below(5) == 0) return {};
    if (below(2) == 0) return *PartialDate::parse(std::to_string(1000 + below(1000)));
    return PartialDate::from_day(Day{std::chrono::days{below(20000)}});
  };
  AdjacencyEntry entry;
  entry.neighbour = {below(4) == 0 ? random() - 1 : below(1000)};
  entry.relation = {below(1'000'000)};
  entry.batch = below(3);
  entry.type = {static_cast<std::uint32_t>(below(300))};
  entry.neighbour_type = {static_cast<std::uint32_t>(below(5))};
  entry.valid = {.from = date(), .to = date()};
  entry.reported = below(2) == 0 ? entry.valid.from : date();
  entry.confidence_max = static_cast<std::uint16_t>(below(10001));
  entry.origins_max = static_cast<std::uint8_t>(below(256));
  entry.stances = static_cast<std::uint8_t>(1 + below(7));
  entry.degree_class = static_cast<std::uint8_t>(below(20));
  entry.direction = below(2) == 0 ? Direction::forward : Direction::reverse;
  entry.is_exact = below(2) == 0;
  return entry;
}

Changes one_relation() {
  Changes changes;
  changes.via = {{4}, {5}};
  changes.details.push_back(
      {.quantity = Quantity{.low = 10000, .unit = "soldier"},
       .properties = {{.name = "note", .value = "1.50", .kind = ValueKind::number}}});
  changes.claims.push_back({.document = {3},
                            .speaker = {7},
                            .reported = *PartialDate::parse("2024-10"),
                            .confidence = Confidence{8000},
                            .details = 1,
                            .stance = Stance::denied});
  changes.claim_details.push_back(
      {.quote = "kata", .span = Span{.begin = 120, .end = 180}, .via_first = 0, .via_count = 2});
  changes.claims.push_back({.document = {3}, .reported = *PartialDate::parse("2024")});
  changes.relations.push_back({.id = {12},
                               .source = {1},
                               .target = {2},
                               .valid = {.from = *PartialDate::parse("2024"), .to = {}},
                               .key = "r5",
                               .type = {9},
                               .details = 1,
                               .claims_first = 0,
                               .claims_count = 2});
  return changes;
}

}  // namespace

TEST_CASE("a block of entries reads back as it was written") {
  const auto seed = GENERATE(range(1U, 60U));
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  std::vector<AdjacencyEntry> entries(1 + random() % block_entries_max);
  for (AdjacencyEntry& entry : entries) entry = random_entry(random);
  std::sort(entries.begin(), entries.end(), comes_before);
  std::string bytes;
  ByteWriter writer(bytes);
  write_block(entries, writer);
  std::vector<AdjacencyEntry> read;
  read_block(ByteReader(bytes, test_value), {}, read);
  CHECK(read == entries);
  CHECK(block_size(ByteReader(bytes, test_value)) == entries.size());
  check_truncations(bytes, [&](ByteReader reader) { read_block(reader, {}, read); });
}

TEST_CASE("the bytes of a block are those of docs/format.md") {
  AdjacencyEntry entry;
  entry.neighbour = {258};
  entry.relation = {5};
  entry.batch = 1;
  entry.type = {2};
  entry.neighbour_type = {3};
  entry.valid = {.from = *PartialDate::parse("2024"), .to = {}};
  entry.reported = *PartialDate::parse("2024");
  entry.confidence_max = 8000;
  entry.origins_max = 1;
  entry.stances = 1;
  entry.degree_class = 4;
  entry.is_exact = true;
  std::string bytes;
  ByteWriter writer(bytes);
  write_block(std::span(&entry, 1), writer);
  // One entry, no span; six bytes of widths, all zero; twelve minima.
  CHECK(hex(bytes) ==
        "01"
        "000000000000"
        "8202"
        "05"
        "01"
        "02"
        "03"
        "ace8848008"
        "00"
        "01"
        "c03e"
        "01"
        "09"
        "04");
}

TEST_CASE("a relation reads back as it was written, whole and in parts") {
  const Changes changes = one_relation();
  std::string bytes;
  ByteWriter writer(bytes);
  write_relation(changes, changes.relations[0], RelationPart::whole, writer);
  RelationClaims whole;
  read_relation({12}, 6, ByteReader(bytes, test_value), whole);
  CHECK(whole.relation.key == "r5");
  CHECK(whole.relation.type.value == 9);
  CHECK(whole.relation.source.value == 1);
  CHECK(whole.relation.target.value == 2);
  CHECK(whole.relation.valid.text() == "2024..");
  CHECK(whole.relation.quantity == changes.details[0].quantity);
  CHECK(whole.relation.properties == changes.details[0].properties);
  CHECK(whole.relation.batch == 6);
  REQUIRE(whole.claims.size() == 2);
  CHECK(whole.claims[0].document.value == 3);
  CHECK(whole.claims[0].speaker.value == 7);
  CHECK(whole.claims[0].stance == Stance::denied);
  CHECK(whole.claims[0].reported.text() == "2024-10");
  CHECK(whole.claims[0].confidence == Confidence{8000});
  CHECK(whole.claims[0].quote == "kata");
  CHECK(whole.claims[0].span == Span{.begin = 120, .end = 180});
  CHECK(whole.claims[0].via == changes.via);
  CHECK(whole.claims[1].reported.text() == "2024");
  CHECK(!whole.claims[1].speaker.is_some());
  check_truncations(bytes, [&](ByteReader reader) { read_relation({12}, 6, reader, whole); });

  bytes.clear();
  write_relation(changes, changes.relations[0], RelationPart::addition, writer);
  CHECK(!is_whole_relation(ByteReader(bytes, test_value)));
  RelationClaims part;
  read_relation({12}, 7, ByteReader(bytes, test_value), part);
  CHECK(part.claims.size() == 2);
  CHECK(part.claims[1].reported.text() == "2024");
  CHECK(part.relation.key.empty());
}

TEST_CASE("entities and documents read back as they were written") {
  Entity entity;
  entity.id = {5};
  entity.key = "kim-jong-un";
  entity.type = {3};
  entity.names = {{.text = "김정은", .language = "ko", .kind = NameKind::alias}};
  entity.properties = {{.name = "born", .value = "true", .kind = ValueKind::boolean}};
  std::string bytes;
  ByteWriter writer(bytes);
  write_entity(entity, writer);
  CHECK(hex(bytes) ==
        "0b6b696d2d6a6f6e672d756e"
        "03"
        "01"
        "09eab980eca095ec9d80"
        "026b6f"
        "01"
        "01"
        "04626f726e"
        "0474727565"
        "02");
  const Entity read = read_entity({5}, ByteReader(bytes, test_value));
  CHECK(read.key == entity.key);
  CHECK(read.names == entity.names);
  CHECK(read.properties == entity.properties);
  check_truncations(bytes, [](ByteReader reader) { (void)read_entity({5}, reader); });

  Document document;
  document.id = {2};
  document.key = "kcna-1";
  document.title = "Title";
  document.publisher = {0};
  document.language = "en";
  document.date = *PartialDate::parse("2025-04-28");
  document.relays = {DocumentId{9}, EntityId{4}};
  bytes.clear();
  write_document(document, writer);
  const Document again = read_document({2}, ByteReader(bytes, test_value));
  CHECK(again.key == document.key);
  CHECK(again.publisher == document.publisher);
  CHECK(again.date == document.date);
  CHECK(again.relays == document.relays);
  check_truncations(bytes, [](ByteReader reader) { (void)read_document({2}, reader); });
}

TEST_CASE("a commit row reads back as it was written") {
  CommitRow row;
  row.batch = {.number = 7,
               .id = "batch seven",
               .source = "datasets/kursk",
               .recorded_unix_ms = 1'745'798'400'000,
               .entities = 1,
               .relations = 2,
               .claims = 3,
               .documents = 4};
  row.previous.fill(0xAB);
  row.entity_types = {{1, 2}, {3, 4}};
  row.valid = {.from = *PartialDate::parse("2024-08"), .to = *PartialDate::parse("2025")};
  // As rows were written before they told what they added to.
  std::string older;
  ByteWriter older_writer(older);
  write_commit_row(row, older_writer);
  CHECK(!read_commit_row(ByteReader(older, test_value)).added_to);
  row.added_to = {{.first = {5}, .count = 2}, {.first = {1000}, .count = 1}};
  std::string bytes;
  ByteWriter writer(bytes);
  write_commit_row(row, writer);
  const CommitRow read = read_commit_row(ByteReader(bytes, test_value));
  CHECK(read.added_to == row.added_to);
  CHECK(read.batch.id == row.batch.id);
  CHECK(read.batch.recorded_unix_ms == row.batch.recorded_unix_ms);
  CHECK(read.previous == row.previous);
  CHECK(read.entity_types == row.entity_types);
  CHECK(read.valid == row.valid);
  CHECK(!read.reported.is_known());
  check_truncations(
      bytes, [](ByteReader reader) { (void)read_commit_row(reader); }, older);
}

TEST_CASE("a page gives its records back by id") {
  PageWriter page;
  for (const std::uint64_t id : {640ULL, 641ULL, 767ULL}) {
    page.begin_record(id).text(std::to_string(id));
    page.end_record();
  }
  std::string bytes;
  ByteWriter writer(bytes);
  page.finish(writer);
  CHECK(page.is_empty());
  std::string seen;
  const auto read = [&](ByteReader reader) {
    read_page(reader, test_value, [&](std::uint64_t id, ByteReader record) {
      seen += std::to_string(id) + "=" + std::string(record.text()) + " ";
    });
  };
  read(ByteReader(bytes, test_value));
  CHECK(seen == "640=640 641=641 767=767 ");
  check_truncations(bytes, read);
}

TEST_CASE("a bucket of keys gives back every remainder and id") {
  std::vector<HashedKey> keys;
  for (std::uint64_t i = 0; i < 300; ++i) {
    HashedKey key = hash_key(1, "key " + std::to_string(i), 1000 + i * i);
    key.bucket = 9;
    keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  std::string bytes;
  ByteWriter writer(bytes);
  write_bucket(keys, writer);
  std::vector<HashedKey> read;
  const auto read_all = [&](ByteReader reader) {
    read_bucket(reader, [&](std::uint16_t remainder, std::uint64_t id) {
      read.push_back({.kind = 1, .bucket = 9, .remainder = remainder, .id = id});
    });
  };
  read_all(ByteReader(bytes, test_value));
  CHECK(read == keys);
  check_truncations(bytes, read_all);
}

TEST_CASE("a bucket of keys with remainders of 24 bits is read by their first 16") {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.varint(2);
  writer.varint(700);  // the least id
  writer.byte(1);      // a byte for each id, and no mark of short remainders
  writer.varint(0x4405c5);
  writer.byte(0);
  writer.varint(0xab1234 - 0x4405c5);
  writer.byte(9);
  std::string seen;
  read_bucket(ByteReader(bytes, test_value), [&](std::uint16_t remainder, std::uint64_t id) {
    seen += std::to_string(remainder) + "=" + std::to_string(id) + " ";
  });
  CHECK(seen == std::to_string(0x4405) + "=700 " + std::to_string(0xab12) + "=709 ");
  CHECK(hash_key(0, "kim-jong-un", 700).remainder == 0x4405);
}

TEST_CASE("the order of keys is the order of what they name") {
  const auto blocks = std::vector{block_key({.owner = {1}, .batch = 2, .chunk = 3}),
                                  block_key({.owner = {1}, .batch = 2, .chunk = 4}),
                                  block_key({.owner = {1}, .batch = 3, .chunk = 0}),
                                  block_key({.owner = {2}, .batch = 0, .chunk = 0}),
                                  block_key({.owner = {256}, .batch = 0, .chunk = 0}),
                                  block_key({.owner = {1ULL << 40}, .batch = 0, .chunk = 0})};
  CHECK(std::is_sorted(blocks.begin(), blocks.end()));
  CHECK(hex(blocks[0]) ==
        "0000000000000001"
        "0000000000000002"
        "00000003");
  CHECK(page_key(1, 300) < page_key(2, 1));
  CHECK(page_key(1, 2) < page_key(1, 256));
}

TEST_CASE(
    "a sealed value is refused under another key, of another version, or with a flipped bit") {
  std::string value;
  begin_value(value);
  ByteWriter(value).text("payload");
  seal(test_value, value);
  CHECK(unseal(test_value, value).substr(1) == "payload");
  CHECK_THROWS_AS(unseal({.family = "test", .key = "other"}, value), Error);
  for (std::size_t bit = 0; bit < 8 * value.size(); ++bit) {
    std::string flipped = value;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    CHECK_THROWS_AS(unseal(test_value, flipped), Error);
  }
  std::string newer = "\2payload";
  seal(test_value, newer);
  try {
    (void)unseal(test_value, newer);
    FAIL_CHECK("a newer value was read");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::newer);
  }
}

TEST_CASE("numbers of every size read back, and one that is too long is refused") {
  for (const std::uint64_t value : {0ULL, 1ULL, 127ULL, 128ULL, 1ULL << 62, ~0ULL}) {
    std::string bytes;
    ByteWriter writer(bytes);
    writer.varint(value);
    writer.zigzag(static_cast<std::int64_t>(value));
    ByteReader reader(bytes, test_value);
    CHECK(reader.varint() == value);
    CHECK(reader.zigzag() == static_cast<std::int64_t>(value));
    CHECK(reader.is_at_end());
  }
  const std::string endless(11, '\x80');
  CHECK_THROWS_AS(ByteReader(endless, test_value).varint(), Error);
}

TEST_CASE("a summary counts each teller once and is exact for a single dated claim") {
  const PartialDate day = *PartialDate::parse("2025-04-28");
  AdjacencyEntry entry;
  ClaimSummary summary;
  const Teller speaker = teller_of({5}, {1}, {});
  summary.add({.teller = speaker, .reported = day, .confidence = Confidence{900}});
  summary.write_to(entry);
  CHECK(entry.is_exact);
  CHECK(entry.origins_max == 1);
  summary.add({.teller = teller_of({5}, {2}, {}), .reported = day, .confidence = Confidence{700}});
  summary.add({.teller = teller_of({}, {2}, {}), .reported = *PartialDate::parse("2025")});
  summary.add({.teller = teller_of({6}, {2}, {}), .reported = day, .stance = Stance::denied});
  summary.write_to(entry);
  CHECK(!entry.is_exact);
  CHECK(entry.origins_max == 2);
  CHECK(entry.confidence_max == 900);
  CHECK(entry.reported.text() == "2025");
  CHECK(entry.stances == 3);
  CHECK(degree_class(0) == 0);
  CHECK(degree_class(78179) == 17);
}

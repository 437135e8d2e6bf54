// What `verify` sees: an index that does not agree with the records is named.

#include <relata/store.h>
#include <catch2/catch.hpp>

#include "graph/commit_row.h"
#include "graph/entry_block.h"
#include "graph/kv_value.h"
#include "graph/ledger.h"
#include "graph/subject_relations.h"
#include "tests/graph/random_batches.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::RandomBatches;
using relata::testing::TemporaryDirectory;

namespace {

constexpr BatchNumber batches_in_store = 4;

std::filesystem::path make_store(const std::filesystem::path& directory) {
  create_store(directory);
  const auto store = open_store(directory, OpenMode::write);
  RandomBatches batches(11);
  for (BatchNumber i = 0; i < batches_in_store; ++i) store->commit(batches.next(*store, 30));
  return directory;
}

void write(Kv& kv, Family family, const std::string& key, std::string& value) {
  const auto bundle = kv.bundle(Kv::BundleSize::small);
  put_value(*bundle, family, key, value);
  bundle->finish();
}

// The first row of a family again, sealed as it should be, under a key that ends in another batch
// (in `adjacency`: another chunk).
void repeat_first_row(const std::filesystem::path& store, Family family) {
  const auto kv = open_kv(store / "db", KvMode::write);
  const auto cursor = kv->cursor(family);
  cursor->seek({});
  std::string key(cursor->key());
  std::string value;
  begin_value(value);
  value += unseal(name_under(*cursor, family), cursor->value());
  key.back() = static_cast<char>(key.back() % static_cast<char>(batches_in_store) + 1);
  write(*kv, family, key, value);
}

// The first name's kind becomes another, sealed as it should be.
void change_first_kind(const std::filesystem::path& store) {
  const auto kv = open_kv(store / "db", KvMode::write);
  const auto cursor = kv->cursor(Family::names);
  cursor->seek({});
  const std::string key(cursor->key());
  std::string value;
  begin_value(value);
  value += unseal(name_under(*cursor, Family::names), cursor->value());
  value.back() = value.back() == 0 ? 1 : 0;
  write(*kv, Family::names, key, value);
}

// The last judgement's last range is one relation longer, sealed as it should be.
void lengthen_last_judgement(const std::filesystem::path& store) {
  const auto kv = open_kv(store / "db", KvMode::write);
  const auto cursor = kv->cursor(Family::types);
  std::string key;
  std::string value;
  for (cursor->seek({}); cursor->is_valid(); cursor->next()) {
    key = cursor->key();
    begin_value(value);
    value += unseal(name_under(*cursor, Family::types), cursor->value());
  }
  ++value.back();
  write(*kv, Family::types, key, value);
}

// The last batch does not tell of the last relation that it added to; its commit is the one that
// the ledger knows.
void forget_last_addition(const std::filesystem::path& store) {
  const auto kv = open_kv(store / "db", KvMode::write);
  const auto cursor = kv->cursor(Family::commits);
  cursor->seek_last();
  const std::string key(cursor->key());
  CommitRow row = read_commit_row(value_under(*cursor, Family::commits));
  REQUIRE(!row.added_to.value().empty());
  if (--row.added_to->back().count == 0) row.added_to->pop_back();
  std::string value;
  begin_value(value);
  ByteWriter writer(value);
  write_commit_row(row, writer);
  write(*kv, Family::commits, key, value);
  Ledger(store / "relata.ledger", DurableFile::Access::write)
      .record({.batch = row.batch.number, .hash = hash_of_row(value)});
}

// The first entry says another degree of its neighbour, sealed as it should be.
void change_first_degree(const std::filesystem::path& store, std::uint8_t degree_class) {
  const auto kv = open_kv(store / "db", KvMode::write);
  const auto cursor = kv->cursor(Family::adjacency);
  cursor->seek({});
  const std::string key(cursor->key());
  std::vector<AdjacencyEntry> entries;
  read_block(value_under(*cursor, Family::adjacency), {}, entries);
  entries.front().degree_class = degree_class;
  std::string value;
  begin_value(value);
  ByteWriter writer(value);
  write_block(entries, writer);
  write(*kv, Family::adjacency, key, value);
}

void commit_judgement(Store& store, Judgement judgement) {
  const Snapshot now = store.snapshot();
  Changes changes;
  changes.batch_id = "judgement";
  changes.expected_head = now.head;
  changes.schema = store.schema(now);
  changes.judgements.push_back(std::move(judgement));
  store.commit(changes);
}

}  // namespace

TEST_CASE("a judgement on other relations than those with claims of what it judges is named") {
  const TemporaryDirectory directory;
  const auto path = make_store(directory.path() / "store");
  {
    const auto store = open_store(path, OpenMode::write);
    JudgementSubject subject = BatchNumber{2};
    SECTION("of a batch") {}
    SECTION("of a document") { subject = DocumentId{0}; }
    const auto relations = relations_of(*store, store->snapshot(), {&subject, 1}).front();
    REQUIRE(!relations.empty());
    commit_judgement(*store, {.subject = subject, .relations = ranges_of(relations)});
    REQUIRE(store->verify().empty());
  }
  lengthen_last_judgement(path);
  const auto findings = open_store(path, OpenMode::read)->verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == "judgement of batch " + std::to_string(batches_in_store + 1));
  CHECK(findings.front().what.find("relations") != std::string::npos);
}

TEST_CASE("a batch that does not tell of a relation that it added to is named") {
  const TemporaryDirectory directory;
  const auto path = make_store(directory.path() / "store");
  forget_last_addition(path);
  const auto findings = open_store(path, OpenMode::read)->verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == "batch " + std::to_string(batches_in_store));
}

TEST_CASE("a name of another kind than its record says is named") {
  const TemporaryDirectory directory;
  const auto path = make_store(directory.path() / "store");
  change_first_kind(path);
  const auto findings = open_store(path, OpenMode::read)->verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == "names");
}

TEST_CASE("a class of degree that promises what is not there is named") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "store";
  create_store(path);
  {
    const auto store = open_store(path, OpenMode::write);
    RandomBatches batches(12);
    store->commit(batches.next(*store, 60));
    SECTION("more than there are, in a store of one batch") {}
    SECTION("more than there are, in a store of several") {
      store->commit(batches.next(*store, 30));
    }
    REQUIRE(store->verify().empty());
  }
  change_first_degree(path, 20);
  const auto findings = open_store(path, OpenMode::read)->verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == "adjacency");
  CHECK(findings.front().what.find("class of degree") != std::string::npos);
}

TEST_CASE("an index with a row that no record accounts for is named") {
  const auto family = GENERATE(Family::names, Family::keys, Family::adjacency, Family::tellers);
  const TemporaryDirectory directory;
  const auto path = make_store(directory.path() / "store");
  REQUIRE(open_store(path, OpenMode::read)->verify().empty());
  repeat_first_row(path, family);
  const auto findings = open_store(path, OpenMode::read)->verify();
  CAPTURE(name_of(family));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == name_of(family));
}

TEST_CASE("a judgement on what is not in the store is named") {
  const TemporaryDirectory directory;
  const auto path = make_store(directory.path() / "store");
  {
    const auto store = open_store(path, OpenMode::write);
    Judgement judgement{.subject = BatchNumber{1}};
    SECTION("a document") { judgement.subject = DocumentId{1'000'000}; }
    SECTION("a batch that comes after") { judgement.subject = batches_in_store + 1; }
    SECTION("relations") { judgement.relations = {{.first = {1'000'000}, .count = 1}}; }
    commit_judgement(*store, judgement);
  }
  const auto findings = open_store(path, OpenMode::read)->verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().where == "judgement of batch " + std::to_string(batches_in_store + 1));
}

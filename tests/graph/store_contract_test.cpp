// One contract for every store: what the plain one in memory answers, the one on disk must answer.

#include <relata/lookup.h>
#include <relata/store.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/graph/random_batches.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::RandomBatches;
using relata::testing::TemporaryDirectory;

namespace {

constexpr std::uint64_t no_limit = 1'000'000'000;

void check_same(const Entity& a, const Entity& b) {
  CHECK(a.id == b.id);
  CHECK(a.key == b.key);
  CHECK(a.type == b.type);
  CHECK(a.names == b.names);
  CHECK(a.properties == b.properties);
  CHECK(a.batch == b.batch);
}

void check_same(const Document& a, const Document& b) {
  CHECK(a.id == b.id);
  CHECK(a.key == b.key);
  CHECK(a.title == b.title);
  CHECK(a.publisher == b.publisher);
  CHECK(a.language == b.language);
  CHECK(a.date == b.date);
  CHECK(a.relays == b.relays);
  CHECK(a.properties == b.properties);
  CHECK(a.batch == b.batch);
}

void check_same(const Claim& a, const Claim& b) {
  CHECK(a.document == b.document);
  CHECK(a.speaker == b.speaker);
  CHECK(a.stance == b.stance);
  CHECK(a.reported == b.reported);
  CHECK(a.confidence == b.confidence);
  CHECK(a.quote == b.quote);
  CHECK(a.span == b.span);
  CHECK(a.via == b.via);
  CHECK(a.batch == b.batch);
}

void check_same(const RelationClaims& a, const RelationClaims& b) {
  CHECK(a.relation.id == b.relation.id);
  CHECK(a.relation.key == b.relation.key);
  CHECK(a.relation.type == b.relation.type);
  CHECK(a.relation.source == b.relation.source);
  CHECK(a.relation.target == b.relation.target);
  CHECK(a.relation.valid == b.relation.valid);
  CHECK(a.relation.quantity == b.relation.quantity);
  CHECK(a.relation.properties == b.relation.properties);
  CHECK(a.relation.batch == b.relation.batch);
  REQUIRE(a.claims.size() == b.claims.size());
  for (std::size_t i = 0; i < a.claims.size(); ++i) check_same(a.claims[i], b.claims[i]);
}

template <class Record>
void check_same(const std::vector<Record>& a, const std::vector<Record>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) check_same(a[i], b[i]);
}

struct Everything {
  std::vector<Entity> entities;
  std::vector<Document> documents;
  std::vector<RelationClaims> relations;
};

template <class Record, class Id>
void sort_by_id(std::vector<Record>& records, const Id& id) {
  std::sort(records.begin(), records.end(),
            [&](const Record& a, const Record& b) { return id(a) < id(b); });
}

Everything scan_all(const Store& store, const Snapshot& at, std::uint64_t parts) {
  Everything all;
  for (std::uint64_t part = 0; part < parts; ++part) {
    store.scan(at, {.part = part, .parts = parts},
               {.entity = [&](const Entity& entity) { all.entities.push_back(entity); },
                .document = [&](const Document& d) { all.documents.push_back(d); },
                .relation = [&](const RelationClaims& r) { all.relations.push_back(r); }});
  }
  sort_by_id(all.entities, [](const Entity& entity) { return entity.id; });
  sort_by_id(all.documents, [](const Document& document) { return document.id; });
  sort_by_id(all.relations, [](const RelationClaims& r) { return r.relation.id; });
  return all;
}

using OwnedEntry = std::pair<EntityId, AdjacencyEntry>;

void sort_entries(std::vector<OwnedEntry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const OwnedEntry& a, const OwnedEntry& b) {
    const auto order = [](const OwnedEntry& e) {
      return std::tuple(e.first, e.second.direction, e.second.relation, e.second.batch);
    };
    return order(a) < order(b);
  });
}

std::vector<OwnedEntry> expand_all(const Store& store, const Snapshot& at, const PruneHint& hint,
                                   std::size_t budget) {
  std::vector<EntityId> ids;
  for (std::uint64_t id = 0; id < store.info().entity_id_end; ++id) ids.push_back({id});
  std::vector<OwnedEntry> entries;
  std::optional<Continuation> from;
  int rounds = 0;
  do {
    from = store.expand(
        at, ids, hint, budget,
        [&](EntityId owner, std::span<const AdjacencyEntry> block) {
          for (const AdjacencyEntry& entry : block) entries.emplace_back(owner, entry);
        },
        from);
    REQUIRE(++rounds < 100'000);
  } while (from);
  sort_entries(entries);
  return entries;
}

std::vector<OwnedEntry> scan_entries(const Store& store, const Snapshot& at) {
  std::vector<OwnedEntry> entries;
  store.scan(at, {}, {.adjacency = [&](EntityId owner, std::span<const AdjacencyEntry> block) {
               for (const AdjacencyEntry& entry : block) entries.emplace_back(owner, entry);
             }});
  sort_entries(entries);
  return entries;
}

void check_same_statistics(const Statistics& a, const Statistics& b) {
  CHECK(a.entities == b.entities);
  CHECK(a.relations == b.relations);
  CHECK(a.claims == b.claims);
  CHECK(a.documents == b.documents);
  CHECK(a.names == b.names);
  CHECK(a.origins == b.origins);
  CHECK(a.batches == b.batches);
  CHECK(a.valid == b.valid);
  CHECK(a.reported == b.reported);
  const auto check_types = [](const std::vector<TypeCount>& x, const std::vector<TypeCount>& y) {
    REQUIRE(x.size() == y.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      CHECK(x[i].type == y[i].type);
      CHECK(x[i].count == y[i].count);
    }
  };
  check_types(a.entity_types, b.entity_types);
  check_types(a.relation_types, b.relation_types);
}

void check_lookups(const Store& store, const Store& model, const Snapshot& at,
                   const Everything& all) {
  std::vector<std::string> asked = {"kim", "kursk", "k", "ko rut", "zzzzzz", ""};
  for (const Entity& entity : all.entities) {
    if (!entity.names.empty()) asked.push_back(fold_name(entity.names.front().text));
  }
  asked.resize(std::min<std::size_t>(asked.size(), 30));
  for (const std::string& folded : asked) {
    for (const auto match : {NameQuery::Match::whole, NameQuery::Match::prefix}) {
      const NameQuery query{.folded = folded, .match = match};
      const auto found = store.lookup(at, query);
      const auto expected = model.lookup(at, query);
      REQUIRE(found.size() == expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].folded == expected[i].folded);
        CHECK(found[i].entity == expected[i].entity);
      }
    }
    const NameQuery nearest{.folded = folded + "x", .match = NameQuery::Match::nearest};
    const auto found = store.lookup(at, nearest);
    const auto expected = model.lookup(at, nearest);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].distance == expected[i].distance);
      CHECK(found[i].entity == expected[i].entity);
    }
  }
}

template <class Record, class KeyOf, class IdOf>
void check_keys(const Store& store, const Snapshot& at, KeyKind kind,
                const std::vector<Record>& records, const KeyOf& key_of, const IdOf& id_of) {
  std::vector<std::string_view> keys = {"not there"};
  std::vector<std::uint64_t> expected = {EntityId::none_value};
  for (const Record& record : records) {
    keys.push_back(key_of(record));
    expected.push_back(id_of(record));
  }
  CHECK(store.ids(at, kind, keys) == expected);
}

void check_same_at(const Store& store, const Store& model, BatchNumber head) {
  const Snapshot at = store.snapshot(head);
  const Snapshot model_at = model.snapshot(head);
  const Everything all = scan_all(store, at, 1);
  const Everything expected = scan_all(model, model_at, 1);
  check_same(all.entities, expected.entities);
  check_same(all.documents, expected.documents);
  check_same(all.relations, expected.relations);
  check_same(scan_all(store, at, 7).relations, expected.relations);
  CHECK(scan_entries(store, at) == scan_entries(model, model_at));
  for (const auto direction : {Direction::any, Direction::forward, Direction::reverse}) {
    const auto entries = expand_all(model, model_at, {.direction = direction}, 1'000'000);
    CHECK(expand_all(store, at, {.direction = direction}, 1'000'000) == entries);
    CHECK(expand_all(store, at, {.direction = direction}, 10) == entries);
  }
  CHECK(store.schema(at).relation_types() == model.schema(model_at).relation_types());
  CHECK(store.schema(at).entity_types() == model.schema(model_at).entity_types());
  check_same_statistics(store.statistics(at), model.statistics(model_at));
  check_lookups(store, model, at, all);
  check_keys(
      store, at, KeyKind::entity, all.entities,
      [](const Entity& e) { return std::string_view(e.key); },
      [](const Entity& e) { return e.id.value; });
  check_keys(
      store, at, KeyKind::relation, all.relations,
      [](const RelationClaims& r) { return std::string_view(r.relation.key); },
      [](const RelationClaims& r) { return r.relation.id.value; });

  CHECK(store.judgements(at) == model.judgements(model_at));
  for (BatchNumber from = 0; from <= head; ++from) {
    for (const std::uint64_t relations_max : {std::uint64_t{0}, std::uint64_t{25}, no_limit}) {
      const auto changed = store.changed(store.snapshot(from), at, relations_max);
      const auto expected_changed = model.changed(model.snapshot(from), model_at, relations_max);
      REQUIRE(changed.has_value() == expected_changed.has_value());
      if (changed) CHECK(changed->relations == expected_changed->relations);
    }
  }

  std::vector<RelationRef> refs;
  for (const RelationClaims& r : all.relations) {
    if (r.relation.id.value % 3 == 0) refs.push_back({r.relation.source, r.relation.id});
  }
  std::reverse(refs.begin(), refs.end());
  const Evidence evidence = store.evidence(at, refs);
  const Evidence expected_evidence = model.evidence(model_at, refs);
  check_same(evidence.relations, expected_evidence.relations);
  check_same(evidence.documents, expected_evidence.documents);
}

std::string all_findings(const Store& store) {
  std::string text;
  for (const Finding& finding : store.verify()) text += finding.where + ": " + finding.what + "\n";
  return text;
}

}  // namespace

TEST_CASE("the store on disk answers like the store in memory, at every batch") {
  const auto seed = GENERATE(range(1U, 13U));
  CAPTURE(seed);
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  auto store = open_store(directory.path() / "store", OpenMode::write);
  const auto model = make_memory_store();
  RandomBatches batches(seed);
  RandomBatches same_batches(seed);
  for (int i = 1; i <= 8; ++i) {
    const std::size_t size = i == 5 ? 200 : 12;
    CHECK(store->commit(batches.next(*store, size)) == static_cast<BatchNumber>(i));
    CHECK(model->commit(same_batches.next(*model, size)) == static_cast<BatchNumber>(i));
    if (i % 3 == 0) {
      store.reset();
      store = open_store(directory.path() / "store", OpenMode::write);
    }
  }
  for (const BatchNumber head : {0, 1, 4, 8}) check_same_at(*store, *model, head);
  CHECK(all_findings(*store).empty());
  store.reset();
  const auto reader = open_store(directory.path() / "store", OpenMode::read);
  check_same_at(*reader, *model, 8);
  CHECK(all_findings(*reader).empty());
}

TEST_CASE("a batch too large for the log goes in as files and answers the same") {
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  auto store = open_store(directory.path() / "store", OpenMode::write);
  const auto model = make_memory_store();
  RandomBatches batches(1);
  RandomBatches same_batches(1);
  for (const std::size_t size : {10, 60'000, 10}) {
    store->commit(batches.next(*store, size));
    model->commit(same_batches.next(*model, size));
  }
  REQUIRE(store->info().relation_id_end > 50'000);
  const Snapshot at = store->snapshot();
  check_same_statistics(store->statistics(at), model->statistics(at));
  CHECK(expand_all(*store, at, {}, 1'000'000) == expand_all(*model, at, {}, 1'000'000));
  CHECK(all_findings(*store).empty());
}

TEST_CASE("the parts of a scan at a head fit together whatever is committed meanwhile") {
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  const auto store = open_store(directory.path() / "store", OpenMode::write);
  RandomBatches batches(4);
  store->commit(batches.next(*store, 2000));
  const Snapshot at = store->snapshot();
  std::vector<RelationId> seen;
  constexpr std::uint64_t parts = 5;
  for (std::uint64_t part = 0; part < parts; ++part) {
    store->scan(at, {.part = part, .parts = parts},
                {.relation = [&](const RelationClaims& r) { seen.push_back(r.relation.id); }});
    store->commit(batches.next(*store, 2000));
  }
  std::vector<RelationId> whole;
  store->scan(at, {},
              {.relation = [&](const RelationClaims& r) { whole.push_back(r.relation.id); }});
  CHECK(whole.size() > 1000);
  CHECK(seen == whole);
}

TEST_CASE("a prune hint may leave out only what it names") {
  const auto seed = GENERATE(range(1U, 7U));
  CAPTURE(seed);
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  const auto store = open_store(directory.path() / "store", OpenMode::write);
  RandomBatches batches(seed);
  for (int i = 0; i < 3; ++i) store->commit(batches.next(*store, 150));
  const Snapshot at = store->snapshot();
  const auto all = expand_all(*store, at, {}, 1'000'000);
  const PruneHint hint{.reported_by = PartialDate::parse("2010")->last_day(),
                       .valid = days_of(*Period::parse("2003..2012")),
                       .confidence_min = 4000};
  const auto some = expand_all(*store, at, hint, 1'000'000);
  for (const OwnedEntry& owned : all) {
    const AdjacencyEntry& entry = owned.second;
    const bool is_refused = by(entry.reported, *hint.reported_by) == Certainty::impossible ||
                            overlaps(entry.valid, *hint.valid) == Certainty::impossible ||
                            entry.confidence_max < hint.confidence_min;
    if (!is_refused) CHECK(std::find(some.begin(), some.end(), owned) != some.end());
  }
  for (const OwnedEntry& owned : some) CHECK(std::find(all.begin(), all.end(), owned) != all.end());
}

TEST_CASE("committing a batch again changes nothing, and a moved head is told") {
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  const auto store = open_store(directory.path() / "store", OpenMode::write);
  RandomBatches batches(3);
  const Changes first = batches.next(*store, 5);
  CHECK(store->commit(first) == 1);
  CHECK(store->commit(first) == 1);
  CHECK(store->info().head == 1);
  Changes late = batches.next(*store, 5);
  late.expected_head = 0;
  CHECK_THROWS_AS(store->commit(late), Error);
  CHECK(store->info().head == 1);
  CHECK(all_findings(*store).empty());
}

TEST_CASE("a reader in the same directory sees whole batches as they come") {
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  const auto store = open_store(directory.path() / "store", OpenMode::write);
  const auto reader = open_store(directory.path() / "store", OpenMode::read);
  RandomBatches batches(4);
  for (BatchNumber i = 1; i <= 5; ++i) {
    store->commit(batches.next(*store, 20));
    const Snapshot at = reader->snapshot();
    CHECK(at.head == i);
    CHECK(expand_all(*reader, at, {}, 1'000'000) ==
          expand_all(*store, store->snapshot(), {}, 1'000'000));
  }
}

TEST_CASE("ids that are reserved are never reserved again while the store is open") {
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  const auto store = open_store(directory.path() / "store", OpenMode::write);
  const IdRange first = store->reserve(KeyKind::entity, 10);
  const IdRange second = store->reserve(KeyKind::entity, 5);
  CHECK(first.first == 0);
  CHECK(second.first == 10);
  CHECK(store->reserve(KeyKind::relation, 1).first == 0);
}

// Writing a batch into the store on RocksDB.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <map>

#include "graph/batch_plan.h"
#include "graph/kv_judgements.h"
#include "graph/kv_names.h"
#include "graph/kv_records.h"
#include "graph/kv_store.h"
#include "graph/kv_types.h"
#include "graph/kv_value.h"
#include "graph/prefetch.h"
#include "graph/subject_relations.h"
#include "graph/tellers.h"

namespace relata {
namespace {

// Puts records, which come in order of id, in pages.
class PagePutter {
 public:
  PagePutter(Family family, unsigned page_bits, BatchNumber batch, Kv::Bundle& bundle)
      : family_(family), page_bits_(page_bits), batch_(batch), bundle_(bundle) {}

  template <class Write>
  void put(std::uint64_t id, const Write& write) {
    if (!page_.is_empty() && page_number_ != id >> page_bits_) flush();
    page_number_ = id >> page_bits_;
    write(page_.begin_record(id));
    page_.end_record();
  }

  void flush() {
    if (page_.is_empty()) return;
    const std::string key = page_key(page_number_, batch_);
    begin_value(value_);
    ByteWriter writer(value_);
    page_.finish(writer);
    put_value(bundle_, family_, key, value_);
  }

 private:
  Family family_;
  unsigned page_bits_;
  BatchNumber batch_;
  Kv::Bundle& bundle_;
  PageWriter page_;
  std::uint64_t page_number_ = 0;
  std::string value_;
};

template <class Record>
std::vector<const Record*> by_id(const std::vector<Record>& records) {
  std::vector<const Record*> sorted;
  sorted.reserve(records.size());
  for (const Record& record : records) sorted.push_back(&record);
  std::sort(sorted.begin(), sorted.end(),
            [](const Record* a, const Record* b) { return a->id < b->id; });
  return sorted;
}

void put_entities(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle) {
  PagePutter pages(Family::entities, entity_page_bits, batch, bundle);
  for (const Entity* entity : by_id(changes.entities)) {
    pages.put(entity->id.value, [&](ByteWriter& to) { write_entity(*entity, to); });
  }
  pages.flush();
}

void put_documents(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle) {
  PagePutter pages(Family::documents, document_page_bits, batch, bundle);
  for (const Document* document : by_id(changes.documents)) {
    pages.put(document->id.value, [&](ByteWriter& to) { write_document(*document, to); });
  }
  pages.flush();
}

// Where the ids of what the store has end.
struct NewRecords {
  std::uint64_t entity_id_end;
  std::uint64_t relation_id_end;
  std::uint64_t document_id_end;
  [[nodiscard]] bool is_new(const Entity& entity) const { return entity.id.value >= entity_id_end; }
  [[nodiscard]] bool is_new(const RelationRow& row) const {
    return row.id.value >= relation_id_end;
  }
  [[nodiscard]] bool is_new(const Document& document) const {
    return document.id.value >= document_id_end;
  }
};

// Rows lie in the order of ids or almost; their keys do not.
void prefetch_key(const Changes& changes, const std::vector<std::uint32_t>& order, std::size_t i) {
  if (i + prefetch_distance >= order.size()) return;
  prefetch(changes.relations[order[i + prefetch_distance]].key.data());
}

void put_relations(const Changes& changes, const BatchPlan& plan, const NewRecords& before,
                   BatchNumber batch, Kv::Bundle& bundle) {
  PagePutter pages(Family::relations, relation_page_bits, batch, bundle);
  for (std::size_t i = 0; i < plan.order.size(); ++i) {
    prefetch_key(changes, plan.order, i);
    const RelationRow& row = changes.relations[plan.order[i]];
    const RelationPart part = before.is_new(row) ? RelationPart::whole : RelationPart::addition;
    pages.put(row.id.value, [&](ByteWriter& to) { write_relation(changes, row, part, to); });
  }
  pages.flush();
}

void put_all_keys(const Changes& changes, const BatchPlan& plan, const NewRecords& before,
                  BatchNumber batch, Kv::Bundle& bundle) {
  const auto kind_of = [](KeyKind kind) { return static_cast<std::uint8_t>(kind); };
  std::vector<HashedKey> keys;
  for (const Entity& entity : changes.entities) {
    if (!before.is_new(entity)) continue;
    keys.push_back(hash_key(kind_of(KeyKind::entity), entity.key, entity.id.value));
  }
  put_keys(keys, batch, bundle);
  // Half of the buckets at a time: these keys come when memory is fullest.
  for (const unsigned half : {0U, 1U}) {
    keys.clear();
    keys.reserve(changes.relations.size() / 2 + changes.relations.size() / 64);
    for (std::size_t i = 0; i < plan.order.size(); ++i) {
      prefetch_key(changes, plan.order, i);
      const RelationRow& row = changes.relations[plan.order[i]];
      if (!before.is_new(row)) continue;
      const HashedKey key = hash_key(kind_of(KeyKind::relation), row.key, row.id.value);
      if (key.bucket >> 15 == half) keys.push_back(key);
    }
    put_keys(keys, batch, bundle);
  }
  keys.clear();
  for (const Document& document : changes.documents) {
    if (!before.is_new(document)) continue;
    keys.push_back(hash_key(kind_of(KeyKind::document), document.key, document.id.value));
  }
  keys.push_back(hash_key(batch_key_kind, changes.batch_id, batch));
  put_keys(keys, batch, bundle);
}

// Nothing if it would make the row large: it is read whenever the store is opened.
std::optional<std::vector<RelationRange>> added_to(const Changes& changes, const BatchPlan& plan,
                                                   const NewRecords& before) {
  constexpr std::size_t ranges_max = 50'000;
  std::vector<RelationRef> known;
  for (const std::uint32_t place : plan.order) {
    const RelationRow& row = changes.relations[place];
    if (before.is_new(row)) break;  // as all after it are
    known.push_back({.source = row.source, .id = row.id});
  }
  std::vector<RelationRange> ranges = ranges_of(known);
  if (ranges.size() > ranges_max) return std::nullopt;
  return ranges;
}

CommitRow make_row(const Changes& changes, const BatchPlan& plan, const NewRecords& before,
                   const CommitRow& last) {
  CommitRow row;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  row.batch = {
      .number = last.batch.number + 1,
      .id = changes.batch_id,
      .source = changes.source,
      .recorded_unix_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count(),
      .claims = changes.claims.size()};
  row.entity_id_end = last.entity_id_end;
  row.relation_id_end = last.relation_id_end;
  row.document_id_end = last.document_id_end;
  std::map<std::uint32_t, std::uint64_t> entity_types;
  for (const Entity& entity : changes.entities) {
    row.names += entity.names.size();
    row.entity_id_end = std::max(row.entity_id_end, entity.id.value + 1);
    if (!before.is_new(entity)) continue;
    ++row.batch.entities;
    ++entity_types[entity.type.value];
  }
  for (const Document& document : changes.documents) {
    row.document_id_end = std::max(row.document_id_end, document.id.value + 1);
    if (before.is_new(document)) ++row.batch.documents;
  }
  std::vector<std::uint64_t> relation_types(changes.schema.relation_types().size());
  for (const RelationRow& relation : changes.relations) {
    row.relation_id_end = std::max(row.relation_id_end, relation.id.value + 1);
    if (!before.is_new(relation)) continue;
    ++row.batch.relations;
    ++relation_types.at(relation.type.value);
  }
  row.entity_types.assign(entity_types.begin(), entity_types.end());
  for (std::uint32_t type = 0; type < relation_types.size(); ++type) {
    if (relation_types[type] != 0) row.relation_types.emplace_back(type, relation_types[type]);
  }
  row.valid = plan.valid;
  row.reported = plan.reported;
  row.added_to = added_to(changes, plan, before);
  return row;
}

// Each family has its own file, so that two can be written at a time: the largest first, the others
// by whoever is free.
void put_records(const Changes& changes, const BatchPlan& plan, const NewRecords& before,
                 BatchNumber batch, Kv::Bundle& bundle) {
  const std::array<std::function<void()>, 7> pieces = {
      [&] { put_adjacency(plan, changes, batch, bundle); },
      [&] { put_relations(changes, plan, before, batch, bundle); },
      [&] { put_names(changes, batch, bundle); },
      [&] { put_all_keys(changes, plan, before, batch, bundle); },
      [&] { put_entities(changes, batch, bundle); },
      [&] { put_tellers(changes, batch, bundle); },
      [&] { put_documents(changes, batch, bundle); },
  };
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t piece = next++; piece < pieces.size(); piece = next++) pieces[piece]();
  };
  const bool is_large = changes.relations.size() > large_batch;
  auto other = std::async(is_large ? std::launch::async : std::launch::deferred, work);
  work();
  other.get();
}

}  // namespace

BatchNumber KvStore::commit(const Changes& changes) {
  if (mode_ != OpenMode::write) {
    throw Error(ErrorCode::usage, "committing to the store " + layout_.directory.string() +
                                      ": it was opened to read");
  }
  if (is_outcome_unknown_) {
    throw Error(ErrorCode::io, "committing to the store " + layout_.directory.string() +
                                   ": it is not known whether the commit before came through; "
                                   "open the store again");
  }
  if (const auto number = committed(changes.batch_id)) return *number;
  const Tip last = tip_;
  if (changes.expected_head != last.row.batch.number) {
    throw Error(ErrorCode::head_moved, "committing to the store " + layout_.directory.string() +
                                           ": another batch came first; read again");
  }
  const Snapshot at{.head = last.row.batch.number, .pin = nullptr};
  const NewRecords before{.entity_id_end = last.row.entity_id_end,
                          .relation_id_end = last.row.relation_id_end,
                          .document_id_end = last.row.document_id_end};
  const BatchPlan plan = plan_batch(*this, at, *kv_, met_entities_, changes);
  CommitRow row = make_row(changes, plan, before, last.row);
  row.previous = last.hash;
  const BatchNumber number = row.batch.number;

  const std::size_t records = changes.relations.size() + changes.claims.size() +
                              changes.entities.size() + changes.documents.size();
  const auto bundle =
      kv_->bundle(records > large_batch ? Kv::BundleSize::large : Kv::BundleSize::small);
  const Schema types = schema(at);
  put_schema(types, changes.schema, number, *bundle);
  put_judgements(*kv_, changes.judgements, number, *bundle);
  put_records(changes, plan, before, number, *bundle);
  std::string key;
  ByteWriter(key).big_endian_64(number);
  std::string value;
  begin_value(value);
  ByteWriter writer(value);
  write_commit_row(row, writer);
  put_value(*bundle, Family::commits, key, value);
  const RowHash hash = hash_of_row(value);
  const auto known_types =
      types == changes.schema ? std::make_shared<const Schema>(types) : nullptr;
  // A failure from here on may leave the batch on disk, under a number that must not be used again.
  is_outcome_unknown_ = true;
  bundle->finish();
  ledger_->record({.batch = number, .hash = hash});
  {
    const std::lock_guard lock(tip_mutex_);
    tip_ = {.row = std::move(row), .hash = hash};
  }
  is_outcome_unknown_ = false;
  met_entities_.keep(plan.entities);
  const std::lock_guard lock(schema_mutex_);
  known_schema_ = {.head = number, .schema = known_types};
  return number;
}

}  // namespace relata

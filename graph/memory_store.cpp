// The plain model of a store: every part of every record in a vector, nothing packed, nothing
// indexed that a walk would find. It is the oracle of the store's contract.

#include <relata/lookup.h>
#include <relata/store.h>
#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <unordered_map>

#include "graph/merge.h"
#include "graph/nearest_names.h"
#include "graph/relay_chain.h"
#include "graph/summary.h"

namespace relata {
namespace {

struct NameEntry {
  EntityId entity;
  NameKind kind = NameKind::alias;
  BatchNumber batch = 0;
};

class MemoryStore final : public Store {
 public:
  MemoryStore() { schemas_.push_back(Schema::built_in()); }

  [[nodiscard]] StoreInfo info() const override {
    const std::shared_lock lock(mutex_);
    return {.location = "memory",
            .uuid = "",
            .format_version = 0,
            .head = batches_.size(),
            .entity_id_end = ends_[0],
            .relation_id_end = ends_[1],
            .document_id_end = ends_[2]};
  }

  [[nodiscard]] Snapshot snapshot() const override {
    const std::shared_lock lock(mutex_);
    return {.head = batches_.size(), .pin = nullptr};
  }

  [[nodiscard]] Snapshot snapshot(BatchNumber head) const override {
    const std::shared_lock lock(mutex_);
    if (head > batches_.size()) {
      throw Error(ErrorCode::not_found, "reading the store in memory: it has no batch " +
                                            std::to_string(head) + "; its last is " +
                                            std::to_string(batches_.size()));
    }
    return {.head = head, .pin = nullptr};
  }

  [[nodiscard]] Schema schema(const Snapshot& at) const override {
    const std::shared_lock lock(mutex_);
    return schemas_[at.head];
  }

  [[nodiscard]] std::vector<Batch> batches(const Snapshot& at) const override {
    const std::shared_lock lock(mutex_);
    return {batches_.begin(), batches_.begin() + static_cast<std::ptrdiff_t>(at.head)};
  }

  [[nodiscard]] std::vector<NameMatch> lookup(const Snapshot& at,
                                              const NameQuery& query) const override;
  [[nodiscard]] std::vector<std::uint64_t> ids(
      const Snapshot& at, KeyKind kind, std::span<const std::string_view> keys) const override;
  [[nodiscard]] std::vector<Entity> entities(const Snapshot& at,
                                             std::span<const EntityId> ids) const override;
  [[nodiscard]] std::vector<Document> documents(const Snapshot& at,
                                                std::span<const DocumentId> ids) const override;
  [[nodiscard]] Evidence evidence(const Snapshot& at,
                                  std::span<const RelationRef> refs) const override;
  [[nodiscard]] std::optional<Continuation> expand(const Snapshot& at,
                                                   std::span<const EntityId> ids,
                                                   const PruneHint& hint, std::size_t budget,
                                                   const ExpandSink& sink,
                                                   std::optional<Continuation> from) const override;
  void scan(const Snapshot& at, Partition partition, const ScanSink& sink) const override;
  [[nodiscard]] Statistics statistics(const Snapshot& at) const override;
  [[nodiscard]] std::vector<Finding> verify() const override { return {}; }
  [[nodiscard]] IdRange reserve(KeyKind kind, std::uint64_t count) override;
  BatchNumber commit(const Changes& changes) override;

 private:
  [[nodiscard]] std::optional<Entity> entity_at(BatchNumber head, EntityId id) const;
  [[nodiscard]] std::optional<Document> document_at(BatchNumber head, DocumentId id) const;
  [[nodiscard]] std::optional<RelationClaims> relation_at(BatchNumber head, RelationId id) const;
  void add_records(const Changes& changes, BatchNumber number);
  void add_relation(const Changes& changes, const RelationRow& row, BatchNumber number);
  void close_documents(BatchNumber head, Evidence& evidence) const;

  mutable std::shared_mutex mutex_;
  std::array<std::uint64_t, 3> reserved_{};  // by KeyKind
  std::array<std::uint64_t, 3> ends_{};
  std::vector<Batch> batches_;
  std::vector<Schema> schemas_;  // by head
  std::array<std::unordered_map<std::string, std::uint64_t>, 3> keys_;
  std::map<EntityId, std::vector<Entity>> entities_;  // the parts of each
  std::map<DocumentId, std::vector<Document>> documents_;
  std::map<RelationId, RelationClaims> relations_;  // claims carry their batch
  std::multimap<std::string, NameEntry> names_;
  std::map<EntityId, std::vector<AdjacencyEntry>> adjacency_;
};

std::vector<NameMatch> MemoryStore::lookup(const Snapshot& at, const NameQuery& query) const {
  const std::shared_lock lock(mutex_);
  if (query.match == NameQuery::Match::nearest) {
    NearestNames nearest(query.folded, query.limit);
    for (const auto& [folded, name] : names_) {
      if (name.batch <= at.head) nearest.offer(folded, name.entity, name.kind);
    }
    return nearest.take();
  }
  std::map<std::pair<std::string, EntityId>, NameKind> found;
  for (auto name = names_.lower_bound(query.folded); name != names_.end(); ++name) {
    const bool fits = query.match == NameQuery::Match::whole
                          ? name->first == query.folded
                          : name->first.starts_with(query.folded);
    if (!fits) break;
    if (name->second.batch > at.head) continue;
    found.emplace(std::pair(name->first, name->second.entity), name->second.kind);
  }
  std::vector<NameMatch> matches;
  for (const auto& [place, kind] : found) {
    if (matches.size() == query.limit) break;
    matches.push_back({.folded = place.first, .entity = place.second, .kind = kind, .distance = 0});
  }
  return matches;
}

std::vector<std::uint64_t> MemoryStore::ids(const Snapshot& at, KeyKind kind,
                                            std::span<const std::string_view> keys) const {
  const std::shared_lock lock(mutex_);
  const auto is_visible = [&](std::uint64_t id) {
    switch (kind) {
      case KeyKind::entity:
        return entities_.at(EntityId{id}).front().batch <= at.head;
      case KeyKind::relation:
        return relations_.at(RelationId{id}).relation.batch <= at.head;
      case KeyKind::document:
        return documents_.at(DocumentId{id}).front().batch <= at.head;
    }
    return false;
  };
  std::vector<std::uint64_t> found;
  found.reserve(keys.size());
  const auto& index = keys_[static_cast<std::size_t>(kind)];
  for (const std::string_view key : keys) {
    const auto place = index.find(std::string(key));
    const bool is_there = place != index.end() && is_visible(place->second);
    found.push_back(is_there ? place->second : EntityId::none_value);
  }
  return found;
}

template <class Record, class Id>
std::optional<Record> whole_of(const std::map<Id, std::vector<Record>>& records, BatchNumber head,
                               Id id) {
  const auto found = records.find(id);
  if (found == records.end() || found->second.front().batch > head) return std::nullopt;
  Record whole = found->second.front();
  for (std::size_t i = 1; i < found->second.size() && found->second[i].batch <= head; ++i) {
    merge_into(whole, found->second[i]);
  }
  return whole;
}

std::optional<Entity> MemoryStore::entity_at(BatchNumber head, EntityId id) const {
  return whole_of(entities_, head, id);
}

std::optional<Document> MemoryStore::document_at(BatchNumber head, DocumentId id) const {
  return whole_of(documents_, head, id);
}

std::optional<RelationClaims> MemoryStore::relation_at(BatchNumber head, RelationId id) const {
  const auto found = relations_.find(id);
  if (found == relations_.end() || found->second.relation.batch > head) return std::nullopt;
  RelationClaims seen = found->second;
  std::erase_if(seen.claims, [&](const Claim& claim) { return claim.batch > head; });
  return seen;
}

template <class Record>
const Record& held(const std::optional<Record>& record, const char* kind, std::uint64_t id) {
  if (record) return *record;
  throw Error(ErrorCode::not_found, std::string("reading the store in memory: it has no ") + kind +
                                        " with id " + std::to_string(id) + " at this snapshot");
}

std::vector<Entity> MemoryStore::entities(const Snapshot& at, std::span<const EntityId> ids) const {
  const std::shared_lock lock(mutex_);
  std::vector<Entity> found;
  for (const EntityId id : ids) found.push_back(held(entity_at(at.head, id), "entity", id.value));
  return found;
}

std::vector<Document> MemoryStore::documents(const Snapshot& at,
                                             std::span<const DocumentId> ids) const {
  const std::shared_lock lock(mutex_);
  std::vector<Document> found;
  for (const DocumentId id : ids) {
    found.push_back(held(document_at(at.head, id), "document", id.value));
  }
  return found;
}

void MemoryStore::close_documents(BatchNumber head, Evidence& evidence) const {
  std::set<DocumentId> wanted;
  for (const RelationClaims& relation : evidence.relations) {
    for (const Claim& claim : relation.claims) {
      wanted.insert(claim.document);
      wanted.insert(claim.via.begin(), claim.via.end());
    }
  }
  std::vector<DocumentId> waiting(wanted.begin(), wanted.end());
  while (!waiting.empty()) {
    const DocumentId id = waiting.back();
    waiting.pop_back();
    evidence.documents.push_back(held(document_at(head, id), "document", id.value));
    for (const Relay& relay : evidence.documents.back().relays) {
      const auto* next = std::get_if<DocumentId>(&relay);
      if (next != nullptr && wanted.insert(*next).second) waiting.push_back(*next);
    }
  }
  std::sort(evidence.documents.begin(), evidence.documents.end(),
            [](const Document& a, const Document& b) { return a.id < b.id; });
}

Evidence MemoryStore::evidence(const Snapshot& at, std::span<const RelationRef> refs) const {
  const std::shared_lock lock(mutex_);
  Evidence found;
  for (const RelationRef& ref : refs) {
    found.relations.push_back(held(relation_at(at.head, ref.id), "relation", ref.id.value));
  }
  close_documents(at.head, found);
  return found;
}

std::optional<Continuation> MemoryStore::expand(const Snapshot& at, std::span<const EntityId> ids,
                                                const PruneHint& hint, std::size_t budget,
                                                const ExpandSink& sink,
                                                std::optional<Continuation> from) const {
  constexpr std::size_t block_size = 240;
  const std::shared_lock lock(mutex_);
  std::size_t delivered = 0;
  std::vector<AdjacencyEntry> block;
  for (const EntityId id : ids) {
    if (from && id < from->owner) continue;
    const auto owner = adjacency_.find(id);
    if (owner == adjacency_.end()) continue;
    const auto& entries = owner->second;
    std::size_t place = from && id == from->owner ? from->chunk * block_size : 0;
    for (; place < entries.size(); place += block_size) {
      if (delivered >= budget)
        return Continuation{.owner = id, .chunk = static_cast<std::uint32_t>(place / block_size)};
      block.clear();
      for (std::size_t i = place; i < std::min(place + block_size, entries.size()); ++i) {
        const AdjacencyEntry& entry = entries[i];
        const bool is_wanted = entry.batch <= at.head && (hint.direction == Direction::any ||
                                                          hint.direction == entry.direction);
        if (is_wanted) block.push_back(entry);
      }
      delivered += block.size();
      if (!block.empty()) sink(id, block);
    }
  }
  return std::nullopt;
}

void MemoryStore::scan(const Snapshot& at, Partition partition, const ScanSink& sink) const {
  const std::shared_lock lock(mutex_);
  const auto is_mine = [&](std::uint64_t id) { return id % partition.parts == partition.part; };
  if (sink.entity) {
    for (const auto& [id, parts] : entities_) {
      if (const auto entity = entity_at(at.head, id); entity && is_mine(id.value)) {
        sink.entity(*entity);
      }
    }
  }
  if (sink.document) {
    for (const auto& [id, parts] : documents_) {
      if (const auto document = document_at(at.head, id); document && is_mine(id.value)) {
        sink.document(*document);
      }
    }
  }
  if (sink.relation) {
    for (const auto& [id, parts] : relations_) {
      if (const auto relation = relation_at(at.head, id); relation && is_mine(id.value)) {
        sink.relation(*relation);
      }
    }
  }
  if (!sink.adjacency) return;
  for (const auto& [id, entries] : adjacency_) {
    if (!is_mine(id.value)) continue;
    std::vector<AdjacencyEntry> forward;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(forward), [&](const auto& e) {
      return e.batch <= at.head && e.direction == Direction::forward;
    });
    if (!forward.empty()) sink.adjacency(id, forward);
  }
}

void widen(Period& period, PartialDate date) {
  if (!date.is_known()) return;
  if (!period.from.is_known() || date < period.from) period.from = date;
  if (!period.to.is_known() || date > period.to) period.to = date;
}

std::vector<TypeCount> most_first(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<TypeCount> sorted;
  for (const auto& [type, count] : counts) sorted.push_back({.type = type, .count = count});
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const TypeCount& a, const TypeCount& b) { return a.count > b.count; });
  return sorted;
}

Statistics MemoryStore::statistics(const Snapshot& at) const {
  const std::shared_lock lock(mutex_);
  const Schema& schema = schemas_[at.head];
  Statistics total{.batches = at.head};
  std::map<std::string, std::uint64_t> entity_types;
  std::map<std::string, std::uint64_t> relation_types;
  std::map<DocumentId, Document> seen_documents;
  for (const auto& [id, parts] : documents_) {
    if (const auto document = document_at(at.head, id)) seen_documents.emplace(id, *document);
  }
  total.documents = seen_documents.size();
  const DocumentLookup find = [&](DocumentId id) -> const Document* {
    const auto found = seen_documents.find(id);
    return found == seen_documents.end() ? nullptr : &found->second;
  };
  for (const auto& [id, parts] : entities_) {
    const auto entity = entity_at(at.head, id);
    if (!entity) continue;
    ++total.entities;
    total.names += entity->names.size();
    ++entity_types[schema.entity_type(entity->type).name];
  }
  std::set<Origin> origins;
  for (const auto& [id, parts] : relations_) {
    const auto seen = relation_at(at.head, id);
    if (!seen) continue;
    ++total.relations;
    total.claims += seen->claims.size();
    ++relation_types[schema.relation_type(seen->relation.type).name];
    widen(total.valid, seen->relation.valid.from);
    widen(total.valid, seen->relation.valid.to);
    for (const Claim& claim : seen->claims) {
      origins.insert(origin_of(claim.speaker, relay_chain(claim.document, claim.via, find), find));
      widen(total.reported,
            claim.reported.is_known() ? claim.reported : seen_documents.at(claim.document).date);
    }
  }
  total.origins = origins.size();
  total.entity_types = most_first(entity_types);
  total.relation_types = most_first(relation_types);
  return total;
}

IdRange MemoryStore::reserve(KeyKind kind, std::uint64_t count) {
  const std::unique_lock lock(mutex_);
  std::uint64_t& end = reserved_[static_cast<std::size_t>(kind)];
  const IdRange range{.first = end, .count = count};
  end += count;
  return range;
}

void MemoryStore::add_relation(const Changes& changes, const RelationRow& row, BatchNumber number) {
  RelationClaims& whole = relations_[row.id];
  if (row.is_new) {
    whole.relation = {.id = row.id,
                      .key = std::string(row.key),
                      .type = row.type,
                      .source = row.source,
                      .target = row.target,
                      .valid = row.valid,
                      .quantity = {},
                      .properties = {},
                      .batch = number};
    if (row.details != 0) {
      whole.relation.quantity = changes.details[row.details - 1].quantity;
      whole.relation.properties = changes.details[row.details - 1].properties;
    }
    keys_[1].emplace(std::string(row.key), row.id.value);
  }
  for (std::uint64_t i = row.claims_first; i < row.claims_first + row.claims_count; ++i) {
    const ClaimRow& claim = changes.claims[i];
    const auto via = changes.via.begin() + claim.via_first;
    whole.claims.push_back({.document = claim.document,
                            .speaker = claim.speaker,
                            .stance = claim.stance,
                            .reported = claim.reported,
                            .confidence = claim.confidence,
                            .quote = std::string(claim.quote),
                            .span = claim.span,
                            .via = {via, via + claim.via_count},
                            .batch = number});
  }
  ClaimSummary summary;
  for (const Claim& claim : whole.claims) {
    summary.add({.teller = teller_of(claim.speaker, claim.document, claim.via),
                 .reported = claim.reported.is_known()
                                 ? claim.reported
                                 : document_at(number, claim.document).value().date,
                 .confidence = claim.confidence,
                 .stance = claim.stance});
  }
  const Relation& relation = whole.relation;
  AdjacencyEntry entry;
  entry.relation = relation.id;
  entry.batch = number;
  entry.type = relation.type;
  entry.valid = relation.valid;
  summary.write_to(entry);
  entry.neighbour = relation.target;
  entry.neighbour_type = entity_at(number, relation.target).value().type;
  adjacency_[relation.source].push_back(entry);
  entry.neighbour = relation.source;
  entry.neighbour_type = entity_at(number, relation.source).value().type;
  entry.direction = Direction::reverse;
  adjacency_[relation.target].push_back(entry);
}

void MemoryStore::add_records(const Changes& changes, BatchNumber number) {
  for (const Entity& entity : changes.entities) {
    auto& parts = entities_[entity.id];
    parts.push_back(entity);
    parts.back().batch = number;
    keys_[0].emplace(entity.key, entity.id.value);
    for (const Name& name : entity.names) {
      std::string folded = fold_name(name.text);
      if (folded.empty()) continue;
      names_.emplace(std::move(folded),
                     NameEntry{.entity = entity.id, .kind = name.kind, .batch = number});
    }
  }
  for (const Document& document : changes.documents) {
    auto& parts = documents_[document.id];
    parts.push_back(document);
    parts.back().batch = number;
    keys_[2].emplace(document.key, document.id.value);
  }
  std::vector<const RelationRow*> rows;
  for (const RelationRow& row : changes.relations) rows.push_back(&row);
  std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  for (const RelationRow* row : rows) add_relation(changes, *row, number);
}

BatchNumber MemoryStore::commit(const Changes& changes) {
  const std::unique_lock lock(mutex_);
  for (const Batch& batch : batches_) {
    if (batch.id == changes.batch_id) return batch.number;
  }
  if (changes.expected_head != batches_.size()) {
    throw Error(ErrorCode::head_moved, "committing a batch: another came first; read again");
  }
  const BatchNumber number = batches_.size() + 1;
  const std::size_t entities_before = entities_.size();
  const std::size_t documents_before = documents_.size();
  const std::size_t relations_before = relations_.size();
  add_records(changes, number);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  batches_.push_back(
      {.number = number,
       .id = changes.batch_id,
       .source = changes.source,
       .recorded_unix_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count(),
       .entities = entities_.size() - entities_before,
       .relations = relations_.size() - relations_before,
       .claims = changes.claims.size(),
       .documents = documents_.size() - documents_before});
  schemas_.push_back(changes.schema);
  ends_[0] = entities_.empty() ? 0 : entities_.rbegin()->first.value + 1;
  ends_[1] = relations_.empty() ? 0 : relations_.rbegin()->first.value + 1;
  ends_[2] = documents_.empty() ? 0 : documents_.rbegin()->first.value + 1;
  return number;
}

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace relata

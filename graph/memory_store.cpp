#include "graph/memory_store.h"

#include <algorithm>
#include <set>

#include "graph/merge.h"
#include "graph/nearest_names.h"
#include "graph/relay_chain.h"
#include "graph/tally.h"

namespace relata {

StoreInfo MemoryStore::info() const {
  const std::shared_lock lock(mutex_);
  return {.location = "memory",
          .uuid = "",
          .format_version = 0,
          .head = batches_.size(),
          .entity_id_end = ends_[0],
          .relation_id_end = ends_[1],
          .document_id_end = ends_[2]};
}

Snapshot MemoryStore::snapshot() const {
  const std::shared_lock lock(mutex_);
  return {.head = batches_.size(), .pin = nullptr};
}

Snapshot MemoryStore::snapshot(BatchNumber head) const {
  const std::shared_lock lock(mutex_);
  if (head > batches_.size()) {
    throw Error(ErrorCode::not_found, "reading the store in memory: it has no batch " +
                                          std::to_string(head) + "; its last is " +
                                          std::to_string(batches_.size()));
  }
  return {.head = head, .pin = nullptr};
}

Schema MemoryStore::schema(const Snapshot& at) const {
  const std::shared_lock lock(mutex_);
  return schemas_[at.head];
}

std::vector<Batch> MemoryStore::batches(const Snapshot& at) const {
  const std::shared_lock lock(mutex_);
  return {batches_.begin(), batches_.begin() + static_cast<std::ptrdiff_t>(at.head)};
}

std::vector<Judgement> MemoryStore::judgements(const Snapshot& at) const {
  const std::shared_lock lock(mutex_);
  const auto end = std::find_if(judgements_.begin(), judgements_.end(),
                                [&](const Judgement& made) { return made.batch > at.head; });
  return {judgements_.begin(), end};
}

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

namespace {

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

}  // namespace

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

namespace {

template <class Record>
const Record& held(const std::optional<Record>& record, const char* kind, std::uint64_t id) {
  if (record) return *record;
  throw Error(ErrorCode::not_found, std::string("reading the store in memory: it has no ") + kind +
                                        " with id " + std::to_string(id) + " at this snapshot");
}

}  // namespace

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

std::optional<Changed> MemoryStore::changed(const Snapshot& from, const Snapshot& to,
                                            std::uint64_t relations_max) const {
  const std::shared_lock lock(mutex_);
  Changed changed;
  const auto is_new = [&](const auto& what) {
    return what.batch > from.head && what.batch <= to.head;
  };
  for (const auto& [id, whole] : relations_) {
    if (!is_new(whole.relation) && std::ranges::none_of(whole.claims, is_new)) continue;
    changed.relations.push_back({.source = whole.relation.source, .id = id});
  }
  if (changed.relations.size() > relations_max) return std::nullopt;
  return changed;
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

Statistics MemoryStore::statistics(const Snapshot& at) const {
  const std::shared_lock lock(mutex_);
  const Schema& schema = schemas_[at.head];
  Statistics total{.batches = at.head};
  Tally entity_types;
  Tally relation_types;
  std::map<DocumentId, Document> seen_documents;
  for (const auto& [id, parts] : documents_) {
    if (const auto document = document_at(at.head, id)) seen_documents.emplace(id, *document);
  }
  total.documents = seen_documents.size();
  for (const auto& [id, document] : seen_documents) widen(total.reported, document.date);
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
      widen(total.reported, claim.reported);
    }
  }
  total.origins = origins.size();
  total.entity_types = most_first(entity_types);
  total.relation_types = most_first(relation_types);
  return total;
}

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace relata

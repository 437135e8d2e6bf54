// Adding a batch to the plain model.

#include <relata/lookup.h>
#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

#include "graph/memory_store.h"
#include "graph/summary.h"

namespace relata {

IdRange MemoryStore::reserve(KeyKind kind, std::uint64_t count) {
  const std::unique_lock lock(mutex_);
  std::uint64_t& end = reserved_[static_cast<std::size_t>(kind)];
  const IdRange range{.first = end, .count = count};
  end += count;
  return range;
}

void MemoryStore::add_relation(const Changes& changes, const RelationRow& row, BatchNumber number) {
  RelationClaims& whole = relations_[row.id];
  const bool is_new = !whole.relation.id.is_some();
  if (is_new) {
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
  for (std::uint32_t i = row.claims_first; i < row.claims_first + row.claims_count; ++i) {
    const ClaimRow& claim = changes.claims[i];
    const ClaimDetails details = changes.details_of(claim);
    const std::span<const DocumentId> via = changes.via_of(claim);
    whole.claims.push_back({.document = claim.document,
                            .speaker = claim.speaker,
                            .stance = claim.stance,
                            .reported = claim.reported,
                            .confidence = claim.confidence,
                            .quote = std::string(details.quote),
                            .span = details.span,
                            .via = {via.begin(), via.end()},
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
  std::set<EntityId> owners;
  for (const RelationRow* row : rows) {
    add_relation(changes, *row, number);
    owners.insert({row->source, row->target});
  }
  // Degrees as of this batch, all of it.
  for (const EntityId owner : owners) {
    std::vector<AdjacencyEntry>& entries = adjacency_.at(owner);
    for (auto entry = entries.rbegin(); entry != entries.rend() && entry->batch == number;
         ++entry) {
      entry->degree_class = degree_class(adjacency_.at(entry->neighbour).size());
    }
  }
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
  for (const Judgement& judgement : changes.judgements) {
    judgements_.push_back(judgement);
    judgements_.back().batch = number;
  }
  ends_[0] = entities_.empty() ? 0 : entities_.rbegin()->first.value + 1;
  ends_[1] = relations_.empty() ? 0 : relations_.rbegin()->first.value + 1;
  ends_[2] = documents_.empty() ? 0 : documents_.rbegin()->first.value + 1;
  return number;
}

}  // namespace relata

// Reading records, evidence and adjacency from the store on RocksDB.

#include <algorithm>
#include <map>
#include <set>

#include "graph/entry_block.h"
#include "graph/kv_adjacency.h"
#include "graph/kv_records.h"
#include "graph/kv_store.h"
#include "graph/merge.h"

namespace relata {
namespace {

template <class Id>
std::vector<std::uint64_t> sorted_values(std::span<const Id> ids) {
  std::vector<std::uint64_t> values;
  values.reserve(ids.size());
  for (const Id id : ids) values.push_back(id.value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

[[noreturn]] void throw_missing(const char* kind, std::uint64_t id) {
  throw Error(ErrorCode::not_found, std::string("reading the store: it has no ") + kind +
                                        " with id " + std::to_string(id) + " at this snapshot");
}

template <class Record>
void add_part(std::map<std::uint64_t, Record>& wholes, std::uint64_t id, BatchNumber batch,
              Record part) {
  part.batch = batch;
  const auto [place, is_first] = wholes.try_emplace(id, std::move(part));
  if (!is_first) merge_into(place->second, part);
}

template <class Record, class Id>
std::vector<Record> in_order(const std::map<std::uint64_t, Record>& wholes, std::span<const Id> ids,
                             const char* kind) {
  std::vector<Record> records;
  records.reserve(ids.size());
  for (const Id id : ids) {
    const auto found = wholes.find(id.value);
    if (found == wholes.end()) throw_missing(kind, id.value);
    records.push_back(found->second);
  }
  return records;
}

std::vector<DocumentId> relayed_documents(const Document& document) {
  std::vector<DocumentId> relayed;
  for (const Relay& relay : document.relays) {
    if (const auto* id = std::get_if<DocumentId>(&relay)) relayed.push_back(*id);
  }
  return relayed;
}

// The ids of one part of a scan.
std::pair<std::uint64_t, std::uint64_t> range_of(Partition partition, std::uint64_t end,
                                                 unsigned page_bits) {
  const std::uint64_t pages = (end >> page_bits) + 1;
  const std::uint64_t first = pages * partition.part / partition.parts;
  const std::uint64_t last = pages * (partition.part + 1) / partition.parts;
  return {first << page_bits, last << page_bits};
}

}  // namespace

std::vector<Entity> KvStore::entities(const Snapshot& at, std::span<const EntityId> ids) const {
  std::map<std::uint64_t, Entity> wholes;
  visit_records(*kv_, Family::entities, entity_page_bits, at.head, sorted_values(ids),
                [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
                  add_part(wholes, id, batch, read_entity({id}, record));
                });
  return in_order(wholes, ids, "entity");
}

std::vector<Document> KvStore::documents(const Snapshot& at,
                                         std::span<const DocumentId> ids) const {
  std::map<std::uint64_t, Document> wholes;
  visit_records(*kv_, Family::documents, document_page_bits, at.head, sorted_values(ids),
                [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
                  add_part(wholes, id, batch, read_document({id}, record));
                });
  return in_order(wholes, ids, "document");
}

Evidence KvStore::evidence(const Snapshot& at, std::span<const RelationRef> refs) const {
  std::vector<RelationId> ids;
  for (const RelationRef& ref : refs) ids.push_back(ref.id);
  std::map<std::uint64_t, RelationClaims> wholes;
  visit_records(*kv_, Family::relations, relation_page_bits, at.head,
                sorted_values(std::span<const RelationId>(ids)),
                [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
                  read_relation({id}, batch, record, wholes[id]);
                });
  Evidence found;
  found.relations = in_order(wholes, std::span<const RelationId>(ids), "relation");
  std::set<DocumentId> seen;
  for (const auto& [id, whole] : wholes) {
    for (const Claim& claim : whole.claims) {
      seen.insert(claim.document);
      seen.insert(claim.via.begin(), claim.via.end());
    }
  }
  // One read for each step down the relay chains.
  std::vector<DocumentId> next(seen.begin(), seen.end());
  while (!next.empty()) {
    const std::vector<Document> step = documents(at, next);
    next.clear();
    for (const Document& document : step) {
      for (const DocumentId id : relayed_documents(document)) {
        if (seen.insert(id).second) next.push_back(id);
      }
    }
    found.documents.insert(found.documents.end(), step.begin(), step.end());
  }
  std::sort(found.documents.begin(), found.documents.end(),
            [](const Document& a, const Document& b) { return a.id < b.id; });
  return found;
}

std::optional<Continuation> KvStore::expand(const Snapshot& at, std::span<const EntityId> ids,
                                            const PruneHint& hint, std::size_t budget,
                                            const ExpandSink& sink,
                                            std::optional<Continuation> from) const {
  const auto cursor = kv_->cursor(Family::adjacency);
  std::vector<AdjacencyEntry> entries;
  std::size_t delivered = 0;
  for (const EntityId owner : ids) {
    if (from && owner < from->owner) continue;
    const bool goes_on = from && owner == from->owner;
    cursor->seek(block_key(
        {.owner = owner, .batch = goes_on ? from->batch : 0, .chunk = goes_on ? from->chunk : 0}));
    for (; is_at_owner(*cursor, owner); cursor->next()) {
      if (delivered >= budget) {
        const BlockKey next = block_key_under(*cursor);
        return Continuation{.owner = owner, .batch = next.batch, .chunk = next.chunk};
      }
      read_entries(*cursor, at.head, hint, entries);
      delivered += entries.size();
      if (!entries.empty()) sink(owner, entries);
    }
  }
  return std::nullopt;
}

std::optional<Changed> KvStore::changed(const Snapshot& from, const Snapshot& to,
                                        std::uint64_t relations_max) const {
  const std::uint64_t first = row_at(from.head).relation_id_end;
  const std::uint64_t end = row_at(to.head).relation_id_end;
  std::uint64_t count = end - first;
  std::vector<RelationId> added_to;
  for (BatchNumber number = from.head + 1; number <= to.head; ++number) {
    const auto ranges = row_at(number).added_to;
    if (!ranges) return std::nullopt;
    for (const RelationRange& range : *ranges) {
      count += range.count;
      if (count > relations_max) return std::nullopt;
      for (std::uint64_t i = 0; i < range.count; ++i) added_to.push_back({range.first.value + i});
    }
  }
  if (count > relations_max) return std::nullopt;
  Changed changed;
  const auto add = [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
    if (!is_whole_relation(record)) return;
    RelationClaims whole;
    read_relation({id}, batch, record, whole);
    changed.relations.push_back({.source = whole.relation.source, .id = {id}});
  };
  // Those of earlier batches have lower ids.
  const auto older = sorted_values(std::span<const RelationId>(added_to));
  visit_records(*kv_, Family::relations, relation_page_bits, to.head,
                std::span(older).first(static_cast<std::size_t>(
                    std::lower_bound(older.begin(), older.end(), first) - older.begin())),
                add);
  visit_all_records(*kv_, Family::relations, relation_page_bits, to.head, first, end, add, [] {});
  std::sort(changed.relations.begin(), changed.relations.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  return changed;
}

void KvStore::scan_relations(const Snapshot& at, std::uint64_t first, std::uint64_t end,
                             const ScanSink& sink) const {
  std::map<std::uint64_t, RelationClaims> page;
  visit_all_records(
      *kv_, Family::relations, relation_page_bits, at.head, first, end,
      [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
        read_relation({id}, batch, record, page[id]);
      },
      [&] {
        for (const auto& [id, whole] : page) sink.relation(whole);
        page.clear();
      });
}

void KvStore::scan_adjacency(const Snapshot& at, std::uint64_t first, std::uint64_t end,
                             const ScanSink& sink) const {
  const auto cursor = kv_->cursor(Family::adjacency);
  std::vector<AdjacencyEntry> entries;
  for (seek_owner(*cursor, {first}); cursor->is_valid(); cursor->next()) {
    const EntityId owner = block_key_under(*cursor).owner;
    if (owner.value >= end) break;
    read_entries(*cursor, at.head, {.direction = Direction::forward}, entries);
    if (!entries.empty()) sink.adjacency(owner, entries);
  }
}

void KvStore::scan(const Snapshot& at, Partition partition, const ScanSink& sink) const {
  // Of the snapshot, so that the parts of one scan fit together whatever is committed meanwhile.
  const CommitRow ends = row_at(at.head);
  if (sink.entity) {
    const auto [first, end] = range_of(partition, ends.entity_id_end, entity_page_bits);
    std::map<std::uint64_t, Entity> page;
    visit_all_records(
        *kv_, Family::entities, entity_page_bits, at.head, first, end,
        [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
          add_part(page, id, batch, read_entity({id}, record));
        },
        [&] {
          for (const auto& [id, entity] : page) sink.entity(entity);
          page.clear();
        });
  }
  if (sink.document) {
    const auto [first, end] = range_of(partition, ends.document_id_end, document_page_bits);
    std::map<std::uint64_t, Document> page;
    visit_all_records(
        *kv_, Family::documents, document_page_bits, at.head, first, end,
        [&](std::uint64_t id, BatchNumber batch, ByteReader record) {
          add_part(page, id, batch, read_document({id}, record));
        },
        [&] {
          for (const auto& [id, document] : page) sink.document(document);
          page.clear();
        });
  }
  if (sink.relation) {
    const auto [first, end] = range_of(partition, ends.relation_id_end, relation_page_bits);
    scan_relations(at, first, end, sink);
  }
  if (sink.adjacency) {
    const auto [first, end] = range_of(partition, ends.entity_id_end, entity_page_bits);
    scan_adjacency(at, first, end, sink);
  }
}

}  // namespace relata

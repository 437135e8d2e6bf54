#pragma once

// The plain model of a store: every part of every record in a vector, nothing packed, nothing
// indexed that a walk would find. It is the oracle of the store's contract.

#include <relata/store.h>
#include <array>
#include <map>
#include <shared_mutex>
#include <unordered_map>

namespace relata {

class MemoryStore final : public Store {
 public:
  MemoryStore() { schemas_.push_back(Schema::built_in()); }

  [[nodiscard]] StoreInfo info() const override;
  [[nodiscard]] Snapshot snapshot() const override;
  [[nodiscard]] Snapshot snapshot(BatchNumber head) const override;
  [[nodiscard]] Schema schema(const Snapshot& at) const override;
  [[nodiscard]] std::vector<Batch> batches(const Snapshot& at) const override;
  [[nodiscard]] std::vector<Judgement> judgements(const Snapshot& at) const override;
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
  [[nodiscard]] std::optional<Changed> changed(const Snapshot& from, const Snapshot& to,
                                               std::uint64_t relations_max) const override;
  void scan(const Snapshot& at, Partition partition, const ScanSink& sink) const override;
  [[nodiscard]] Statistics statistics(const Snapshot& at) const override;
  [[nodiscard]] std::vector<Finding> verify() const override { return {}; }
  [[nodiscard]] IdRange reserve(KeyKind kind, std::uint64_t count) override;
  BatchNumber commit(const Changes& changes) override;

 private:
  struct NameEntry {
    EntityId entity;
    NameKind kind = NameKind::alias;
    BatchNumber batch = 0;
  };

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
  std::vector<Judgement> judgements_;
};

}  // namespace relata

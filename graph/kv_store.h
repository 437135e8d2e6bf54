#pragma once

// The store on RocksDB: how records, names, keys and adjacency lie in the engine's families.
//
// Everything is keyed by what it belongs to and the batch that brought it, and is never changed
// after: a reader at a head skips what is later. docs/format.md is the reference.

#include <relata/store.h>
#include <atomic>
#include <mutex>

#include "graph/batch_plan.h"
#include "graph/commit_row.h"
#include "graph/kv.h"
#include "graph/ledger.h"
#include "graph/marker.h"
#include "graph/writer_lock.h"

namespace relata {

class KvStore final : public Store {
 public:
  KvStore(const StoreLayout& layout, OpenMode mode);

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
  [[nodiscard]] std::vector<Finding> verify() const override;
  [[nodiscard]] IdRange reserve(KeyKind kind, std::uint64_t count) override;
  BatchNumber commit(const Changes& changes) override;

 private:
  struct Tip {
    CommitRow row;  // of the last batch; the default for an empty store
    RowHash hash{};
  };

  [[nodiscard]] static Tip read_tip(const Kv& kv);
  void take_tip();
  // Error{damaged} if the commits end before the ledger, or their chain is broken.
  static void check_chain(const Kv& kv, const LedgerEntry& ledger, const StoreLayout& layout);
  [[nodiscard]] CommitRow row_at(BatchNumber number) const;  // 0: of an empty store
  [[nodiscard]] std::optional<BatchNumber> committed(std::string_view batch_id) const;
  void scan_relations(const Snapshot& at, std::uint64_t first, std::uint64_t end,
                      const ScanSink& sink) const;
  void scan_adjacency(const Snapshot& at, std::uint64_t first, std::uint64_t end,
                      const ScanSink& sink) const;

  StoreLayout layout_;
  Marker marker_;
  OpenMode mode_;
  std::unique_ptr<WriterLock> lock_;  // released last
  std::unique_ptr<Kv> kv_;
  std::unique_ptr<Ledger> ledger_;  // for writing
  mutable std::mutex tip_mutex_;
  mutable Tip tip_;
  // The types as of the batch that was asked about last: a writer asks with each commit.
  struct KnownSchema {
    BatchNumber head = 0;
    std::shared_ptr<const Schema> schema;  // null: none is known
  };
  mutable std::mutex schema_mutex_;
  mutable KnownSchema known_schema_;
  MetEntities met_entities_;                 // by commits
  bool is_outcome_unknown_ = false;          // of the last commit
  std::array<std::uint64_t, 3> reserved_{};  // by KeyKind: the next id
};

}  // namespace relata

#pragma once

// The store: every entity, relation, claim and document that was taken in, batch by batch.
//
// The interface is narrow and batch-shaped, so that the same searches run on an embedded engine, in
// memory or across a network: no call reads one vertex or one edge, every read takes a snapshot,
// and nothing of the engine leaves the store. Reads may over-deliver (the view decides on each
// entry), never under-deliver.
//
// Threads: any number may read one store, one may commit meanwhile. Across processes: one writer,
// any number of readers; a second writer is refused with the name of the first.
// Durability: when commit() returns, the batch survives a power cut. Before, it is there whole or
// not at all.
// Errors: a damaged value throws Error{damaged} that names it; an unreadable disk Error{io}.
//
//     auto store = relata::open_store("kursk.store", relata::OpenMode::read);
//     const auto now = store->snapshot();
//     for (const auto& match : store->lookup(now, {.folded = "korut"})) show(match.entity);

#include <relata/adjacency.h>
#include <relata/changes.h>
#include <relata/error.h>
#include <relata/judgement.h>
#include <relata/model.h>
#include <relata/schema.h>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// What a reader sees: every batch up to `head`. A value; it pins what the engine needs while it
// lives, and must not outlive its store.
struct Snapshot {
  BatchNumber head = 0;
  std::shared_ptr<const void> pin;
};

// --- Names and keys ---------------------------------------------------------------------------

struct NameQuery {
  std::string folded;  // folded with fold_name() (relata/lookup.h)
  enum class Match : std::uint8_t { whole, prefix, nearest } match = Match::whole;
  std::size_t limit = 100;  // nearest: the closest by edit distance, at most a third of the length
};

struct NameMatch {
  std::string folded;
  EntityId entity;
  NameKind kind = NameKind::alias;
  int distance = 0;  // edits, in code points; 0 unless `nearest`
};

enum class KeyKind : std::uint8_t { entity, relation, document };

// --- Evidence ---------------------------------------------------------------------------------

struct RelationRef {
  EntityId source;
  RelationId id;
  friend auto operator<=>(const RelationRef&, const RelationRef&) = default;
};

struct RelationClaims {
  Relation relation;
  std::vector<Claim> claims;  // in the order they came in
};

struct Evidence {
  std::vector<RelationClaims> relations;  // in the order asked for
  // Every document that a claim stands in or came through, down to the ends of the relay chains.
  // Sorted by id.
  std::vector<Document> documents;
};

struct IdRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

// --- What has changed ---------------------------------------------------------------------------

struct Changed {
  std::vector<RelationRef> relations;  // made or given claims since, by id
  // Whose relations are others, all of them: it was judged anew who is one with whom. By id.
  std::vector<EntityId> entities;
};

// --- Whole-store work -------------------------------------------------------------------------

// One part of a scan over everything: `part` of `parts`, each item in exactly one part.
struct Partition {
  std::uint64_t part = 0;
  std::uint64_t parts = 1;
};

struct ScanSink {
  // Unset ones are not read. In order of id within a partition.
  std::function<void(const Entity&)> entity;
  std::function<void(const Document&)> document;
  std::function<void(const RelationClaims&)> relation;
  // Forward entries only, so that each relation comes once, grouped by owner. The latest entry of a
  // relation comes last.
  std::function<void(EntityId owner, std::span<const AdjacencyEntry>)> adjacency;
};

struct TypeCount {
  std::string type;
  std::uint64_t count = 0;
};

struct Statistics {
  std::uint64_t entities = 0;
  std::uint64_t relations = 0;
  std::uint64_t claims = 0;
  std::uint64_t documents = 0;
  std::uint64_t names = 0;
  std::uint64_t origins = 0;  // distinct speakers, and publishers or documents of narrated claims
  std::uint64_t batches = 0;
  std::vector<TypeCount> entity_types;  // most first
  std::vector<TypeCount> relation_types;
  Period valid;     // the first and last dates of relations
  Period reported;  // the first and last dates of claims and documents
  std::uint64_t bytes_on_disk = 0;
};

// One disagreement that verify() found.
struct Finding {
  std::string where;  // the record or file
  std::string what;
};

struct StoreInfo {
  std::string location;
  std::string uuid;
  std::uint32_t format_version = 0;
  BatchNumber head = 0;
  std::uint64_t entity_id_end = 0;  // every entity's id lies below
  std::uint64_t relation_id_end = 0;
  std::uint64_t document_id_end = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  [[nodiscard]] virtual StoreInfo info() const = 0;
  [[nodiscard]] virtual Snapshot snapshot() const = 0;
  // An earlier state. Error{not_found} if `head` was not reached.
  [[nodiscard]] virtual Snapshot snapshot(BatchNumber head) const = 0;
  [[nodiscard]] virtual Schema schema(const Snapshot& at) const = 0;
  // The batches up to the snapshot's head, oldest first.
  [[nodiscard]] virtual std::vector<Batch> batches(const Snapshot& at) const = 0;

  // All of them up to the snapshot's head, in the order they were made.
  [[nodiscard]] virtual std::vector<Judgement> judgements(const Snapshot& at) const = 0;

  // Ordered by name, entity; `nearest` by distance first. An exact lookup costs one seek, a nearest
  // one a walk over all names.
  [[nodiscard]] virtual std::vector<NameMatch> lookup(const Snapshot& at,
                                                      const NameQuery& query) const = 0;
  // The id of each key in turn; no id where the key is unknown.
  [[nodiscard]] virtual std::vector<std::uint64_t> ids(
      const Snapshot& at, KeyKind kind, std::span<const std::string_view> keys) const = 0;

  // Records in the order asked for. An id that the snapshot does not hold is Error{not_found}.
  [[nodiscard]] virtual std::vector<Entity> entities(const Snapshot& at,
                                                     std::span<const EntityId> ids) const = 0;
  [[nodiscard]] virtual std::vector<Document> documents(const Snapshot& at,
                                                        std::span<const DocumentId> ids) const = 0;
  [[nodiscard]] virtual Evidence evidence(const Snapshot& at,
                                          std::span<const RelationRef> refs) const = 0;

  // Delivers the relations of each of `ids`, which are sorted, in that order; the entries of one
  // owner in the order of their blocks. Stops after about `budget` entries and says where to go on.
  [[nodiscard]] virtual std::optional<Continuation> expand(
      const Snapshot& at, std::span<const EntityId> ids, const PruneHint& hint, std::size_t budget,
      const ExpandSink& sink, std::optional<Continuation> from = std::nullopt) const = 0;

  // What is other at `to` than it was at `from`. Nothing if that is not known, or is about more
  // than `relations_max` relations. Costs a read of those.
  [[nodiscard]] virtual std::optional<Changed> changed(const Snapshot& from, const Snapshot& to,
                                                       std::uint64_t relations_max) const = 0;

  virtual void scan(const Snapshot& at, Partition partition, const ScanSink& sink) const = 0;
  [[nodiscard]] virtual Statistics statistics(const Snapshot& at) const = 0;
  // Checks that every value reads, and that every index agrees with the records.
  [[nodiscard]] virtual std::vector<Finding> verify() const = 0;

  // Writing: for stores opened with OpenMode::write, from one thread. `kind` ids that are not
  // committed are lost when the store closes, and never handed out twice before.
  [[nodiscard]] virtual IdRange reserve(KeyKind kind, std::uint64_t count) = 0;
  // All or nothing, and safe to repeat. Gives the new head.
  virtual BatchNumber commit(const Changes& changes) = 0;

 protected:
  Store() = default;
};

enum class OpenMode : std::uint8_t { read, write };

// Makes an empty store in a directory that is absent or empty. Error{usage} if it is neither.
void create_store(const std::filesystem::path& directory);
// Error{no_store, damaged, newer, locked, io}; nothing on disk is changed by an open that fails.
[[nodiscard]] std::unique_ptr<Store> open_store(const std::filesystem::path& directory,
                                                OpenMode mode);
// A store that lives in memory only: for tests and small work.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace relata

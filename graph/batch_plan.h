#pragma once

// What has to be known about a batch before its adjacency can be written: the order of its
// relations, what their claims add up to, and the types and degrees of their ends.

#include <relata/store.h>
#include <unordered_map>
#include <vector>

#include "graph/kv.h"
#include "graph/summary.h"

namespace relata {

// Batches with more records than this go in as sorted files instead of through the log, and are
// worked on by two threads.
constexpr std::size_t large_batch = 50'000;

// The touched entities by id. Ids of one batch mostly lie side by side, so a table of the range
// serves; where they are spread thin, a hash table.
class EntityTable {
 public:
  struct Facts {
    EntityTypeId type;
    std::uint32_t degree = 0;  // entries, in the store and in the batch
    std::uint32_t slot = 0;    // its own among the table's, below slots()
  };

  explicit EntityTable(const Changes& changes);

  [[nodiscard]] Facts& operator[](EntityId id);
  [[nodiscard]] const Facts& at(EntityId id) const;
  [[nodiscard]] bool has(EntityId id) const;
  [[nodiscard]] std::size_t slots() const { return range_.size() + spread_.size(); }
  // Every id in it, sorted.
  [[nodiscard]] std::vector<EntityId> ids() const;

 private:
  std::uint64_t first_ = 0;
  std::vector<Facts> range_;
  std::unordered_map<EntityId, Facts> spread_;
};

// Types and degrees of entities that a writer has met, so that small batches do not read those of
// the same hubs again and again. It is the only one that adds to them.
class MetEntities {
 public:
  struct Facts {
    EntityTypeId type;
    std::uint32_t degree = 0;
  };

  [[nodiscard]] const Facts* find(EntityId id) const;
  // As a batch that has been written leaves its entities.
  void keep(const EntityTable& entities);

 private:
  static constexpr std::size_t facts_max = 200'000;  // about 10 MB
  std::unordered_map<EntityId, Facts> facts_;
};

// What every entry of a relation says of its claims.
struct RowSummary {
  PartialDate reported;
  std::uint16_t confidence_max = 0;
  std::uint8_t origins_max = 0;
  std::uint8_t stances = 0;
  bool is_exact = false;
};

struct BatchPlan {
  std::vector<std::uint32_t> order;   // places in Changes::relations, by relation id
  std::vector<RowSummary> summaries;  // by place in Changes::relations
  EntityTable entities;
  Period valid;
  Period reported;

  [[nodiscard]] AdjacencyEntry entry(const RelationRow& row, std::uint32_t place,
                                     BatchNumber batch) const;
};

[[nodiscard]] BatchPlan plan_batch(const Store& store, const Snapshot& at, const Kv& kv,
                                   const MetEntities& met, const Changes& changes);

// Writes the batch's adjacency, owner by owner.
void put_adjacency(const BatchPlan& plan, const Changes& changes, BatchNumber batch,
                   Kv::Bundle& bundle);

}  // namespace relata

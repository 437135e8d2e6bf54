#pragma once

// Batches of random records that grow a store the way ingest does: new records, additions to known
// ones, claims on old and new relations.

#include <relata/store.h>
#include <random>
#include <string>
#include <vector>

namespace relata::testing {

class RandomBatches {
 public:
  explicit RandomBatches(std::uint32_t seed) : random_(seed) {}

  // The next batch for a store that has taken all the ones before. The ids come from `store`.
  Changes next(Store& store, std::size_t size);

 private:
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  PartialDate date();
  void add_entities(Store& store, Changes& changes, std::size_t size);
  void add_documents(Store& store, Changes& changes, std::size_t size);
  void add_relations(Store& store, Changes& changes, std::size_t size);
  void add_judgements(const Snapshot& now, Changes& changes);
  void add_claims(Changes& changes, RelationRow& row);

  std::mt19937 random_;
  std::vector<Entity> entities_;
  std::vector<Document> documents_;
  std::vector<RelationRow> relations_;  // keys are rebuilt: the views died with their batch
  std::size_t batches_ = 0;
};

}  // namespace relata::testing

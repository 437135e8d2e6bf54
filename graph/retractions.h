#pragma once

// What has been retracted as of a snapshot, made ready for being asked of every relation.

#include <relata/store.h>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace relata {

class Retractions {
 public:
  // Nullptr if nothing is retracted.
  [[nodiscard]] static std::shared_ptr<const Retractions> of(std::vector<Judgement> judgements);
  [[nodiscard]] static std::shared_ptr<const Retractions> read(const Store& store,
                                                               const Snapshot& at);

  // May one of the relation's claims be retracted? Its summary counts those.
  [[nodiscard]] bool bears_on(RelationId relation) const;
  [[nodiscard]] bool has(const Claim& claim) const;

 private:
  explicit Retractions(const std::vector<Judgement>& in_force);

  std::map<DocumentId, BatchNumber> documents_;  // and the batch of the judgement
  std::set<BatchNumber> batches_;
  std::vector<RelationRange> relations_;  // of all of them, in order, apart from each other
};

}  // namespace relata

#pragma once

// Which entities are one, by the judgements up to a snapshot.

#include <relata/judgement.h>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <span>
#include <vector>

namespace relata {

// Entities that are joined one after another.
class JoinedEntities {
 public:
  // False if the two were one already.
  bool join(EntityId a, EntityId b);
  // The same for all that are one: the least of them.
  [[nodiscard]] EntityId least(EntityId id);
  // Each that was ever joined.
  [[nodiscard]] const boost::unordered_flat_map<std::uint64_t, std::uint64_t>& parents() const {
    return parents_;
  }

 private:
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> parents_;  // of those that are no roots
};

class Clusters {
 public:
  // Nullptr if no two are one.
  [[nodiscard]] static std::shared_ptr<const Clusters> of(const std::vector<Judgement>& judgements);

  // The least id of those that the entity is one with: itself for most.
  [[nodiscard]] EntityId representative(EntityId id) const {
    const auto found = cluster_of_.find(id.value);
    return found == cluster_of_.end() ? id : clusters_[found->second].front();
  }
  // All that are one with it, by id, itself included; none for an entity that stands alone.
  [[nodiscard]] std::span<const EntityId> members(EntityId id) const {
    const auto found = cluster_of_.find(id.value);
    if (found == cluster_of_.end()) return {};
    return clusters_[found->second];
  }
  // Each by id, and in the order of their first.
  [[nodiscard]] const std::vector<std::vector<EntityId>>& all() const { return clusters_; }

 private:
  std::vector<std::vector<EntityId>> clusters_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> cluster_of_;
};

// The members of clusters that only one of the two has, by id; nullptr has none.
[[nodiscard]] std::vector<EntityId> regrouped(const Clusters* before, const Clusters* after);

// Of each pair the judgement that counts, which is its last; none for a pair that was never judged
// or whose judgement was withdrawn.
[[nodiscard]] std::vector<Judgement> pairs_in_force(const std::vector<Judgement>& judgements);

// The judgements that make the two one, from the first to the second along the shortest way; none
// if they are not.
[[nodiscard]] std::vector<Judgement> chain_between(const std::vector<Judgement>& judgements,
                                                   EntityId from, EntityId to);

}  // namespace relata

#include "graph/clusters.h"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <map>
#include <optional>

namespace relata {
namespace {

// The entities that judgements name, numbered.
class Numbers {
 public:
  std::size_t of(EntityId id) {
    const auto [place, is_first] = numbers_.emplace(id, ids_.size());
    if (is_first) ids_.push_back(id);
    return place->second;
  }
  [[nodiscard]] const std::vector<EntityId>& ids() const { return ids_; }

 private:
  std::map<EntityId, std::size_t> numbers_;
  std::vector<EntityId> ids_;
};

}  // namespace

std::vector<Judgement> pairs_in_force(const std::vector<Judgement>& judgements) {
  std::map<EntityPair, Judgement> last;
  for (const Judgement& judgement : judgements) {
    const auto* pair = std::get_if<EntityPair>(&judgement.subject);
    if (pair != nullptr) last[*pair] = judgement;
  }
  std::vector<Judgement> in_force;
  for (auto& [pair, judgement] : last) {
    if (judgement.kind != JudgementKind::withdrawn) in_force.push_back(std::move(judgement));
  }
  return in_force;
}

std::shared_ptr<const Clusters> Clusters::of(const std::vector<Judgement>& judgements) {
  Numbers numbers;
  std::vector<std::pair<std::size_t, std::size_t>> links;
  for (const Judgement& judgement : pairs_in_force(judgements)) {
    if (judgement.kind != JudgementKind::same) continue;
    const EntityPair& pair = std::get<EntityPair>(judgement.subject);
    links.emplace_back(numbers.of(pair.first), numbers.of(pair.second));
  }
  if (links.empty()) return nullptr;
  boost::disjoint_sets_with_storage<> sets(numbers.ids().size());
  for (std::size_t i = 0; i < numbers.ids().size(); ++i) sets.make_set(i);
  for (const auto& [a, b] : links) sets.union_set(a, b);
  std::map<std::size_t, std::vector<EntityId>> by_root;
  for (std::size_t i = 0; i < numbers.ids().size(); ++i) {
    by_root[sets.find_set(i)].push_back(numbers.ids()[i]);
  }
  auto clusters = std::make_shared<Clusters>();
  for (auto& [root, members] : by_root) {
    std::sort(members.begin(), members.end());
    clusters->clusters_.push_back(std::move(members));
  }
  std::sort(clusters->clusters_.begin(), clusters->clusters_.end());
  for (std::uint32_t i = 0; i < clusters->clusters_.size(); ++i) {
    for (const EntityId id : clusters->clusters_[i]) clusters->cluster_of_.emplace(id.value, i);
  }
  return clusters;
}

std::vector<Judgement> chain_between(const std::vector<Judgement>& judgements, EntityId from,
                                     EntityId to) {
  const std::vector<Judgement> pairs = pairs_in_force(judgements);
  std::map<EntityId, std::optional<std::size_t>> reached_by = {{from, std::nullopt}};
  std::vector<EntityId> waiting = {from};
  for (std::size_t next = 0; next < waiting.size() && !reached_by.contains(to); ++next) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i].kind != JudgementKind::same) continue;
      const EntityPair& pair = std::get<EntityPair>(pairs[i].subject);
      if (pair.first != waiting[next] && pair.second != waiting[next]) continue;
      const EntityId other = pair.first == waiting[next] ? pair.second : pair.first;
      if (reached_by.emplace(other, i).second) waiting.push_back(other);
    }
  }
  std::vector<Judgement> chain;
  if (!reached_by.contains(to)) return chain;
  for (EntityId at = to; at != from;) {
    const Judgement& judgement = pairs[*reached_by.at(at)];
    const EntityPair& pair = std::get<EntityPair>(judgement.subject);
    at = pair.first == at ? pair.second : pair.first;
    chain.push_back(judgement);
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace relata

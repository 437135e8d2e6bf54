#include "graph/clusters.h"

#include <algorithm>
#include <map>
#include <optional>

namespace relata {
// The root of each is its least, so ways are long only until they are first gone: each is halved as
// it is (R. E. Tarjan, J. van Leeuwen, JACM 31, 1984).
EntityId JoinedEntities::least(EntityId id) {
  auto at = parents_.find(id.value);
  while (at != parents_.end()) {
    const auto above = parents_.find(at->second);
    if (above == parents_.end()) return {at->second};
    at->second = above->second;
    at = parents_.find(above->second);
    id = {above->second};
  }
  return id;
}

bool JoinedEntities::join(EntityId a, EntityId b) {
  const EntityId one = least(a);
  const EntityId other = least(b);
  if (one == other) return false;
  parents_[std::max(one, other).value] = std::min(one, other).value;
  return true;
}

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
  JoinedEntities joined;
  for (const Judgement& judgement : pairs_in_force(judgements)) {
    if (judgement.kind != JudgementKind::same) continue;
    const EntityPair& pair = std::get<EntityPair>(judgement.subject);
    joined.join(pair.first, pair.second);
  }
  if (joined.parents().empty()) return nullptr;
  std::vector<EntityId> joiners;
  for (const auto& [id, parent] : joined.parents()) joiners.push_back({id});
  std::map<EntityId, std::vector<EntityId>> by_least;
  for (const EntityId id : joiners) by_least[joined.least(id)].push_back(id);
  auto clusters = std::make_shared<Clusters>();
  for (auto& [least, members] : by_least) {
    members.push_back(least);
    std::sort(members.begin(), members.end());
    clusters->clusters_.push_back(std::move(members));
  }
  for (std::uint32_t i = 0; i < clusters->clusters_.size(); ++i) {
    for (const EntityId id : clusters->clusters_[i]) clusters->cluster_of_.emplace(id.value, i);
  }
  return clusters;
}

std::vector<EntityId> regrouped(const Clusters* before, const Clusters* after) {
  std::vector<EntityId> found;
  const auto add_unless_in = [&](const Clusters* some, const Clusters* others) {
    if (some == nullptr) return;
    for (const std::vector<EntityId>& members : some->all()) {
      const auto same =
          others == nullptr ? std::span<const EntityId>() : others->members(members.front());
      if (!std::ranges::equal(members, same)) {
        found.insert(found.end(), members.begin(), members.end());
      }
    }
  };
  add_unless_in(before, after);
  add_unless_in(after, before);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
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

#include "tests/query/tested_trees.h"

#include <algorithm>
#include <set>

#include "query/hop_weight.h"

namespace relata::testing {
namespace {

// What the cheapest tree within some entities costs; nothing if they do not all hang together.
std::optional<std::uint64_t> spanning_cost(const Links& links,
                                           const std::vector<EntityId>& within) {
  std::set<EntityId> reached{within.front()};
  std::uint64_t whole = 0;
  while (reached.size() < within.size()) {
    std::optional<std::pair<std::uint64_t, EntityId>> least;
    for (const auto& [ends, cost] : links) {
      for (const auto& [near, far] : {ends, std::pair(ends.second, ends.first)}) {
        const bool is_within = std::find(within.begin(), within.end(), far) != within.end();
        if (!is_within || !reached.contains(near) || reached.contains(far)) continue;
        if (!least || cost < least->first) least = {cost, far};
      }
    }
    if (!least) return std::nullopt;
    whole += least->first;
    reached.insert(least->second);
  }
  return whole;
}

}  // namespace

bool is_asked_for(const ConnectQuery& query, EntityId id) {
  return std::find(query.entities.begin(), query.entities.end(), id) != query.entities.end();
}

std::uint64_t half_toll(const Oracle& oracle, const ConnectQuery& query, EntityId id) {
  if (query.hub_penalty == 0 || is_asked_for(query, id)) return 0;
  int doublings = 0;
  for (std::uint64_t degree = oracle.degree(id); degree > 1; degree /= 2) ++doublings;
  return HopWeight(query.weight, Day{}, query.hub_penalty).half_toll(doublings);
}

Links links_of(const Oracle& oracle, const Store& store, const Snapshot& at,
               const ConnectQuery& query) {
  View view = query.view;
  view.entity_types.clear();
  view.entity_types_without.clear();
  view.entities_without.clear();
  const ClaimsAnswer everything = find_everything(store, at, view);
  const PartialDate by = view.known_by;
  std::vector<double> times;
  const Schema schema = store.schema(at);
  for (const RelationType& type : schema.relation_types()) {
    const auto is_it = [&](const TypeCost& cost) { return cost.relation_type == type.name; };
    const auto cost = std::find_if(query.type_costs.begin(), query.type_costs.end(), is_it);
    times.push_back(cost == query.type_costs.end() ? 1 : cost->times);
  }
  const HopWeight weight(query.weight, by.is_known() ? by.last_day() : last_reported_day(store, at),
                         query.hub_penalty, times);
  const auto is_allowed = [&](EntityId id) {
    return oracle.takes_entity(id) || is_asked_for(query, id);
  };
  Links links;
  for (const RelationEvidence& evidence : everything.graph.relations) {
    const auto ends = std::minmax(evidence.relation.source, evidence.relation.target);
    if (ends.first == ends.second || !is_allowed(ends.first) || !is_allowed(ends.second)) continue;
    const std::uint64_t cost = weight.cost_of(evidence) + half_toll(oracle, query, ends.first) +
                               half_toll(oracle, query, ends.second);
    const auto [known, is_new] = links.try_emplace(ends, cost);
    known->second = std::min(known->second, cost);
  }
  return links;
}

std::optional<std::uint64_t> least_cost(const Links& links, const ConnectQuery& query,
                                        const std::vector<EntityId>& entities) {
  std::vector<EntityId> others;
  for (const EntityId id : entities) {
    const auto& asked = query.entities;
    if (std::find(asked.begin(), asked.end(), id) == asked.end()) others.push_back(id);
  }
  std::optional<std::uint64_t> least;
  for (std::size_t bits = 0; bits < std::size_t{1} << others.size(); ++bits) {
    std::vector<EntityId> within = query.entities;
    for (std::size_t i = 0; i < others.size(); ++i) {
      if ((bits >> i & 1) != 0) within.push_back(others[i]);
    }
    const auto cost = spanning_cost(links, within);
    if (cost && (!least || *cost < *least)) least = cost;
  }
  return least;
}

std::vector<std::vector<EntityId>> groups_of(const Links& links, const ConnectQuery& query) {
  std::vector<std::vector<EntityId>> groups;
  const auto is_near = [&](EntityId from, EntityId to) {
    std::set<EntityId> reached{from};
    for (int hop = 0; hop < query.hops_max; ++hop) {
      std::set<EntityId> next = reached;
      for (const auto& [ends, cost] : links) {
        if (reached.contains(ends.first)) next.insert(ends.second);
        if (reached.contains(ends.second)) next.insert(ends.first);
      }
      reached = std::move(next);
    }
    return reached.contains(to);
  };
  std::set<EntityId> placed;
  for (const EntityId first : query.entities) {
    if (!placed.insert(first).second) continue;
    std::vector<EntityId> group{first};
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (const EntityId other : query.entities) {
        if (placed.contains(other) || !is_near(group[i], other)) continue;
        placed.insert(other);
        group.push_back(other);
      }
    }
    const auto place = [&](EntityId id) {
      return std::find(query.entities.begin(), query.entities.end(), id);
    };
    std::sort(group.begin(), group.end(),
              [&](EntityId a, EntityId b) { return place(a) < place(b); });
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace relata::testing

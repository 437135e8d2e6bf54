#include "bench/limit.h"

namespace relata::bench {

BareGraph::BareGraph(const ActorGraph& graph)
    : first_(graph.entities + 1), links_(2 * graph.relations.size()), marks_(graph.entities) {
  for (const ActorRelation& relation : graph.relations) {
    ++first_[relation.source + 1];
    ++first_[relation.target + 1];
  }
  for (std::uint32_t i = 0; i < graph.entities; ++i) first_[i + 1] += first_[i];
  std::vector<std::uint64_t> place(first_.begin(), first_.end() - 1);
  for (const ActorRelation& relation : graph.relations) {
    const auto link = [&](std::uint32_t owner, std::uint32_t neighbour) {
      links_[place[owner]++] = {.neighbour = neighbour,
                                .day = relation.day,
                                .confidence = relation.confidence,
                                .type = relation.type,
                                .document = relation.document};
    };
    link(relation.source, relation.target);
    link(relation.target, relation.source);
  }
}

int BareGraph::distance(std::uint32_t from, std::uint32_t to, Filter filter) {
  if (from == to) return 0;
  mark_ += 2;
  const std::uint32_t own[2] = {mark_, mark_ + 1};
  marks_[from] = own[0];
  marks_[to] = own[1];
  sides_[0] = {from};
  sides_[1] = {to};
  for (int hops = 1; !sides_[0].empty() && !sides_[1].empty(); ++hops) {
    std::uint64_t cost[2] = {};
    for (int side = 0; side < 2; ++side) {
      for (const std::uint32_t entity : sides_[side]) {
        cost[side] += first_[entity + 1] - first_[entity];
      }
    }
    const int side = cost[0] <= cost[1] ? 0 : 1;
    next_.clear();
    for (const std::uint32_t entity : sides_[side]) {
      for (std::uint64_t i = first_[entity]; i < first_[entity + 1]; ++i) {
        const Link& link = links_[i];
        if (filter == Filter::view && !is_in_view(link)) continue;
        std::uint32_t& mark = marks_[link.neighbour];
        if (mark == own[side]) continue;
        if (mark == own[1 - side]) return hops;
        mark = own[side];
        next_.push_back(link.neighbour);
      }
    }
    sides_[side].swap(next_);
  }
  return -1;
}

std::uint64_t BareGraph::touch_relations(std::uint32_t entity) const {
  std::uint64_t sum = 0;
  for (std::uint64_t i = first_[entity]; i < first_[entity + 1]; ++i) {
    const Link& link = links_[i];
    sum += link.neighbour + link.day + link.confidence + link.type + link.document;
  }
  return sum;
}

std::uint64_t BareGraph::count_two_hops(std::uint32_t entity) {
  mark_ += 2;
  marks_[entity] = mark_;
  next_.clear();
  std::uint64_t count = 0;
  const auto visit = [&](std::uint32_t owner, const auto& found) {
    for (std::uint64_t i = first_[owner]; i < first_[owner + 1]; ++i) {
      std::uint32_t& mark = marks_[links_[i].neighbour];
      if (mark == mark_) continue;
      mark = mark_;
      ++count;
      found(links_[i].neighbour);
    }
  };
  visit(entity, [&](std::uint32_t found) { next_.push_back(found); });
  for (const std::uint32_t neighbour : next_) visit(neighbour, [](std::uint32_t) {});
  return count;
}

}  // namespace relata::bench

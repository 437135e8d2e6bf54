#include "bench/limit.h"

#include <algorithm>

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
  for (std::uint32_t i = 0; i < graph.entities; ++i) {
    std::sort(links_.begin() + static_cast<std::ptrdiff_t>(first_[i]),
              links_.begin() + static_cast<std::ptrdiff_t>(first_[i + 1]),
              [](const Link& a, const Link& b) { return a.neighbour < b.neighbour; });
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

std::uint64_t BareGraph::count_near(std::uint32_t entity, int hops) {
  mark_ += 2;
  marks_[entity] = mark_;
  std::uint64_t count = 0;
  std::uint64_t links_left = links_.size();
  std::vector<std::uint32_t>& level = sides_[0];
  level = {entity};
  for (; hops > 0 && !level.empty(); --hops) {
    std::uint64_t links = 0;
    for (const std::uint32_t owner : level) links += first_[owner + 1] - first_[owner];
    links_left -= links;
    next_.clear();
    constexpr std::uint64_t random_cost = 6;  // as query/bottom_up.h has it
    if (links * random_cost > links_left + marks_.size()) {
      find_from_below(level);
    } else {
      for (const std::uint32_t owner : level) {
        for (std::uint64_t i = first_[owner]; i < first_[owner + 1]; ++i) {
          std::uint32_t& mark = marks_[links_[i].neighbour];
          if (mark == mark_) continue;
          mark = mark_;
          next_.push_back(links_[i].neighbour);
        }
      }
    }
    count += next_.size();
    level.swap(next_);
  }
  return count;
}

// Each entity without a mark looks for one of the level (query/bottom_up.h).
void BareGraph::find_from_below(const std::vector<std::uint32_t>& level) {
  std::vector<bool> is_last(marks_.size());
  for (const std::uint32_t entity : level) is_last[entity] = true;
  for (std::uint32_t entity = 0; entity < marks_.size(); ++entity) {
    if (marks_[entity] == mark_) continue;
    for (std::uint64_t i = first_[entity]; i < first_[entity + 1]; ++i) {
      if (!is_last[links_[i].neighbour]) continue;
      marks_[entity] = mark_;
      next_.push_back(entity);
      break;
    }
  }
}

// As distance(), but each level is gone through to its end. A mark says which level of which side
// reached an entity: parallel relations lie side by side, and one of them counts.
double BareGraph::count_shortest(std::uint32_t from, std::uint32_t to) {
  if (from == to) return 1;
  const std::uint32_t first = mark_ + 2;
  mark_ = first + 1;
  counts_.resize(marks_.size());
  marks_[from] = first;
  marks_[to] = first + 1;
  counts_[from] = counts_[to] = 1;
  sides_[0] = {from};
  sides_[1] = {to};
  while (!sides_[0].empty() && !sides_[1].empty()) {
    std::uint64_t cost[2] = {};
    for (int side = 0; side < 2; ++side) {
      for (const std::uint32_t entity : sides_[side]) {
        cost[side] += first_[entity + 1] - first_[entity];
      }
    }
    const int side = cost[0] <= cost[1] ? 0 : 1;
    const double joined = join_level(side, first);
    if (joined > 0) return joined;
    sides_[side].swap(next_);
  }
  return 0;
}

double BareGraph::join_level(int side, std::uint32_t marks_first) {
  mark_ += 2;
  const std::uint32_t own = mark_ - 1 + static_cast<std::uint32_t>(side);
  const std::uint32_t parity = (marks_first + static_cast<std::uint32_t>(side)) % 2;
  double joined = 0;
  next_.clear();
  for (const std::uint32_t entity : sides_[side]) {
    for (std::uint64_t i = first_[entity]; i < first_[entity + 1]; ++i) {
      const std::uint32_t neighbour = links_[i].neighbour;
      if (i > first_[entity] && links_[i - 1].neighbour == neighbour) continue;
      std::uint32_t& mark = marks_[neighbour];
      if (mark < marks_first) {
        mark = own;
        counts_[neighbour] = 0;
        next_.push_back(neighbour);
      }
      if (mark == own) counts_[neighbour] += counts_[entity];
      if (mark % 2 != parity) joined += counts_[entity] * counts_[neighbour];
    }
  }
  return joined;
}

}  // namespace relata::bench

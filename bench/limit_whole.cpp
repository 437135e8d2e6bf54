// The bare kernels of the whole graph: union and find over the relations, and PageRank that pulls.

#include <algorithm>
#include <numeric>

#include "bench/limit.h"

namespace relata::bench {

BareDigraph::BareDigraph(const ActorGraph& graph)
    : first_(graph.entities + 1), sources_(graph.relations.size()), out_degrees_(graph.entities) {
  for (const ActorRelation& relation : graph.relations) {
    ++first_[relation.target + 1];
    ++out_degrees_[relation.source];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::vector<std::uint64_t> place(first_.begin(), first_.end() - 1);
  for (const ActorRelation& relation : graph.relations) {
    sources_[place[relation.target]++] = relation.source;
  }
}

std::uint32_t BareDigraph::count_components() const {
  std::vector<std::uint32_t> parents(out_degrees_.size());
  std::iota(parents.begin(), parents.end(), 0U);
  const auto root_of = [&](std::uint32_t entity) {
    while (parents[entity] != entity) {
      parents[entity] = parents[parents[entity]];
      entity = parents[entity];
    }
    return entity;
  };
  auto count = static_cast<std::uint32_t>(parents.size());
  for (std::uint32_t target = 0; target < parents.size(); ++target) {
    for (std::uint64_t i = first_[target]; i < first_[target + 1]; ++i) {
      const std::uint32_t a = root_of(sources_[i]);
      const std::uint32_t b = root_of(target);
      if (a == b) continue;
      parents[std::max(a, b)] = std::min(a, b);
      --count;
    }
  }
  return count;
}

std::uint32_t BareDigraph::highest_ranked(int iterations) const {
  constexpr double damping = 0.85;
  const auto entities = static_cast<double>(out_degrees_.size());
  std::vector<double> ranks(out_degrees_.size(), 1 / entities);
  std::vector<double> shares(ranks.size());
  for (; iterations > 0; --iterations) {
    double dangling = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if (out_degrees_[i] == 0) dangling += ranks[i];
      shares[i] = out_degrees_[i] == 0 ? 0 : ranks[i] / out_degrees_[i];
    }
    for (std::size_t target = 0; target < ranks.size(); ++target) {
      double sum = 0;
      for (std::uint64_t i = first_[target]; i < first_[target + 1]; ++i)
        sum += shares[sources_[i]];
      ranks[target] = (1 - damping + damping * dangling) / entities + damping * sum;
    }
  }
  return static_cast<std::uint32_t>(std::max_element(ranks.begin(), ranks.end()) - ranks.begin());
}

}  // namespace relata::bench

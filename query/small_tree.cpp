#include "query/small_tree.h"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <map>
#include <set>
#include <utility>

namespace relata {
namespace {

using Vertex = std::uint64_t;
using Neighbours = std::map<Vertex, std::map<Vertex, std::uint64_t>>;  // with the cost

Neighbours neighbours_of(const std::vector<TreeLink>& links) {
  Neighbours neighbours;
  for (const TreeLink& link : links) {
    neighbours[link.a].emplace(link.b, link.cost);
    neighbours[link.b].emplace(link.a, link.cost);
  }
  return neighbours;
}

std::vector<Vertex> ends_of(const std::vector<TreeLink>& links) {
  std::vector<Vertex> ends;
  for (const TreeLink& link : links) {
    ends.push_back(link.a);
    ends.push_back(link.b);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

// J. B. Kruskal, 1956.
std::vector<TreeLink> spanning(std::vector<TreeLink> links) {
  std::sort(links.begin(), links.end(), [](const TreeLink& x, const TreeLink& y) {
    return std::pair(x.cost, x) < std::pair(y.cost, y);
  });
  const std::vector<Vertex> ends = ends_of(links);
  boost::disjoint_sets_with_storage<> sets(ends.size());
  const auto place = [&](Vertex vertex) {
    return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), vertex) -
                                    ends.begin());
  };
  std::vector<TreeLink> taken;
  for (const TreeLink& link : links) {
    const std::size_t a = sets.find_set(place(link.a));
    const std::size_t b = sets.find_set(place(link.b));
    if (a == b) continue;
    sets.link(a, b);
    taken.push_back(link);
  }
  return taken;
}

// Takes away what hangs on one link and is not kept, again and again.
Neighbours pruned(Neighbours neighbours, const std::set<Vertex>& kept) {
  std::vector<Vertex> ends;
  const auto note = [&](Vertex vertex) {
    if (neighbours.at(vertex).size() == 1 && !kept.contains(vertex)) ends.push_back(vertex);
  };
  for (const auto& [vertex, others] : neighbours) note(vertex);
  while (!ends.empty()) {
    const Vertex end = ends.back();
    ends.pop_back();
    const auto found = neighbours.find(end);
    if (found == neighbours.end()) continue;  // it went with the other end of its link
    const Vertex other = found->second.begin()->first;
    neighbours.erase(found);
    neighbours.at(other).erase(end);
    if (neighbours.at(other).empty()) {
      neighbours.erase(other);
    } else {
      note(other);
    }
  }
  return neighbours;
}

}  // namespace

TreeLink tree_link(std::uint64_t one, std::uint64_t other, std::uint64_t cost) {
  return {.a = std::min(one, other), .b = std::max(one, other), .cost = cost};
}

std::uint64_t cost_of(const std::vector<TreeLink>& links) {
  std::uint64_t cost = 0;
  for (const TreeLink& link : links) cost += link.cost;
  return cost;
}

std::vector<TreeLink> least_tree(std::vector<TreeLink> links, const std::vector<Vertex>& kept) {
  const Neighbours rest =
      pruned(neighbours_of(spanning(std::move(links))), {kept.begin(), kept.end()});
  std::vector<TreeLink> tree;
  for (const auto& [vertex, others] : rest) {
    for (const auto& [other, cost] : others) {
      if (vertex < other) tree.push_back({.a = vertex, .b = other, .cost = cost});
    }
  }
  return tree;
}

std::vector<TreeLeg> legs_of(const std::vector<TreeLink>& tree, Vertex root,
                             const std::vector<Vertex>& kept) {
  const Neighbours neighbours = neighbours_of(tree);
  if (!neighbours.contains(root)) return {};
  const std::set<Vertex> stations(kept.begin(), kept.end());
  struct Branch {
    Vertex from;
    Vertex to;
  };
  std::vector<Branch> open;
  const auto open_from = [&](Vertex at, Vertex before) {
    const auto& others = neighbours.at(at);
    for (auto other = others.rbegin(); other != others.rend(); ++other) {
      if (other->first != before) open.push_back({.from = at, .to = other->first});
    }
  };
  open_from(root, root);
  std::vector<TreeLeg> legs;
  while (!open.empty()) {
    Branch step = open.back();
    open.pop_back();
    TreeLeg leg{.vertices = {step.from}, .hop_costs = {}};
    while (true) {
      leg.vertices.push_back(step.to);
      leg.hop_costs.push_back(neighbours.at(step.from).at(step.to));
      const auto& others = neighbours.at(step.to);
      if (stations.contains(step.to) || others.size() != 2) break;
      const Vertex first = others.begin()->first;
      step = {.from = step.to, .to = first == step.from ? others.rbegin()->first : first};
    }
    legs.push_back(std::move(leg));
    open_from(step.to, step.from);
  }
  return legs;
}

}  // namespace relata

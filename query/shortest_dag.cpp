#include "query/shortest_dag.h"

#include <algorithm>
#include <limits>

namespace relata {
namespace {

std::uint64_t add_saturating(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  return a > most - b ? most : a + b;
}

auto first_from(const std::vector<ShortestDag::Edge>& layer, std::uint64_t vertex) {
  return std::lower_bound(layer.begin(), layer.end(), ShortestDag::Edge{vertex, 0});
}

}  // namespace

ShortestDag::ShortestDag(std::vector<std::vector<Edge>> layers) : layers_(std::move(layers)) {
  for (auto& layer : layers_) {
    std::sort(layer.begin(), layer.end());
    layer.erase(std::unique(layer.begin(), layer.end()), layer.end());
  }
  for (const auto& [from, to] : layers_.front()) {
    if (first_.empty() || first_.back() != from) first_.push_back(from);
  }
}

void ShortestDag::append(const ShortestDag& next) {
  layers_.insert(layers_.end(), next.layers_.begin(), next.layers_.end());
}

std::uint64_t ShortestDag::count() const {
  if (layers_.empty()) return first_.size();
  // From the last layer to the first: the number of ways on from each vertex.
  using Ways = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  Ways onward;
  for (std::size_t k = layers_.size(); k-- > 0;) {
    Ways ways;
    for (const auto& [from, to] : layers_[k]) {
      const auto next =
          std::lower_bound(onward.begin(), onward.end(), std::pair(to, std::uint64_t{0}));
      const std::uint64_t more = k + 1 == layers_.size() ? 1 : next->second;
      if (ways.empty() || ways.back().first != from) ways.emplace_back(from, 0);
      ways.back().second = add_saturating(ways.back().second, more);
    }
    onward = std::move(ways);
  }
  std::uint64_t paths = 0;
  for (const auto& [from, ways] : onward) paths = add_saturating(paths, ways);
  return paths;
}

std::vector<std::vector<std::uint64_t>> ShortestDag::list(std::size_t paths_max) const {
  std::vector<std::vector<std::uint64_t>> paths;
  for (const std::uint64_t vertex : first_) {
    if (paths.size() >= paths_max) break;
    if (layers_.empty()) {
      paths.push_back({vertex});
    } else {
      list_from(vertex, paths_max, paths);
    }
  }
  return paths;
}

void ShortestDag::list_from(std::uint64_t first, std::size_t paths_max,
                            std::vector<std::vector<std::uint64_t>>& paths) const {
  std::vector<std::uint64_t> path{first};
  // The edge taken out of each layer so far.
  std::vector<std::vector<Edge>::const_iterator> taken{first_from(layers_.front(), first)};
  while (!taken.empty() && paths.size() < paths_max) {
    const std::size_t k = taken.size() - 1;
    auto& edge = taken.back();
    if (edge == layers_[k].end() || edge->first != path.back()) {
      taken.pop_back();
      path.pop_back();
      if (!taken.empty()) ++taken.back();
      continue;
    }
    path.push_back(edge->second);
    if (k + 1 < layers_.size()) {
      taken.push_back(first_from(layers_[k + 1], edge->second));
      continue;
    }
    paths.push_back(path);
    path.pop_back();
    ++edge;
  }
}

}  // namespace relata

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
}

std::uint64_t ShortestDag::count() const {
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
  return onward.empty() ? 0 : onward.front().second;
}

std::vector<std::vector<std::uint64_t>> ShortestDag::list(std::size_t paths_max) const {
  std::vector<std::vector<std::uint64_t>> paths;
  if (layers_.empty() || layers_.front().empty()) return paths;
  std::vector<std::uint64_t> path{layers_.front().front().first};
  // The edge taken out of each layer so far.
  std::vector<std::vector<Edge>::const_iterator> taken{layers_.front().begin()};
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
  return paths;
}

}  // namespace relata

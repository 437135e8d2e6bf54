#include "query/flow_links.h"

#include <boost/unordered/unordered_flat_map.hpp>

namespace relata {

std::vector<std::vector<FlowLink>> FlowLinks::take_paths(std::uint64_t from, std::uint64_t to) {
  std::vector<std::vector<FlowLink>> paths;
  for (auto first = out_.lower_bound({.from = from}); first != out_.end() && first->from == from;
       first = out_.lower_bound({.from = from})) {
    std::vector<FlowLink> path;
    boost::unordered_flat_map<std::uint64_t, std::size_t> places{{from, 0}};  // links before it
    for (std::uint64_t at = from; at != to;) {
      const FlowLink next = one_from(at);
      remove(next);
      path.push_back(next);
      at = next.to;
      const auto [place, is_new] = places.try_emplace(at, path.size());
      if (is_new) continue;
      while (path.size() > place->second) {
        if (path.back().to != at) places.erase(path.back().to);
        path.pop_back();
      }
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace relata

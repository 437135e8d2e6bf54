#include "query/stored_degrees.h"

#include <limits>

#include "graph/degrees.h"

namespace relata {

Degrees stored_degrees(const Store& store, const Snapshot& at, SearchWatch& watch) {
  return [&](const std::vector<std::uint64_t>& vertices) {
    std::vector<EntityId> ids;
    for (const std::uint64_t vertex : vertices) ids.push_back({vertex});
    DegreeReader reader(store, at, std::numeric_limits<std::uint64_t>::max());
    reader.read(ids, [&] { return watch.is_cut_now(); });
    std::vector<std::uint64_t> degrees;
    for (const EntityId id : ids) {
      const auto degree = reader.find(id);
      if (!degree) return std::vector<std::uint64_t>{};
      degrees.push_back(*degree);
    }
    return degrees;
  };
}

Degrees stored_degrees(const CsrGraph& graph) {
  return [&](const std::vector<std::uint64_t>& vertices) {
    std::vector<std::uint64_t> degrees;
    for (const std::uint64_t vertex : vertices) degrees.push_back(degree(vertex, graph));
    return degrees;
  };
}

}  // namespace relata

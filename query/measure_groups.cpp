// Components, and what they have in common with communities.
//
// Components by a forest whose roots are the least vertices of their trees. First a few links of
// each vertex are taken, which join most of a graph that has one great component; that one is
// found by a sample, and its vertices need not be looked at again (Afforest: Sutton, Ben-Nun and
// Barak 2018).

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <numeric>

#include "query/measures.h"

namespace relata {
namespace {

using Vertex = LinkGraph::Vertex;

constexpr std::size_t sizes_max = 10;

class Forest {
 public:
  explicit Forest(Vertex vertices) : parents_(vertices) {
    std::iota(parents_.begin(), parents_.end(), Vertex{0});
  }

  void join(Vertex a, Vertex b) {
    a = root(a);
    b = root(b);
    if (a < b) std::swap(a, b);
    parents_[a] = b;
  }
  // Points every vertex to its root.
  void flatten() {
    // Parents are less, so they are flat already.
    for (Vertex& parent : parents_) parent = parents_[parent];
  }
  [[nodiscard]] const std::vector<Vertex>& parents() const { return parents_; }

 private:
  [[nodiscard]] Vertex root(Vertex vertex) {
    while (parents_[vertex] != vertex) {
      parents_[vertex] = parents_[parents_[vertex]];
      vertex = parents_[vertex];
    }
    return vertex;
  }

  std::vector<Vertex> parents_;
};

// The root that most of some vertices have, spread over a flat forest.
Vertex root_of_most(const std::vector<Vertex>& roots) {
  constexpr std::size_t looked_at = 1024;
  const std::size_t step = std::max<std::size_t>(roots.size() / looked_at, 1);
  boost::unordered_flat_map<Vertex, std::size_t> counts;
  Vertex most = LinkGraph::null_vertex();
  std::size_t count_most = 0;
  for (std::size_t vertex = 0; vertex < roots.size(); vertex += step) {
    const std::size_t count = ++counts[roots[vertex]];
    if (count > count_most) {
      most = roots[vertex];
      count_most = count;
    }
  }
  return most;
}

}  // namespace

Measured number_groups(const LinkGraph& links, const std::vector<std::uint32_t>& labels,
                       const std::string& name) {
  struct Group {
    std::uint64_t size = 0;
    Vertex first = 0;
    std::uint32_t label = 0;
  };
  std::uint32_t label_end = 0;
  for (const std::uint32_t label : labels) label_end = std::max(label_end, label + 1);
  std::vector<std::uint32_t> places(label_end);  // in groups, and one more
  std::vector<Group> groups;
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    if (!links.is_linked(vertex)) continue;
    std::uint32_t& place = places[labels[vertex]];
    if (place == 0) {
      groups.push_back({.size = 0, .first = vertex, .label = labels[vertex]});
      place = static_cast<std::uint32_t>(groups.size());
    }
    ++groups[place - 1].size;
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return a.size != b.size ? a.size > b.size : a.first < b.first;
  });
  Measured measured{.values = std::vector<double>(links.vertex_end())};
  for (std::uint32_t place = 0; place < groups.size(); ++place) {
    places[groups[place].label] = place + 1;
  }
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    if (links.is_linked(vertex)) measured.values[vertex] = places[labels[vertex]];
  }
  measured.figures.push_back({.name = name, .value = static_cast<double>(groups.size())});
  groups.resize(std::min(groups.size(), sizes_max));
  for (const Group& group : groups) measured.sizes.push_back(group.size);
  return measured;
}

Measured measure_components(const LinkGraph& links) {
  constexpr std::size_t links_first = 2;
  Forest forest(links.vertex_end());
  for (std::size_t place = 0; place < links_first; ++place) {
    for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
      const auto row = links.row(vertex);
      if (place < row.size()) forest.join(vertex, row[place]);
    }
    forest.flatten();
  }
  const Vertex most = root_of_most(forest.parents());
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    if (forest.parents()[vertex] == most) continue;
    const auto row = links.row(vertex);
    for (std::size_t place = links_first; place < row.size(); ++place) {
      forest.join(vertex, row[place]);
    }
  }
  forest.flatten();
  return number_groups(links, forest.parents(), "components");
}

}  // namespace relata

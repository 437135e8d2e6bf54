// Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019), for modularity (Newman
// 2004).
//
// Each round moves vertices to the neighbouring community that gains most, until none gains; finds
// the parts of each community that hang together; and makes each part a vertex of a smaller graph,
// on which the next round begins with the communities as they are. Louvain, which has no such
// parts, leaves communities that fall apart. The original draws parts at random; here each vertex
// takes the best, of equals the least, so that the answer is the same each time. Gains are whole
// numbers (times the ends of all links), so that each move is a gain and there is an end to them.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "query/measures.h"

namespace relata {
namespace {

using Vertex = std::uint32_t;
using Labels = std::vector<std::uint32_t>;  // by vertex, each a vertex
__extension__ using Gain = __int128;

struct WeightedLinks {
  std::vector<std::uint64_t> offsets;
  std::vector<Vertex> neighbours;
  std::vector<std::uint32_t> weights;  // of the neighbours
  std::vector<std::uint64_t> degrees;  // links within a part count from both ends
  std::uint64_t ends = 0;              // the sum of all degrees

  [[nodiscard]] Vertex size() const { return static_cast<Vertex>(degrees.size()); }
  template <class Each>
  void for_each_link(Vertex vertex, const Each& each) const {
    for (std::uint64_t place = offsets[vertex]; place < offsets[vertex + 1]; ++place) {
      each(neighbours[place], weights[place]);
    }
  }
  // Of a vertex that is linked by `weight` to a group of this degree, without the vertex.
  [[nodiscard]] Gain gain(Vertex vertex, std::uint64_t weight, std::uint64_t degree) const {
    return Gain{weight} * ends - Gain{degrees[vertex]} * degree;
  }
};

WeightedLinks weighted(const LinkGraph& links) {
  WeightedLinks graph;
  graph.offsets.push_back(0);
  graph.neighbours.reserve(links.ends());
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    const auto row = links.row(vertex);
    graph.neighbours.insert(graph.neighbours.end(), row.begin(), row.end());
    graph.offsets.push_back(graph.neighbours.size());
    graph.degrees.push_back(row.size());
  }
  graph.weights.assign(graph.neighbours.size(), 1);
  graph.ends = links.ends();
  return graph;
}

// What a vertex is linked with, label by label.
class WeightsByLabel {
 public:
  explicit WeightsByLabel(Vertex labels) : weights_(labels) {}

  void add(std::uint32_t label, std::uint64_t weight) {
    if (weights_[label] == 0) met_.push_back(label);
    weights_[label] += weight;
  }
  [[nodiscard]] std::uint64_t operator[](std::uint32_t label) const { return weights_[label]; }
  [[nodiscard]] const Labels& met() const { return met_; }
  void clear() {
    for (const std::uint32_t label : met_) weights_[label] = 0;
    met_.clear();
  }

 private:
  std::vector<std::uint64_t> weights_;
  Labels met_;
};

// Vertices that wait, each once, first come first served.
class VertexQueue {
 public:
  explicit VertexQueue(Vertex vertices) : waiting_(vertices), waits_(vertices, true) {
    std::iota(waiting_.begin(), waiting_.end(), Vertex{0});
    count_ = vertices;
  }
  [[nodiscard]] bool is_empty() const { return count_ == 0; }
  [[nodiscard]] Vertex take() {
    const Vertex vertex = waiting_[first_];
    first_ = first_ + 1 == waiting_.size() ? 0 : first_ + 1;
    --count_;
    waits_[vertex] = false;
    return vertex;
  }
  void put(Vertex vertex) {
    if (waits_[vertex]) return;
    waits_[vertex] = true;
    const std::size_t place = first_ + count_;
    waiting_[place < waiting_.size() ? place : place - waiting_.size()] = vertex;
    ++count_;
  }

 private:
  std::vector<Vertex> waiting_;
  std::vector<bool> waits_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

std::vector<std::uint64_t> degrees_by_label(const WeightedLinks& graph, const Labels& labels) {
  std::vector<std::uint64_t> degrees(graph.size());
  for (Vertex vertex = 0; vertex < graph.size(); ++vertex) {
    degrees[labels[vertex]] += graph.degrees[vertex];
  }
  return degrees;
}

// Moves vertices until no move to a community beside it, or to one of its own, gains anything.
void move_vertices(const WeightedLinks& graph, Labels& communities, Pace& pace) {
  std::vector<std::uint64_t> degrees = degrees_by_label(graph, communities);
  std::vector<std::uint32_t> members(graph.size());
  for (const std::uint32_t community : communities) ++members[community];
  Labels free;
  for (Vertex label = graph.size(); label-- > 0;) {
    if (members[label] == 0) free.push_back(label);
  }
  WeightsByLabel beside(graph.size());
  VertexQueue queue(graph.size());
  while (!queue.is_empty()) {
    const Vertex vertex = queue.take();
    if (pace.is_over(1 + graph.offsets[vertex + 1] - graph.offsets[vertex])) return;
    const std::uint32_t own = communities[vertex];
    graph.for_each_link(vertex, [&](Vertex other, std::uint32_t weight) {
      beside.add(communities[other], weight);
    });
    degrees[own] -= graph.degrees[vertex];
    std::uint32_t best = own;
    Gain most = graph.gain(vertex, beside[own], degrees[own]);
    for (const std::uint32_t community : beside.met()) {
      const Gain gain = graph.gain(vertex, beside[community], degrees[community]);
      const bool is_better = gain > most || (gain == most && best != own && community < best);
      if (!is_better) continue;
      best = community;
      most = gain;
    }
    beside.clear();
    if (most < 0) {  // better alone; it is not alone, so there is a label that is free
      best = free.back();
      free.pop_back();
    }
    degrees[best] += graph.degrees[vertex];
    if (best == own) continue;
    communities[vertex] = best;
    ++members[best];
    if (--members[own] == 0) free.push_back(own);
    graph.for_each_link(vertex, [&](Vertex other, std::uint32_t) {
      if (communities[other] != best) queue.put(other);
    });
  }
}

// The parts of communities that hang together: vertices that stand alone join a part of their
// community, as long as both are linked to the rest of it as well as chance would link them.
class Refinement {
 public:
  Refinement(const WeightedLinks& graph, const Labels& communities)
      : graph_(graph),
        communities_(communities),
        community_degrees_(degrees_by_label(graph, communities)),
        degrees_(graph.degrees),
        parts_(graph.size()),
        sizes_(graph.size(), 1),
        outward_(graph.size()),
        beside_(graph.size()) {
    std::iota(parts_.begin(), parts_.end(), Vertex{0});
    for (Vertex vertex = 0; vertex < graph.size(); ++vertex) {
      graph.for_each_link(vertex, [&](Vertex other, std::uint32_t weight) {
        if (communities[other] == communities[vertex]) outward_[vertex] += weight;
      });
    }
  }

  [[nodiscard]] Labels take(Pace& pace) {
    for (Vertex vertex = 0; vertex < graph_.size(); ++vertex) {
      if (pace.is_over(1 + graph_.offsets[vertex + 1] - graph_.offsets[vertex])) break;
      if (sizes_[parts_[vertex]] == 1 && is_well_linked(parts_[vertex])) join_best(vertex);
    }
    return std::move(parts_);
  }

 private:
  [[nodiscard]] bool is_well_linked(std::uint32_t part) const {
    const std::uint64_t rest = community_degrees_[communities_[part]] - degrees_[part];
    return Gain{outward_[part]} * graph_.ends >= Gain{degrees_[part]} * rest;
  }

  void join_best(Vertex vertex) {
    const std::uint64_t own_outward = outward_[vertex];
    graph_.for_each_link(vertex, [&](Vertex other, std::uint32_t weight) {
      if (communities_[other] == communities_[vertex]) beside_.add(parts_[other], weight);
    });
    std::uint32_t best = vertex;
    Gain most = 0;
    for (const std::uint32_t part : beside_.met()) {
      const Gain gain = graph_.gain(vertex, beside_[part], degrees_[part]);
      const bool is_better = gain > most || (gain == most && best != vertex && part < best);
      if (!is_better || !is_well_linked(part)) continue;
      best = part;
      most = gain;
    }
    if (best != vertex) {
      parts_[vertex] = best;
      --sizes_[vertex];
      ++sizes_[best];
      degrees_[vertex] = 0;
      degrees_[best] += graph_.degrees[vertex];
      outward_[best] += own_outward - 2 * beside_[best];
    }
    beside_.clear();
  }

  const WeightedLinks& graph_;
  const Labels& communities_;
  std::vector<std::uint64_t> community_degrees_;
  std::vector<std::uint64_t> degrees_;  // by part
  Labels parts_;                        // a part is called by the vertex that it began with
  std::vector<std::uint32_t> sizes_;    // by part
  std::vector<std::uint64_t> outward_;  // by part: links to the rest of its community
  WeightsByLabel beside_;
};

// Renames labels in the order of their first vertices; gives how many there are.
Vertex number_labels(Labels& labels) {
  std::vector<Vertex> numbers(labels.size());
  Vertex count = 0;
  for (std::uint32_t& label : labels) {
    if (numbers[label] == 0) numbers[label] = ++count;
    label = numbers[label] - 1;
  }
  return count;
}

// The graph of parts, which are numbered.
WeightedLinks aggregated(const WeightedLinks& graph, const Labels& parts, Vertex part_count) {
  std::vector<Vertex> begins(part_count + std::size_t{1});
  for (const std::uint32_t part : parts) ++begins[part + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Vertex> members(graph.size());
  std::vector<Vertex> next(begins.begin(), begins.end() - 1);
  for (Vertex vertex = 0; vertex < graph.size(); ++vertex) members[next[parts[vertex]]++] = vertex;

  WeightedLinks smaller{.offsets = {0}, .ends = graph.ends};
  smaller.degrees.resize(part_count);
  WeightsByLabel beside(part_count);
  for (Vertex part = 0; part < part_count; ++part) {
    for (Vertex place = begins[part]; place < begins[part + 1]; ++place) {
      smaller.degrees[part] += graph.degrees[members[place]];
      graph.for_each_link(members[place], [&](Vertex other, std::uint32_t weight) {
        if (parts[other] != part) beside.add(parts[other], weight);
      });
    }
    for (const std::uint32_t other : beside.met()) {
      smaller.neighbours.push_back(other);
      smaller.weights.push_back(static_cast<std::uint32_t>(beside[other]));
    }
    beside.clear();
    smaller.offsets.push_back(smaller.neighbours.size());
  }
  return smaller;
}

// Each part's community, called by the first part in it.
Labels communities_of_parts(const Labels& communities, const Labels& parts, Vertex part_count) {
  std::vector<Vertex> first_part(communities.size(), part_count);
  Labels of_parts(part_count);
  for (Vertex vertex = 0; vertex < communities.size(); ++vertex) {
    Vertex& first = first_part[communities[vertex]];
    first = std::min(first, parts[vertex]);
  }
  for (Vertex vertex = 0; vertex < communities.size(); ++vertex) {
    of_parts[parts[vertex]] = first_part[communities[vertex]];
  }
  return of_parts;
}

// From communities, each called by one of the vertices, to better ones.
Labels improved(const LinkGraph& links, Labels communities, Pace& pace) {
  WeightedLinks graph = weighted(links);
  Labels places(graph.size());  // of each vertex in the graph of parts
  std::iota(places.begin(), places.end(), Vertex{0});
  while (true) {
    move_vertices(graph, communities, pace);
    Labels parts = Refinement(graph, communities).take(pace);
    const Vertex part_count = number_labels(parts);
    if (part_count == graph.size() || pace.is_over(0)) break;
    communities = communities_of_parts(communities, parts, part_count);
    graph = aggregated(graph, parts, part_count);
    for (Vertex& place : places) place = parts[place];
  }
  for (Vertex& place : places) place = communities[place];
  return places;
}

// Modularity: the share of links within communities, less what chance gives.
double modularity_of(const LinkGraph& links, const Labels& communities) {
  std::vector<std::uint64_t> degrees(links.vertex_end());
  std::uint64_t within = 0;
  for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
    degrees[communities[vertex]] += links.degree(vertex);
    for (const Vertex other : links.row(vertex)) {
      if (communities[other] == communities[vertex]) ++within;
    }
  }
  const auto ends = static_cast<double>(links.ends());
  if (ends == 0) return 0;
  double by_chance = 0;
  for (const std::uint64_t degree : degrees) {
    by_chance += static_cast<double>(degree) / ends * (static_cast<double>(degree) / ends);
  }
  return static_cast<double>(within) / ends - by_chance;
}

// Improves what it has found, a few times.
Labels find_communities(const LinkGraph& links, Pace& pace) {
  constexpr int times_max = 3;
  Labels best(links.vertex_end());
  std::iota(best.begin(), best.end(), Vertex{0});
  double modularity_best = modularity_of(links, best);
  for (int time = 0; time < times_max && !pace.is_over(0); ++time) {
    Labels communities = improved(links, best, pace);
    const double modularity = modularity_of(links, communities);
    if (modularity <= modularity_best) break;
    best = std::move(communities);
    modularity_best = modularity;
  }
  return best;
}

}  // namespace

Measured measure_communities(const LinkGraph& links, SearchWatch& watch) {
  Pace pace(watch);
  const Labels communities = find_communities(links, pace);
  Measured measured = number_groups(links, communities, "communities");
  measured.figures.push_back({.name = "modularity", .value = modularity_of(links, communities)});
  if (pace.is_over(0)) measured.extent = Extent::partial;
  return measured;
}

}  // namespace relata

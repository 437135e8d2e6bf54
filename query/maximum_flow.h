#pragma once

// The most ways between two vertices that share no relation, or no vertex, and where they part.
//
// K. Menger, "Zur allgemeinen Kurventheorie", 1927: there are as many such ways as the least that
// has to go before there is none, so a maximum flow through unit capacities finds both. E. A.
// Dinic, 1970: a phase measures how far each node is from the source in what is left of the
// network, then takes the shortest ways until there is none of that length; they are found from the
// sink back, since every node has one before it. S. Even and R. E. Tarjan, 1975: with unit
// capacities there are about as many phases as the square root of the relations at most.
//
// The network is never built: its rows are those of the graph, read level by level; the flow is
// what is kept. Where relations are counted, a vertex is one node. Where vertices are, it is two,
// its entrance and its exit; what enters leaves by an inner link of capacity one. Links in use lead
// back, as always.
//
// Of all least cuts, the last phase leaves the one nearest to the source: what it reached, whatever
// the flow. So it is the same on every model.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "query/flow_links.h"
#include "query/level_scan.h"

namespace relata {

enum class Disjoint : std::uint8_t { relations, vertices };

template <class G>
class MaximumFlow {
 public:
  using Vertex = typename boost::graph_traits<G>::vertex_descriptor;

  MaximumFlow(const G& graph, ViewJudge& judge, SearchWatch& watch, Vertex from, Vertex to,
              Direction direction, Disjoint disjoint)
      : graph_(graph),
        watch_(watch),
        from_(from),
        to_(to),
        direction_(direction),
        disjoint_(disjoint),
        scan_(graph, judge, watch, {std::min(from, to), std::max(from, to)}) {}

  // When the search is cut, what flows by then is a flow all the same.
  void run() {
    while (measure()) {
      before_.clear();
      while (find_way()) ++size_;
    }
  }

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Disjoint::vertices: do relations lead from one to the other? They are no part of the flow.
  [[nodiscard]] bool is_direct() const { return is_direct_; }
  [[nodiscard]] const FlowLinks& links() const { return links_; }
  // Where relations are counted, the one that a link goes by.
  [[nodiscard]] RelationRef relation_of(const FlowLink& link) const {
    return {.source = relations_used_.at(link.by), .id = {link.by}};
  }

  // After a run that was not cut, by `from`: the links that lead out of what is still reached.
  // Those of vertices lead to the vertex that is cut.
  [[nodiscard]] std::vector<FlowLink> cut() const {
    std::vector<FlowLink> cut;
    for (const FlowLink& link : links_.all()) {
      const bool is_reached = disjoint_ == Disjoint::relations
                                  ? levels_.contains(exit_of(link.from))
                                  : levels_.contains(entrance_of(link.to));
      if (is_reached && !levels_.contains(exit_of(link.to))) cut.push_back(link);
    }
    return cut;
  }

 private:
  using Node = std::uint64_t;  // twice the vertex, and one more for its entrance

  // A step to a node in what is left of the network.
  struct Step {
    Node from = 0;
    RelationRef by = {};  // where relations are counted
  };
  // The steps that lead to a node from the level before, and how many of them are done with.
  struct Steps {
    std::vector<Step> steps;
    std::size_t done = 0;
  };

  [[nodiscard]] static Vertex vertex_of(Node node) { return node / 2; }
  [[nodiscard]] static bool is_entrance(Node node) { return node % 2 == 1; }
  [[nodiscard]] static Node exit_of(Vertex vertex) { return 2 * vertex; }
  [[nodiscard]] static Node entrance_of(Vertex vertex) { return 2 * vertex + 1; }
  [[nodiscard]] Node source() const { return exit_of(from_); }
  [[nodiscard]] Node sink() const { return exit_of(to_); }
  // Where a relation leads.
  [[nodiscard]] Node arrival_at(Vertex vertex) const {
    const bool has_entrance = disjoint_ == Disjoint::vertices && vertex != to_;
    return has_entrance ? entrance_of(vertex) : exit_of(vertex);
  }

  bool measure();
  bool find_way();
  template <class Reach>
  void reach_from(Node node, const Reach& reach);
  [[nodiscard]] Steps steps_to(Node node);
  template <class Keep>
  void keep_steps_to(Node node, const Keep& keep);
  void take(const std::vector<Node>& way);
  void take(Node from, Node to, const RelationRef& by);

  const G& graph_;
  SearchWatch& watch_;
  Vertex from_;
  Vertex to_;
  Direction direction_;
  Disjoint disjoint_;
  LevelScan<G> scan_;
  std::uint64_t size_ = 0;
  bool is_direct_ = false;
  FlowLinks links_;
  // Where relations are counted, those in use, with their sources.
  boost::unordered_flat_map<std::uint64_t, EntityId> relations_used_;
  boost::unordered_flat_map<Node, std::uint32_t> levels_;
  std::unordered_map<Node, Steps> before_;  // of the nodes that a phase went back from
};

// False if no way is left, or the search is cut.
template <class G>
bool MaximumFlow<G>::measure() {
  levels_.clear();
  levels_.emplace(source(), 0);
  std::vector<Node> frontier{source()};
  for (std::uint32_t level = 1; !frontier.empty() && !watch_.is_cut_now(); ++level) {
    std::vector<Reached> rows;
    for (const Node node : frontier) {
      if (!is_entrance(node)) rows.push_back({.vertex = vertex_of(node)});
    }
    const auto is_reached = [&](Vertex vertex) { return levels_.contains(arrival_at(vertex)); };
    if (!scan_.prepare(rows, direction_, is_reached)) return false;
    std::vector<Node> next;
    const auto reach = [&](Node node) {
      if (!levels_.try_emplace(node, level).second) return;
      next.push_back(node);
      watch_.visit();
    };
    for (const Node node : frontier) {
      reach_from(node, reach);
      if (watch_.is_cut()) return false;
      if (levels_.contains(sink())) return true;
    }
    frontier = std::move(next);
  }
  return false;
}

template <class G>
template <class Reach>
void MaximumFlow<G>::reach_from(Node node, const Reach& reach) {
  const Vertex vertex = vertex_of(node);
  if (is_entrance(node)) {
    reach(exit_of(links_.leads_to(vertex) ? links_.one_to(vertex).from : vertex));
    return;
  }
  const auto is_reached = [&](Vertex other) { return levels_.contains(arrival_at(other)); };
  scan_.visit_row(vertex, direction_, is_reached, [&](const auto& edge, Vertex other) {
    if (other == from_) return;
    switch (disjoint_) {
      case Disjoint::relations:
        if (relations_used_.contains(entry_of(edge, graph_).relation.value)) return;
        break;
      case Disjoint::vertices:
        if (vertex != from_ || other != to_) break;
        is_direct_ = true;
        return;
    }
    reach(arrival_at(other));
  });
  switch (disjoint_) {
    case Disjoint::relations:
      links_.for_each_to(vertex, [&](const FlowLink& link) { reach(exit_of(link.from)); });
      break;
    case Disjoint::vertices:
      if (links_.leads_to(vertex)) reach(entrance_of(vertex));
      break;
  }
}

// Steps are made once in a phase, when the way first comes by: what is taken since then leads back,
// and so to no node of the level after.
template <class G>
typename MaximumFlow<G>::Steps MaximumFlow<G>::steps_to(Node node) {
  Steps steps;
  const std::uint32_t level = levels_.find(node)->second;
  keep_steps_to(node, [&](Node from, const RelationRef& by) {
    const auto found = levels_.find(from);
    if (found == levels_.end() || found->second + 1 != level) return;
    steps.steps.push_back({.from = from, .by = by});
  });
  return steps;
}

template <class G>
template <class Keep>
void MaximumFlow<G>::keep_steps_to(Node node, const Keep& keep) {
  const Vertex vertex = vertex_of(node);
  const bool is_counted = disjoint_ == Disjoint::vertices;
  const bool is_inner_exit = is_counted && !is_entrance(node) && node != sink();
  if (is_inner_exit) {
    keep(entrance_of(links_.leads_to(vertex) ? links_.one_from(vertex).to : vertex), {});
    return;
  }
  const auto is_skipped = [&](Vertex other) { return !levels_.contains(exit_of(other)); };
  scan_.visit_row(vertex, opposite(direction_), is_skipped, [&](const auto& edge, Vertex other) {
    if (is_counted) {
      if (other != from_ || vertex != to_) keep(exit_of(other), {});
      return;
    }
    const RelationRef by = ViewJudge::ref_of({vertex}, entry_of(edge, graph_));
    if (!relations_used_.contains(by.id.value)) keep(exit_of(other), by);
  });
  if (is_counted) {
    if (is_entrance(node) && links_.leads_to(vertex)) keep(exit_of(vertex), {});
  } else {
    links_.for_each_from(vertex,
                         [&](const FlowLink& link) { keep(exit_of(link.to), relation_of(link)); });
  }
}

// One more way of the length that was measured. False if there is none.
template <class G>
bool MaximumFlow<G>::find_way() {
  std::vector<Node> way{sink()};  // backwards
  while (!way.empty() && !watch_.is_cut()) {
    if (way.back() == source()) {
      take(way);
      return true;
    }
    auto found = before_.find(way.back());
    if (found == before_.end()) found = before_.emplace(way.back(), steps_to(way.back())).first;
    const Steps& steps = found->second;
    if (steps.done < steps.steps.size()) {
      way.push_back(steps.steps[steps.done].from);
      continue;
    }
    way.pop_back();
    if (!way.empty()) ++before_.find(way.back())->second.done;
  }
  return false;
}

template <class G>
void MaximumFlow<G>::take(const std::vector<Node>& way) {
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    Steps& steps = before_.find(way[i])->second;
    take(way[i + 1], way[i], steps.steps[steps.done].by);
    ++steps.done;
  }
}

template <class G>
void MaximumFlow<G>::take(Node from, Node to, const RelationRef& by) {
  const FlowLink link{.from = vertex_of(from), .to = vertex_of(to), .by = by.id.value};
  const FlowLink back{.from = link.to, .to = link.from, .by = link.by};
  if (link.from == link.to) return;  // the inner link
  const bool leads_back = disjoint_ == Disjoint::relations ? links_.has(back) : is_entrance(from);
  if (leads_back) {
    links_.remove(back);
  } else {
    links_.add(link);
  }
  if (disjoint_ == Disjoint::vertices) return;
  if (leads_back) {
    relations_used_.erase(link.by);
  } else {
    relations_used_.emplace(link.by, by.source);
  }
}

}  // namespace relata

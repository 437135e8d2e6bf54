#include "query/connecting_tree.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <tuple>

#include "graph/store_graph.h"
#include "query/graph_state.h"
#include "query/groups.h"
#include "query/meeting_search.h"
#include "query/region_search.h"
#include "query/small_tree.h"

namespace relata {
namespace {

using Vertex = std::uint64_t;

// A hop from a vertex to another region.
struct Spoke {
  Vertex centre = 0;
  std::uint32_t region = 0;
  std::uint64_t cost = 0;  // to that region's root
  Vertex next = 0;
  std::uint64_t hop_cost = 0;
  friend auto operator<=>(const Spoke&, const Spoke&) = default;
};

// Where regions meet, with the cheapest way to the root of each but its own.
struct Star {
  std::uint64_t score = 0;
  std::vector<Spoke> spokes = {};  // by region
};

// Makes a tree of what a search that joined all roots has met.
template <class G>
class TreeMaker {
 public:
  TreeMaker(const RegionSearch<G>& search, const std::vector<Vertex>& roots, SearchWatch& watch)
      : search_(search), roots_(roots), watch_(watch) {
    std::vector<TreeLink> links;
    for (const RegionJoin& join : search.joins()) add_way(join.border, links);
    tree_ = least_tree(std::move(links), roots);
  }

  void improve() {
    add_links_within();
    for (const Star& star : best_stars()) keep_if_cheaper(links_with(star.spokes));
  }

  [[nodiscard]] const std::vector<TreeLink>& tree() const { return tree_; }

 private:
  static constexpr std::size_t stars_max = 64;

  void add_way_to_root(Vertex vertex, std::vector<TreeLink>& links) const {
    for (const RegionLabel* label = &search_.label(vertex); label->before != vertex;
         label = &search_.label(vertex)) {
      links.push_back(tree_link(label->before, vertex, label->hop_cost));
      vertex = label->before;
    }
  }
  void add_way(const RegionBorder& border, std::vector<TreeLink>& links) const {
    links.push_back(tree_link(border.from, border.to, border.hop_cost));
    add_way_to_root(border.from, links);
    add_way_to_root(border.to, links);
  }
  void keep_if_cheaper(const std::vector<TreeLink>& links) {
    std::vector<TreeLink> tree = least_tree(links, roots_);
    if (cost_of(tree) < cost_of(tree_)) tree_ = std::move(tree);
  }

  // L. Kou, G. Markowsky and L. Berman, 1981: what else links the vertices of the tree.
  void add_links_within() {
    std::set<Vertex> vertices;
    for (const TreeLink& link : tree_) vertices.insert({link.a, link.b});
    std::vector<TreeLink> links = tree_;
    for (const RegionBorder& border : search_.borders()) {
      if (vertices.contains(border.from) && vertices.contains(border.to)) {
        links.push_back(tree_link(border.from, border.to, border.hop_cost));
      }
    }
    keep_if_cheaper(links);
  }

  // Each from a vertex to another region, the cheapest for each region first.
  [[nodiscard]] std::vector<Spoke> spokes() const {
    std::vector<Spoke> spokes;
    const auto add = [&](Vertex centre, Vertex next, std::uint64_t hop_cost) {
      const RegionLabel& label = search_.label(next);
      spokes.push_back({.centre = centre,
                        .region = label.region,
                        .cost = label.cost + hop_cost,
                        .next = next,
                        .hop_cost = hop_cost});
    };
    for (const RegionBorder& border : search_.borders()) {
      add(border.from, border.to, border.hop_cost);
      add(border.to, border.from, border.hop_cost);
    }
    std::sort(spokes.begin(), spokes.end());
    const auto end = std::unique(spokes.begin(), spokes.end(), [](const auto& a, const auto& b) {
      return a.centre == b.centre && a.region == b.region;
    });
    spokes.erase(end, spokes.end());
    return spokes;
  }

  // Those that promise to cost less than the tree, the best first.
  [[nodiscard]] std::vector<Star> best_stars() {
    std::vector<Star> stars;
    const std::vector<Spoke> all = spokes();
    const std::uint64_t cost_now = cost_of(tree_);
    for (auto first = all.begin(); first != all.end() && !watch_.is_cut_now();) {
      const auto last = std::find_if(
          first, all.end(), [&](const Spoke& spoke) { return spoke.centre != first->centre; });
      if (last - first > 1) {
        const std::uint64_t score = cost_of(ways_with({first, last}));
        if (score < cost_now) stars.push_back({.score = score, .spokes = {first, last}});
      }
      first = last;
    }
    const auto is_before = [](const Star& a, const Star& b) {
      return std::tie(a.score, a.spokes) < std::tie(b.score, b.spokes);
    };
    const std::size_t count = std::min(stars.size(), stars_max);
    std::partial_sort(stars.begin(), stars.begin() + static_cast<std::ptrdiff_t>(count),
                      stars.end(), is_before);
    stars.resize(count);
    return stars;
  }

  // The ways that join the roots at the least cost, as if no two shared a hop: the spokes of a
  // star, and the joins of regions. A root is called by its number, the centre comes after all of
  // them.
  [[nodiscard]] std::vector<TreeLink> ways_with(std::span<const Spoke> spokes) const {
    const Vertex centre = roots_.size();
    const RegionLabel& own = search_.label(spokes.front().centre);
    std::vector<TreeLink> ways{tree_link(own.region, centre, own.cost)};
    for (const Spoke& spoke : spokes) ways.push_back(tree_link(spoke.region, centre, spoke.cost));
    for (const RegionJoin& join : search_.joins()) {
      ways.push_back(tree_link(join.one, join.other, join.cost));
    }
    std::vector<Vertex> kept(roots_.size());
    std::iota(kept.begin(), kept.end(), 0);
    return least_tree(std::move(ways), kept);
  }

  // The links that these ways are made of.
  [[nodiscard]] std::vector<TreeLink> links_with(const std::vector<Spoke>& spokes) const {
    std::vector<TreeLink> links;
    const Vertex centre = spokes.front().centre;
    for (const TreeLink& way : ways_with(spokes)) {
      const auto spoke = std::find_if(spokes.begin(), spokes.end(),
                                      [&](const Spoke& one) { return one.region == way.a; });
      if (way.b != roots_.size()) {
        add_way(border_between(way.a, way.b), links);
      } else if (spoke == spokes.end()) {
        add_way_to_root(centre, links);
      } else {
        add_way({.from = centre, .to = spoke->next, .hop_cost = spoke->hop_cost}, links);
      }
    }
    return links;
  }
  [[nodiscard]] const RegionBorder& border_between(Vertex one, Vertex other) const {
    return std::find_if(
               search_.joins().begin(), search_.joins().end(),
               [&](const RegionJoin& join) { return join.one == one && join.other == other; })
        ->border;
  }

  const RegionSearch<G>& search_;
  const std::vector<Vertex>& roots_;
  SearchWatch& watch_;
  std::vector<TreeLink> tree_;
};

std::vector<std::pair<Vertex, Vertex>> pairs_of(const std::vector<RegionJoin>& joins,
                                                const std::vector<Vertex>& roots) {
  std::vector<std::pair<Vertex, Vertex>> pairs;
  for (const RegionJoin& join : joins) pairs.emplace_back(roots[join.one], roots[join.other]);
  return pairs;
}

// What no tree costs less than: what the moats come to, or as many hops as it takes at least.
std::uint64_t least_cost_of(const std::vector<RegionJoin>& joins, const HopWeight& weight) {
  std::uint64_t sum = 0;
  for (const RegionJoin& join : joins) sum += join.cost;
  const std::uint64_t hop = weight.cost_min();
  std::uint64_t least = (sum + joins.back().cost + 1) / 2;
  if (weight.counts_hops()) least = (least + hop - 1) / hop * hop;
  return std::max(least, joins.size() * hop);
}

// A tree, and what no tree costs less than, where that is known.
struct BoundedTree {
  std::vector<TreeLink> links;
  std::optional<std::uint64_t> least = {};
};

// The search for the tree of one question.
template <class G>
class TreeSearch {
 public:
  TreeSearch(const G& graph, ViewJudge& judge, SearchWatch& watch, HopCosts& costs,
             const ConnectProblem& problem)
      : graph_(graph),
        judge_(judge),
        watch_(watch),
        costs_(costs),
        problem_(problem),
        roots_(problem.vertices) {
    std::sort(roots_.begin(), roots_.end());
  }

  FoundTree run() {
    RegionSearch<G> regions(graph_, judge_, watch_, costs_, roots_, problem_.hops_max);
    regions.run();
    const BoundedTree tree = tree_of(regions);
    FoundTree found{.groups = groups_of(problem_.vertices, pairs_of(regions.joins(), roots_)),
                    .is_bounded = regions.is_bounded()};
    read_legs(tree.links, found);
    if (tree.least) {
      found.weight_bound = weight().told({*tree.least});
      found.is_least = cost_of(tree.links) == *tree.least;
    }
    return found;
  }

 private:
  [[nodiscard]] const HopWeight& weight() const { return problem_.weight; }

  [[nodiscard]] BoundedTree tree_of(const RegionSearch<G>& regions) {
    TreeMaker<G> maker(regions, roots_, watch_);
    if (!regions.is_joined()) return {.links = maker.tree()};
    maker.improve();
    BoundedTree tree{.links = maker.tree()};
    if (regions.is_bounded() && !weight().counts_hops()) return tree;
    tree.least = least_cost_of(regions.joins(), weight());
    if (roots_.size() == 3 && cost_of(tree.links) > *tree.least) find_least(regions.joins(), tree);
    return tree;
  }

  // Of three, unless a limit is in the way.
  void find_least(const std::vector<RegionJoin>& joins, BoundedTree& tree) {
    typename MeetingSearch<G>::Known known{.tree = cost_of(tree.links)};
    std::copy(roots_.begin(), roots_.end(), known.roots.begin());
    // The two that were not joined are no nearer than those that were.
    known.between_others.fill(joins.back().cost);
    for (const RegionJoin& join : joins) {
      known.between_others[3 - join.one - join.other] = join.cost;
    }
    MeetingSearch<G> meeting(graph_, judge_, watch_, costs_, known, problem_.hops_max);
    meeting.run();
    const std::vector<TreeLink> ways = meeting.links();
    if (!ways.empty()) tree.links = least_tree(ways, roots_);
    if (meeting.is_whole()) tree.least = cost_of(tree.links);
  }

  void read_legs(const std::vector<TreeLink>& links, FoundTree& found) {
    HopReader<G> reader(graph_, judge_, Direction::any);
    std::vector<std::uint64_t> hop_costs;
    std::vector<std::uint64_t> tolls;
    for (const auto& group : found.groups) {
      for (const TreeLeg& leg : legs_of(links, group.front(), roots_)) {
        FoundPath& path = found.legs.emplace_back();
        path.from = leg.vertices.front();
        path.hops = reader.hops_of(leg.vertices);
        path.weight = weight().told(leg.hop_costs);
        hop_costs.insert(hop_costs.end(), leg.hop_costs.begin(), leg.hop_costs.end());
        if (!weight().has_tolls()) continue;
        const std::vector<std::uint64_t> halves = half_tolls_of(leg.vertices);
        path.toll = weight().told_tolls(halves);
        tolls.insert(tolls.end(), halves.begin(), halves.end());
      }
    }
    found.weight = weight().told(hop_costs);
    found.toll = weight().told_tolls(tolls);
  }

  // One for each end of a hop that is not asked for.
  [[nodiscard]] std::vector<std::uint64_t> half_tolls_of(const std::vector<Vertex>& way) {
    std::vector<std::uint64_t> halves;
    for (std::size_t i = 0; i < way.size(); ++i) {
      if (std::binary_search(roots_.begin(), roots_.end(), way[i])) continue;
      const int doublings = judge_.hubs().doublings({way[i]}, degree_bounds(way[i], graph_));
      const bool is_end = i == 0 || i + 1 == way.size();
      halves.insert(halves.end(), is_end ? 1 : 2, weight().half_toll(doublings));
    }
    return halves;
  }

  const G& graph_;
  ViewJudge& judge_;
  SearchWatch& watch_;
  HopCosts& costs_;
  const ConnectProblem& problem_;
  std::vector<Vertex> roots_;
};

}  // namespace

FoundTree find_tree(const Store& store, const Snapshot& at, const CompiledView& view,
                    const ConnectProblem& problem, SearchWatch& watch) {
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  ViewJudge judge(store, at, view, watch, problem.hub_rule());
  HopCosts costs(store, at, view, watch, problem.weight);
  return TreeSearch(graph, judge, watch, costs, problem).run();
}

FoundTree find_tree(const Graph& graph, const CompiledView& view, const ConnectProblem& problem,
                    SearchWatch& watch) {
  const Graph::State& state = graph.state();
  ViewJudge judge(state.store, state.at, view, watch, problem.hub_rule());
  HopCosts costs(state.store, state.at, view, watch, problem.weight);
  return TreeSearch(state.rows, judge, watch, costs, problem).run();
}

}  // namespace relata

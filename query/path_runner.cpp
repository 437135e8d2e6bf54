#include "query/path_runner.h"

#include <map>

#include "graph/store_graph.h"
#include "query/graph_state.h"

namespace relata {
namespace {

// The relations of each hop. What the search left open on the way is decided here whatever the
// limits say: a path that was found is shown.
template <class G>
class HopReader {
 public:
  HopReader(const G& graph, ViewJudge& judge, Direction direction)
      : graph_(graph), judge_(judge), direction_(direction) {}

  std::vector<FoundHop> hops_of(const std::vector<std::uint64_t>& path) {
    std::vector<FoundHop> hops;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      hops.push_back(
          {.from = path[i], .to = path[i + 1], .relations = relations_of(path[i], path[i + 1])});
    }
    return hops;
  }

 private:
  const std::vector<RelationRef>& relations_of(std::uint64_t from, std::uint64_t to) {
    const auto [place, is_new] = known_.try_emplace({from, to});
    if (!is_new) return place->second;
    std::vector<typename G::Edge> edges;
    for (const Direction direction : {Direction::forward, Direction::reverse}) {
      if (direction_ != Direction::any && direction_ != direction) continue;
      const auto some = edges_between(from, to, direction, graph_);
      edges.insert(edges.end(), some.begin(), some.end());
    }
    for (const auto& edge : edges) judge_.consider({edge.owner}, entry_of(edge, graph_));
    judge_.decide(ViewJudge::Cut::ignore);
    for (const auto& edge : edges) {
      const AdjacencyEntry& entry = entry_of(edge, graph_);
      if (!judge_.admits({edge.owner}, entry)) continue;
      place->second.push_back(ViewJudge::ref_of({edge.owner}, entry));
    }
    std::sort(place->second.begin(), place->second.end(),
              [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
    return place->second;
  }

  const G& graph_;
  ViewJudge& judge_;
  Direction direction_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::vector<RelationRef>> known_;
};

template <class G, class Places>
FoundPaths run_on(const G& graph, ViewJudge& judge, SearchWatch& watch, SearchSide<Places>& forward,
                  SearchSide<Places>& backward, const PathProblem& problem, std::size_t paths_max,
                  std::uint8_t class_of_ends) {
  PathSearch<G, Places> search(graph, judge, watch, forward, backward, problem);
  FoundPaths found{.outcome = search.run(class_of_ends)};
  if (found.outcome == PathOutcome::exhausted) {
    found.is_forward_exhausted = search.is_forward_exhausted();
    found.exhausted_size = search.exhausted_size();
  }
  if (found.outcome != PathOutcome::found) return found;
  const std::vector<std::uint64_t> least = search.least_path();
  found.hops = static_cast<int>(least.size()) - 1;
  found.paths_found = 1;
  const bool wants_all = problem.want == PathProblem::Want::all;
  if (paths_max == 0 && !wants_all) return found;
  std::vector<std::vector<std::uint64_t>> paths{least};
  if (wants_all) {
    if (const auto all = search.all_paths()) {
      found.paths_found = all->count();
      paths = all->list(paths_max);
    }
  }
  HopReader<G> reader(graph, judge, problem.direction);
  for (const auto& path : paths) found.paths.push_back(reader.hops_of(path));
  return found;
}

}  // namespace

FoundPaths StorePathRunner::run(const CompiledView& view, const PathProblem& problem,
                                std::size_t paths_max, SearchWatch& watch) {
  const StoreGraph graph(store_, at_, view.hint(), [&] { return watch.is_cut_now(); });
  ViewJudge judge(store_, at_, view, watch);
  SearchSide<HashedPlaces> forward{.places = {}};
  SearchSide<HashedPlaces> backward{.places = {}};
  return run_on(graph, judge, watch, forward, backward, problem, paths_max, degree_class_unknown);
}

FoundPaths GraphPathRunner::run(const CompiledView& view, const PathProblem& problem,
                                std::size_t paths_max, SearchWatch& watch) {
  const Graph::State& state = graph_.state();
  if (std::max(problem.from, problem.to) >= state.rows.vertex_end()) {
    return {.outcome = PathOutcome::exhausted};  // an end that is not there leads nowhere
  }
  ViewJudge judge(state.store, state.at, view, watch);
  const Graph::State::Loan arrays(state);
  return run_on(state.rows, judge, watch, arrays->forward, arrays->backward, problem, paths_max, 0);
}

}  // namespace relata

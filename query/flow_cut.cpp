#include "query/flow_cut.h"

#include <algorithm>

#include "graph/store_graph.h"
#include "query/graph_state.h"

namespace relata {
namespace {

template <class G>
class FlowCutReader {
 public:
  FlowCutReader(const G& graph, ViewJudge& judge, const MaximumFlow<G>& flow,
                const FlowProblem& problem)
      : flow_(flow), problem_(problem), reader_(graph, judge, problem.direction) {}

  [[nodiscard]] FlowCut read(bool is_complete) {
    FlowCut found{.size = flow_.size(), .is_direct = flow_.is_direct()};
    if (is_complete) read_cut(flow_.cut(), found);
    if (found.is_direct) {
      found.paths.push_back(
          {.from = problem_.from, .hops = reader_.hops_of({problem_.from, problem_.to})});
    }
    FlowLinks links = flow_.links();
    std::vector<std::vector<FlowLink>> paths = links.take_paths(problem_.from, problem_.to);
    std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    for (const auto& path : paths) {
      if (found.paths.size() < problem_.paths_max) found.paths.push_back(read_path(path));
    }
    for (FoundPath& path : found.paths) path.weight = static_cast<double>(path.hops.size());
    return found;
  }

 private:
  void read_cut(const std::vector<FlowLink>& cut, FlowCut& found) {
    for (const FlowLink& link : cut) {
      switch (problem_.disjoint) {
        case Disjoint::relations:
          found.relations.push_back(flow_.relation_of(link));
          break;
        case Disjoint::vertices:
          found.vertices.push_back(link.to);
          break;
      }
    }
    std::sort(found.vertices.begin(), found.vertices.end());
    std::sort(found.relations.begin(), found.relations.end(),
              [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  }

  [[nodiscard]] FoundPath read_path(const std::vector<FlowLink>& links) {
    FoundPath path{.from = problem_.from};
    for (const FlowLink& link : links) path.hops.push_back(read_hop(link));
    return path;
  }

  // Where relations are counted, the one that the way takes.
  [[nodiscard]] FoundHop read_hop(const FlowLink& link) {
    switch (problem_.disjoint) {
      case Disjoint::relations:
        return {.from = link.from, .to = link.to, .relations = {flow_.relation_of(link)}};
      case Disjoint::vertices:
        break;
    }
    return reader_.hops_of({link.from, link.to}).front();
  }

  const MaximumFlow<G>& flow_;
  const FlowProblem& problem_;
  HopReader<G> reader_;
};

template <class G>
FlowCut search(const G& graph, ViewJudge& judge, SearchWatch& watch, const FlowProblem& problem) {
  MaximumFlow<G> flow(graph, judge, watch, problem.from, problem.to, problem.direction,
                      problem.disjoint);
  flow.run();
  return FlowCutReader<G>(graph, judge, flow, problem).read(!watch.is_cut());
}

}  // namespace

FlowCut find_flow_cut(const Store& store, const Snapshot& at, const CompiledView& view,
                      const FlowProblem& problem, SearchWatch& watch) {
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  ViewJudge judge(store, at, view, watch, {.degree_max = problem.degree_max});
  return search(graph, judge, watch, problem);
}

FlowCut find_flow_cut(const Graph& graph, const CompiledView& view, const FlowProblem& problem,
                      SearchWatch& watch) {
  const Graph::State& state = graph.state();
  ViewJudge judge(state.store, state.at, view, watch, {.degree_max = problem.degree_max});
  return search(state.rows, judge, watch, problem);
}

}  // namespace relata

#include <relata/error.h>

#include "query/as_read.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/path_runner.h"
#include "query/why_none.h"

namespace relata {
namespace {

void check(const PathQuery& query) {
  if (query.hops_max < 1 || query.hops_max > 64) {
    throw Error(ErrorCode::usage, "looking for a path: " + std::to_string(query.hops_max) +
                                      " hops cannot be asked for; ask for 1 to 64");
  }
}

PathAnswer answer_with(PathRunner& runner, const Store& store, const Snapshot& at,
                       const Schema& schema, const std::shared_ptr<const Retractions>& retractions,
                       const PathQuery& asked) {
  check(asked);
  const PathQuery query = as_read(store, at, asked);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, schema, retractions);
  PathAnswer answer{.question = query};
  AnswerBuilder builder(store, at, schema, view);
  builder.add(std::vector<EntityId>{query.from, query.to});
  builder.add_named_by(query.view);
  if (query.from == query.to) {
    answer.paths.emplace_back();
    answer.paths_found = 1;
    answer.graph = builder.take();
    answer.counters = watch.counters();
    return answer;
  }
  const bool wants_all = query.kind == PathKind::all_shortest;
  const PathProblem problem{.from = query.from.value,
                            .to = query.to.value,
                            .direction = query.direction,
                            .hops_max = query.hops_max,
                            .want = wants_all ? PathProblem::Want::all : PathProblem::Want::one,
                            .side = SideChoice::cheaper};
  const std::size_t paths_max = wants_all ? query.paths_max : 1;
  const FoundPaths found = runner.run(view, problem, paths_max, watch);
  for (const auto& hops : found.paths) {
    Path& path = answer.paths.emplace_back();
    for (const FoundHop& hop : hops) {
      path.hops.push_back({.from = {hop.from}, .to = {hop.to}, .relations = {}});
      for (const RelationRef& ref : hop.relations) path.hops.back().relations.push_back(ref.id);
      builder.add(hop.relations);
    }
  }
  answer.paths_found = found.paths_found;
  answer.graph = builder.take();
  if (found.outcome == PathOutcome::cut) {
    answer.why_none = why_cut(watch, query.limits);
  } else if (found.outcome != PathOutcome::found) {
    NoPath none = why_none(runner, store, at, schema, retractions, query, watch);
    answer.why_none = std::move(none.why);
    if (none.is_beyond_hops) answer.limits_hit.push_back(Limit::hops);
  }
  if (watch.limit()) answer.limits_hit.push_back(*watch.limit());
  if (answer.paths.size() < answer.paths_found) answer.limits_hit.push_back(Limit::results);
  answer.is_stopped = watch.is_stopped();
  answer.counters = watch.counters();
  return answer;
}

}  // namespace

PathAnswer find_paths(const Store& store, const Snapshot& at, const PathQuery& query) {
  StorePathRunner runner(store, at);
  return answer_with(runner, store, at, store.schema(at), Retractions::read(store, at), query);
}

PathAnswer find_paths(const Graph& graph, const PathQuery& query) {
  GraphPathRunner runner(graph);
  const Graph::State& state = graph.state();
  return answer_with(runner, state.store, state.at, state.schema, state.retractions, query);
}

}  // namespace relata

#include <relata/connect.h>
#include <relata/error.h>

#include "query/asked_weight.h"
#include "query/connecting_tree.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/named_entities.h"
#include "query/question_parts.h"
#include "query/why_none.h"

namespace relata {
namespace {

const std::string doing = "looking for what connects entities";

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::usage, doing + ": " + why);
}

AskedWeight weight_of(const ConnectQuery& query) {
  return {.weight = query.weight, .hub_penalty = query.hub_penalty, .type_costs = query.type_costs};
}

ConnectQuery checked(const Store& store, const Snapshot& at, ConnectQuery query) {
  if (query.hops_max < 1 || query.hops_max > hops_limit) {
    refuse(std::to_string(query.hops_max) + " hops cannot be asked for; ask for 1 to 64");
  }
  if (query.weight == PathWeight::widest) {
    refuse("a tree is not by its weakest hop; ask for the most credible");
  }
  check_weight(weight_of(query), doing);
  read_several(store, at, query.view, query.entities, doing);
  return query;
}

// Between the first of two groups.
PathQuery path_between(const ConnectAnswer& answer) {
  const ConnectQuery& query = answer.question;
  return {.from = answer.groups[0].front(),
          .to = answer.groups[1].front(),
          .view = query.view,
          .hops_max = query.hops_max,
          .limits = query.limits,
          .stop = query.stop,
          .degree_max = query.degree_max};
}

// Of ways to an entity the cheapest is known alone, so that it may hide one of fewer hops.
std::string hidden_by_weight(PathRunner& runner, const CompiledView& view, const PathQuery& between,
                             SearchWatch& watch) {
  const FoundPaths found = runner.run(view,
                                      {.stations = stations_of(between),
                                       .hops_max = between.hops_max,
                                       .degree_max = between.degree_max},
                                      1, watch);
  if (found.paths.empty()) return "";
  return "A path of " + hops_in_words(static_cast<int>(found.paths.front().hops.size())) +
         " links the first two groups, hidden by ways that weigh less and have more than " +
         std::to_string(between.hops_max) + ": ask for more.";
}

void take(const FoundTree& found, ConnectAnswer& answer, AnswerBuilder& builder) {
  for (const auto& group : found.groups) answer.groups.push_back(entities_of(group));
  const auto add = [&](const std::vector<RelationRef>& relations) { builder.add(relations); };
  for (const FoundPath& leg : found.legs) {
    answer.legs.push_back({.from = {leg.from},
                           .hops = shown_hops(leg.hops, add),
                           .weight = leg.weight,
                           .toll = leg.toll});
  }
  answer.weight = found.weight;
  answer.toll = found.toll;
  answer.weight_bound = found.weight_bound;
  answer.is_least = found.is_least;
}

// `find` gets (view, problem, watch).
template <class Find>
ConnectAnswer answer_with(PathRunner& runner, const Store& store, const Snapshot& at,
                          const Schema& schema,
                          const std::shared_ptr<const Retractions>& retractions,
                          const ConnectQuery& asked, const Find& find) {
  ConnectAnswer answer{.question = checked(store, at, asked)};
  const ConnectQuery& query = answer.question;
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, schema, retractions);
  AnswerBuilder builder(store, at, schema, view);
  builder.add(query.entities);
  builder.add_named_by(query.view);
  const ConnectProblem problem{.vertices = vertices_of(query.entities),
                               .hops_max = query.hops_max,
                               .weight = hop_weight(weight_of(query), query.view, schema, runner),
                               .degree_max = query.degree_max};
  const FoundTree found = find(view, problem, watch);
  take(found, answer, builder);
  answer.graph = builder.take();
  if (answer.groups.size() > 1) {
    if (watch.is_cut()) {
      answer.why_apart = why_cut(watch, query.limits, "more that connects them");
    } else {
      const PathQuery between = path_between(answer);
      const bool may_be_hidden = found.is_bounded && !problem.weight.counts_hops();
      if (may_be_hidden) answer.why_apart = hidden_by_weight(runner, view, between, watch);
      if (answer.why_apart.empty()) {
        answer.why_apart = why_none(runner, store, at, schema, retractions, between, watch).why;
      }
      if (found.is_bounded) answer.limits_hit.push_back(Limit::hops);
    }
  }
  finish(answer, watch);
  return answer;
}

}  // namespace

ConnectAnswer find_connection(const Store& store, const Snapshot& at, const ConnectQuery& query) {
  StorePathRunner runner(store, at);
  return answer_with(
      runner, store, at, store.schema(at), Retractions::read(store, at), query,
      [&](const CompiledView& view, const ConnectProblem& problem, SearchWatch& watch) {
        return find_tree(store, at, view, problem, watch);
      });
}

ConnectAnswer find_connection(const Graph& graph, const ConnectQuery& query) {
  GraphPathRunner runner(graph);
  const Graph::State& state = graph.state();
  return answer_with(runner, state.store, state.at, state.schema, state.retractions, query,
                     [&](const CompiledView& view, const ConnectProblem& problem,
                         SearchWatch& watch) { return find_tree(graph, view, problem, watch); });
}

}  // namespace relata

#include <relata/error.h>

#include <algorithm>

#include "query/as_read.h"
#include "query/asked_weight.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/path_runner.h"
#include "query/question_parts.h"
#include "query/why_none.h"

namespace relata {
namespace {

const std::string doing = "looking for a path";

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::usage, doing + ": " + why);
}

AskedWeight weight_of(const PathQuery& query) {
  return {.weight = query.weight, .hub_penalty = query.hub_penalty, .type_costs = query.type_costs};
}

// Is the question one that has an answer?
void check(const PathQuery& query) {
  if (query.hops_max < 1 || query.hops_max > hops_limit) {
    refuse(std::to_string(query.hops_max) + " hops cannot be asked for; ask for 1 to 64");
  }
  check_weight(weight_of(query), doing);
  const bool is_weighted = !weight_of(query).counts_hops();
  switch (query.kind) {
    case PathKind::shortest:
      break;
    case PathKind::all_shortest:
      if (is_weighted) {
        refuse(
            "all shortest are by hops alone; ask for the best by another weight, costs of types or "
            "penalty");
      }
      break;
    case PathKind::best:
      if (query.paths_max == 0) refuse("the best 0 cannot be asked for; ask for 1 or more");
      if (!query.via.empty()) refuse("the best cannot be asked for through an entity; ask for one");
      if (query.weight == PathWeight::widest) {
        refuse(
            "the best cannot be asked for by the weakest hop; ask for one, or the most credible");
      }
      break;
  }
  const bool is_plain = query.kind == PathKind::shortest && query.via.empty() && !is_weighted;
  if (query.order != TimeOrder::any && !is_plain) {
    refuse(
        "in order of time one path is looked for, by hops or arrival; ask for it without all, "
        "best, via, another weight, costs of types or a penalty");
  }
  if (is_weighted && !query.via.empty()) {
    refuse(
        "a path through an entity is by hops; ask for it without another weight, costs of types or "
        "penalty");
  }
}

std::vector<EntityId> asked_for(const PathQuery& query) {
  std::vector<EntityId> entities{query.from, query.to};
  for (const auto* list : {&query.from_others, &query.to_others, &query.via}) {
    entities.insert(entities.end(), list->begin(), list->end());
  }
  return entities;
}

// What the search found, as the answer has it.
void take(const FoundPaths& found, PathAnswer& answer, AnswerBuilder& builder) {
  for (const FoundPath& one : found.paths) {
    Path& path = answer.paths.emplace_back();
    path.from = {one.from};
    path.weight = one.weight;
    path.toll = one.toll;
    path.in_order = one.in_order;
    if (one.arrival != Day::min()) path.arrival = PartialDate::from_day(one.arrival);
    path.hops = shown_hops(one.hops, [&](const auto& relations) { builder.add(relations); });
  }
  answer.paths_found = found.paths_found;
}

// Of a question whose ends are connected at all: would it have a path with what a date only
// possibly fits?
void explain_by_doubtful_dates(PathRunner& runner, const Schema& schema,
                               const std::shared_ptr<const Retractions>& retractions,
                               const PathProblem& problem, const SearchWatch& watch,
                               PathAnswer& answer) {
  const PathQuery& query = answer.question;
  const bool has_dates = query.view.known_by.is_known() || query.view.valid.is_known() ||
                         query.order != TimeOrder::any;
  if (!has_dates || query.view.doubt == Doubt::take) return;
  View view = query.view;
  view.doubt = Doubt::take;
  SearchWatch rest(watch.rest(), watch.stop());
  const FoundPaths found = runner.run(CompiledView(view, schema, retractions), problem, 1, rest);
  if (found.outcome == PathOutcome::cut) answer.is_explanation_cut = true;
  if (found.outcome != PathOutcome::found) return;
  answer.why_none += " With possible dates taken there is one of " +
                     hops_in_words(static_cast<int>(found.paths.front().hops.size())) + ".";
}

PathAnswer answer_with(PathRunner& runner, const Store& store, const Snapshot& at,
                       const Schema& schema, const std::shared_ptr<const Retractions>& retractions,
                       const PathQuery& asked) {
  check(asked);
  const PathQuery query = as_read(store, at, asked);
  check_not_left_out(store, at, query.view, asked_for(query), doing);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, schema, retractions);
  PathAnswer answer{.question = query};
  AnswerBuilder builder(store, at, schema, view);
  builder.add(asked_for(query));
  builder.add_named_by(query.view);
  const PathProblem problem{.stations = stations_of(query),
                            .direction = query.direction,
                            .hops_max = query.hops_max,
                            .kind = query.kind,
                            .side = SideChoice::cheaper,
                            .weight = hop_weight(weight_of(query), query.view, schema, runner),
                            .order = query.order,
                            .degree_max = query.degree_max};
  const std::size_t paths_max = query.kind == PathKind::shortest ? 1 : query.paths_max;
  const FoundPaths found = runner.run(view, problem, paths_max, watch);
  take(found, answer, builder);
  if (found.outcome == PathOutcome::cut) {
    answer.why_none = why_cut(watch, query.limits, "a path");
  } else if (found.outcome != PathOutcome::found && !query.explains_none) {
    answer.why_none = "There is none in this view.";
    if (found.outcome == PathOutcome::too_far) answer.limits_hit.push_back(Limit::hops);
  } else if (found.outcome != PathOutcome::found) {
    NoPath none = why_none(runner, store, at, schema, retractions, query, watch);
    answer.why_none = std::move(none.why);
    answer.is_explanation_cut = none.is_cut;
    if (!none.is_apart) {
      explain_by_doubtful_dates(runner, schema, retractions, problem, watch, answer);
    }
    for (const Opening& opening : none.openings) builder.add_named_by(opening.view);
    answer.openings = std::move(none.openings);
    const bool is_longer_open =
        query.order != TimeOrder::any && found.outcome == PathOutcome::too_far;
    if (none.is_beyond_hops || is_longer_open) answer.limits_hit.push_back(Limit::hops);
  }
  answer.graph = builder.take();
  if (found.is_beyond_hops) answer.limits_hit.push_back(Limit::hops);
  if (answer.paths.size() < answer.paths_found) answer.limits_hit.push_back(Limit::results);
  finish(answer, watch);
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

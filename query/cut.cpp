#include <relata/cut.h>
#include <relata/error.h>

#include <algorithm>
#include <functional>

#include "query/as_read.h"
#include "query/evidence.h"
#include "query/flow_cut.h"
#include "query/graph_state.h"
#include "query/source_cut.h"
#include "query/why_none.h"

namespace relata {
namespace {

// A longer way is counted, not listed: nobody reads it, and its evidence may be that of the whole
// store.
constexpr std::size_t hops_listed_max = 1'000;

// One model of the graph, and what it was made of.
struct Model {
  const Store& store;
  const Snapshot& at;
  const Schema& schema;
  const std::shared_ptr<const Retractions>& retractions;
  PathRunner& paths;
  std::function<FlowCut(const CompiledView&, const FlowProblem&, SearchWatch&)> find_flow_cut;
};

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::usage, "looking for a cut: " + why);
}

// The same ends under the same view, as a question for a path.
PathQuery path_between(const CutQuery& query) {
  return {.from = query.from,
          .to = query.to,
          .view = query.view,
          .direction = query.direction,
          .hops_max = 64,
          .limits = query.limits,
          .stop = query.stop,
          .degree_max = query.degree_max};
}

void check(const CutQuery& query, const Store& store, const Snapshot& at) {
  if (query.results_max == 0) refuse("0 results cannot be asked for; ask for 1 or more");
  if (query.from == query.to) {
    refuse("both ends are \"" + shown_name(store.entities(at, {&query.from, 1}).front()) +
           "\"; ask for two entities");
  }
  check_not_left_out(store, at, query.view, std::vector{query.from, query.to}, "looking for a cut");
}

void take(const std::vector<FoundPath>& paths, CutAnswer& answer, AnswerBuilder& builder) {
  const auto add = [&](const std::vector<RelationRef>& relations) { builder.add(relations); };
  for (const FoundPath& path : paths) {
    if (path.hops.size() > hops_listed_max) continue;
    answer.paths.push_back({.from = {path.from},
                            .hops = shown_hops(path.hops, add),
                            .weight = static_cast<double>(path.hops.size())});
  }
}

std::string no_cut_besides(std::uint64_t ways) {
  const std::string others =
      ways == 0   ? "there is no other way."
      : ways == 1 ? "there is another way."
                  : "there are " + std::to_string(ways) + " ways that share no entity.";
  return "They are connected directly, with no entity between them; besides, " + others;
}

// Without a view that judges outcomes. `hops`: of the path that no cut takes away.
std::string no_cut_of(CutOf of, std::size_t hops) {
  const std::string path = hops > hops_listed_max
                               ? "On a path of " + std::to_string(hops) + " hops, too long to list"
                               : "On the path that is listed";
  const std::string begin = path + ", each hop has a claim ";
  switch (of) {
    case CutOf::speakers:
      return begin + "that its document narrates: no speaker stands for it.";
    case CutOf::publishers:
      return begin + "in a document without a publisher.";
    case CutOf::documents:
    case CutOf::relations:
    case CutOf::entities:
      break;
  }
  return "";
}

void find_by_flow(const Model& model, const CompiledView& view, SearchWatch& watch,
                  CutAnswer& answer, AnswerBuilder& builder) {
  const CutQuery& query = answer.question;
  const FlowProblem problem{
      .from = query.from.value,
      .to = query.to.value,
      .direction = query.direction,
      .disjoint = query.of == CutOf::entities ? Disjoint::vertices : Disjoint::relations,
      .paths_max = query.results_max,
      .degree_max = query.degree_max};
  const FlowCut found = model.find_flow_cut(view, problem, watch);
  take(found.paths, answer, builder);
  answer.size = found.is_direct ? 0 : found.size;
  answer.paths_found = found.size + (found.is_direct ? 1 : 0);
  if (found.is_direct) {
    answer.outcome = CutOutcome::inseparable;
    if (!watch.is_cut()) answer.why_none = no_cut_besides(found.size);
  } else if (watch.is_cut()) {
    answer.outcome = CutOutcome::unknown;
  } else if (found.size > 0) {
    answer.outcome = CutOutcome::found;
    Cut& cut = answer.cuts.emplace_back();
    for (const std::uint64_t vertex : found.vertices) cut.entities.push_back({vertex});
    for (const RelationRef& ref : found.relations) cut.relations.push_back(ref.id);
    builder.add(found.relations);
    builder.add(cut.entities);
  }
}

Cut cut_of(const std::vector<std::uint64_t>& sources, CutOf of) {
  Cut cut;
  for (const std::uint64_t id : sources) {
    if (of == CutOf::documents) {
      cut.documents.push_back({id});
    } else {
      cut.entities.push_back({id});
    }
  }
  return cut;
}

void find_by_sources(const Model& model, const CompiledView& view, SearchWatch& watch,
                     CutAnswer& answer, AnswerBuilder& builder) {
  const CutQuery& query = answer.question;
  const SourceCut found = SourceCutSearch(model.paths, model.store, model.at, model.schema,
                                          model.retractions, query, watch)
                              .run();
  take(found.paths, answer, builder);
  answer.outcome = found.outcome;
  answer.size = found.size;
  answer.paths_found = found.paths_found;
  for (const auto& sources : found.sets) {
    answer.cuts.push_back(cut_of(sources, query.of));
    builder.add_named_by(without({}, query.of, sources));
  }
  if (found.outcome == CutOutcome::inseparable) {
    answer.why_none = view.needs_outcome()
                          ? "In this view a path is left whichever of them are taken away."
                          : no_cut_of(query.of, found.paths.front().hops.size());
  }
  if (found.has_more_sets) add(Limit::results, answer.limits_hit);
  if (found.is_too_wide && !watch.limit()) answer.limits_hit.push_back(Limit::visited);
}

// What goes of the paths: relations whose claims in the view are all from what is cut.
void add_relations_lost(CutAnswer& answer) {
  for (Cut& cut : answer.cuts) {
    std::vector<std::uint64_t> sources;
    for (const EntityId id : cut.entities) sources.push_back(id.value);
    for (const DocumentId id : cut.documents) sources.push_back(id.value);
    for (const RelationEvidence& relation : answer.graph.relations) {
      const bool is_lost = std::all_of(
          relation.claims.begin(), relation.claims.end(), [&](const ClaimEvidence& evidence) {
            const Claim& claim = evidence.claim;
            const auto source =
                source_of(claim, answer.graph.document(claim.document), answer.question.of);
            return source && std::binary_search(sources.begin(), sources.end(), *source);
          });
      if (is_lost) cut.relations.push_back(relation.relation.id);
    }
  }
}

CutAnswer answer_with(const Model& model, const CutQuery& asked) {
  CutAnswer answer{.question = as_read(model.store, model.at, asked)};
  const CutQuery& query = answer.question;
  check(query, model.store, model.at);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, model.schema, model.retractions);
  AnswerBuilder builder(model.store, model.at, model.schema, view);
  builder.add(std::vector{query.from, query.to});
  builder.add_named_by(query.view);
  const bool is_of_sources = query.of != CutOf::relations && query.of != CutOf::entities;
  if (is_of_sources) {
    find_by_sources(model, view, watch, answer, builder);
  } else {
    find_by_flow(model, view, watch, answer, builder);
  }
  answer.graph = builder.take();
  if (is_of_sources) add_relations_lost(answer);
  if (answer.paths.size() < answer.paths_found) add(Limit::results, answer.limits_hit);
  if (answer.outcome == CutOutcome::apart) {
    answer.why_none = why_none(model.paths, model.store, model.at, model.schema, model.retractions,
                               path_between(query), watch)
                          .why;
  }
  finish(answer, watch);
  return answer;
}

}  // namespace

CutAnswer find_cut(const Store& store, const Snapshot& at, const CutQuery& query) {
  StorePathRunner paths(store, at);
  const Schema schema = store.schema(at);
  const auto retractions = Retractions::read(store, at);
  return answer_with(
      {.store = store,
       .at = at,
       .schema = schema,
       .retractions = retractions,
       .paths = paths,
       .find_flow_cut =
           [&](const CompiledView& view, const FlowProblem& problem, SearchWatch& watch) {
             return find_flow_cut(store, at, view, problem, watch);
           }},
      query);
}

CutAnswer find_cut(const Graph& graph, const CutQuery& query) {
  GraphPathRunner paths(graph);
  const Graph::State& state = graph.state();
  return answer_with(
      {.store = state.store,
       .at = state.at,
       .schema = state.schema,
       .retractions = state.retractions,
       .paths = paths,
       .find_flow_cut =
           [&](const CompiledView& view, const FlowProblem& problem, SearchWatch& watch) {
             return find_flow_cut(graph, view, problem, watch);
           }},
      query);
}

}  // namespace relata

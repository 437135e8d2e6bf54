#include <relata/among.h>
#include <relata/error.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/store_graph.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/groups.h"
#include "query/named_entities.h"
#include "query/relations_among.h"

namespace relata {
namespace {

// By the order of the question, then by id.
void take(std::vector<AmongRelation> found, AmongAnswer& answer, AnswerBuilder& builder) {
  const AmongQuery& query = answer.question;
  std::map<std::uint64_t, std::size_t> places;
  for (const EntityId id : query.entities) places.emplace(id.value, places.size());
  const auto ends_of = [&](const AmongRelation& relation) {
    return std::minmax(places.at(relation.ref.source.value), places.at(relation.target));
  };
  std::sort(found.begin(), found.end(), [&](const AmongRelation& a, const AmongRelation& b) {
    return std::tuple(ends_of(a), a.ref.id) < std::tuple(ends_of(b), b.ref.id);
  });
  std::vector<RelationRef> listed;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> linked;
  for (const AmongRelation& relation : found) {
    const auto [first, second] = ends_of(relation);
    const EntityId one = query.entities[first];
    const EntityId other = query.entities[second];
    const bool is_new =
        answer.ties.empty() || answer.ties.back().one != one || answer.ties.back().other != other;
    if (is_new) {
      answer.ties.push_back({.one = one, .other = other, .relations = {}});
      linked.emplace_back(one.value, other.value);
    }
    Tie& tie = answer.ties.back();
    ++tie.relations_found;
    if (listed.size() == query.results_max) continue;
    tie.relations.push_back(relation.ref.id);
    listed.push_back(relation.ref);
  }
  answer.relations_found = found.size();
  for (const auto& group : groups_of(vertices_of(query.entities), linked)) {
    answer.groups.push_back(entities_of(group));
  }
  builder.add(listed);
  if (listed.size() < found.size()) answer.limits_hit.push_back(Limit::results);
}

const std::string doing = "looking for what relates entities";

AmongQuery checked(const Store& store, const Snapshot& at, const AmongQuery& asked) {
  AmongQuery query = asked;
  if (query.results_max == 0) {
    throw Error(ErrorCode::usage, doing + ": 0 results cannot be asked for; ask for 1 or more");
  }
  read_several(store, at, query.view, query.entities, doing);
  return query;
}

template <class G>
AmongAnswer answer_with(const G& graph, ViewJudge& judge, SearchWatch& watch,
                        AnswerBuilder& builder, AmongQuery query) {
  AmongAnswer answer{.question = std::move(query)};
  builder.add(answer.question.entities);
  builder.add_named_by(answer.question.view);
  for (std::size_t i = 0; i < answer.question.entities.size(); ++i) watch.visit();
  take(relations_among(graph, judge, watch, sorted_vertices_of(answer.question.entities)), answer,
       builder);
  answer.graph = builder.take();
  finish(answer, watch);
  return answer;
}

}  // namespace

AmongAnswer find_among(const Store& store, const Snapshot& at, const AmongQuery& asked) {
  AmongQuery query = checked(store, at, asked);
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const CompiledView view(query.view, schema, Retractions::read(store, at));
  ViewJudge judge(store, at, view, watch);
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  AnswerBuilder builder(store, at, schema, view);
  return answer_with(graph, judge, watch, builder, std::move(query));
}

AmongAnswer find_among(const Graph& graph, const AmongQuery& asked) {
  const Graph::State& state = graph.state();
  AmongQuery query = checked(state.store, state.at, asked);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, state.schema, state.retractions);
  ViewJudge judge(state.store, state.at, view, watch);
  AnswerBuilder builder(state.store, state.at, state.schema, view);
  return answer_with(state.rows, judge, watch, builder, std::move(query));
}

}  // namespace relata

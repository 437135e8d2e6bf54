// Those that any relation leads to from each entity are found first, whatever the view: few claims
// then have to decide, even between hubs.

#include <relata/common_neighbors.h>
#include <relata/error.h>

#include <algorithm>
#include <cmath>

#include "graph/store_graph.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/hop_reader.h"
#include "query/level_scan.h"
#include "query/named_entities.h"
#include "query/stored_degrees.h"
#include "query/vertex_sets.h"

namespace relata {
namespace {

struct Common {
  std::uint64_t degree = 0;
  std::uint64_t vertex = 0;
  friend auto operator<=>(const Common&, const Common&) = default;
};

// What all `rows` lead to; `linked_to` gives what one does.
template <class LinkedTo>
Vertices common_of(const std::vector<Reached>& rows, const LinkedTo& linked_to) {
  Vertices common = linked_to(rows.front().vertex);
  for (std::size_t i = 1; i < rows.size() && !common.empty(); ++i) {
    common = in_both(common, linked_to(rows[i].vertex));
  }
  return common;
}

// None if the search was cut.
template <class G>
Vertices search(const G& graph, ViewJudge& judge, SearchWatch& watch, const Vertices& asked) {
  std::vector<Reached> rows;
  for (const std::uint64_t vertex : asked) rows.push_back({.vertex = vertex});
  if constexpr (G::reads_announced) {
    if (!graph.announce(asked, Direction::any)) return {};
  }
  const Vertices candidates = common_of(rows, [&](std::uint64_t vertex) {
    Vertices others;
    for_each_edge(vertex, Direction::any, graph, [&](const auto&, std::uint64_t other) {
      if (!std::binary_search(asked.begin(), asked.end(), other)) others.push_back(other);
    });
    sort_unique(others);
    return others;
  });
  for (std::size_t i = 0; i < candidates.size(); ++i) watch.visit();
  LevelScan<G> scan(graph, judge, watch, {});
  const auto is_skipped = [&](std::uint64_t vertex) {
    return !std::binary_search(candidates.begin(), candidates.end(), vertex);
  };
  if (!scan.prepare(rows, Direction::any, is_skipped)) return {};
  Vertices common = common_of(rows, [&](std::uint64_t vertex) {
    Vertices others;
    scan.visit_row(vertex, Direction::any, is_skipped, [&](const auto&, std::uint64_t other) {
      if (!is_skipped(other)) others.push_back(other);
    });
    sort_unique(others);
    return others;
  });
  return watch.is_cut() ? Vertices{} : common;
}

// Each has two relations at least, one to each of two entities.
double score_of(const std::vector<Common>& common) {
  double score = 0;
  for (const Common& neighbor : common) score += 1 / std::log(static_cast<double>(neighbor.degree));
  return std::round(score * 10'000) / 10'000;
}

CommonQuery checked(const Store& store, const Snapshot& at, const CommonQuery& asked) {
  CommonQuery query = asked;
  const std::string doing = "looking for common neighbours";
  if (query.results_max == 0) {
    throw Error(ErrorCode::usage, doing + ": 0 results cannot be asked for; ask for 1 or more");
  }
  read_several(store, at, query.view, query.entities, doing);
  return query;
}

template <class G>
void list(const G& graph, ViewJudge& judge, const std::vector<Common>& common, CommonAnswer& answer,
          AnswerBuilder& builder) {
  const auto add = [&](const std::vector<RelationRef>& relations) { builder.add(relations); };
  HopReader<G> reader(graph, judge, Direction::any);
  for (const Common& neighbor : common) {
    if (answer.neighbors.size() == answer.question.results_max) break;
    CommonNeighbor& listed = answer.neighbors.emplace_back();
    listed.entity = {neighbor.vertex};
    listed.degree = neighbor.degree;
    for (const EntityId id : answer.question.entities) {
      const auto hops = shown_hops(reader.hops_of({id.value, neighbor.vertex}), add);
      listed.hops.insert(listed.hops.end(), hops.begin(), hops.end());
    }
  }
}

template <class G>
CommonAnswer answer_with(const G& graph, ViewJudge& judge, SearchWatch& watch,
                         AnswerBuilder& builder, CommonQuery query, const Degrees& degrees_of) {
  CommonAnswer answer{.question = std::move(query)};
  builder.add(answer.question.entities);
  builder.add_named_by(answer.question.view);
  const Vertices vertices =
      search(graph, judge, watch, sorted_vertices_of(answer.question.entities));
  const std::vector<std::uint64_t> degrees = degrees_of(vertices);
  std::vector<Common> common;
  for (std::size_t i = 0; i < degrees.size(); ++i) {
    common.push_back({.degree = degrees[i], .vertex = vertices[i]});
  }
  std::sort(common.begin(), common.end());
  answer.score = score_of(common);
  answer.neighbors_found = common.size();
  list(graph, judge, common, answer, builder);
  answer.graph = builder.take();
  if (answer.neighbors.size() < answer.neighbors_found) {
    answer.limits_hit.push_back(Limit::results);
  }
  finish(answer, watch);
  return answer;
}

}  // namespace

CommonAnswer find_common_neighbors(const Store& store, const Snapshot& at,
                                   const CommonQuery& asked) {
  CommonQuery query = checked(store, at, asked);
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const CompiledView view(query.view, schema, Retractions::read(store, at));
  ViewJudge judge(store, at, view, watch);
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  AnswerBuilder builder(store, at, schema, view);
  return answer_with(graph, judge, watch, builder, std::move(query),
                     stored_degrees(store, at, watch));
}

CommonAnswer find_common_neighbors(const Graph& graph, const CommonQuery& asked) {
  const Graph::State& state = graph.state();
  CommonQuery query = checked(state.store, state.at, asked);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, state.schema, state.retractions);
  ViewJudge judge(state.store, state.at, view, watch);
  AnswerBuilder builder(state.store, state.at, state.schema, view);
  return answer_with(state.rows, judge, watch, builder, std::move(query),
                     stored_degrees(state.rows));
}

}  // namespace relata

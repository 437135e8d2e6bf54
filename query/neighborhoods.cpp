// The entities within some hops of a center: breadth first, a level at a time, each kept in order
// of id, so that what is cut off at entities_max does not depend on the order of arrival.

#include <relata/error.h>

#include "graph/store_graph.h"
#include "query/as_read.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/level_scan.h"

namespace relata {
namespace {

struct FoundNeighbors {
  std::vector<Neighbor> neighbors;
  std::vector<RelationRef> relations;
  bool has_more = false;  // than entities_max
};

// A relation that leads from one level to the next.
struct Link {
  RelationRef relation;
  std::uint64_t to = 0;
};

// The center must be there, whether or not it is shown.
NeighborhoodQuery checked(const Store& store, const Snapshot& at, const NeighborhoodQuery& query) {
  if (query.hops < 1 || query.hops > 64) {
    throw Error(ErrorCode::usage, "looking around an entity: " + std::to_string(query.hops) +
                                      " hops cannot be asked for; ask for 1 to 64");
  }
  return as_read(store, at, query);
}

// Those of the last level that the search goes on from.
template <class G, class Places>
std::vector<Reached> without_hubs(const G& graph, Hubs& hubs, const SearchSide<Places>& side,
                                  std::uint64_t center) {
  const auto level = side.order.begin() + static_cast<std::ptrdiff_t>(side.frontier_begin());
  std::vector<Reached> rest(level, side.order.end());
  if (!hubs.are_held_back()) return rest;
  const auto bounds = [&](const Reached& reached) { return degree_bounds(reached.vertex, graph); };
  for (const Reached& reached : rest) hubs.consider({reached.vertex}, bounds(reached));
  hubs.decide();
  std::erase_if(rest, [&](const Reached& reached) {
    return reached.vertex != center && hubs.holds_back({reached.vertex}, bounds(reached));
  });
  return rest;
}

template <class G, class Places>
FoundNeighbors search(const G& graph, ViewJudge& judge, Hubs& hubs, SearchWatch& watch,
                      SearchSide<Places>& side, const NeighborhoodQuery& query) {
  const std::uint64_t center = query.center.value;
  LevelScan<G> scan(graph, judge, watch, {center});
  FoundNeighbors found;
  std::vector<Link> links;
  side.start({&center, 1}, 0);
  watch.visit();
  while (side.depth() < query.hops && !side.is_exhausted() && !found.has_more &&
         !watch.is_cut_now()) {
    const std::size_t end = side.order.size();
    // What an earlier level holds is not reached again.
    const auto is_earlier = [&](std::uint64_t vertex) {
      const std::uint32_t place = side.places.find(vertex);
      return place != not_reached && place < end;
    };
    const auto will_ask = [&](std::uint64_t v) { side.places.will_ask(v); };
    const std::vector<Reached> frontier = without_hubs(graph, hubs, side, center);
    if (!scan.prepare(frontier, query.direction, is_earlier)) break;
    side.levels.push_back(end);
    links.clear();
    for (std::size_t place = 0; place < frontier.size() && !watch.is_cut(); ++place) {
      const std::uint64_t vertex = frontier[place].vertex;
      scan.look_ahead(frontier, place, query.direction, will_ask);
      scan.visit_row(
          vertex, query.direction, is_earlier,
          [&](const auto& edge, std::uint64_t to) {
            if (side.places.insert(to, static_cast<std::uint32_t>(side.order.size()))) {
              side.order.push_back({.vertex = to});
              watch.visit();
            } else if (is_earlier(to)) {
              return;
            }
            if (query.detail == Detail::structure) return;
            links.push_back(
                {.relation = ViewJudge::ref_of({vertex}, entry_of(edge, graph)), .to = to});
          },
          will_ask);
    }
    side.sort_by_id(end);
    const std::size_t room = query.entities_max - std::min(query.entities_max, end - 1);
    if (side.order.size() - end > room) {
      found.has_more = true;
      side.order.resize(end + room);
    }
    for (const Link& link : links) {
      if (side.places.find(link.to) < side.order.size()) found.relations.push_back(link.relation);
    }
  }
  for (std::size_t level = 0; level < side.levels.size(); ++level) {
    const std::size_t end =
        level + 1 < side.levels.size() ? side.levels[level + 1] : side.order.size();
    for (std::size_t place = side.levels[level]; place < end; ++place) {
      found.neighbors.push_back(
          {.entity = {side.order[place].vertex}, .hops = static_cast<int>(level)});
    }
  }
  return found;
}

NeighborhoodAnswer answer_with(FoundNeighbors found, AnswerBuilder& builder, SearchWatch& watch,
                               const NeighborhoodQuery& query) {
  NeighborhoodAnswer answer{.question = query, .neighbors = std::move(found.neighbors)};
  switch (query.detail) {
    case Detail::evidence: {
      std::vector<EntityId> entities;
      entities.reserve(answer.neighbors.size());
      for (const Neighbor& neighbor : answer.neighbors) entities.push_back(neighbor.entity);
      builder.add(entities);
      builder.add(found.relations);
      builder.add_named_by(query.view);
      answer.graph = builder.take();
      break;
    }
    case Detail::structure:
      break;
  }
  if (watch.limit()) answer.limits_hit.push_back(*watch.limit());
  if (found.has_more) answer.limits_hit.push_back(Limit::results);
  answer.is_stopped = watch.is_stopped();
  answer.counters = watch.counters();
  return answer;
}

}  // namespace

NeighborhoodAnswer find_neighborhood(const Store& store, const Snapshot& at,
                                     const NeighborhoodQuery& asked) {
  const NeighborhoodQuery query = checked(store, at, asked);
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const CompiledView view(query.view, schema, Retractions::read(store, at));
  ViewJudge judge(store, at, view, watch);
  Hubs hubs(store, at, watch, {.degree_max = query.degree_max});
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  SearchSide<HashedPlaces> side{.places = {}};
  AnswerBuilder builder(store, at, schema, view);
  return answer_with(search(graph, judge, hubs, watch, side, query), builder, watch, query);
}

NeighborhoodAnswer find_neighborhood(const Graph& graph, const NeighborhoodQuery& asked) {
  const Graph::State& state = graph.state();
  const NeighborhoodQuery query = checked(state.store, state.at, asked);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, state.schema, state.retractions);
  ViewJudge judge(state.store, state.at, view, watch);
  Hubs hubs(state.store, state.at, watch, {.degree_max = query.degree_max});
  AnswerBuilder builder(state.store, state.at, state.schema, view);
  const Graph::State::Loan arrays(state);
  return answer_with(search(state.rows, judge, hubs, watch, arrays->forward, query), builder, watch,
                     query);
}

}  // namespace relata

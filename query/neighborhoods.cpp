// The entities within some hops of a center: breadth first, a level at a time, each kept in order,
// so that what is cut off does not depend on the order of arrival.

#include <relata/error.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <optional>
#include <utility>

#include "graph/store_graph.h"
#include "query/as_read.h"
#include "query/asked_weight.h"
#include "query/bottom_up.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/level_scan.h"
#include "query/neighbor_ranks.h"
#include "query/question_parts.h"
#include "query/relations_among.h"
#include "query/vertex_sets.h"

namespace relata {
namespace {

struct FoundNeighbors {
  std::vector<Neighbor> neighbors;
  std::uint64_t reached = 0;
  std::map<EntityTypeId, NeighborGroup> groups;  // without their names
  std::vector<RelationRef> relations;
  bool has_more = false;  // than entities_max
};

// The center must be there, whether or not it is shown.
NeighborhoodQuery checked(const Store& store, const Snapshot& at, const NeighborhoodQuery& query) {
  if (query.hops < 1 || query.hops > hops_limit) {
    throw Error(ErrorCode::usage, "looking around an entity: " + std::to_string(query.hops) +
                                      " hops cannot be asked for; ask for 1 to 64");
  }
  if (query.per_entity_max == 0) {
    throw Error(
        ErrorCode::usage,
        "looking around an entity: 0 neighbours of each entity cannot be asked for; ask for "
        "1 or more");
  }
  return as_read(store, at, query);
}

template <class G, class Places>
class NeighborhoodSearch {
 public:
  NeighborhoodSearch(const G& graph, ViewJudge& judge, Hubs& hubs, SearchWatch& watch,
                     SearchSide<Places>& side, NeighborRanks ranks, const NeighborhoodQuery& query)
      : graph_(graph),
        judge_(judge),
        hubs_(hubs),
        watch_(watch),
        side_(side),
        ranks_(std::move(ranks)),
        query_(query),
        scan_(graph, judge, watch, {query.center.value}) {
    if constexpr (!G::reads_announced) {
      if (needs_no_relations()) from_below_.emplace(graph);
    }
  }

  [[nodiscard]] FoundNeighbors run();

 private:
  // A relation that leads from one level to the next.
  struct Link {
    RelationRef relation;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
  };
  // What links lead to from one entity.
  struct Fan {
    std::uint64_t from = 0;
    std::vector<std::uint64_t> to;  // each once
  };
  // In `places`: reached, and left out.
  static constexpr std::uint32_t left_out = not_reached - 1;

  void step();
  [[nodiscard]] std::vector<Reached> frontier();
  void scan(const std::vector<Reached>& frontier, std::size_t level);
  void put_in_order(std::size_t level);
  void cap(std::size_t level, const std::vector<Fan>& fans);
  [[nodiscard]] std::vector<Fan> fans() const;
  void list();
  void take_relations();

  [[nodiscard]] bool keeps_links() const {
    return query_.detail == Detail::evidence || query_.per_entity_max.has_value();
  }
  // Does which entities there are say everything?
  [[nodiscard]] bool needs_no_relations() const {
    return query_.direction == Direction::any && judge_.view().takes_all() &&
           !hubs_.are_held_back() && !keeps_links() && !ranks_.are_by_relations() &&
           !query_.counts_types;
  }
  // Is it reached from an earlier level, or left out there?
  [[nodiscard]] bool is_earlier(std::uint64_t vertex, std::size_t level) const {
    const std::uint32_t place = side_.places.find(vertex);
    return place < level || place == left_out;
  }
  [[nodiscard]] bool is_listed(std::uint64_t vertex) const {
    return side_.places.find(vertex) < side_.order.size();
  }

  const G& graph_;
  ViewJudge& judge_;
  Hubs& hubs_;
  SearchWatch& watch_;
  SearchSide<Places>& side_;
  NeighborRanks ranks_;
  const NeighborhoodQuery& query_;
  LevelScan<G> scan_;
  std::optional<BottomUpScan> from_below_;
  std::vector<Link> links_;  // to the last level
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> more_;
  boost::unordered_flat_map<std::uint64_t, EntityTypeId> types_;  // of what was reached
  FoundNeighbors found_;
};

template <class G, class Places>
FoundNeighbors NeighborhoodSearch<G, Places>::run() {
  side_.start({&query_.center.value, 1}, 0);
  watch_.visit();
  while (side_.depth() < query_.hops && !side_.is_exhausted() && !found_.has_more &&
         !watch_.is_cut_now()) {
    step();
  }
  list();
  if (query_.detail == Detail::evidence) take_relations();
  return std::move(found_);
}

template <class G, class Places>
void NeighborhoodSearch<G, Places>::step() {
  const std::size_t level = side_.order.size();
  const std::vector<Reached> from = frontier();
  side_.levels.push_back(level);
  if (from_below_) from_below_->go_on_from(from);
  if (from_below_ && from_below_->is_cheaper()) {
    from_below_->scan(from, side_, watch_);
  } else {
    scan(from, level);
  }
  found_.reached += side_.order.size() - level;
  put_in_order(level);
  const std::vector<Fan> fans = query_.per_entity_max ? this->fans() : std::vector<Fan>{};
  cap(level, fans);
  const std::size_t room = query_.entities_max - std::min(query_.entities_max, level - 1);
  if (side_.order.size() - level > room) {
    found_.has_more = true;
    side_.order.resize(level + room);
  }
  for (const Fan& fan : fans) {
    const auto more = std::count_if(fan.to.begin(), fan.to.end(),
                                    [&](std::uint64_t vertex) { return !is_listed(vertex); });
    if (more > 0) more_.emplace(fan.from, static_cast<std::uint64_t>(more));
  }
  if (query_.detail == Detail::structure) return;
  for (const Link& link : links_) {
    if (is_listed(link.to)) found_.relations.push_back(link.relation);
  }
}

// Those of the last level that the search goes on from.
template <class G, class Places>
std::vector<Reached> NeighborhoodSearch<G, Places>::frontier() {
  const auto level = side_.order.begin() + static_cast<std::ptrdiff_t>(side_.frontier_begin());
  std::vector<Reached> rest(level, side_.order.end());
  if (!hubs_.are_held_back()) return rest;
  const auto bounds = [&](const Reached& reached) { return degree_bounds(reached.vertex, graph_); };
  for (const Reached& reached : rest) hubs_.consider({reached.vertex}, bounds(reached));
  hubs_.decide();
  std::erase_if(rest, [&](const Reached& reached) {
    return reached.vertex != query_.center.value &&
           hubs_.holds_back({reached.vertex}, bounds(reached));
  });
  return rest;
}

template <class G, class Places>
void NeighborhoodSearch<G, Places>::scan(const std::vector<Reached>& frontier, std::size_t level) {
  links_.clear();
  const auto is_skipped = [&](std::uint64_t vertex) { return is_earlier(vertex, level); };
  const auto will_ask = [&](std::uint64_t vertex) { side_.places.will_ask(vertex); };
  const bool is_read = scan_.prepare(frontier, query_.direction, is_skipped);
  for (std::size_t place = 0; is_read && place < frontier.size() && !watch_.is_cut(); ++place) {
    const std::uint64_t vertex = frontier[place].vertex;
    scan_.look_ahead(frontier, place, query_.direction, will_ask);
    scan_.visit_row(
        vertex, query_.direction, is_skipped,
        [&](const auto& edge, std::uint64_t to) {
          if (side_.places.insert(to, static_cast<std::uint32_t>(side_.order.size()))) {
            side_.order.push_back({.vertex = to});
            watch_.visit();
            if (query_.counts_types) types_.emplace(to, entry_of(edge, graph_).neighbour_type);
          } else if (is_earlier(to, level)) {
            return;
          }
          if (!keeps_links() && !ranks_.are_by_relations()) return;
          const AdjacencyEntry& entry = entry_of(edge, graph_);
          const RelationRef relation = ViewJudge::ref_of({vertex}, entry);
          if (ranks_.are_by_relations()) ranks_.meet(to, relation, entry);
          if (keeps_links()) links_.push_back({.relation = relation, .from = vertex, .to = to});
        },
        will_ask);
  }
}

template <class G, class Places>
void NeighborhoodSearch<G, Places>::put_in_order(std::size_t level) {
  if (query_.order == NeighborOrder::id) return side_.sort_by_id(level);
  std::vector<std::uint64_t> vertices;
  for (std::size_t i = level; i < side_.order.size(); ++i) {
    vertices.push_back(side_.order[i].vertex);
  }
  ranks_.decide(vertices);
  side_.sort(level, [&](const Reached& a, const Reached& b) {
    return ranks_.rank(a.vertex) < ranks_.rank(b.vertex);
  });
}

// By the order of the entities that they come from.
template <class G, class Places>
auto NeighborhoodSearch<G, Places>::fans() const -> std::vector<Fan> {
  std::vector<Fan> fans;
  for (const Link& link : links_) {
    if (fans.empty() || fans.back().from != link.from)
      fans.push_back({.from = link.from, .to = {}});
    fans.back().to.push_back(link.to);
  }
  for (Fan& fan : fans) sort_unique(fan.to);
  return fans;
}

// What an entity that comes earlier has added is not among those that a later one adds.
template <class G, class Places>
void NeighborhoodSearch<G, Places>::cap(std::size_t level, const std::vector<Fan>& fans) {
  if (!query_.per_entity_max) return;
  std::vector<bool> is_added(side_.order.size() - level);
  for (const Fan& fan : fans) {
    std::vector<std::size_t> places;
    for (const std::uint64_t vertex : fan.to) {
      const std::size_t place = side_.places.find(vertex) - level;
      if (!is_added[place]) places.push_back(place);
    }
    std::sort(places.begin(), places.end());
    places.resize(std::min(places.size(), *query_.per_entity_max));
    for (const std::size_t place : places) is_added[place] = true;
  }
  std::size_t end = level;
  for (std::size_t place = level; place < side_.order.size(); ++place) {
    const Reached reached = side_.order[place];
    const bool stays = is_added[place - level];
    side_.places.move(reached.vertex, stays ? static_cast<std::uint32_t>(end) : left_out);
    if (stays) side_.order[end++] = reached;
  }
  side_.order.resize(end);
}

template <class G, class Places>
void NeighborhoodSearch<G, Places>::list() {
  for (const auto& [vertex, type] : types_) {
    NeighborGroup& group = found_.groups[type];
    ++group.found;
    if (is_listed(vertex)) ++group.listed;
  }
  found_.neighbors.reserve(side_.order.size());
  for (std::size_t level = 0; level < side_.levels.size(); ++level) {
    const std::size_t end =
        level + 1 < side_.levels.size() ? side_.levels[level + 1] : side_.order.size();
    for (std::size_t place = side_.levels[level]; place < end; ++place) {
      const std::uint64_t vertex = side_.order[place].vertex;
      const auto more = more_.find(vertex);
      found_.neighbors.push_back({.entity = {vertex},
                                  .hops = static_cast<int>(level),
                                  .more = more == more_.end() ? 0 : more->second});
    }
  }
}

// Those that the answer tells of.
template <class G, class Places>
void NeighborhoodSearch<G, Places>::take_relations() {
  std::vector<RelationRef>& refs = found_.relations;
  if (query_.is_ego_network) {
    std::vector<std::uint64_t> listed;
    for (const Reached& reached : side_.order) listed.push_back(reached.vertex);
    sort_unique(listed);
    for (const AmongRelation& relation : relations_among(graph_, judge_, watch_, listed)) {
      refs.push_back(relation.ref);
    }
  }
  std::sort(refs.begin(), refs.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
  if (refs.size() <= query_.relations_max) return;
  refs.resize(query_.relations_max);
  found_.has_more = true;
}

// What neighbours are put in order by.
HopWeight weight_of(const NeighborhoodQuery& query, const Schema& schema,
                    const PathRunner& runner) {
  const auto weight = path_weight(query.order);
  return weight ? hop_weight({.weight = *weight}, query.view, schema, runner) : HopWeight{};
}

std::vector<NeighborGroup> named(const std::map<EntityTypeId, NeighborGroup>& found,
                                 const Schema& schema) {
  std::vector<NeighborGroup> groups;
  for (const auto& [id, group] : found) {
    const EntityType& type = schema.entity_type(id);
    groups.push_back(group);
    groups.back().type = type.name;
    groups.back().label = type.label;
  }
  std::sort(groups.begin(), groups.end(), [](const NeighborGroup& a, const NeighborGroup& b) {
    return a.found != b.found ? a.found > b.found : a.type < b.type;
  });
  return groups;
}

NeighborhoodAnswer answer_with(FoundNeighbors found, AnswerBuilder& builder, const Schema& schema,
                               SearchWatch& watch, const NeighborhoodQuery& query) {
  NeighborhoodAnswer answer{.question = query,
                            .neighbors = std::move(found.neighbors),
                            .neighbors_found = found.reached,
                            .groups = named(found.groups, schema)};
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
  if (found.has_more) answer.limits_hit.push_back(Limit::results);
  finish(answer, watch);
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
  const HopWeight weight = weight_of(query, schema, StorePathRunner(store, at));
  NeighborRanks ranks(query.order, HopCosts(store, at, view, watch, weight),
                      stored_degrees(store, at, watch));
  NeighborhoodSearch search(graph, judge, hubs, watch, side, std::move(ranks), query);
  return answer_with(search.run(), builder, schema, watch, query);
}

NeighborhoodAnswer find_neighborhood(const Graph& graph, const NeighborhoodQuery& asked) {
  const Graph::State& state = graph.state();
  const NeighborhoodQuery query = checked(state.store, state.at, asked);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, state.schema, state.retractions);
  ViewJudge judge(state.store, state.at, view, watch);
  Hubs hubs(state.store, state.at, watch, {.degree_max = query.degree_max});
  AnswerBuilder builder(state.store, state.at, state.schema, view);
  const HopWeight weight = weight_of(query, state.schema, GraphPathRunner(graph));
  NeighborRanks ranks(query.order, HopCosts(state.store, state.at, view, watch, weight),
                      stored_degrees(state.rows));
  const Graph::State::Loan arrays(state);
  NeighborhoodSearch search(state.rows, judge, hubs, watch, arrays->forward, std::move(ranks),
                            query);
  return answer_with(search.run(), builder, state.schema, watch, query);
}

}  // namespace relata

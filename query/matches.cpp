#include <relata/error.h>
#include <relata/pattern.h>

#include <algorithm>

#include "query/as_read.h"
#include "query/compiled_pattern.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/match_search.h"
#include "query/why_none.h"

namespace relata {
namespace {

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::usage, "matching a pattern: " + why);
}

// --- The question -----------------------------------------------------------------------------

EntityId resolved(const Store& store, const Snapshot& at, const PatternWord& name,
                  Metonyms metonyms) {
  try {
    return resolve_entity(store, at, name.text, metonyms).id;
  } catch (const Error& error) {
    throw Error(error.code(), at_column(name.column) + error.what());
  }
}

// What the question keeps one of the pattern's ends to, besides its types.
void bind_end(const Store& store, const Snapshot& at, const Schema& schema, const PatternNode& node,
              const std::vector<EntityId>& entities, std::vector<EntityId>& bound) {
  if (entities.empty()) return;
  if (node.name) refuse("\"" + node.name->text + "\" is named in the pattern; name it once");
  for (const Entity& entity : store.entities(at, entities)) {
    const bool fits = node.types.empty() ||
                      std::any_of(node.types.begin(), node.types.end(), [&](const auto& type) {
                        return schema.is_kind_of(entity.type, type.text);
                      });
    if (fits) continue;
    refuse("\"" + shown_name(entity) + "\" is of the type \"" +
           schema.entity_type(entity.type).name + "\", which the pattern does not take at column " +
           std::to_string(node.types.front().column));
  }
  bound = entities;
}

std::vector<std::vector<EntityId>> bound_of(const Store& store, const Snapshot& at,
                                            const Schema& schema, const Pattern& pattern,
                                            const MatchQuery& query) {
  std::vector<std::vector<EntityId>> bound(pattern.nodes.size());
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const auto& name = pattern.nodes[i].name;
    if (name) bound[i] = {resolved(store, at, *name, query.metonyms)};
  }
  bind_end(store, at, schema, pattern.nodes.front(), query.from, bound.front());
  bind_end(store, at, schema, pattern.nodes.back(), query.to, bound.back());
  std::vector<EntityId> alone;
  for (const auto& entities : bound) {
    if (entities.size() != 1) continue;
    if (std::find(alone.begin(), alone.end(), entities.front()) != alone.end()) {
      refuse("\"" + shown_name(store.entities(at, entities).front()) +
             "\" is asked for twice, and no match passes an entity twice");
    }
    alone.push_back(entities.front());
  }
  return bound;
}

void check(const MatchQuery& query) {
  if (query.matches_max == 0) refuse("0 matches cannot be listed; ask for 1 or more");
  if (query.counted_max == 0) refuse("0 matches cannot be counted; ask for 1 or more");
}

// --- The search and its answer ----------------------------------------------------------------

template <class G>
PatternScans<G> scans_of(const G& graph, const Store& store, const Snapshot& at,
                         const Schema& schema,
                         const std::shared_ptr<const Retractions>& retractions,
                         const CompiledPattern& pattern, SearchWatch& watch) {
  PatternScans<G> scans;
  for (const CompiledPattern::Step& step : pattern.steps()) {
    auto& scan = scans.emplace_back();
    if (!step.view) continue;
    scan = std::make_unique<StepScan<G>>(graph, store, at,
                                         CompiledView(*step.view, schema, retractions),
                                         step.direction, watch, pattern.named());
  }
  return scans;
}

void take(const FoundMatches& found, MatchAnswer& answer, AnswerBuilder& builder) {
  const auto add = [&](const std::vector<RelationRef>& relations) { builder.add(relations); };
  for (const std::vector<FoundHop>& hops : found.matches) {
    answer.matches.push_back({.from = {hops.front().from},
                              .hops = shown_hops(hops, add),
                              .weight = static_cast<double>(hops.size())});
  }
  answer.matches_found = found.count;
  answer.why_none = found.why_none;
  if (found.has_more || answer.matches.size() < found.count) {
    answer.limits_hit.push_back(Limit::results);
  }
}

// `make_graph(view, watch)` gives the model of the graph, which lives as long as the search.
template <class MakeGraph>
MatchAnswer answer_with(const Store& store, const Snapshot& at, const Schema& schema,
                        const std::shared_ptr<const Retractions>& retractions,
                        const MatchQuery& asked, const MakeGraph& make_graph) {
  check(asked);
  const MatchQuery query = as_read(store, at, asked);
  const Pattern read = parse_pattern(query.pattern);
  const auto bound = bound_of(store, at, schema, read, query);
  const CompiledPattern pattern(read, bound, query.view, schema);
  std::vector<EntityId> named;
  for (const std::uint64_t id : pattern.named()) named.push_back({id});
  check_not_left_out(store, at, query.view, named, "matching a pattern");

  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, schema, retractions);
  MatchAnswer answer{.question = query};
  AnswerBuilder builder(store, at, schema, view);
  builder.add(named);
  builder.add_named_by(query.view);
  const auto& graph = make_graph(view, watch);
  auto scans = scans_of(graph, store, at, schema, retractions, pattern, watch);
  MatchSearch search(graph, store, at, schema, pattern, view, std::move(scans), watch);
  take(search.run(query), answer, builder);
  answer.graph = builder.take();
  if (answer.matches.empty() && watch.is_cut()) {
    answer.why_none = why_cut(watch, query.limits, "a match");
  }
  finish(answer, watch);
  return answer;
}

}  // namespace

MatchAnswer find_matches(const Store& store, const Snapshot& at, const MatchQuery& query) {
  return answer_with(store, at, store.schema(at), Retractions::read(store, at), query,
                     [&](const CompiledView& view, SearchWatch& watch) {
                       return StoreGraph(store, at, view.hint(),
                                         [&watch] { return watch.is_cut_now(); });
                     });
}

MatchAnswer find_matches(const Graph& graph, const MatchQuery& query) {
  const Graph::State& state = graph.state();
  return answer_with(
      state.store, state.at, state.schema, state.retractions, query,
      [&](const CompiledView&, SearchWatch&) -> const CsrGraph& { return state.rows; });
}

}  // namespace relata

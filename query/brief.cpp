// What is said of an entity, or of two: their relations in the view, put together as sentences can
// tell them.

#include <relata/brief.h>
#include <relata/error.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "graph/store_graph.h"
#include "query/as_read.h"
#include "query/entity_relations.h"
#include "query/evidence.h"
#include "query/graph_state.h"
#include "query/path_runner.h"
#include "query/question_parts.h"

namespace relata {
namespace {

constexpr std::size_t hop_relations_max = 3;
constexpr std::chrono::days silence_least{90};

// Where a question is asked.
struct Ground {
  const Store& store;
  const Snapshot& at;
  const Schema& schema;
  const CompiledView& view;
  bool has_retractions = false;
};

// A date's place among others; what has none comes last.
std::tuple<bool, PartialDate> place_of(PartialDate date) { return {!date.is_known(), date}; }

PartialDate date_of(const RelationEvidence& relation) {
  const PartialDate start = start_of(relation.relation.valid);
  return start.is_known() ? start : earliest_report(relation.claims);
}

// By the summaries alone, so that a hub's claims are not read to choose a hundred of them.
void keep_best_supported(std::vector<MetRelation>& met, std::size_t relations_max) {
  if (met.size() <= relations_max) return;
  constexpr auto denial = 1U << static_cast<unsigned>(Stance::denied);
  const auto place = [](const MetRelation& relation) {
    const AdjacencyEntry& entry = relation.entry;
    const PartialDate start = start_of(entry.valid);
    return std::tuple((entry.stances & denial) == 0, -int{entry.origins_max},
                      place_of(start.is_known() ? start : entry.reported), relation.ref.id);
  };
  std::sort(met.begin(), met.end(),
            [&](const MetRelation& a, const MetRelation& b) { return place(a) < place(b); });
  met.resize(relations_max);
}

BriefPart part_of(const RelationEvidence& relation) {
  switch (relation.status) {
    case Status::confirmed:
      return BriefPart::confirmed;
    case Status::reported:
      break;
    case Status::contested:
      return BriefPart::contested;
    case Status::denied:
      return BriefPart::denied;
    case Status::uncertain:
      return BriefPart::uncertain;
  }
  const bool is_hearsay =
      std::none_of(relation.claims.begin(), relation.claims.end(), [](const ClaimEvidence& claim) {
        return claim.claim.stance == Stance::asserted && claim.chain.size() == 1;
      });
  return is_hearsay ? BriefPart::hearsay : BriefPart::reported;
}

// What relations of one statement have in common.
using Likeness = std::tuple<BriefPart, RelationTypeId, EntityId, EntityId,
                            std::set<std::tuple<Stance, Origin, bool>>, RelationId>;

Likeness likeness_of(const RelationEvidence& relation, bool is_symmetric) {
  std::set<std::tuple<Stance, Origin, bool>> said;
  for (const ClaimEvidence& claim : relation.claims) {
    said.emplace(claim.claim.stance, claim.origin, claim.claim.speaker.is_some());
  }
  const Relation& itself = relation.relation;
  std::pair ends(itself.source, itself.target);
  if (is_symmetric && ends.second < ends.first) std::swap(ends.first, ends.second);
  return {part_of(relation), itself.type,     ends.first,
          ends.second,       std::move(said), itself.quantity ? itself.id : RelationId{}};
}

std::vector<BriefStatement> statements_of(const AnswerGraph& graph,
                                          const std::vector<const RelationEvidence*>& relations) {
  std::map<Likeness, std::vector<const RelationEvidence*>> alike;
  for (const RelationEvidence* relation : relations) {
    const bool is_symmetric = graph.relation_type(relation->relation.type).is_symmetric;
    alike[likeness_of(*relation, is_symmetric)].push_back(relation);
  }
  const auto place = [](const RelationEvidence* relation) {
    return std::tuple(place_of(date_of(*relation)), relation->relation.id);
  };
  const auto comes_before = [&](const RelationEvidence* a, const RelationEvidence* b) {
    return place(a) < place(b);
  };
  std::vector<std::pair<BriefPart, std::vector<const RelationEvidence*>>> groups;
  for (auto& [likeness, group] : alike) {
    std::sort(group.begin(), group.end(), comes_before);
    groups.emplace_back(std::get<BriefPart>(likeness), std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
    return std::tuple(a.first, place(a.second.front())) <
           std::tuple(b.first, place(b.second.front()));
  });
  std::vector<BriefStatement> statements;
  for (const auto& [part, group] : groups) {
    BriefStatement& statement = statements.emplace_back(BriefStatement{.part = part});
    for (const RelationEvidence* relation : group) {
      statement.relations.push_back(relation->relation.id);
    }
  }
  return statements;
}

// Of what links two entities, what is best supported: by part, then by origins.
BriefStatement best_link(const AnswerGraph& graph, const Hop& hop) {
  std::vector<const RelationEvidence*> relations;
  for (const RelationId id : hop.relations) relations.push_back(&graph.relation(id));
  const std::vector<BriefStatement> links = statements_of(graph, relations);
  const auto place = [&](const BriefStatement& link) {
    return std::tuple(link.part, -graph.relation(link.relations.front()).origins);
  };
  BriefStatement best = *std::min_element(
      links.begin(), links.end(),
      [&](const BriefStatement& a, const BriefStatement& b) { return place(a) < place(b); });
  best.relations.resize(std::min(best.relations.size(), hop_relations_max));
  return best;
}

// `builder` reads the evidence that chooses what is told of a hop.
void take_paths(const FoundPaths& found, AnswerBuilder builder, BriefAnswer& answer,
                std::vector<RelationRef>& told) {
  answer.paths_found = found.paths_found;
  if (found.outcome == PathOutcome::too_far) add(Limit::hops, answer.limits_hit);
  std::vector<std::vector<Hop>> paths;
  for (const FoundPath& path : found.paths) {
    paths.push_back(shown_hops(path.hops, [&](const auto& relations) { builder.add(relations); }));
  }
  const AnswerGraph graph = builder.take();
  for (const std::vector<Hop>& path : paths) {
    BriefPath& taken =
        answer.paths.emplace_back(BriefPath{.from = answer.question.entity, .hops = {}});
    for (const Hop& hop : path) {
      taken.hops.push_back({.to = hop.to, .link = best_link(graph, hop)});
      for (const RelationId id : taken.hops.back().link.relations) {
        told.push_back({.source = graph.relation(id).relation.source, .id = id});
      }
    }
  }
}

Period silence_of(std::vector<PartialDate> dates) {
  std::sort(dates.begin(), dates.end());
  Period silence;
  if (dates.empty() || !dates.front().is_known()) return silence;
  PartialDate last = dates.front();  // of those so far, the one that may be latest
  for (const PartialDate date : dates) {
    if (date.first_day() - last.last_day() > silence_least) silence = {.from = last, .to = date};
    if (date.last_day() > last.last_day()) last = date;
  }
  return silence;
}

BriefGaps gaps_of(const BriefAnswer& answer, const Schema& schema) {
  BriefGaps gaps;
  std::vector<PartialDate> dates;
  std::set<EntityId> heard;
  for (const BriefStatement& statement : answer.statements) {
    for (const RelationId id : statement.relations) {
      const RelationEvidence& relation = answer.graph.relation(id);
      if (!relation.relation.valid.is_known()) ++gaps.undated;
      bool is_narrated = true;
      for (const ClaimEvidence& claim : relation.claims) {
        is_narrated = is_narrated && !claim.claim.speaker.is_some();
        heard.insert(claim.origin.entity);
        dates.push_back(claim.reported);
      }
      if (is_narrated) ++gaps.narrated;
    }
  }
  gaps.silence = silence_of(std::move(dates));
  for (const EntityId id : {answer.question.entity, answer.question.other}) {
    if (!id.is_some() || answer.statements.empty() || heard.contains(id)) continue;
    const EntityTypeId type = answer.graph.entity(id).entity.type;
    const bool can_speak =
        schema.is_kind_of(type, "person") || schema.is_kind_of(type, "organization");
    if (can_speak) gaps.silent.push_back(id);
  }
  return gaps;
}

PathProblem paths_between(const BriefQuery& query) {
  return {.stations = {{query.entity.value}, {query.other.value}},
          .direction = Direction::any,
          .hops_max = query.hops_max,
          .kind = PathKind::all_shortest,
          .side = SideChoice::cheaper};
}

BriefQuery checked(const Store& store, const Snapshot& at, const BriefQuery& asked) {
  BriefQuery query = as_read(store, at, asked);
  if (query.entity == query.other) {
    throw Error(ErrorCode::usage,
                "briefing on a pair: the two are one entity; name another, or one alone");
  }
  if (query.hops_max < 1 || query.hops_max > hops_limit) {
    throw Error(ErrorCode::usage, "briefing on a pair: " + std::to_string(query.hops_max) +
                                      " hops cannot be asked for; ask for 1 to 64");
  }
  std::vector<EntityId> ends{query.entity};
  if (query.other.is_some()) ends.push_back(query.other);
  check_not_left_out(store, at, query.view, ends, "briefing");
  return query;
}

template <class G>
BriefAnswer answer_with(const G& graph, PathRunner& runner, const Ground& ground, ViewJudge& judge,
                        SearchWatch& watch, const BriefQuery& query) {
  BriefAnswer answer{.question = query, .has_retractions = ground.has_retractions};
  std::vector<MetRelation> met = relations_of(graph, judge, watch, query.entity, query.other);
  answer.relations_found = met.size();
  if (met.size() > query.relations_max) answer.limits_hit.push_back(Limit::results);
  keep_best_supported(met, query.relations_max);
  std::vector<RelationRef> told;
  std::vector<RelationId> own;
  for (const MetRelation& relation : met) {
    told.push_back(relation.ref);
    own.push_back(relation.ref.id);
  }
  AnswerBuilder builder(ground.store, ground.at, ground.schema, ground.view);
  if (query.other.is_some()) {
    take_paths(runner.run(ground.view, paths_between(query), query.paths_max, watch), builder,
               answer, told);
  }
  builder.add(std::vector{query.entity});
  if (query.other.is_some()) builder.add(std::vector{query.other});
  builder.add(told);
  builder.add_named_by(query.view);
  answer.graph = builder.take();
  std::vector<const RelationEvidence*> relations;
  for (const RelationId id : own) relations.push_back(&answer.graph.relation(id));
  answer.statements = statements_of(answer.graph, relations);
  answer.gaps = gaps_of(answer, ground.schema);
  finish(answer, watch);
  return answer;
}

}  // namespace

BriefAnswer find_brief(const Store& store, const Snapshot& at, const BriefQuery& asked) {
  const BriefQuery query = checked(store, at, asked);
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const auto retractions = Retractions::read(store, at);
  const CompiledView view(query.view, schema, retractions);
  const StoreGraph graph(store, at, view.hint(), [&] { return watch.is_cut_now(); });
  ViewJudge judge(store, at, view, watch);
  StorePathRunner runner(store, at);
  return answer_with(graph, runner, {store, at, schema, view, retractions != nullptr}, judge, watch,
                     query);
}

BriefAnswer find_brief(const Graph& graph, const BriefQuery& asked) {
  const Graph::State& state = graph.state();
  const BriefQuery query = checked(state.store, state.at, asked);
  SearchWatch watch(query.limits, query.stop);
  const CompiledView view(query.view, state.schema, state.retractions);
  ViewJudge judge(state.store, state.at, view, watch);
  GraphPathRunner runner(graph);
  return answer_with(state.rows, runner,
                     {state.store, state.at, state.schema, view, state.retractions != nullptr},
                     judge, watch, query);
}

}  // namespace relata

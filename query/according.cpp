// One path question under the view of each camp, and the hops of all answers in each of them.

#include <relata/according.h>
#include <relata/error.h>

#include <algorithm>
#include <set>

#include "query/as_read.h"
#include "query/evidence.h"
#include "query/path_runner.h"

namespace relata {
namespace {

void check(const AccordingQuery& query) {
  if (query.camps.empty()) {
    throw Error(ErrorCode::usage, "comparing worlds: there is none; name a speaker at least");
  }
  for (const Camp& camp : query.camps) {
    if (!camp.speakers.empty()) continue;
    throw Error(ErrorCode::usage,
                "comparing worlds: nobody speaks in that of \"" + camp.name + "\"; name a speaker");
  }
}

View world_of(const AccordingQuery& query, const Camp& camp) {
  View view = query.path.view;
  view.speakers = camp.speakers;
  return view;
}

// Holds every relation that is in the world of a camp.
View whole_of(const View& asked) {
  View view = asked;
  view.speakers.clear();
  view.statuses.clear();
  view.origins_min = 0;
  return view;
}

// The hops of all paths, each once, in the order of the worlds and of their paths.
std::vector<ComparedHop> hops_of(const std::vector<PathAnswer>& worlds) {
  std::vector<ComparedHop> hops;
  std::set<std::pair<EntityId, EntityId>> met;
  for (const PathAnswer& world : worlds) {
    for (const Path& path : world.paths) {
      for (const Hop& hop : path.hops) {
        if (met.insert({hop.from, hop.to}).second) {
          hops.push_back({.from = hop.from, .to = hop.to, .stands = {}});
        }
      }
    }
  }
  return hops;
}

// Is any claim in the store one of theirs, whatever the view? Yes, if a limit ends the search for
// it.
bool say_anything(const Store& store, const Snapshot& at, const std::vector<EntityId>& speakers,
                  SearchWatch& watch) {
  constexpr std::uint64_t relations_at_once = 1 << 14;
  const std::uint64_t parts = store.info().relation_id_end / relations_at_once + 1;
  bool is_found = false;
  const ScanSink sink{.relation = [&](const RelationClaims& relation) {
    is_found =
        is_found ||
        std::any_of(relation.claims.begin(), relation.claims.end(), [&](const Claim& claim) {
          return std::find(speakers.begin(), speakers.end(), claim.speaker) != speakers.end();
        });
  }};
  for (std::uint64_t part = 0; part < parts && !is_found; ++part) {
    if (watch.is_cut_now()) return true;
    store.scan(at, {.part = part, .parts = parts}, sink);
  }
  return is_found;
}

// Of who says nothing it is no answer what would have to be given up in the view.
void explain_silence(const Store& store, const Snapshot& at, const AccordingQuery& query,
                     const Camp& camp, PathAnswer& world, SearchWatch& watch) {
  const std::size_t ends = 2 + query.path.from_others.size() + query.path.to_others.size();
  const bool is_complete = world.limits_hit.empty() && !world.is_stopped;
  const bool may_be_silent = query.path.explains_none && world.paths.empty() && is_complete &&
                             world.counters.entities_visited <= ends;
  if (!may_be_silent || say_anything(store, at, camp.speakers, watch)) return;
  world.openings.clear();
  world.is_explanation_cut = false;
  world.why_none =
      camp.speakers.size() == 1
          ? "No claim has " + camp.name + " as its speaker, and narration is in no world."
          : "No claim has one of these as its speaker, and narration is in no world.";
}

// One camp's world, asked hop by hop.
class World {
 public:
  World(const Store& store, const Snapshot& at, const Schema& schema, const AccordingQuery& query,
        const Camp& camp)
      : store_(store),
        at_(at),
        view_(world_of(query, camp), schema, Retractions::read(store, at)),
        direction_(query.path.direction),
        runner_(store, at) {}

  std::vector<RelationRef> relations(const ComparedHop& hop, SearchWatch& watch) {
    const PathProblem problem{
        .stations = {{hop.from.value}, {hop.to.value}}, .direction = direction_, .hops_max = 1};
    const FoundPaths found = runner_.run(view_, problem, 1, watch);
    return found.paths.empty() ? std::vector<RelationRef>{}
                               : found.paths.front().hops.front().relations;
  }

  [[nodiscard]] std::vector<ComparedHop::Stand> stands(const std::vector<RelationRef>& refs) const {
    const Evidence read = store_.evidence(at_, refs);
    const DocumentIndex documents(read.documents);
    std::vector<ComparedHop::Stand> stands;
    for (const RelationClaims& relation : read.relations) {
      stands.push_back(
          {.relation = relation.relation.id, .standing = standing_of(relation, documents, view_)});
    }
    return stands;
  }

 private:
  const Store& store_;
  const Snapshot& at_;
  CompiledView view_;
  Direction direction_;
  StorePathRunner runner_;
};

}  // namespace

AccordingAnswer find_according(const Store& store, const Snapshot& at,
                               const AccordingQuery& asked) {
  check(asked);
  AccordingAnswer answer{.question = as_read(store, at, asked)};
  const AccordingQuery& query = answer.question;
  // The time is that of the whole question.
  SearchWatch watch(query.path.limits, query.path.stop);
  for (const Camp& camp : query.camps) {
    PathQuery path = query.path;
    path.view = world_of(query, camp);
    path.limits = watch.rest();
    PathAnswer& world = answer.worlds.emplace_back(find_paths(store, at, path));
    explain_silence(store, at, query, camp, world, watch);
    for (const Limit limit : world.limits_hit) add(limit, answer.limits_hit);
    answer.is_stopped = answer.is_stopped || world.is_stopped;
    const std::uint64_t hubs =
        std::max(answer.counters.hubs_held_back, world.counters.hubs_held_back);
    add(world.counters, answer.counters);
    answer.counters.hubs_held_back = hubs;  // most of them are the same in each world
  }
  answer.hops = hops_of(answer.worlds);

  const Schema schema = store.schema(at);
  const CompiledView whole(whole_of(query.path.view), schema, Retractions::read(store, at));
  AnswerBuilder builder(store, at, schema, whole);
  builder.add(std::vector{query.path.from, query.path.to});
  builder.add_named_by(query.path.view);
  for (const Camp& camp : query.camps) {
    builder.add(camp.speakers);
    World world(store, at, schema, query, camp);
    for (ComparedHop& hop : answer.hops) {
      const std::vector<RelationRef> refs = world.relations(hop, watch);
      hop.stands.push_back(world.stands(refs));
      builder.add(refs);
    }
  }
  answer.graph = builder.take();
  // A hop that was not tried for a limit looks like none: so the answer says that it was hit.
  if (watch.limit()) add(*watch.limit(), answer.limits_hit);
  answer.is_stopped = answer.is_stopped || watch.is_stopped();
  add(watch.counters(), answer.counters);
  return answer;
}

}  // namespace relata

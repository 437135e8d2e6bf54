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

// Their sums, and what any of them was cut by.
void add_up(const std::vector<PathAnswer>& worlds, AccordingAnswer& answer) {
  for (const PathAnswer& world : worlds) {
    for (const Limit limit : world.limits_hit) {
      const auto& hit = answer.limits_hit;
      if (std::find(hit.begin(), hit.end(), limit) == hit.end()) answer.limits_hit.push_back(limit);
    }
    answer.is_stopped = answer.is_stopped || world.is_stopped;
    answer.counters.entities_visited += world.counters.entities_visited;
    answer.counters.relations_tested += world.counters.relations_tested;
    answer.counters.evidence_read += world.counters.evidence_read;
    answer.counters.doubtful_dates += world.counters.doubtful_dates;
    answer.counters.milliseconds += world.counters.milliseconds;
  }
}

}  // namespace

AccordingAnswer find_according(const Store& store, const Snapshot& at,
                               const AccordingQuery& asked) {
  check(asked);
  AccordingAnswer answer{.question = as_read(store, at, asked)};
  const AccordingQuery& query = answer.question;
  for (const Camp& camp : query.camps) {
    PathQuery path = query.path;
    path.view = world_of(query, camp);
    answer.worlds.push_back(find_paths(store, at, path));
  }
  answer.hops = hops_of(answer.worlds);
  add_up(answer.worlds, answer);

  SearchWatch watch(query.path.limits, query.path.stop);
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
  return answer;
}

}  // namespace relata

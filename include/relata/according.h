#pragma once

// One question, asked in the world of each of several speakers or camps: what each of them claims,
// and nothing else. Where the answers part, the dispute lies.
//
//     const relata::PathQuery path{.from = kim, .to = kursk};
//     const auto told = relata::find_according(*store, now, {.path = path, .camps = camps});
//     for (const auto& world : told.worlds) show(world.paths.size());

#include <relata/search.h>
#include <algorithm>
#include <string>
#include <vector>

namespace relata {

// Whose word counts in one world.
struct Camp {
  std::string name;
  std::vector<EntityId> speakers;  // claims of these, never narration; one at least
};

struct AccordingQuery {
  PathQuery path;  // its view holds in every world; its speakers are replaced by each camp's
  std::vector<Camp> camps;  // one at least
};

// A hop of one world's path, and how it stands in every world.
struct ComparedHop {
  EntityId from;
  EntityId to;
  // By camp: what the relations that make up the hop add up to there, by id; empty: no such hop.
  struct Stand {
    RelationId relation;
    Standing standing;
  };
  std::vector<std::vector<Stand>> stands;

  [[nodiscard]] bool is_everywhere() const {
    return std::none_of(stands.begin(), stands.end(),
                        [](const auto& world) { return world.empty(); });
  }
};

struct AccordingAnswer {
  AccordingQuery question;
  // By camp. Without a path, `why_none` says so if no claim in the store is one of the camp's: told
  // by a walk over all of them, unless time runs out.
  std::vector<PathAnswer> worlds;
  std::vector<ComparedHop> hops;  // of all paths of all worlds, as they come
  // The relations of `hops` with the claims of every camp and of all others, by the question's view
  // without its filters on origins and status.
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Error{usage} without a camp, for a camp without a speaker, and as find_paths().
[[nodiscard]] AccordingAnswer find_according(const Store& store, const Snapshot& at,
                                             const AccordingQuery& query);

}  // namespace relata

#pragma once

// What holds two entities together: the least that has to go before nothing connects them any more.
//
// Asked of relations or entities, it is also the number of ways between them that share none
// (Menger's theorem). Asked of documents, speakers or publishers, it is whose word the connection
// rests on: a relation goes when none of its claims in the view is left.
//
//     const auto answer = relata::find_cut(*store, now, {.from = kim, .to = kursk, .view = view});
//     for (const auto& cut : answer.cuts) show(cut.entities);  // speakers

#include <relata/search.h>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

enum class CutOf : std::uint8_t {
  relations,   // each of several parallel ones counts
  entities,    // but the two themselves
  documents,   // in which claims stand, not those that these relay
  speakers,    // narration has none, and so stays
  publishers,  // of the documents in which claims stand
};

// Error{usage} for two ends that are one, or that the view leaves out.
struct CutQuery {
  EntityId from;
  EntityId to;
  View view = {};
  CutOf of = CutOf::speakers;
  Direction direction = Direction::any;  // as PathQuery::direction
  std::size_t results_max = 20;          // cuts that are listed, and paths. 1 or more.
  SearchLimits limits = {};              // visited: added up over all of the searches that it takes
  std::stop_token stop = {};
  // What connects them away from hubs, as PathQuery::degree_max: ways through what has more
  // relations need not be cut. A cut has no lengths, so there is no penalty.
  std::optional<std::uint64_t> degree_max = {};
};

enum class CutOutcome : std::uint8_t {
  found,        // `cuts` are the least
  apart,        // nothing connects them: there is nothing to cut
  inseparable,  // there is no such cut, however large
  unknown,      // a limit ended the search: there is none of fewer than `size`
};

// By id.
struct Cut {
  std::vector<EntityId> entities;  // CutOf::entities, speakers, publishers
  std::vector<DocumentId> documents;
  std::vector<RelationId>
      relations;  // CutOf::relations; of sources: what goes of `paths` with them
};

struct CutAnswer {
  CutQuery question;
  CutOutcome outcome = CutOutcome::apart;
  std::uint64_t size = 0;  // of the least cuts; inseparable: 0
  // CutOf::relations, entities: one, the nearest to `from`. Of sources: all of the least, by ids.
  std::vector<Cut> cuts;
  // CutOf::relations, entities: ways that share none, as many as there can be, the shortest first.
  // Of sources: what was found to be left without some of them, first the shortest of all; if
  // inseparable, the one that no cut takes away. None of more than 1,000 hops is listed.
  std::vector<Path> paths;
  std::uint64_t paths_found = 0;  // ways that share none, or were found to be left; listed or not
  std::string why_none;           // no cut: what connects them all the same, or why nothing does
  AnswerGraph graph;
  std::vector<Limit> limits_hit;  // there may be more of cuts or ways; see also `unknown`
  bool is_stopped = false;
  Counters counters;
};

// Of relations and entities: about as many walks over the graph as the square root of its relations
// at most, in practice a few. Of sources: a search for a path for each set that is tried, and in
// the worst case as many sets as there are (the problem is NP-hard); at most a million wait at a
// time.
[[nodiscard]] CutAnswer find_cut(const Store& store, const Snapshot& at, const CutQuery& query);
[[nodiscard]] CutAnswer find_cut(const Graph& graph, const CutQuery& query);

}  // namespace relata

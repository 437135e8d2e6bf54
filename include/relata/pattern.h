#pragma once

// Paths of a given shape: which types of entities, linked by which types of relations, in which
// direction and how often.
//
//   person -[commands]-> military_unit -[deployed_to|fought_in]->{1,3} place
//   "Kim Jong Un" -[*]- * <-[part_of]- military_unit
//
// An entity is a type or several (kinds of it included), a name or key in double quotes, or * for
// any. A relation is a type or several, or *, in an arrow: -[ ]-> from source to target, <-[ ]-
// against it, -[ ]- either way; relations of a symmetric type are crossed either way by all three.
// {1,3} repeats a relation one to three times through any entities, {2} twice. docs/searches.md has
// the whole grammar.
//
// A match is a path of such a shape that passes no entity twice. It is listed once, with every
// relation in the view that fits at each of its hops, however many ways the pattern fits it.
//
//     const relata::MatchQuery query{.pattern = "person -[leads]-> country", .view = view};
//     const auto answer = relata::find_matches(*store, now, query);
//     for (const auto& match : answer.matches) show(match.hops);

#include <relata/lookup.h>
#include <relata/search.h>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

struct MatchQuery {
  std::string pattern;  // 1 to 32 hops, repetitions at their most
  View view = {};
  std::vector<EntityId> from = {};  // a match begins at any of these; empty: at what fits
  std::vector<EntityId> to = {};    // and ends at any of these
  std::size_t matches_max = 100;    // no more are listed. 1 or more.
  // Matches are counted beyond those listed up to so many; there the search ends.
  std::uint64_t counted_max = 1'000'000;
  SearchLimits limits = {};
  std::stop_token stop = {};             // what was found by then comes back, marked
  Metonyms metonyms = Metonyms::expand;  // how the pattern's names are read
};

struct MatchAnswer {
  MatchQuery question;
  std::vector<Path> matches;        // by hops, then entities by id
  std::uint64_t matches_found = 0;  // at counted_max there may be more
  AnswerGraph graph;
  std::vector<Limit> limits_hit;  // results: not all that were found are listed
  bool is_stopped = false;
  std::string why_none;  // without a match: how far the pattern leads
  Counters counters;
};

// Error{usage} for a pattern that does not read, with the column (in characters, from 1) and what
// is expected there; Error{not_found} for a type that the store does not know, with the nearest,
// and for a name; Error{ambiguous} for a name of several entities.
//
// Searched from the entity that the fewest fit: one that is named costs what lies around it, out of
// the store as well; without any, every entity is looked at once. Keeps some 30 bytes for each
// relation that the pattern takes on the way to its end.
[[nodiscard]] MatchAnswer find_matches(const Store& store, const Snapshot& at,
                                       const MatchQuery& query);
[[nodiscard]] MatchAnswer find_matches(const Graph& graph, const MatchQuery& query);

}  // namespace relata

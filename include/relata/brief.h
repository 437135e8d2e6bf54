#pragma once

// A brief on an entity, or on two: what is said of them and how surely, as statements that can be
// told in a sentence each. render() tells them in a language, with numbered citations.
//
// A statement is relations with their claims, never words: nothing is said that no claim in the
// view supports, and how a sentence hedges follows from the claims alone.
//
//     const auto brief = relata::find_brief(*store, now, {.entity = north_korea});
//     const relata::RenderOptions in_indonesian{.language = "id"};
//     std::cout << relata::render(brief, relata::Format::markdown, in_indonesian);

#include <relata/search.h>
#include <stop_token>
#include <vector>

namespace relata {

struct BriefQuery {
  EntityId entity;
  EntityId other = {};  // a brief on the two: how they are connected, and what links them directly
  View view = {};
  // Relations that are told, of those that were found: first what somebody denies, then what most
  // independent origins assert at most, then the earliest.
  std::size_t relations_max = 100;  // 0: none
  int hops_max = 8;                 // between two: longer paths are not looked for. 1..64.
  std::size_t paths_max = 3;        // between two: of the shortest paths, so many are told
  SearchLimits limits = {};
  std::stop_token stop = {};
};

// What a statement says, by the claims in the view; in the order in which a brief tells them.
enum class BriefPart : std::uint8_t {
  confirmed,
  reported,   // by fewer origins than make it confirmed, one of them first hand
  hearsay,    // the same, but each claim that asserts it came through further documents
  contested,  // asserted and denied
  uncertain,  // neither asserted nor denied
  denied,     // denied only
};

// Relations that a sentence tells together: of one type, from one source to one target (of a
// symmetric type either way), claimed by the same origins in the same way; one alone where it has a
// quantity.
struct BriefStatement {
  BriefPart part = BriefPart::reported;
  std::vector<RelationId> relations;  // by date, then id; never empty
};

struct BriefHop {
  EntityId to;
  BriefStatement link;  // the best supported one between the two; at most 3 relations of it
};

struct BriefPath {
  EntityId from;
  std::vector<BriefHop> hops;  // never empty
};

// What the relations told leave open.
struct BriefGaps {
  std::uint64_t undated = 0;   // relations without a valid time
  std::uint64_t narrated = 0;  // relations whose claims name no speaker
  // Of the entities asked for, persons and organizations that no claim goes back to.
  std::vector<EntityId> silent;
  // The latest 90 days or more, for certain, in which nothing was reported: the last date before
  // and the first after. Unknown if there are none, or if a claim has no date.
  Period silence;
};

struct BriefAnswer {
  BriefQuery question;
  // Of the entity, or between the two; by part, then date, then relation. A path's are not here.
  std::vector<BriefStatement> statements;
  std::uint64_t relations_found = 0;  // told or not
  std::vector<BriefPath> paths;       // between two: as find_paths() has them
  std::uint64_t paths_found = 0;      // as PathAnswer::paths_found
  BriefGaps gaps;                     // of the relations in `statements`
  bool has_retractions = false;       // something is retracted in the store, in the view or not
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Reads the claims of what it tells. Error{usage} if the two are one, or the view leaves one out;
// Error{not_found} for an entity or type that is not there.
[[nodiscard]] BriefAnswer find_brief(const Store& store, const Snapshot& at,
                                     const BriefQuery& query);
[[nodiscard]] BriefAnswer find_brief(const Graph& graph, const BriefQuery& query);

}  // namespace relata

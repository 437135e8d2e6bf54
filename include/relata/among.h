#pragma once

// How some entities are related to each other: every relation among them and no other, the
// subgraph that they induce.
//
//     const auto answer = relata::find_among(*store, now, {.entities = {kim, putin, kursk}});
//     for (const auto& tie : answer.ties) show(tie.relations);

#include <relata/search.h>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace relata {

// Error{usage} for fewer than two entities, or one that the view leaves out.
struct AmongQuery {
  std::vector<EntityId> entities;  // each counts once
  View view = {};
  std::size_t results_max = 1'000;  // relations that are listed. 1 or more.
  SearchLimits limits = {};
  std::stop_token stop = {};
};

// What relates two of them; one of them to itself, if both are the same.
struct Tie {
  EntityId one;  // the one that was asked for first
  EntityId other;
  std::uint64_t relations_found = 0;
  std::vector<RelationId> relations;  // by id; those that are listed
};

struct AmongAnswer {
  AmongQuery question;
  std::vector<Tie> ties;  // in the order in which both were asked for
  std::uint64_t relations_found = 0;
  std::vector<std::vector<EntityId>> groups;  // that hang together by these relations alone
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Reads the relations that lead from each of the entities, and the evidence of what is listed.
[[nodiscard]] AmongAnswer find_among(const Store& store, const Snapshot& at,
                                     const AmongQuery& query);
[[nodiscard]] AmongAnswer find_among(const Graph& graph, const AmongQuery& query);

}  // namespace relata

#pragma once

// What the diagrams of searches have in common.

#include <relata/export.h>

#include <algorithm>
#include <string>
#include <vector>

#include "export/words.h"

namespace relata {

inline constexpr const char* left_to_right = "rankdir=LR, nodesep=0.32, ranksep=0.55";

template <class Answer>
[[nodiscard]] std::string note_of(const Answer& answer) {
  return joined(caveats({answer.limits_hit, answer.counters, answer.is_stopped}), " ");
}

// By key: ids depend on the order in which things came in.
[[nodiscard]] inline std::vector<const RelationEvidence*> by_key(const AnswerGraph& graph) {
  std::vector<const RelationEvidence*> relations;
  for (const RelationEvidence& relation : graph.relations) relations.push_back(&relation);
  std::sort(relations.begin(), relations.end(), [](const auto* left, const auto* right) {
    return left->relation.key < right->relation.key;
  });
  return relations;
}

}  // namespace relata

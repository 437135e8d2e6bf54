#pragma once

// The part of a sentence that says what is claimed, before who claims it: "Russia liberated Kursk
// Oblast by 27 April 2025".

#include "export/brief_language.h"

namespace relata {

struct BriefFact {
  std::string text;
  bool is_dated = false;  // it says when
};

// Of relations of one type from one entity to another.
[[nodiscard]] BriefFact fact_of(const BriefLanguage& language, const AnswerGraph& graph,
                                const std::vector<RelationId>& relations);

}  // namespace relata

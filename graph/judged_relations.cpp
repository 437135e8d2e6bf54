#include "graph/judged_relations.h"

#include <utility>

namespace relata {

JudgedRelations::JudgedRelations(std::vector<Judgement> judgements)
    : judgements_(std::move(judgements)), expected_(judgements_.size()) {
  for (std::size_t i = 0; i < judgements_.size(); ++i) {
    const JudgementSubject& subject = judgements_[i].subject;
    if (!std::holds_alternative<EntityPair>(subject)) places_.emplace(subject, i);
  }
}

void JudgedRelations::expect(const RelationClaims& relation) {
  if (places_.empty()) return;
  for (const Claim& claim : relation.claims) {
    expect(claim.document, claim, relation.relation.id);
    expect(claim.batch, claim, relation.relation.id);
  }
}

void JudgedRelations::expect(const JudgementSubject& subject, const Claim& claim,
                             RelationId relation) {
  for (auto [place, end] = places_.equal_range(subject); place != end; ++place) {
    if (claim.batch >= judgements_[place->second].batch) continue;  // it came after that
    std::vector<RelationRange>& ranges = expected_[place->second];
    const std::uint64_t next =
        ranges.empty() ? relation.value : ranges.back().first.value + ranges.back().count;
    if (!ranges.empty() && relation.value < next) continue;  // another claim of it
    if (ranges.empty() || relation.value > next) {
      ranges.push_back({.first = relation, .count = 1});
    } else {
      ++ranges.back().count;
    }
  }
}

std::vector<Judgement> JudgedRelations::wrong() const {
  std::vector<Judgement> wrong;
  for (std::size_t i = 0; i < judgements_.size(); ++i) {
    if (judgements_[i].relations != expected_[i]) wrong.push_back(judgements_[i]);
  }
  return wrong;
}

}  // namespace relata

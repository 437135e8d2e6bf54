#pragma once

// Do judgements on documents and batches carry the relations that they bear on?

#include <relata/store.h>
#include <map>
#include <vector>

namespace relata {

class JudgedRelations {
 public:
  JudgedRelations() = default;
  explicit JudgedRelations(std::vector<Judgement> judgements);

  [[nodiscard]] const std::vector<Judgement>& judgements() const { return judgements_; }
  // Every relation of the store, by id.
  void expect(const RelationClaims& relation);
  // After that: those with other relations.
  [[nodiscard]] std::vector<Judgement> wrong() const;

 private:
  void expect(const JudgementSubject& subject, const Claim& claim, RelationId relation);

  std::vector<Judgement> judgements_;
  std::multimap<JudgementSubject, std::size_t> places_;
  std::vector<std::vector<RelationRange>> expected_;  // by judgement
};

}  // namespace relata

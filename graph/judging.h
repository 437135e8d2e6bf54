#pragma once

// Judgements on pairs as they are made one after another: what each says, and what stands against
// it.

#include <relata/judge.h>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/clusters.h"

namespace relata {

class Judging {
 public:
  // For messages. It may know entities that are not in the store yet.
  using KeyOf = std::function<std::string(EntityId)>;

  Judging(const Store& store, const Snapshot& at);
  Judging(std::vector<Judgement> judgements, BatchNumber head, KeyOf key_of);

  // Nothing if it is so already. Error{usage} if something stands against it.
  std::optional<Judgement> judge(const JudgeQuery& query);

 private:
  [[noreturn]] void fail(const std::string& why) const;
  [[nodiscard]] std::string described(const Judgement& judgement) const;
  [[nodiscard]] std::string words_of(const std::vector<Judgement>& chain) const;
  void check() const;
  [[nodiscard]] std::vector<Judgement> judgements_with(JudgementKind kind) const;
  void join_all();
  void check_same() const;
  void check_different() const;
  void check_withdrawn() const;

  BatchNumber head_;
  KeyOf key_of_;
  std::vector<Judgement> judgements_;
  std::map<EntityPair, Judgement> in_force_;
  std::set<EntityPair> apart_;  // of these, those that are different
  mutable JoinedEntities joined_;
  const JudgeQuery* query_ = nullptr;
  EntityPair pair_;
};

}  // namespace relata

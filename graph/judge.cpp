#include <relata/judge.h>

#include <algorithm>
#include <chrono>

#include "graph/judging.h"
#include "graph/record_judgements.h"
#include "graph/words.h"

namespace relata {

BatchNumber record_judgements(Store& store, const Snapshot& at, std::vector<Judgement> judgements,
                              std::string source) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  for (Judgement& judgement : judgements) {
    judgement.recorded_unix_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  }
  Changes changes;
  // A state of a store takes one batch.
  changes.batch_id = "judgement/" + store.info().uuid + "/" + std::to_string(at.head);
  changes.expected_head = at.head;
  changes.source = std::move(source);
  changes.schema = store.schema(at);
  changes.judgements = std::move(judgements);
  return store.commit(changes);
}

BatchNumber judge(Store& store, const JudgeQuery& query) {
  const Snapshot at = store.snapshot();
  const auto made = Judging(store, at).judge(query);
  if (!made) return 0;
  const std::vector<Entity> ends = store.entities(at, std::vector{query.a, query.b});
  return record_judgements(
      store, at, {*made},
      "judge " + ends[0].key + " and " + ends[1].key + " " + std::string(word(query.verdict)));
}

std::size_t judge_all(Store& store, const std::vector<JudgeQuery>& queries, std::string source) {
  const Snapshot at = store.snapshot();
  Judging judging(store, at);
  std::vector<Judgement> made;
  for (const JudgeQuery& query : queries) {
    try {
      if (auto judgement = judging.judge(query)) made.push_back(std::move(*judgement));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::usage) throw;
    }
  }
  const std::size_t count = made.size();
  if (count > 0) record_judgements(store, at, std::move(made), std::move(source));
  return count;
}

std::vector<Judgement> why_one(const Store& store, const Snapshot& at, EntityId a, EntityId b) {
  return chain_between(store.judgements(at), a, b);
}

}  // namespace relata

#include <relata/judge.h>

#include <algorithm>
#include <chrono>

#include "graph/clusters.h"
#include "graph/record_judgement.h"
#include "graph/words.h"

namespace relata {
namespace {

EntityPair pair_of(EntityId a, EntityId b) { return {std::min(a, b), std::max(a, b)}; }

const Judgement* judgement_on(const std::vector<Judgement>& in_force, const EntityPair& pair) {
  const auto found = std::find_if(in_force.begin(), in_force.end(), [&](const Judgement& made) {
    return std::get<EntityPair>(made.subject) == pair;
  });
  return found == in_force.end() ? nullptr : &*found;
}

std::string key_of(const Store& store, const Snapshot& at, EntityId id) {
  return store.entities(at, {&id, 1}).front().key;
}

// "korut and dprk, the same (Ana, batch 4)"
std::string described(const Store& store, const Snapshot& at, const Judgement& judgement) {
  const EntityPair& pair = std::get<EntityPair>(judgement.subject);
  std::string text = key_of(store, at, pair.first) + " and " + key_of(store, at, pair.second) +
                     ", " + std::string(word(judgement.kind)) + " (";
  if (!judgement.who.empty()) text += judgement.who + ", ";
  return text + "batch " + std::to_string(judgement.batch) + ")";
}

class Judging {
 public:
  Judging(const Store& store, const Snapshot& at, const JudgeQuery& query)
      : store_(store),
        at_(at),
        query_(query),
        pair_(pair_of(query.a, query.b)),
        judgements_(store.judgements(at)),
        in_force_(pairs_in_force(judgements_)) {}

  [[nodiscard]] const EntityPair& pair() const { return pair_; }
  [[nodiscard]] bool is_so() const {
    const Judgement* const now = judgement_on(in_force_, pair_);
    return now != nullptr && now->kind == query_.verdict;
  }

  void check() const {
    if (query_.a == query_.b) fail("it is one entity by either name");
    switch (query_.verdict) {
      case JudgementKind::same:
        return check_same();
      case JudgementKind::different:
        return check_different();
      case JudgementKind::withdrawn:
        return check_withdrawn();
      default:
        break;
    }
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw Error(ErrorCode::usage, "judging " + key_of(store_, at_, query_.a) + " and " +
                                      key_of(store_, at_, query_.b) + ": " + why);
  }

  // With the judgement that is asked for in place of the pair's own.
  [[nodiscard]] std::vector<Judgement> judgements_with(JudgementKind kind) const {
    std::vector<Judgement> all = judgements_;
    all.push_back({.kind = kind, .subject = pair_});
    return all;
  }

  void check_same() const {
    const auto clusters = Clusters::of(judgements_with(JudgementKind::same));
    for (const Judgement& judgement : in_force_) {
      const EntityPair& apart = std::get<EntityPair>(judgement.subject);
      if (judgement.kind != JudgementKind::different || apart == pair_) continue;
      if (clusters->representative(apart.first) != clusters->representative(apart.second)) continue;
      fail("they cannot be one while this counts: " + described(store_, at_, judgement) +
           "; `relata unmerge` takes a judgement back");
    }
  }

  void check_different() const {
    const auto chain = chain_between(judgements_with(JudgementKind::withdrawn), query_.a, query_.b);
    if (!chain.empty())
      fail("they are one by " + words_of(chain) +
           "; `relata unmerge` takes a "
           "judgement back");
  }

  void check_withdrawn() const {
    if (judgement_on(in_force_, pair_) != nullptr) return;
    const auto chain = chain_between(judgements_, query_.a, query_.b);
    fail(chain.empty() ? "nobody has judged them"
                       : "they are one by " + words_of(chain) + "; take one of these back");
  }

  [[nodiscard]] std::string words_of(const std::vector<Judgement>& chain) const {
    std::string text;
    for (const Judgement& judgement : chain) {
      text += (text.empty() ? "" : "; ") + described(store_, at_, judgement);
    }
    return text;
  }

  const Store& store_;
  const Snapshot& at_;
  const JudgeQuery& query_;
  EntityPair pair_;
  std::vector<Judgement> judgements_;
  std::vector<Judgement> in_force_;
};

}  // namespace

BatchNumber record_judgement(Store& store, const Snapshot& at, Judgement judgement,
                             std::string source) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  judgement.recorded_unix_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  Changes changes;
  // A state of a store takes one batch.
  changes.batch_id = "judgement/" + store.info().uuid + "/" + std::to_string(at.head);
  changes.expected_head = at.head;
  changes.source = std::move(source);
  changes.schema = store.schema(at);
  changes.judgements.push_back(std::move(judgement));
  return store.commit(changes);
}

BatchNumber judge(Store& store, const JudgeQuery& query) {
  const Snapshot at = store.snapshot();
  const Judging judging(store, at, query);
  judging.check();
  if (judging.is_so()) return 0;
  const std::string source = "judge " + key_of(store, at, query.a) + " and " +
                             key_of(store, at, query.b) + " " + std::string(word(query.verdict));
  return record_judgement(
      store, at,
      {.kind = query.verdict, .subject = judging.pair(), .who = query.who, .why = query.why},
      source);
}

std::vector<Judgement> why_one(const Store& store, const Snapshot& at, EntityId a, EntityId b) {
  return chain_between(store.judgements(at), a, b);
}

}  // namespace relata

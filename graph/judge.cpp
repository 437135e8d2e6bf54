#include <relata/judge.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "graph/clusters.h"
#include "graph/record_judgements.h"
#include "graph/words.h"

namespace relata {
namespace {

// What was judged before, and what is to be judged now.
class Judging {
 public:
  Judging(const Store& store, const Snapshot& at)
      : store_(store), at_(at), judgements_(store.judgements(at)) {
    for (Judgement& judgement : pairs_in_force(judgements_)) {
      const EntityPair pair = std::get<EntityPair>(judgement.subject);
      in_force_.emplace(pair, std::move(judgement));
    }
    join_all();
  }

  // Nothing if it is so already. Error{usage} if something stands against it.
  std::optional<Judgement> judge(const JudgeQuery& query) {
    query_ = &query;
    pair_ = {std::min(query.a, query.b), std::max(query.a, query.b)};
    check();
    const auto now = in_force_.find(pair_);
    if (now != in_force_.end() && says_it(now->second, query)) return std::nullopt;
    Judgement made{.kind = query.verdict,
                   .subject = pair_,
                   .who = query.who,
                   .why = query.why,
                   .batch = at_.head + 1};
    judgements_.push_back(made);
    const bool was_judged = !in_force_.insert_or_assign(pair_, made).second;
    if (was_judged || query.verdict != JudgementKind::same) {
      join_all();  // the pair may be parted
    } else {
      joined_.join(query.a, query.b);
    }
    return made;
  }

 private:
  // Another's word, or another reason, is worth recording though the verdict is the same.
  static bool says_it(const Judgement& judgement, const JudgeQuery& query) {
    return judgement.kind == query.verdict && judgement.who == query.who &&
           judgement.why == query.why;
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(ErrorCode::usage,
                "judging " + key_of(query_->a) + " and " + key_of(query_->b) + ": " + why);
  }
  [[nodiscard]] std::string key_of(EntityId id) const {
    return store_.entities(at_, {&id, 1}).front().key;
  }
  // "dprk and korut, the same (Ana, batch 4)"
  [[nodiscard]] std::string described(const Judgement& judgement) const {
    const EntityPair& pair = std::get<EntityPair>(judgement.subject);
    std::string text = key_of(pair.first) + " and " + key_of(pair.second) + ", " +
                       std::string(word(judgement.kind)) + " (";
    if (!judgement.who.empty()) text += judgement.who + ", ";
    return text + "batch " + std::to_string(judgement.batch) + ")";
  }
  [[nodiscard]] std::string words_of(const std::vector<Judgement>& chain) const {
    std::string text;
    for (const Judgement& judgement : chain) {
      text += (text.empty() ? "" : "; ") + described(judgement);
    }
    return text;
  }

  void check() {
    if (query_->a == query_->b) fail("it is one entity by either name");
    if (query_->verdict < JudgementKind::same) fail("two entities are not retracted");
    if (query_->verdict == JudgementKind::same) check_same();
    if (query_->verdict == JudgementKind::different) check_different();
    if (query_->verdict == JudgementKind::withdrawn) check_withdrawn();
  }

  // With the judgement that is asked for in place of the pair's own.
  [[nodiscard]] std::vector<Judgement> judgements_with(JudgementKind kind) const {
    std::vector<Judgement> all = judgements_;
    all.push_back({.kind = kind, .subject = pair_});
    return all;
  }

  void join_all() {
    joined_ = {};
    for (const auto& [pair, judgement] : in_force_) {
      if (judgement.kind == JudgementKind::same) joined_.join(pair.first, pair.second);
    }
  }

  void check_same() {
    const EntityId one = joined_.least(query_->a);
    const EntityId other = joined_.least(query_->b);
    for (const auto& [apart, judgement] : in_force_) {
      if (judgement.kind != JudgementKind::different || apart == pair_) continue;
      const EntityId first = joined_.least(apart.first);
      const EntityId second = joined_.least(apart.second);
      const bool would_meet =
          (first == one && second == other) || (first == other && second == one);
      if (!would_meet) continue;
      fail("they cannot be one while this counts: " + described(judgement) +
           "; `relata unmerge` takes a judgement back");
    }
  }

  void check_different() const {
    const auto chain =
        chain_between(judgements_with(JudgementKind::withdrawn), query_->a, query_->b);
    if (chain.empty()) return;
    fail("they are one by " + words_of(chain) + "; `relata unmerge` takes a judgement back");
  }

  void check_withdrawn() const {
    if (in_force_.contains(pair_)) return;
    const auto chain = chain_between(judgements_, query_->a, query_->b);
    fail(chain.empty() ? "nobody has judged them"
                       : "they are one by " + words_of(chain) + "; take one of these back");
  }

  const Store& store_;
  const Snapshot& at_;
  std::vector<Judgement> judgements_;
  std::map<EntityPair, Judgement> in_force_;
  JoinedEntities joined_;
  const JudgeQuery* query_ = nullptr;
  EntityPair pair_;
};

}  // namespace

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

#include "graph/judging.h"

#include <algorithm>
#include <utility>

#include "graph/words.h"

namespace relata {
namespace {

// Another's word, or another reason, is worth recording though the verdict is the same.
bool says_it(const Judgement& judgement, const JudgeQuery& query) {
  return judgement.kind == query.verdict && judgement.who == query.who &&
         judgement.why == query.why;
}

}  // namespace

Judging::Judging(const Store& store, const Snapshot& at)
    : Judging(store.judgements(at), at.head, [&store, &at](EntityId id) {
        return store.entities(at, {&id, 1}).front().key;
      }) {}

Judging::Judging(std::vector<Judgement> judgements, BatchNumber head, KeyOf key_of)
    : head_(head), key_of_(std::move(key_of)), judgements_(std::move(judgements)) {
  for (Judgement& judgement : pairs_in_force(judgements_)) {
    const EntityPair pair = std::get<EntityPair>(judgement.subject);
    if (judgement.kind == JudgementKind::different) apart_.insert(pair);
    in_force_.emplace(pair, std::move(judgement));
  }
  join_all();
}

std::optional<Judgement> Judging::judge(const JudgeQuery& query) {
  query_ = &query;
  pair_ = {std::min(query.a, query.b), std::max(query.a, query.b)};
  check();
  const auto now = in_force_.find(pair_);
  if (now != in_force_.end() && says_it(now->second, query)) return std::nullopt;
  Judgement made{.kind = query.verdict,
                 .subject = pair_,
                 .who = query.who,
                 .why = query.why,
                 .batch = head_ + 1};
  judgements_.push_back(made);
  const bool was_one = now != in_force_.end() && now->second.kind == JudgementKind::same;
  if (query.verdict == JudgementKind::withdrawn) {
    in_force_.erase(pair_);
  } else {
    in_force_.insert_or_assign(pair_, made);
  }
  if (query.verdict == JudgementKind::different) {
    apart_.insert(pair_);
  } else {
    apart_.erase(pair_);
  }
  if (query.verdict == JudgementKind::same) {
    joined_.join(query.a, query.b);
  } else if (was_one) {
    join_all();  // the pair may be parted
  }
  return made;
}

void Judging::fail(const std::string& why) const {
  throw Error(ErrorCode::usage,
              "judging " + key_of_(query_->a) + " and " + key_of_(query_->b) + ": " + why);
}

// "dprk and korut, the same (Ana, batch 4)"
std::string Judging::described(const Judgement& judgement) const {
  const EntityPair& pair = std::get<EntityPair>(judgement.subject);
  std::string text = key_of_(pair.first) + " and " + key_of_(pair.second) + ", " +
                     std::string(word(judgement.kind)) + " (";
  if (!judgement.who.empty()) text += judgement.who + ", ";
  return text + "batch " + std::to_string(judgement.batch) + ")";
}

std::string Judging::words_of(const std::vector<Judgement>& chain) const {
  std::string text;
  for (const Judgement& judgement : chain) {
    text += (text.empty() ? "" : "; ") + described(judgement);
  }
  return text;
}

void Judging::check() const {
  if (query_->a == query_->b) fail("it is one entity by either name");
  if (query_->verdict < JudgementKind::same) fail("two entities are not retracted");
  if (query_->verdict == JudgementKind::same) check_same();
  if (query_->verdict == JudgementKind::different) check_different();
  if (query_->verdict == JudgementKind::withdrawn) check_withdrawn();
}

// With the judgement that is asked for in place of the pair's own.
std::vector<Judgement> Judging::judgements_with(JudgementKind kind) const {
  std::vector<Judgement> all = judgements_;
  all.push_back({.kind = kind, .subject = pair_});
  return all;
}

void Judging::join_all() {
  joined_ = {};
  for (const auto& [pair, judgement] : in_force_) {
    if (judgement.kind == JudgementKind::same) joined_.join(pair.first, pair.second);
  }
}

void Judging::check_same() const {
  const EntityId one = joined_.least(query_->a);
  const EntityId other = joined_.least(query_->b);
  for (const EntityPair& apart : apart_) {
    if (apart == pair_) continue;
    const EntityId first = joined_.least(apart.first);
    const EntityId second = joined_.least(apart.second);
    const bool would_meet = (first == one && second == other) || (first == other && second == one);
    if (!would_meet) continue;
    fail("they cannot be one while this counts: " + described(in_force_.at(apart)) +
         "; `relata unmerge` takes a judgement back");
  }
}

void Judging::check_different() const {
  if (joined_.least(query_->a) != joined_.least(query_->b)) return;  // the common case, and cheap
  const auto chain = chain_between(judgements_with(JudgementKind::withdrawn), query_->a, query_->b);
  if (chain.empty()) return;
  fail("they are one by " + words_of(chain) + "; `relata unmerge` takes a judgement back");
}

void Judging::check_withdrawn() const {
  if (in_force_.contains(pair_)) return;
  const auto chain = chain_between(judgements_, query_->a, query_->b);
  fail(chain.empty() ? "nobody has judged them"
                     : "they are one by " + words_of(chain) + "; take one of these back");
}

}  // namespace relata

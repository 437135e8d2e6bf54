#include "ingest/staged_judgements.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "graph/judging.h"

namespace relata {

void StagedJudgements::add(const JudgementRecord& record, RecordPlace place) {
  are_on_entities_ = are_on_entities_ || record.kind >= JudgementKind::same;
  Staged& staged = staged_.emplace_back(Staged{.record = record, .place = place});
  JudgementRecord& kept = staged.record;
  for (auto* text : {&kept.a, &kept.b, &kept.document, &kept.who, &kept.why}) {
    *text = text_.keep(*text);
  }
}

bool StagedJudgements::is_in(const Staged& staged, Range range) {
  const auto after = staged.record.after_batch;
  if (!after) return range.end == Range::no_end;
  return *after >= range.first && *after < range.end;
}

bool StagedJudgements::has(Range range) const {
  return std::any_of(staged_.begin(), staged_.end(),
                     [&](const Staged& staged) { return is_in(staged, range); });
}

// One after another: a judgement stands on those before it.
class StagedJudgements::Settling {
 public:
  Settling(const Known& known, const std::vector<const Staged*>& wanted)
      : known_(known), judging_({}, 0, nullptr) {
    find_keys(wanted);
    std::vector<Judgement> made = known.store.judgements(known.at);
    for (const Judgement& judgement : made) {
      if (judgement.batch <= known.before_input) stored_.emplace(judgement.subject, judgement);
    }
    judging_ = Judging(std::move(made), known.at.head, [this](EntityId id) { return key_of(id); });
  }
  Settling(const Settling&) = delete;
  Settling& operator=(const Settling&) = delete;

  // Nothing if it is known. Throws Refusal.
  std::optional<Judgement> settle(const JudgementRecord& record) {
    Judgement judgement{.kind = record.kind,
                        .subject = subject_of(record),
                        .who = std::string(record.who),
                        .why = std::string(record.why),
                        .recorded_unix_ms = record.judged_unix_ms.value_or(no_time)};
    const bool is_known = is_stored(judgement) || is_said_again(judgement);
    latest_.insert_or_assign(judgement.subject, judgement);
    if (is_known) return std::nullopt;
    const auto* pair = std::get_if<EntityPair>(&judgement.subject);
    if (pair != nullptr && !judge(*pair, judgement)) return std::nullopt;
    return judgement;
  }

 private:
  using Ids = std::unordered_map<std::string_view, std::uint64_t>;

  void find_keys(const std::vector<const Staged*>& wanted) {
    std::vector<std::string_view> entities;
    std::vector<std::string_view> documents;
    for (const Staged* staged : wanted) {
      const JudgementRecord& record = staged->record;
      if (record.kind >= JudgementKind::same) {
        entities.push_back(record.a);
        entities.push_back(record.b);
      } else if (!record.document.empty()) {
        documents.push_back(record.document);
      }
    }
    find_keys(KeyKind::entity, entities, entities_);
    find_keys(KeyKind::document, documents, documents_);
    if (known_.coming == nullptr) return;
    for (const Entity& entity : known_.coming->entities) {
      entities_.emplace(entity.key, entity.id.value);
      coming_.emplace(entity.id, entity.key);
    }
    for (const Document& document : known_.coming->documents) {
      documents_.emplace(document.key, document.id.value);
    }
  }

  void find_keys(KeyKind kind, const std::vector<std::string_view>& keys, Ids& ids) const {
    if (known_.at.head == 0) return;
    const std::vector<std::uint64_t> found = known_.store.ids(known_.at, kind, keys);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (found[i] != EntityId::none_value) ids.emplace(keys[i], found[i]);
    }
  }

  [[nodiscard]] std::string key_of(EntityId id) const {
    const auto found = coming_.find(id);
    if (found != coming_.end()) return std::string(found->second);
    return known_.store.entities(known_.at, {&id, 1}).front().key;
  }

  [[nodiscard]] EntityId entity(std::string_view key, const char* field) const {
    const auto found = entities_.find(key);
    if (found != entities_.end()) return {found->second};
    throw Refusal{.field = field, .reason = "no entity has the key \"" + std::string(key) + "\""};
  }

  [[nodiscard]] JudgementSubject subject_of(const JudgementRecord& record) const {
    if (record.kind >= JudgementKind::same) {
      const EntityId a = entity(record.a, "a");
      const EntityId b = entity(record.b, "b");
      return EntityPair{.first = std::min(a, b), .second = std::max(a, b)};
    }
    if (record.batch != 0) return batch(record.batch);
    const auto found = documents_.find(record.document);
    if (found != documents_.end()) return DocumentId{found->second};
    throw Refusal{.field = "of_document",
                  .reason = "no document has the key \"" + std::string(record.document) + "\""};
  }

  [[nodiscard]] BatchNumber batch(std::uint32_t number) const {
    const auto found = known_.batches.find(number);
    if (found == known_.batches.end()) {
      throw Refusal{.field = "of_batch",
                    .reason = "no relation of the input that was taken has \"in_batch\":" +
                              std::to_string(number)};
    }
    if (found->second != 0) return found->second;
    throw Refusal{.field = "of_batch",
                  .reason = "the store has the claims of batch " + std::to_string(number) +
                            " from other inputs; `relata retract batch:N` takes those back"};
  }

  [[nodiscard]] static bool says_the_same(const Judgement& known, const Judgement& judgement) {
    const bool is_of_time = judgement.recorded_unix_ms == no_time ||
                            judgement.recorded_unix_ms == known.recorded_unix_ms;
    return is_of_time && known.kind == judgement.kind && known.who == judgement.who &&
           known.why == judgement.why;
  }

  // As often as it was made, so that the same input again finds each of its own.
  bool is_stored(const Judgement& judgement) {
    const auto [first, end] = stored_.equal_range(judgement.subject);
    const auto found = std::find_if(
        first, end, [&](const auto& stored) { return says_the_same(stored.second, judgement); });
    if (found == end) return false;
    stored_.erase(found);
    return true;
  }

  [[nodiscard]] bool is_said_again(const Judgement& judgement) const {
    const auto latest = latest_.find(judgement.subject);
    return latest != latest_.end() && says_the_same(latest->second, judgement);
  }

  bool judge(const EntityPair& pair, const Judgement& judgement) {
    try {
      return judging_
          .judge({.a = pair.first,
                  .b = pair.second,
                  .verdict = judgement.kind,
                  .who = judgement.who,
                  .why = judgement.why})
          .has_value();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::usage) throw;
      throw Refusal{.field = "judgement", .reason = error.what()};
    }
  }

  const Known& known_;
  Ids entities_;
  Ids documents_;
  std::unordered_map<EntityId, std::string_view> coming_;
  std::multimap<JudgementSubject, Judgement> stored_;  // that no record has said yet
  std::map<JudgementSubject, Judgement> latest_;       // of the input
  Judging judging_;
};

std::vector<Judgement> StagedJudgements::settle(Range range, const Known& known,
                                                ReportBuilder& report) const {
  std::vector<const Staged*> wanted;
  for (const Staged& staged : staged_) {
    if (is_in(staged, range)) wanted.push_back(&staged);
  }
  const auto after = [](const Staged* staged) {
    return staged->record.after_batch.value_or(Range::no_end);
  };
  std::stable_sort(wanted.begin(), wanted.end(), [&](const Staged* one, const Staged* other) {
    return after(one) < after(other);
  });
  Settling settling(known, wanted);
  std::vector<Judgement> settled;
  for (const Staged* staged : wanted) {
    try {
      auto judgement = settling.settle(staged->record);
      const bool is_news = judgement.has_value();
      if (is_news) settled.push_back(std::move(*judgement));
      is_news ? report.taken(RecordKind::judgement, staged->place)
              : report.known(RecordKind::judgement, staged->place);
    } catch (Refusal& refusal) {
      report.reject(RecordKind::judgement, staged->place, std::move(refusal));
    }
  }
  return settled;
}

}  // namespace relata

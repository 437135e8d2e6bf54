#include "ingest/batch_series.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "graph/subject_relations.h"
#include "ingest/batch_id.h"
#include "ingest/finisher.h"

namespace relata {
namespace {

// Settling and writing a batch take a third to two thirds of what is staged besides.
constexpr std::size_t staged_parts = 2;  // of
constexpr std::size_t memory_parts = 3;

std::string read_schema_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    throw Error(ErrorCode::not_found,
                "reading the schema " + path + ": it cannot be opened; check the path");
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

Schema extended_schema(const Store& store, const Snapshot& at,
                       const std::vector<std::string>& files) {
  Schema schema = store.schema(at);
  for (const std::string& file : files) {
    const std::string text = read_schema_file(file);
    if (Schema::replaces(text, file)) {
      if (at.head != 0) {
        throw Error(ErrorCode::usage, "reading the schema " + file +
                                          ": it replaces the types, but the store has data with "
                                          "other types; ingest it into a new store");
      }
      schema = Schema();
    }
    schema.extend(text, file);
  }
  return schema;
}

std::string described(const std::vector<std::string>& inputs) {
  constexpr std::size_t bytes_max = 1000;
  std::string text;
  for (const std::string& input : inputs) {
    text += (text.empty() ? "" : ", ") + (input == "-" ? "standard input" : input);
  }
  if (text.size() > bytes_max) text = std::to_string(inputs.size()) + " inputs";
  return text;
}

// With the relations that they bear on, and the time if it was not said.
void complete(const Store& store, const Snapshot& at, std::vector<Judgement>& judgements,
              const std::stop_token& stop) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  std::vector<JudgementSubject> subjects;
  std::vector<Judgement*> judged;
  for (Judgement& judgement : judgements) {
    if (judgement.recorded_unix_ms == StagedJudgements::no_time) {
      judgement.recorded_unix_ms =
          std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    }
    if (std::holds_alternative<EntityPair>(judgement.subject)) continue;
    subjects.push_back(judgement.subject);
    judged.push_back(&judgement);
  }
  const auto relations = relations_of(store, at, subjects, stop);
  for (std::size_t i = 0; i < judged.size(); ++i) judged[i]->relations = ranges_of(relations[i]);
}

}  // namespace

BatchSeries::BatchSeries(Store& store, const IngestQuery& query,
                         const std::vector<InputFile>& files, ReportBuilder& report, Step step)
    : store_(store),
      query_(query),
      report_(report),
      step_(std::move(step)),
      first_entity_{store.info().entity_id_end},
      at_(store.snapshot()),
      bytes_max_(query.memory_max / memory_parts * staged_parts) {
  // What goes in whole or not at all is not cut, and neither is what goes nowhere: nothing of its
  // first part would be there for its second.
  if (query.strictness == Strictness::strict || query.effect == Effect::dry_run) {
    bytes_max_ = std::numeric_limits<std::size_t>::max();
  }
  if (query.effect == Effect::commit) {
    run_ = run_of(query, files, store.info().uuid);
    find_earlier_parts();
  }
  before_input_ = at_.head;
  Schema schema = extended_schema(store, at_, query.schemas);
  has_types_ = schema != store.schema(at_);
  staging_ = std::make_unique<Staging>(query, std::move(schema), report);
  staging_->bound(bytes_max_);
}

void BatchSeries::find_earlier_parts() {
  if (run_.empty()) return;
  bool is_at_end = false;
  for (const Batch& batch : store_.batches(at_)) {
    const auto name = batch_name(batch.id);
    if (!name || name->run != run_ || is_at_end) earlier_.clear();
    is_at_end = false;
    if (!name || name->run != run_) continue;
    earlier_.push_back({.part = name->part, .number = batch.number, .id = batch.id});
    is_at_end = name->is_last;
  }
  if (earlier_.empty()) return;
  // A call that came to its end is made again, for what it may not have merged; its records are
  // known.
  is_repeated_ = is_at_end;
  first_entity_ = entity_end_before(earlier_.front().number - 1);
  if (is_repeated_) {
    earlier_.clear();
  } else {
    at_ = store_.snapshot(earlier_.front().number - 1);
  }
}

// Ids are given without gaps, but for commits that failed: then earlier batches are left out.
EntityId BatchSeries::entity_end_before(BatchNumber head) const {
  std::uint64_t before = 0;
  std::uint64_t all = 0;
  for (const Batch& batch : store_.batches(store_.snapshot())) {
    all += batch.entities;
    if (batch.number <= head) before += batch.entities;
  }
  const std::uint64_t end = store_.info().entity_id_end;
  return {all == end ? before : end};
}

// What waits for things to come stays in memory until they do. A batch is then as large again, so
// that what waits is gone through a few times only.
void BatchSeries::cut_if_full() {
  if (staging_->bytes() >= std::max(bytes_max_, 2 * waiting_bytes_)) settle_part();
}

void BatchSeries::end(const BeforeCommit& before_commit) {
  if (query_.effect == Effect::dry_run) {
    step_("resolving");
    rehearse(*staging_, report_);
    return before_commit();
  }
  if (report_.is_strict() && staging_->last_batch() > 0) {
    ReportBuilder unheard = report_;
    Staging copy(*staging_, unheard);
    rehearse(copy, unheard);
  }
  settle_rest(before_commit);
}

void BatchSeries::settle_part() {
  step_("resolving");
  auto next = std::make_unique<Staging>(query_, Schema(), report_);
  Finisher finisher(store_, at_, *staging_, next.get(), report_);
  finisher.take_up_to(0, next.get());
  const bool has_records = finisher.run();
  commit_records(finisher, has_records, false);
  staging_ = std::move(next);
  waiting_bytes_ = staging_->bytes();
  staging_->bound(bytes_max_);
}

void BatchSeries::settle_rest(const BeforeCommit& before_commit) {
  for (std::uint32_t batch = 0;;) {
    step_("resolving");
    auto later = std::make_unique<Staging>(query_, Schema(), report_);
    Finisher finisher(store_, at_, *staging_, nullptr, report_);
    finisher.take_up_to(batch, later.get());
    const bool has_records = finisher.run();
    const std::uint32_t next = later->first_batch();
    StagedJudgements::Range range{.first = batch};
    if (next != 0) range.end = next;
    const bool has_judgements = judgements_.has(range);
    const bool is_end = next == 0 && !has_judgements;
    if (report_.is_strict() && next == 0 && batch == 0 && has_judgements) {
      ReportBuilder unheard = report_;
      rehearse_judgements(finisher, staging_->changes, unheard);
    }
    if (is_end) before_commit();
    commit_records(finisher, has_records, is_end);
    if (has_judgements) {
      commit_judgements(range, next == 0, next == 0 ? before_commit : BeforeCommit([] {}));
    }
    if (next == 0) return;
    staging_ = std::move(later);
    batch = next;
  }
}

// As one batch, which goes nowhere: what would be refused is the same.
void BatchSeries::rehearse(Staging& staging, ReportBuilder& report) const {
  Finisher finisher(store_, at_, staging, nullptr, report);
  finisher.take_up_to(StagedJudgements::Range::no_end, nullptr);
  (void)finisher.run();
  rehearse_judgements(finisher, staging.changes, report);
  report.report().claims += staging.changes.claims.size();
}

void BatchSeries::rehearse_judgements(const Finisher& finisher, const Changes& coming,
                                      ReportBuilder& report) const {
  auto batches = batches_of(finisher, at_.head + 1);
  for (auto& [batch, number] : batches) {
    if (number > at_.head) number = at_.head + batch;  // each would be another
  }
  (void)judgements_.settle({},
                           {.store = store_,
                            .at = at_,
                            .before_input = before_input_,
                            .coming = &coming,
                            .batches = batches},
                           report);
}

void BatchSeries::commit_records(Finisher& finisher, bool has_records, bool is_last) {
  ++parts_;
  Changes& changes = staging_->changes;
  report_.report().claims += changes.claims.size();
  // The last batch says that the run is at its end, even if nothing else is left to say.
  const bool ends_run = is_last && report_.report().batches > 0;
  BatchNumber number = 0;
  if (has_records || has_types_ || staging_->has_declared() || ends_run) {
    number = commit(changes, is_last, [&] { finisher.number_records(); });
    has_types_ = false;
  }
  batches_.merge(batches_of(finisher, number));
}

void BatchSeries::commit_judgements(StagedJudgements::Range range, bool is_last,
                                    const BeforeCommit& before_commit) {
  ++parts_;
  Changes changes;
  changes.schema = store_.schema(at_);
  changes.judgements = judgements_.settle(
      range, {.store = store_, .at = at_, .before_input = before_input_, .batches = batches_},
      report_);
  before_commit();
  const bool ends_run = is_last && report_.report().batches > 0;
  if (changes.judgements.empty() && !ends_run) return;
  commit(changes, is_last, [&] { complete(store_, at_, changes.judgements, query_.stop); });
}

BatchNumber BatchSeries::commit(Changes& changes, bool is_last,
                                const std::function<void()>& complete) {
  changes.expected_head = at_.head;
  changes.source = described(query_.inputs);
  const std::string content = content_id(changes, store_.info().uuid);
  changes.batch_id = to_text({.run = run_, .part = parts_, .is_last = is_last, .content = content});
  const auto earlier = std::find_if(earlier_.begin(), earlier_.end(),
                                    [&](const Earlier& known) { return known.part == parts_; });
  if (earlier != earlier_.end()) {
    resume_after(*earlier, changes.batch_id);
  } else {
    step_("writing");
    complete();
    report_.report().batch = store_.commit(changes);
    at_ = store_.snapshot();
  }
  ++report_.report().batches;
  return report_.report().batch;
}

// Claims that the store has already are of a batch of their own if that holds nothing else.
std::map<std::uint32_t, BatchNumber> BatchSeries::batches_of(const Finisher& finisher,
                                                             BatchNumber committed) const {
  std::map<std::uint32_t, BatchNumber> batches;
  if (finisher.batch_claims().empty()) return batches;
  const std::vector<Batch> stored = store_.batches(at_);
  for (const auto& [batch, claims] : finisher.batch_claims()) {
    BatchNumber& number = batches[batch];
    if (claims.added > 0) {
      number = committed;
    } else if (claims.known.size() == 1) {
      const auto [known, count] = *claims.known.begin();
      if (stored[known - 1].claims == count) number = known;
    }
  }
  return batches;
}

void BatchSeries::resume_after(const Earlier& earlier, const std::string& batch_id) {
  if (earlier.id != batch_id) {
    throw Error(ErrorCode::input,
                "going on with an ingest that was stopped: its batch " +
                    std::to_string(earlier.number) +
                    " holds something else than is read now; ingest a copy of the inputs, which is "
                    "another call");
  }
  report_.report().batch = earlier.number;
  ++report_.report().resumed_batches;
  at_ = store_.snapshot(earlier.number);
}

}  // namespace relata

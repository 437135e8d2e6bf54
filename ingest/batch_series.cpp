#include "ingest/batch_series.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

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
  if (staging_->bytes() >= std::max(bytes_max_, 2 * waiting_bytes_)) settle(false, [] {});
}

void BatchSeries::end(const std::function<void()>& before_commit) { settle(true, before_commit); }

void BatchSeries::settle(bool is_last, const std::function<void()>& before_commit) {
  ++parts_;
  step_("resolving");
  std::unique_ptr<Staging> next;
  if (!is_last) next = std::make_unique<Staging>(query_, Schema(), report_);
  Finisher finisher(store_, at_, *staging_, next.get(), report_);
  const bool has_records = finisher.run();
  before_commit();
  Changes& changes = staging_->changes;
  report_.report().claims += changes.claims.size();
  // The last batch says that the run is at its end, even if nothing else is left to say.
  const bool ends_run = is_last && report_.report().batches > 0;
  const bool has_news = has_records || has_types_ || staging_->has_declared() || ends_run;
  if (has_news && query_.effect == Effect::commit) {
    changes.expected_head = at_.head;
    changes.source = described(query_.inputs);
    const std::string content = content_id(changes, store_.info().uuid);
    changes.batch_id =
        to_text({.run = run_, .part = parts_, .is_last = is_last, .content = content});
    const auto earlier = std::find_if(earlier_.begin(), earlier_.end(),
                                      [&](const Earlier& known) { return known.part == parts_; });
    if (earlier != earlier_.end()) {
      resume_after(*earlier, changes.batch_id);
    } else {
      step_("writing");
      finisher.number_records();
      report_.report().batch = store_.commit(changes);
      at_ = store_.snapshot();
    }
    ++report_.report().batches;
    has_types_ = false;
  }
  staging_ = std::move(next);
  if (is_last) return;
  waiting_bytes_ = staging_->bytes();
  staging_->bound(bytes_max_);
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

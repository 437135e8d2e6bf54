#pragma once

// The batches of one call.
//
// What is read is staged. A staging that has become as large as the query allows is settled and
// committed as a batch, and what refers to something that has not come yet goes over into the next.
//
// A call that was killed leaves its first batches in the store. The same call goes through them
// again, each on the store as it was before it, and so comes to the same batches; those that are
// there it does not commit again, and goes on after them.
//
// Claims that came in batches of their own elsewhere (RelationRecord::in_batch) wait for the end of
// the input and come in batches of their own, judgements on what came before them in between.

#include <relata/ingest.h>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ingest/report_builder.h"
#include "ingest/staged_judgements.h"
#include "ingest/staging.h"

namespace relata {

class Finisher;

class BatchSeries {
 public:
  // Told of each step, "resolving" and "writing"; throws to stop.
  using Step = std::function<void(const char* name)>;

  BatchSeries(Store& store, const IngestQuery& query, const std::vector<InputFile>& files,
              ReportBuilder& report, Step step);

  // The entities of the call have ids from here on, those that it brought before it was stopped
  // too.
  [[nodiscard]] EntityId first_entity() const { return first_entity_; }
  // Was this very call the last thing that came to the store?
  [[nodiscard]] bool is_repeated() const { return is_repeated_; }
  [[nodiscard]] Staging& staging() { return *staging_; }
  void add(const JudgementRecord& record, RecordPlace place) { judgements_.add(record, place); }
  // Does the input say who is who?
  [[nodiscard]] bool judges_entities() const { return judgements_.are_on_entities(); }
  // Between two input records: ends the batch if it is large enough. The staging is another then.
  void cut_if_full();
  using BeforeCommit = std::function<void()>;
  // Settles and commits what is left, after `before_commit`: what that throws keeps it out.
  void end(const BeforeCommit& before_commit);

 private:
  // A batch of the run that the store holds already.
  struct Earlier {
    std::uint32_t part = 0;
    BatchNumber number = 0;
    std::string id;
  };

  void find_earlier_parts();
  [[nodiscard]] EntityId entity_end_before(BatchNumber head) const;

  void settle_part();
  void settle_rest(const BeforeCommit& before_commit);
  void rehearse(Staging& staging, ReportBuilder& report) const;
  void rehearse_judgements(const Finisher& finisher, const Changes& coming,
                           ReportBuilder& report) const;
  void commit_records(Finisher& finisher, bool has_records, bool is_last);
  void commit_judgements(StagedJudgements::Range range, bool is_last,
                         const BeforeCommit& before_commit);
  // Gives the batch's number.
  BatchNumber commit(Changes& changes, bool is_last, const std::function<void()>& complete);
  [[nodiscard]] std::map<std::uint32_t, BatchNumber> batches_of(const Finisher& finisher,
                                                                BatchNumber committed) const;
  void resume_after(const Earlier& earlier, const std::string& batch_id);

  Store& store_;
  const IngestQuery& query_;
  ReportBuilder& report_;
  Step step_;
  std::string run_;  // the same for the same call; empty: it cannot be told, so it is not resumed
  std::vector<Earlier> earlier_;  // in order
  bool is_repeated_ = false;
  EntityId first_entity_;
  Snapshot at_;  // what the next batch is settled on
  std::unique_ptr<Staging> staging_;
  StagedJudgements judgements_;
  BatchNumber before_input_ = 0;                  // the head
  std::map<std::uint32_t, BatchNumber> batches_;  // of the store, by the input's
  bool has_types_ = false;         // the schema files said something that is not committed yet
  std::uint32_t parts_ = 0;        // that were settled
  std::size_t bytes_max_;          // of a staging
  std::size_t waiting_bytes_ = 0;  // of the staging, from the batch before
};

}  // namespace relata

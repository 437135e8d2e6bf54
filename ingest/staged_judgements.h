#pragma once

// Judgements on their way into a store. They wait until what they name is there.

#include <relata/changes.h>
#include <relata/judge.h>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/records.h"
#include "ingest/report_builder.h"

namespace relata {

class StagedJudgements {
 public:
  // Those that are made after the claims of the batch `first`, before those of `end`. Without an
  // end it takes what says nothing of that.
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t end = no_end;
    static constexpr std::uint32_t no_end = std::numeric_limits<std::uint32_t>::max();
  };

  // What they may name.
  struct Known {
    const Store& store;
    const Snapshot& at;
    BatchNumber before_input = 0;     // the store's last batch, before the input
    const Changes* coming = nullptr;  // records that are on their way into the store as well
    // The store's batch of the claims of each of the input's; 0: they are in no batch of their own.
    const std::map<std::uint32_t, BatchNumber>& batches;
  };

  void add(const JudgementRecord& record, RecordPlace place);

  [[nodiscard]] bool has(Range range) const;
  // Do they say who is who?
  [[nodiscard]] bool are_on_entities() const { return are_on_entities_; }

  // Those that are new, without the relations that they bear on. One that does not say when it was
  // made has no time.
  [[nodiscard]] std::vector<Judgement> settle(Range range, const Known& known,
                                              ReportBuilder& report) const;

  static constexpr std::int64_t no_time = std::numeric_limits<std::int64_t>::min();

 private:
  struct Staged {
    JudgementRecord record;
    RecordPlace place;
  };
  class Settling;

  [[nodiscard]] static bool is_in(const Staged& staged, Range range);

  TextArena text_;
  std::vector<Staged> staged_;
  bool are_on_entities_ = false;
};

}  // namespace relata

#pragma once

// Counts what becomes of each record, so that nothing vanishes.

#include <relata/ingest.h>
#include <map>
#include <vector>

#include "ingest/input.h"
#include "ingest/records.h"

namespace relata {

class ReportBuilder {
 public:
  ReportBuilder(const IngestQuery& query, std::vector<InputFile> files);

  void read(RecordKind kind) { ++counts(kind).read; }
  void taken(RecordKind kind, std::uint64_t records = 1) { counts(kind).taken += records; }
  void known(RecordKind kind, std::uint64_t records = 1) { counts(kind).known += records; }
  // Under strict, throws Error{input} with the rejection.
  void reject(RecordKind kind, RecordPlace place, Refusal refusal);
  // Warnings of one text are counted together.
  void warn(std::string text, RecordPlace place);

  [[nodiscard]] const InputFile& file(RecordPlace place) const { return files_[place.file]; }
  [[nodiscard]] bool is_strict() const { return query_.strictness == Strictness::strict; }
  [[nodiscard]] IngestReport& report() { return report_; }
  // Rejections in the order of the input.
  [[nodiscard]] IngestReport take();

 private:
  RecordCounts& counts(RecordKind kind);

  const IngestQuery& query_;
  std::vector<InputFile> files_;
  IngestReport report_;
  std::map<std::string, std::size_t> warnings_;  // place in the report
  std::map<std::string, std::size_t> file_order_;
};

}  // namespace relata

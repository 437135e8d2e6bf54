#pragma once

// Counts what becomes of each record, so that nothing vanishes.

#include <relata/ingest.h>
#include <map>
#include <vector>

#include "ingest/input_stream.h"
#include "ingest/records.h"

namespace relata {

enum class PlaceUnit : std::uint8_t { line, byte };

// Where an input record lies, in its input's unit: to where the next one begins, or a part of it.
struct RecordExtent {
  std::uint32_t record = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

class ReportBuilder {
 public:
  ReportBuilder(const IngestQuery& query, std::vector<InputFile> files);

  // How the places of a file are counted. Before its records are.
  void set_unit(std::uint32_t file, PlaceUnit unit) { units_[file] = unit; }

  // About so many are still to come: room for them is taken at once where it runs out.
  void expect_records(std::uint64_t more);
  // An input record begins. Its parts are counted with its place.
  [[nodiscard]] RecordPlace begin_record(std::uint32_t file, std::uint64_t at);
  // The record that began last lies there as well, and not in all between; for its rejects.
  void lies_at(RecordPlace place, std::uint64_t at);
  void read(RecordKind kind) { ++counts(kind).read; }
  void taken(RecordKind kind, RecordPlace place);
  void known(RecordKind kind, RecordPlace place);
  // Under strict, throws Error{input} with the rejection.
  void reject(RecordKind kind, RecordPlace place, Refusal refusal);
  // Warnings of one text are counted together.
  void warn(std::string text, RecordPlace place);

  [[nodiscard]] const InputFile& file(RecordPlace place) const { return files_[place.file]; }
  [[nodiscard]] InputPlace input_place(RecordPlace place) const;
  // "in.jsonl:12", or "bundle.json, byte 4711": without the directories.
  [[nodiscard]] std::string where(RecordPlace place) const;
  // Where the input records of a file lie that were rejected, in order; where its first record
  // begins.
  [[nodiscard]] std::vector<RecordExtent> rejected(std::uint32_t file) const;
  [[nodiscard]] std::uint64_t first_record(std::uint32_t file) const;
  [[nodiscard]] PlaceUnit unit(std::uint32_t file) const { return units_[file]; }
  [[nodiscard]] bool is_strict() const { return query_.strictness == Strictness::strict; }
  [[nodiscard]] IngestReport& report() { return report_; }
  // The counts of the input records; rejections in the order of the input.
  [[nodiscard]] IngestReport take();

 private:
  // What became of an input record, the least fate first: the greatest of its parts counts.
  enum class Fate : std::uint8_t { unsettled, known, taken, rejected };

  RecordCounts& counts(RecordKind kind);
  [[nodiscard]] std::uint32_t first_of(std::uint32_t file) const;
  void settle(RecordPlace place, Fate fate);

  const IngestQuery& query_;
  std::vector<InputFile> files_;
  std::vector<PlaceUnit> units_;            // by file
  std::vector<std::uint32_t> record_ends_;  // by file: the number of its last record, plus one
  std::vector<std::uint64_t> at_;           // by record: its line or byte
  std::vector<Fate> fates_;                 // by record
  IngestReport report_;
  std::map<std::string, std::size_t> warnings_;  // place in the report
  std::map<std::string, std::size_t> file_order_;
  std::vector<RecordExtent> parts_;  // of records that lie in several places, by record
};

}  // namespace relata

#pragma once

// Where a reader puts what it reads.
//
// An input record - a line, a row, an object - becomes any number of entities, documents and
// relations, and has one fate: it is rejected if any part of it is, else taken if any part says
// something new, else known.
//
//     sink.begin(line.number);
//     if (row.size() != 61) return sink.refuse({.field = "", .reason = "..."});
//     sink.add(entity);
//     sink.add(relation);

#include <functional>
#include <string>

#include "ingest/batch_series.h"
#include "ingest/input_stream.h"
#include "ingest/mapping.h"
#include "ingest/records.h"
#include "ingest/report_builder.h"

namespace relata {

// Told of the bytes and records read so far, now and then; throws to stop the reading.
using ReadProgress = std::function<void(std::uint64_t bytes, std::uint64_t records)>;

class RecordSink {
 public:
  RecordSink(std::uint32_t file, const InputStream& input, const IngestQuery& query,
             const Mapping& mapping, BatchSeries& batches, ReportBuilder& report,
             ReadProgress progress);

  // The next input record, at this line (from 1) or byte (from 0) as the reader's unit has it.
  void begin(std::uint64_t at);

  // The record lies there as well, in the reader's unit: said of each of its places, the first too,
  // if others lie between.
  void lies_at(std::uint64_t at) { report_.lies_at(place_, at); }

  // Where the record stands, and back to it: parts of a record may come to light after others
  // began.
  [[nodiscard]] RecordPlace place() const { return place_; }
  void resume(RecordPlace place) { place_ = place; }

  // A relation that is added soon, a few records on: what is looked up for it is fetched from
  // memory meanwhile. May be left out.
  void announce(const RelationRecord& record) { batches_.staging().announce(record); }

  // Parts of the record. A part that cannot be taken is refused with its reason.
  void add(const EntityRecord& record);
  void add(const DocumentRecord& record);
  void add(const RelationRecord& record);
  void add(const JudgementRecord& record);
  // An end, a speaker or a publisher that is only mentioned: it becomes an entity unless a record
  // of its key says more. Without a type it is of unknown type until a record tells it.
  void mention(std::string_view key, std::string_view type, std::string_view name = {},
               std::string_view language = {});

  // Types, as the text of a schema file; what is known of them is redefined.
  void declare(const std::string& schema);

  // The record, or one part of it, cannot be taken.
  void refuse(Refusal refusal, RecordKind part = RecordKind::other);
  // Taken, but something was odd. Warnings of one text are counted together.
  void warn(std::string text);

  // At the end of the input.
  void end();

  [[nodiscard]] std::size_t record_bytes_max() const { return query_.line_bytes_max; }
  [[nodiscard]] const IngestQuery& query() const { return query_; }
  [[nodiscard]] const Mapping& mapping() const { return mapping_; }

 private:
  template <class Record>
  void put(const Record& record, RecordKind kind);
  template <class Record>
  void rename_and_put(Record record, RecordKind kind);

  std::uint32_t file_;
  const InputStream& input_;
  const IngestQuery& query_;
  const Mapping& mapping_;
  BatchSeries& batches_;
  ReportBuilder& report_;
  ReadProgress progress_;
  RecordPlace place_;
  std::uint64_t records_ = 0;
  EntityRecord mentioned_;
};

}  // namespace relata

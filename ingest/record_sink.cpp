#include "ingest/record_sink.h"

#include <utility>

namespace relata {
namespace {

constexpr std::uint64_t progress_records = 4096;  // between two reports of progress

}  // namespace

RecordSink::RecordSink(std::uint32_t file, const InputStream& input, const IngestQuery& query,
                       Staging& staging, ReportBuilder& report, ReadProgress progress)
    : file_(file),
      input_(input),
      query_(query),
      staging_(staging),
      report_(report),
      progress_(std::move(progress)) {}

void RecordSink::begin(std::uint64_t at) {
  place_ = report_.begin_record(file_, at);
  if (++records_ % progress_records == 0) progress_(input_.bytes_read(), records_);
}

void RecordSink::end() { progress_(input_.bytes_read(), records_); }

template <class Record>
void RecordSink::put(const Record& record, RecordKind kind) {
  report_.read(kind);
  try {
    staging_.add(record, place_);
  } catch (Refusal& refusal) {
    report_.reject(kind, place_, std::move(refusal));
  }
}

void RecordSink::add(const EntityRecord& record) { put(record, RecordKind::entity); }
void RecordSink::add(const DocumentRecord& record) { put(record, RecordKind::document); }
void RecordSink::add(const RelationRecord& record) { put(record, RecordKind::relation); }

void RecordSink::mention(std::string_view key, std::string_view type, std::string_view name,
                         std::string_view language) {
  mentioned_.key = key;
  mentioned_.type = type;
  mentioned_.names.clear();
  if (!name.empty()) {
    mentioned_.names.push_back({.text = name, .language = language, .kind = NameKind::canonical});
  }
  try {
    staging_.mention(mentioned_, place_);
  } catch (Refusal& refusal) {
    refuse(std::move(refusal));
  }
}

void RecordSink::refuse(Refusal refusal, RecordKind part) {
  report_.read(part);
  report_.reject(part, place_, std::move(refusal));
}

void RecordSink::warn(std::string text) { report_.warn(std::move(text), place_); }

}  // namespace relata

#include "ingest/record_sink.h"

#include <limits>
#include <utility>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

constexpr std::uint64_t progress_records = 4096;  // between two reports of progress

// What every record has to be, whichever format it came from.
void check(const EntityRecord& record) {
  if (record.key.empty()) throw Refusal{.field = "", .reason = "an entity needs a key"};
}

void check(const DocumentRecord& record) {
  if (record.key.empty()) throw Refusal{.field = "", .reason = "a document needs a key"};
}

bool is_in_order(const Quantity& quantity) {
  constexpr double endless = std::numeric_limits<double>::infinity();
  const double low = quantity.low.value_or(-endless);
  const double high = quantity.high.value_or(endless);
  const double best = quantity.best.value_or(quantity.low.value_or(high));
  return low <= best && best <= high;
}

void check(const RelationRecord& record) {
  if (record.type.empty() && record.key.empty()) {
    throw Refusal{.field = "type", .reason = "a relation needs a type, or the key of a known one"};
  }
  if (const auto [from, to] = record.valid; !is_in_order(record.valid)) {
    throw Refusal{.field = "valid",
                  .reason = "it ends (" + to.text() + ") before it begins (" + from.text() + ")"};
  }
  if (record.quantity && !is_in_order(*record.quantity)) {
    throw Refusal{.field = "quantity", .reason = "expected low <= best <= high"};
  }
}

// The user's words for those of the source.
void rename(const Mapping& mapping, EntityRecord& record) {
  record.type = Mapping::ours(mapping.entity_types, record.type);
}

void rename(const Mapping&, DocumentRecord&) {}

void rename(const Mapping& mapping, RelationRecord& record) {
  record.type = Mapping::ours(mapping.relation_types, record.type);
}

}  // namespace

RecordSink::RecordSink(std::uint32_t file, const InputStream& input, const IngestQuery& query,
                       const Mapping& mapping, BatchSeries& batches, ReportBuilder& report,
                       ReadProgress progress)
    : file_(file),
      input_(input),
      query_(query),
      mapping_(mapping),
      batches_(batches),
      report_(report),
      progress_(std::move(progress)) {}

void RecordSink::begin(std::uint64_t at) {
  batches_.cut_if_full();
  place_ = report_.begin_record(file_, at);
  if (++records_ % progress_records == 0) progress_(input_.bytes_read(), records_);
}

void RecordSink::end() { progress_(input_.bytes_read(), records_); }

template <class Record>
void RecordSink::put(const Record& record, RecordKind kind) {
  report_.read(kind);
  try {
    check(record);
    batches_.staging().add(record, place_);
  } catch (Refusal& refusal) {
    report_.reject(kind, place_, std::move(refusal));
  }
}

template <class Record>
void RecordSink::rename_and_put(Record record, RecordKind kind) {
  rename(mapping_, record);
  for (Property& property : record.properties) {
    property.name = Mapping::ours(mapping_.fields, property.name);
  }
  put(record, kind);
}

void RecordSink::add(const EntityRecord& record) {
  mapping_.renames() ? rename_and_put(record, RecordKind::entity) : put(record, RecordKind::entity);
}

void RecordSink::add(const DocumentRecord& record) {
  mapping_.renames() ? rename_and_put(record, RecordKind::document)
                     : put(record, RecordKind::document);
}

void RecordSink::add(const RelationRecord& record) {
  mapping_.renames() ? rename_and_put(record, RecordKind::relation)
                     : put(record, RecordKind::relation);
}

void RecordSink::add(const JudgementRecord& record) {
  report_.read(RecordKind::judgement);
  batches_.add(record, place_);
}

void RecordSink::mention(std::string_view key, std::string_view type, std::string_view name,
                         std::string_view language) {
  mentioned_.key = key;
  mentioned_.type = Mapping::ours(mapping_.entity_types, type);
  mentioned_.names.clear();
  if (!name.empty()) {
    mentioned_.names.push_back({.text = name, .language = language, .kind = NameKind::canonical});
  }
  try {
    batches_.staging().mention(mentioned_, place_);
  } catch (Refusal& refusal) {
    refuse(std::move(refusal));
  }
}

void RecordSink::declare(const std::string& schema) {
  report_.read(RecordKind::other);
  try {
    const bool is_news = batches_.staging().declare(schema);
    is_news ? report_.taken(RecordKind::other, place_) : report_.known(RecordKind::other, place_);
  } catch (Refusal& refusal) {
    report_.reject(RecordKind::other, place_, std::move(refusal));
  }
}

void RecordSink::refuse(Refusal refusal, RecordKind part) {
  report_.read(part);
  report_.reject(part, place_, std::move(refusal));
}

void RecordSink::warn(std::string text) { report_.warn(std::move(text), place_); }

}  // namespace relata

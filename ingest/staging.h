#pragma once

// Records on their way to a batch, before it is known what their references mean.
//
// Rows are staged as they will be committed, with numbers of references where ids will stand, so
// that ten million relations are written once and changed in place.

#include <relata/ingest.h>
#include <limits>
#include <vector>

#include "ingest/key_table.h"
#include "ingest/records.h"
#include "ingest/report_builder.h"

namespace relata {

// Names, properties and relays of one thing in one batch: each record of it is compared with all.
constexpr std::size_t values_max = 10'000;
[[nodiscard]] Refusal why_no_more_values(std::string_view kind, std::string_view key);

// The type of entities that are only mentioned, where nothing tells it.
constexpr std::string_view unknown_type = "unknown";

// A record that repeats the key of an entity of the batch, and how far the entity reached with it.
struct RepeatedEntity {
  RecordPlace place;
  std::size_t names_end = 0;
  std::size_t properties_end = 0;
  bool gives_type = false;  // to an entity that was only mentioned before
};

// Several records of one key are one: each added what the ones before had not said.
struct StagedEntity {
  Entity entity;
  RecordPlace place;  // of the first record
  std::uint32_t reference = 0;
  bool is_record = true;      // false: made because a document's publisher is no known entity
  bool is_type_sure = true;   // false: no record has told it so far
  std::size_t names_end = 0;  // of the first record
  std::size_t properties_end = 0;
  std::vector<RepeatedEntity> repeats;
};

// One record, and those that repeat it word for word. Other records of its key stand beside it:
// whether they agree is seen when their references are known.
struct StagedDocument {
  Document document;  // publisher and relays hold reference numbers
  RecordPlace place;
  std::uint32_t reference = 0;
  bool is_record = true;  // false: made for the claims of an input that name none
  std::vector<RecordPlace> repeats;
};

class Staging {
 public:
  Staging(const IngestQuery& query, Schema schema, ReportBuilder& report);
  // The same, told of elsewhere: to see what would become of it. Its text is the other's.
  Staging(const Staging& other, ReportBuilder& report);

  void add(const EntityRecord& record, RecordPlace place);
  // An entity unless there is a record of its key; its type gives way to any other.
  void mention(const EntityRecord& record, RecordPlace place);
  void add(const DocumentRecord& record, RecordPlace place);
  void add(const RelationRecord& record, RecordPlace place);

  // See RecordSink.
  void announce(const RelationRecord& record) {
    entity_references.announce(record.source);
    entity_references.announce(record.target);
  }

  // As the batch after one with this schema, before anything else.
  void begin_with(const Schema& schema);
  // A record of the batch before, whose references are not yet settled, as if it were read now.
  void take_over(const Staging& from, const StagedDocument& staged);
  void take_over(const Staging& from, std::uint32_t relation);

  // Extends the schema. False if it says nothing new.
  bool declare(const std::string& schema);
  [[nodiscard]] bool has_declared() const { return has_declared_; }

  // When all that was staged is settled: frees the rest, which is half as much again.
  void keep_changes_alone();

  // About so many are still to come, by the size of what was read. Room for them is taken at once
  // where it runs out: rows that grow by doubling are copied, and touched, twice over.
  void expect_relations(std::uint64_t more);
  // The same for the same records in the same order.
  [[nodiscard]] std::size_t bytes() const;
  // About as large as it may become.
  void bound(std::size_t bytes) { bytes_max_ = bytes; }

  static constexpr std::uint32_t none = ~std::uint32_t{0};
  // The first staged record that a reference is the key of, or none.
  [[nodiscard]] std::uint32_t entity_of(std::uint32_t reference) const;
  [[nodiscard]] std::uint32_t document_of(std::uint32_t reference) const;
  // RelationRecord::in_batch of a row; the greatest of all.
  [[nodiscard]] std::uint32_t in_batch(std::size_t row) const {
    return row < in_batches_.size() ? in_batches_[row] : 0;
  }
  [[nodiscard]] std::uint32_t last_batch() const;
  // The least of all rows, which are not none.
  [[nodiscard]] std::uint32_t first_batch() const;
  // Stages an entity that only a document's publisher field names. Throws Refusal if there is no
  // type for it.
  void add_publisher(std::uint32_t reference, RecordPlace place);

  KeyTable entity_references;  // keys and names alike
  KeyTable document_references;
  std::vector<StagedEntity> entities;
  std::vector<StagedDocument> documents;
  std::vector<RecordPlace> relation_places;  // beside changes.relations
  Changes changes;

 private:
  [[nodiscard]] EntityTypeId no_type();
  [[nodiscard]] Entity entity_of_record(const EntityRecord& record, RecordPlace place);
  StagedEntity& stage_new(Entity entity, std::uint32_t reference, RecordPlace place);
  // A type by its name, found without a walk over the schema for each record.
  struct KnownType {
    std::uint32_t id = none;
    std::string why_undeclared;  // empty: it is in a schema
  };

  [[nodiscard]] EntityTypeId entity_type(std::string_view name, RecordPlace place);
  [[nodiscard]] RelationTypeId relation_type(std::string_view name, RecordPlace place);
  void note_use(const KnownType& type, RecordPlace place);
  void make_room_for_type(std::string_view kind, std::string_view name);
  [[nodiscard]] DocumentId claim_document(std::string_view key, RecordPlace place);
  [[nodiscard]] std::string_view claim_document_key(DocumentId reference, RecordPlace place) const;

  const IngestQuery& query_;
  ReportBuilder& report_;
  std::vector<std::uint32_t> entity_of_;
  std::vector<std::uint32_t> document_of_;
  std::vector<DocumentId> default_documents_;  // by file
  std::vector<std::uint32_t> in_batches_;      // by row, up to the last that is not 0
  KeyTable entity_type_names_;
  KeyTable relation_type_names_;
  std::vector<KnownType> entity_types_;  // by number of the name
  std::vector<KnownType> relation_types_;
  std::size_t undeclared_types_ = 0;
  bool has_declared_ = false;
  bool is_taking_over_ = false;  // what is warned of was warned of when it was read
  std::size_t value_bytes_ = 0;  // of names, properties and documents
  std::size_t bytes_max_ = std::numeric_limits<std::size_t>::max();
};

}  // namespace relata

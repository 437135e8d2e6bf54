#pragma once

// Records on their way to a batch, before it is known what their references mean.
//
// Rows are staged as they will be committed, with numbers of references where ids will stand, so
// that ten million relations are written once and changed in place.

#include <relata/ingest.h>
#include <vector>

#include "ingest/key_table.h"
#include "ingest/records.h"
#include "ingest/report_builder.h"

namespace relata {

// Several records of one key are one.
struct StagedEntity {
  Entity entity;
  RecordPlace place;  // of the first record
  std::uint32_t reference = 0;
  std::uint64_t records = 0;  // that said something new beside the others of the batch
};

struct StagedDocument {
  Document document;  // publisher and relays hold reference numbers
  RecordPlace place;
  std::uint32_t reference = 0;
  std::uint64_t records = 0;  // 0: made for the claims of an input that name none
};

class Staging {
 public:
  Staging(const IngestQuery& query, Schema schema, ReportBuilder& report);

  void add(const EntityRecord& record, RecordPlace place);
  void add(const DocumentRecord& record, RecordPlace place);
  void add(const RelationRecord& record, RecordPlace place);

  static constexpr std::uint32_t none = ~std::uint32_t{0};
  // The staged record that a reference is the key of, or none.
  [[nodiscard]] std::uint32_t entity_of(std::uint32_t reference) const;
  [[nodiscard]] std::uint32_t document_of(std::uint32_t reference) const;
  // Stages an entity that only a document's publisher field names.
  void add_publisher(std::uint32_t reference, RecordPlace place);

  KeyTable entity_references;  // keys and names alike
  KeyTable document_references;
  std::vector<StagedEntity> entities;
  std::vector<StagedDocument> documents;
  std::vector<RecordPlace> relation_places;  // beside changes.relations
  Changes changes;

 private:
  [[nodiscard]] EntityTypeId entity_type(std::string_view name, RecordPlace place);
  [[nodiscard]] RelationTypeId relation_type(std::string_view name, RecordPlace place);
  [[nodiscard]] DocumentId claim_document(std::string_view key, RecordPlace place);

  const IngestQuery& query_;
  ReportBuilder& report_;
  std::vector<std::uint32_t> entity_of_;
  std::vector<std::uint32_t> document_of_;
  std::vector<DocumentId> default_documents_;  // by file
  // Types by name, found without a walk over the schema for each record.
  KeyTable type_names_;
  std::vector<std::uint32_t> entity_types_;
  std::vector<std::uint32_t> relation_types_;
};

}  // namespace relata

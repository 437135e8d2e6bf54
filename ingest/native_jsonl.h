#pragma once

// relata's own format: JSON Lines, one record a line (docs/input.md).

#include <optional>
#include <utility>

#include "ingest/json_line.h"
#include "ingest/reader.h"
#include "ingest/records.h"

namespace relata {

// Reads lines one at a time into records that it keeps and reuses.
class NativeRecords {
 public:
  struct Parsed {
    RecordKind kind = RecordKind::other;
    std::optional<Refusal> refusal;
  };

  // Overwrites the line. Which record was read is said by the kind.
  [[nodiscard]] Parsed parse(char* line, std::size_t size);

  [[nodiscard]] const EntityRecord& entity() const { return entity_; }
  [[nodiscard]] const DocumentRecord& document() const { return document_; }
  [[nodiscard]] const RelationRecord& relation() const { return relation_; }
  [[nodiscard]] const JudgementRecord& judgement() const { return judgement_; }
  // Of a record that declares types, which is of the kind `other`: a schema file's text.
  [[nodiscard]] const std::string& schema() const { return schema_; }

 private:
  using Value = JsonLine::Value;

  void read_schema(const Value& record);
  void read_entity(const Value& record);
  void read_document(const Value& record);
  void read_relation(const Value& record);
  void read_names(const Value& list);
  static void read_name(const Value& object, const std::string& field, NameRecord& name);
  void read_relays(const Value& list);
  void read_claims(const Value& list);
  void read_claim(const Value& object, std::size_t place);

  JsonLine line_;
  EntityRecord entity_;
  DocumentRecord document_;
  RelationRecord relation_;
  JudgementRecord judgement_;
  std::string schema_;
};

extern const Reader native_reader;

}  // namespace relata

#pragma once

// Records as they are on disk: many to a page, since a page costs an engine as much as a record.
//
// A page holds the parts that one batch added to the records of one id range, by id. docs/format.md
// gives the layout byte by byte.

#include <relata/changes.h>
#include <relata/store.h>
#include <functional>
#include <string>

#include "graph/bytes.h"

namespace relata {

constexpr unsigned entity_page_bits = 6;  // on disk: ids that share all but these bits share a page
constexpr unsigned document_page_bits = 6;
constexpr unsigned relation_page_bits = 7;

// Builds one page; records are added in order of id.
class PageWriter {
 public:
  // The writer for the next record's bytes, good until end_record().
  ByteWriter& begin_record(std::uint64_t id);
  void end_record();
  // Appends the page and starts anew. Needs at least one record.
  void finish(ByteWriter& to);
  [[nodiscard]] bool is_empty() const { return count_ == 0; }

 private:
  std::string records_;
  std::string record_;
  ByteWriter record_writer_{record_};
  ByteWriter records_writer_{records_};
  std::uint64_t count_ = 0;
  std::uint64_t last_id_ = 0;
};

// Calls `record` for each record of a page, by id.
void read_page(ByteReader page, const ValueName& name,
               const std::function<void(std::uint64_t id, ByteReader record)>& record);

void write_entity(const Entity& entity, ByteWriter& to);
void write_document(const Document& document, ByteWriter& to);
// The whole of a new relation, or the claims that are added to one in the store.
enum class RelationPart : std::uint8_t { whole, addition };
void write_relation(const Changes& changes, const RelationRow& row, RelationPart part,
                    ByteWriter& to);

// Readers give the part without its batch, which the page's key holds.
[[nodiscard]] Entity read_entity(EntityId id, ByteReader record);
[[nodiscard]] Document read_document(DocumentId id, ByteReader record);
// Does the part hold the relation itself, and not only claims added to it?
[[nodiscard]] bool is_whole_relation(ByteReader record);
// Adds the part to what earlier parts gave. `batch` is set on the claims, and on a new relation.
void read_relation(RelationId id, BatchNumber batch, ByteReader record, RelationClaims& whole);

}  // namespace relata

#pragma once

// One batch on its way into a store: columns of small rows, text kept aside, so that ten million
// relations need neither ten million allocations nor a copy.

#include <relata/judgement.h>
#include <relata/model.h>
#include <relata/schema.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// Half a line of a processor's cache: a load is as fast as it comes by its rows.
struct ClaimRow {
  DocumentId document;
  EntityId speaker;
  PartialDate reported;
  std::optional<Confidence> confidence;
  std::uint32_t details = 0;  // 0, or one more than a place in Changes::claim_details
  Stance stance = Stance::asserted;
};

// What most claims do not have.
struct ClaimDetails {
  std::string_view quote;  // lives as long as the Changes' `text`
  std::optional<Span> span;
  std::uint32_t via_first = 0;  // in Changes::via
  std::uint32_t via_count = 0;
};

// A whole line. New is a relation whose id is above those of all committed ones; to others only the
// claims are added.
struct RelationRow {
  RelationId id;
  EntityId source;
  EntityId target;
  Period valid;
  std::string_view key;  // lives as long as the Changes' `text`
  RelationTypeId type;
  std::uint32_t details = 0;       // 0, or one more than a place in Changes::details
  std::uint32_t claims_first = 0;  // in Changes::claims
  std::uint32_t claims_count = 0;
};

struct RelationDetails {
  std::optional<Quantity> quantity;
  std::vector<Property> properties;
};

// Text with stable addresses, released as a whole.
class TextArena {
 public:
  std::string_view keep(std::string_view text);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }  // of the texts

 private:
  static constexpr std::size_t chunk_size = std::size_t{1} << 20;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t used_ = 0;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

// One batch, ids assigned. Rows may stand in any order; new ids come from reserve(), and everything
// referred to is in the store or in the batch.
struct Changes {
  std::string batch_id;           // committing an id again gives its first head and changes nothing
  BatchNumber expected_head = 0;  // Error{head_moved} if another batch came first
  std::string source;             // what was read, in words, for `batches`
  Schema schema;                  // the store's own, extended

  // A known entity or document carries its id and key, and only what is added to it.
  std::vector<Entity> entities;
  std::vector<Document> documents;
  std::vector<RelationRow> relations;
  std::vector<RelationDetails> details;
  std::vector<ClaimRow> claims;
  std::vector<ClaimDetails> claim_details;
  std::vector<DocumentId> via;
  std::vector<Judgement> judgements;  // their batch is set by the store
  TextArena text;

  [[nodiscard]] ClaimDetails details_of(const ClaimRow& claim) const {
    return claim.details == 0 ? ClaimDetails{} : claim_details[claim.details - 1];
  }
  [[nodiscard]] std::span<const DocumentId> via_of(const ClaimRow& claim) const {
    const ClaimDetails found = details_of(claim);
    return std::span(via).subspan(found.via_first, found.via_count);
  }
};

}  // namespace relata

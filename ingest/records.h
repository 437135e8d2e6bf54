#pragma once

// What a reader makes of its input: records whose references are still words, keys or names, and
// whose text lives until the next record is read.

#include <relata/judgement.h>
#include <relata/model.h>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// Where a record stands, for reports: ReportBuilder knows the line or byte.
struct RecordPlace {
  std::uint32_t file = 0;    // in the list of inputs
  std::uint32_t record = 0;  // of all that were read
};

struct NameRecord {
  std::string_view text;
  std::string_view language;
  NameKind kind = NameKind::alias;
};

struct EntityRecord {
  std::string_view key;
  std::string_view type;     // empty: not said, so another record may tell it
  bool is_type_sure = true;  // false: it gives way to any other that the entity is given
  std::vector<NameRecord> names;
  std::vector<Property> properties;
};

struct RelayRecord {
  std::string_view reference;
  bool is_speaker = false;  // else a document
};

struct DocumentRecord {
  std::string_view key;
  std::string_view title;
  std::string_view publisher;  // empty: unknown
  std::string_view language;
  PartialDate date;
  std::vector<RelayRecord> relays;
  std::vector<Property> properties;
};

struct ClaimRecord {
  std::string_view document;  // empty: the document that the record came in
  std::string_view speaker;   // empty: the document narrates
  Stance stance = Stance::asserted;
  PartialDate reported;
  std::optional<Confidence> confidence;
  std::string_view quote;
  std::optional<Span> span;
  std::uint32_t via_first = 0;  // in RelationRecord::via
  std::uint32_t via_count = 0;
};

struct RelationRecord {
  std::string_view key;  // empty: made from the content
  // Empty: the key names a relation of the batch or the store, and only claims are added to it.
  std::string_view type;
  std::string_view source;
  std::string_view target;
  Period valid;
  std::optional<Quantity> quantity;
  std::vector<Property> properties;
  std::vector<ClaimRecord> claims;
  std::vector<std::string_view> via;
  // Claims of one number come in one batch, those of a greater one after it; 0: before all of them.
  std::uint32_t in_batch = 0;
};

// On two entities, a document, or claims that came in one batch.
struct JudgementRecord {
  JudgementKind kind = JudgementKind::retracted;
  std::string_view a;  // keys
  std::string_view b;
  std::string_view document;
  std::uint32_t batch = 0;  // RelationRecord::in_batch of the claims
  std::string_view who;
  std::string_view why;
  std::optional<std::int64_t> judged_unix_ms;  // not said: now
  // Made after the claims of this number, before those of a greater one; not said: after all.
  std::optional<std::uint32_t> after_batch;
};

// Why a record was not taken, and which of its fields is to blame.
struct Refusal {
  std::string field;  // empty: the record as a whole
  std::string reason;
};

enum class RecordKind : std::uint8_t { entity, relation, document, judgement, other };

}  // namespace relata

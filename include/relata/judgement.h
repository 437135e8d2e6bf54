#pragma once

// What has been decided about the evidence and about who is who. A judgement is recorded beside
// that and changes nothing of it, so that it can be taken back.

#include <relata/id.h>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace relata {

enum class JudgementKind : std::uint8_t {
  // On a document or a batch.
  retracted,  // its claims are in no view
  restored,   // they are again
  // On two entities.
  same,       // they are one
  different,  // they are not
  unsure,
  withdrawn,  // as if they had not been judged
};

// The lesser id first.
struct EntityPair {
  EntityId first;
  EntityId second;
  friend auto operator<=>(const EntityPair&, const EntityPair&) = default;
};

using JudgementSubject = std::variant<DocumentId, BatchNumber, EntityPair>;

struct RelationRange {
  RelationId first;
  std::uint64_t count = 0;
  friend bool operator==(const RelationRange&, const RelationRange&) = default;
};

// On one subject the latest counts.
struct Judgement {
  JudgementKind kind = JudgementKind::retracted;
  JudgementSubject subject;
  std::string who;  // empty: not said
  std::string why;
  std::int64_t recorded_unix_ms = 0;
  BatchNumber batch = 0;  // in which the store learned it
  // Of a document or batch: those with claims of it when it was judged, in order.
  std::vector<RelationRange> relations;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

}  // namespace relata

#pragma once

// What people have decided about the evidence. A judgement is recorded beside it and changes
// nothing of it, so that it can be taken back.

#include <relata/id.h>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace relata {

enum class JudgementKind : std::uint8_t {
  retracted,  // the claims of its subject are in no view
  restored,   // they are again
};

struct RelationRange {
  RelationId first;
  std::uint64_t count = 0;
  friend bool operator==(const RelationRange&, const RelationRange&) = default;
};

// On one subject the latest counts.
struct Judgement {
  JudgementKind kind = JudgementKind::retracted;
  std::variant<DocumentId, BatchNumber> subject;
  std::string who;  // empty: not said
  std::string why;
  std::int64_t recorded_unix_ms = 0;
  BatchNumber batch = 0;  // in which the store learned it
  // Those with claims of the subject when it was judged, in order.
  std::vector<RelationRange> relations;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

}  // namespace relata

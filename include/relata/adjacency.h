#pragma once

// The relations of an entity as a search meets them: packed, with what filters need most beside
// each neighbour, so that no other read decides.

#include <relata/date.h>
#include <relata/id.h>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace relata {

enum class Direction : std::uint8_t {
  forward,  // from source to target
  reverse,  // from target to source
  any,
};

// One relation as seen from one of its ends, with the summary that searches filter on.
//
// The summary covers every claim up to `batch`. A relation that got claims in several batches has
// one entry for each, the latest being the widest: a filter that refuses all of them may skip the
// relation, and if `is_exact` the summary answers by itself; otherwise the claims decide.
struct AdjacencyEntry {
  EntityId neighbour;
  RelationId relation;
  BatchNumber batch = 0;
  RelationTypeId type;
  EntityTypeId neighbour_type;
  Period valid;
  PartialDate reported;              // earliest of the claims; unknown if any claim's is
  std::uint16_t confidence_max = 0;  // Confidence::parts; 0 also if no claim states one
  std::uint8_t origins_max = 0;      // at most so many independent origins assert; 255: or more
  std::uint8_t stances = 0;          // a bit for each Stance that a claim has: 1 << stance
  std::uint8_t degree_class = 0;     // of the neighbour: its degree has this many bits; a hint
  Direction direction = Direction::forward;  // forward: the owner is the relation's source
  bool is_exact = false;  // one claim, and the fields above say all of it that filters ask

  friend bool operator==(const AdjacencyEntry&, const AdjacencyEntry&) = default;
};

// What a search will refuse anyway; a store may use it to read less.
struct PruneHint {
  Direction direction = Direction::any;
  std::optional<Day> reported_by;    // nothing that was certainly reported later
  std::optional<DayRange> valid;     // nothing that impossibly held then
  std::uint16_t confidence_min = 0;  // Confidence::parts
};

// Called with the entries of one owner, some at a time. The span lives for the call only.
using ExpandSink = std::function<void(EntityId owner, std::span<const AdjacencyEntry> entries)>;

// Where an expansion that ran out of budget goes on.
struct Continuation {
  EntityId owner;
  BatchNumber batch = 0;  // of the next block of the owner, and its number in the batch
  std::uint32_t chunk = 0;
};

}  // namespace relata

#pragma once

// Judges one pair: which rules hold, and what they add up to.

#include <relata/resolve.h>
#include <relata/schema.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/entity_profile.h"
#include "ingest/resolve_rules.h"

namespace relata {

// A neighbour, and how many relations it has itself: a bit length.
struct Neighbourhood {
  struct Member {
    EntityId id;
    std::uint8_t degree_class = 0;
  };
  std::vector<Member> members;  // by id, each once
};

// What was found out about a pair apart from the two records.
struct PairContext {
  bool is_same_as = false;    // a source says so
  std::uint32_t bearers = 2;  // entities that share the rarest of what brought the two together
  std::uint32_t name_bearers = 0;  // that bear their common name in any of its uses; 0: not known
  const Neighbourhood* around_a = nullptr;  // null: not looked at
  const Neighbourhood* around_b = nullptr;
};

struct PairScore {
  double bits = 0;
  bool is_forbidden = false;
  bool is_safe = false;
  std::vector<ResolveReason> reasons;  // only where words are asked for

  [[nodiscard]] double score() const { return is_forbidden ? 0 : score_of(bits); }
};

class PairJudge {
 public:
  // Error{usage} for a rule that is not in the table.
  PairJudge(const Schema& schema, const std::vector<std::string>& without_rules);

  enum class Words : std::uint8_t { none, all };
  [[nodiscard]] PairScore judge(const EntityProfile& a, const EntityProfile& b,
                                const PairContext& context, Words words) const;

 private:
  const Schema& schema_;
  std::array<bool, 64> is_without_{};
};

}  // namespace relata

#pragma once

// What brings two entities together for comparing: keys that both have.
//
// No two entities are compared that share no key, and a key that too many share brings none of them
// together. What is found is therefore what the keys promise (tests/ingest/resolve_test.cpp holds
// them to it): equal identifiers and names; names whose words sound alike, in any order, with other
// word breaks; names of three words and more that share two of them; names of two words that share
// one and the initial of the other; abbreviations by initials.

#include <relata/id.h>
#include <relata/resolve.h>

#include <cstdint>
#include <vector>

#include "ingest/entity_profile.h"

namespace relata {

struct BlockKey {
  std::uint64_t hash = 0;
  EntityId entity;
  Kind kind = Kind::unknown;
  bool is_name = false;       // the key is a whole name
  bool is_set_apart = false;  // it is a role or metonym: it makes the name ambiguous, no more

  friend auto operator<=>(const BlockKey&, const BlockKey&) = default;
};

// Can what shares this key be safe to merge: is it an identifier or a whole name?
[[nodiscard]] bool is_safe_key(std::uint64_t hash);
// A name's whole key, to find out who else bears it.
[[nodiscard]] std::uint64_t name_key(std::string_view folded);
void add_block_keys(const EntityProfile& profile, std::vector<BlockKey>& keys);

// Two entities that share a key; a < b.
struct Candidate {
  EntityId a;
  EntityId b;
  std::uint32_t bearers = 0;       // of the rarest key that the two share
  std::uint32_t name_bearers = 0;  // of the rarest name that they share; 0: they share none
};

// Gathers the pairs that keys bring together, each once, within bounds.
class CandidatePairs {
 public:
  explicit CandidatePairs(const ResolveQuery& query);

  // `keys` are all that there are of each hash in them; they are sorted here. Only pairs that the
  // query asks about are taken.
  void take(std::vector<BlockKey>& keys);
  void add(EntityId a, EntityId b, std::uint32_t bearers, std::uint32_t name_bearers);
  [[nodiscard]] bool is_full() const { return shortfall_.is_pairs_max; }

  // By a, then b.
  [[nodiscard]] std::vector<Candidate> finish();
  [[nodiscard]] const ResolveShortfall& shortfall() const { return shortfall_; }

 private:
  void take_block(const BlockKey* begin, const BlockKey* end);
  void take_safe_block(const BlockKey* begin, const BlockKey* end);
  void unite();

  [[nodiscard]] bool is_asked(EntityId a, EntityId b) const;

  const ResolveQuery& query_;
  std::vector<EntityId> among_;  // sorted
  std::vector<Candidate> pairs_;
  ResolveShortfall shortfall_;
};

// Kinds of which a thing can be one only.
[[nodiscard]] bool excludes(Kind a, Kind b);

}  // namespace relata

#pragma once

// Which entities of a store are one and the same: pairs, each with a score and reasons in words.
//
// Nothing is merged here, and nothing is written. A pair is safe to merge by itself where an
// identifier or a source says so and nothing speaks against it; every other pair is for a person to
// judge. Entities are compared that share a block (an identifier, a name, the sound of its words),
// never all with all; what a bound leaves out is said in the answer. docs/resolution.md explains
// the rules, and what they find and miss.
//
// Threads: any number at once; each call uses the machine's. Cost: a walk over all entities, about
// 15 microseconds of a processor each, and as much for each pair that is compared; with `among` a
// few milliseconds for each of those instead.
//
//     const auto answer = relata::resolve(*store, now, {.score_min = 0.8});
//     for (const auto& proposal : answer.proposals) show(proposal.reasons);

#include <relata/answer.h>
#include <relata/error.h>
#include <relata/store.h>
#include <algorithm>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace relata {

struct ResolveQuery {
  EntityId about = {};  // only pairs with this one; none: all
  EntityId with = {};   // only this pair, however it came to be asked about; needs `about`
  // Only pairs with one of these, as after an ingest: found by lookups, at a cost that grows with
  // their number and not with the store's; of more than a two-hundredth of the store by a walk.
  // Lookups find less than a walk: what sounds alike but neither begins alike nor is written alike,
  // and identifiers among properties, only among themselves. By the ids that the store itself
  // gives, in a store as it is judged those of the ones; so in the next list.
  std::vector<EntityId> among = {};
  // Left out, in any order, as all are that have been judged. A pair that is asked about is not.
  std::vector<std::pair<EntityId, EntityId>> without_pairs = {};
  std::vector<std::string> without_rules = {};  // for measuring what a rule adds
  bool is_safe_only = false;                    // only what may be merged without being asked about
  double score_min = 0.5;                       // less likely pairs are left out. 0..1
  std::size_t proposals_max = 1'000;            // the best are listed
  // A key that more entities share brings none together; of parts of names, a quarter.
  std::size_t block_max = 100;
  std::size_t pairs_max = 5'000'000;  // no more pairs are compared
  std::stop_token stop = {};          // Error{stopped}
};

// One row of the table of rules.
struct ResolveRule {
  const char* name;   // "token_order"
  const char* words;  // "the same words in another order"
  double weight;      // bits for (above 0) or against; the most that the rule gives
  bool forbids;       // whatever else holds, the two are not one
};
[[nodiscard]] std::span<const ResolveRule> resolve_rules();

struct ResolveReason {
  std::string rule;   // the name of a rule
  std::string words;  // "\"Zelenskyy\" and \"Зеленський\" are one name in two writings"
  double weight = 0;  // bits for or against
  bool forbids = false;
};

struct Proposal {
  EntityId a;  // the one whose key comes first
  EntityId b;
  double score = 0;                    // 0..1, in steps of 0.0001
  bool is_safe = false;                // may be merged without being asked about
  std::vector<ResolveReason> reasons;  // what weighs most comes first
};

// What bounds left out.
struct ResolveShortfall {
  std::uint64_t keys = 0;      // shared by more entities than block_max allows
  std::uint64_t entities = 0;  // the most that shared one of them
  std::uint64_t names = 0;     // of entities with very many, which were not compared
  bool is_pairs_max = false;   // pairs_max was reached
};

struct ResolveAnswer {
  ResolveQuery question;
  std::vector<Proposal> proposals;    // by score, then the keys
  std::uint64_t proposals_found = 0;  // may exceed proposals.size(): proposals_max
  std::uint64_t pairs_compared = 0;
  ResolveShortfall shortfall;
  std::vector<EntityAnswer> entities;  // those of the proposals, by id

  // Throws Error{not_found} if it is not in this answer.
  [[nodiscard]] const EntityAnswer& entity(EntityId id) const {
    const auto found = std::lower_bound(
        entities.begin(), entities.end(), id,
        [](const EntityAnswer& one, EntityId other) { return one.entity.id < other; });
    if (found != entities.end() && found->entity.id == id) return *found;
    throw Error(ErrorCode::not_found,
                "entity " + std::to_string(id.value) + " is not in this answer");
  }
};

// Error{usage} for a rule that is not there, Error{not_found} for an entity that is not.
[[nodiscard]] ResolveAnswer resolve(const Store& store, const Snapshot& at,
                                    const ResolveQuery& query = {});

}  // namespace relata

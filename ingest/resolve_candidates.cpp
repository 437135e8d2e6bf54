#include "ingest/resolve_candidates.h"

#include <relata/lookup.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <string_view>

#include "graph/clusters.h"
#include "graph/retractions.h"
#include "ingest/entity_profile.h"
#include "ingest/parallel_parts.h"
#include "ingest/resolve_lookups.h"

namespace relata {
namespace {

// Keys of so many entities are held at once, about 300 bytes each; a larger store is walked several
// times, each time for a part of all keys.
constexpr std::uint64_t entities_at_once = 3'000'000;
// Lookups for one entity cost as much as a walk over so many.
constexpr std::uint64_t walked_for_lookup = 200;
constexpr std::size_t entities_between_stops = 4096;
constexpr std::uint32_t unknown_bearers = std::numeric_limits<std::uint32_t>::max();

class Walk {
 public:
  Walk(const Store& store, const Snapshot& at, const ResolveQuery& query)
      : store_(store), at_(at), query_(query), kinds_(kinds_of(store.schema(at))) {}

  void find(CandidatePairs& pairs) {
    if (query_.about.is_some()) take_keys_asked_about();
    const std::uint64_t passes = 1 + store_.info().entity_id_end / entities_at_once;
    for (std::uint64_t pass = 0; pass < passes && !pairs.is_full(); ++pass) {
      std::vector<BlockKey> keys = keys_of_pass(pass, passes);
      pairs.take(keys);
    }
  }

  [[nodiscard]] std::uint64_t names_left_out() const { return names_left_out_; }

 private:
  void take_keys_asked_about() {
    Romanizer romanizer;
    const Entity entity = store_.entities(at_, {&query_.about, 1}).front();
    std::vector<BlockKey> keys;
    add_block_keys(profile_of(entity, kinds_[entity.type.value], romanizer), keys);
    for (const BlockKey& key : keys) asked_about_.push_back(key.hash);  // sorted
  }

  [[nodiscard]] bool is_wanted(const BlockKey& key, std::uint64_t pass,
                               std::uint64_t passes) const {
    if (passes > 1 && key.hash % passes != pass) return false;
    if (query_.is_safe_only && !is_safe_key(key.hash)) return false;
    return !query_.about.is_some() ||
           std::binary_search(asked_about_.begin(), asked_about_.end(), key.hash);
  }

  std::vector<BlockKey> keys_of_pass(std::uint64_t pass, std::uint64_t passes) {
    const NameDepth depth = query_.is_safe_only ? NameDepth::folded : NameDepth::whole;
    const std::size_t parts = threads_count();
    std::vector<std::vector<BlockKey>> of_parts(parts);
    std::vector<std::uint64_t> left_out(parts);
    in_parallel(parts, [&](std::size_t part) {
      Romanizer romanizer;
      std::vector<BlockKey> keys;
      std::size_t seen = 0;
      const auto take = [&](const Entity& entity) {
        if (++seen % entities_between_stops == 0) check_stop(query_);
        const EntityProfile profile =
            profile_of(entity, kinds_[entity.type.value], romanizer, depth);
        left_out[part] += profile.names_left_out;
        keys.clear();
        add_block_keys(profile, keys);
        for (const BlockKey& key : keys) {
          if (is_wanted(key, pass, passes)) of_parts[part].push_back(key);
        }
      };
      store_.scan(at_, {.part = part, .parts = parts}, {.entity = take});
    });
    std::vector<BlockKey> all = std::move(of_parts.front());
    names_left_out_ = left_out.front();
    for (std::size_t part = 1; part < parts; ++part) {
      all.insert(all.end(), of_parts[part].begin(), of_parts[part].end());
      std::vector<BlockKey>().swap(of_parts[part]);
      names_left_out_ += left_out[part];
    }
    return all;
  }

  const Store& store_;
  const Snapshot& at_;
  const ResolveQuery& query_;
  std::vector<Kind> kinds_;
  std::vector<std::uint64_t> asked_about_;
  std::uint64_t names_left_out_ = 0;
};

// By the claims that count; an entry of an earlier batch does not know the later ones.
bool says_same(const RelationClaims& relation, const Retractions* retractions) {
  bool is_asserted = false;
  for (const Claim& claim : relation.claims) {
    if (retractions != nullptr && retractions->has(claim)) continue;
    if (claim.stance == Stance::denied) return false;
    is_asserted = is_asserted || claim.stance == Stance::asserted;
  }
  return is_asserted;
}

using Pairs = std::vector<std::pair<EntityId, EntityId>>;

Pairs same_as_pairs(const Store& store, const Snapshot& at, const ResolveQuery& query) {
  Pairs pairs;
  const std::vector<RelationTypeId> types = same_as_types(store.schema(at));
  if (types.empty()) return pairs;
  std::vector<RelationRef> refs;
  const auto take = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    for (const AdjacencyEntry& entry : entries) {
      if (std::find(types.begin(), types.end(), entry.type) == types.end()) continue;
      const bool is_forward = entry.direction == Direction::forward;
      refs.push_back({.source = is_forward ? owner : entry.neighbour, .id = entry.relation});
    }
  };
  std::vector<EntityId> some = query.among;
  if (query.about.is_some()) some = {query.about};
  if (some.empty()) {
    store.scan(at, {}, {.adjacency = take});
  } else {
    constexpr std::size_t budget = 100'000;
    std::sort(some.begin(), some.end());
    auto next = store.expand(at, some, {}, budget, take);
    while (next) {
      check_stop(query);
      next = store.expand(at, some, {}, budget, take, next);
    }
  }
  std::sort(refs.begin(), refs.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
  const auto retractions = Retractions::read(store, at);
  constexpr std::size_t read_at_once = 4096;
  for (std::size_t first = 0; first < refs.size(); first += read_at_once) {
    const auto some_refs =
        std::span(refs).subspan(first, std::min(read_at_once, refs.size() - first));
    for (const RelationClaims& relation : store.evidence(at, some_refs).relations) {
      const auto [a, b] = std::minmax(relation.relation.source, relation.relation.target);
      if (a != b && says_same(relation, retractions.get())) pairs.emplace_back(a, b);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

// The pairs that were judged, and those that stand for them where some of their ends are one with
// others.
void add_judged(const std::vector<Judgement>& judgements,
                std::vector<std::pair<EntityId, EntityId>>& pairs) {
  const auto clusters = Clusters::of(judgements);
  for (const Judgement& judgement : pairs_in_force(judgements)) {
    const EntityPair& pair = std::get<EntityPair>(judgement.subject);
    pairs.emplace_back(pair.first, pair.second);
    if (clusters == nullptr) continue;
    pairs.emplace_back(clusters->representative(pair.first), clusters->representative(pair.second));
  }
}

}  // namespace

std::vector<RelationTypeId> same_as_types(const Schema& schema) {
  std::vector<RelationTypeId> types;
  for (const char* name : {"same_as", "sameAs", "is_same_as", "identical_to", "duplicate_of"}) {
    if (const auto type = schema.relation_type(name)) types.push_back(*type);
  }
  return types;
}

void check_stop(const ResolveQuery& query) {
  if (!query.stop.stop_requested()) return;
  throw Error(ErrorCode::stopped, "resolving was stopped; nothing was changed");
}

Candidates find_candidates(const Store& store, const Snapshot& at, const ResolveQuery& query) {
  Candidates found;
  CandidatePairs pairs(query);
  found.same_as = same_as_pairs(store, at, query);
  for (const auto& [a, b] : found.same_as) pairs.add(a, b, 2, 0);
  std::uint64_t names_left_out = 0;
  // A pair that is asked for is judged even if nothing brings it together.
  if (query.with.is_some()) pairs.add(query.about, query.with, unknown_bearers, 0);
  const std::uint64_t walked = store.info().entity_id_end;
  if (!query.among.empty() && query.among.size() * walked_for_lookup < walked) {
    names_left_out = look_up_candidates(store, at, query, pairs);
  } else {
    Walk walk(store, at, query);
    walk.find(pairs);
    names_left_out = walk.names_left_out();
  }
  found.pairs = pairs.finish();
  for (Candidate& pair : found.pairs) {
    if (pair.bearers == unknown_bearers) pair.bearers = 2;
  }
  found.shortfall = pairs.shortfall();
  found.shortfall.names = names_left_out;
  auto without = query.without_pairs;
  if (!query.with.is_some()) add_judged(store.judgements(at), without);
  for (auto& [a, b] : without) {
    if (b < a) std::swap(a, b);
  }
  std::sort(without.begin(), without.end());
  const auto is_left_out = [&](const Candidate& pair) {
    const bool is_one_asked = !query.with.is_some() || pair.a == query.with || pair.b == query.with;
    return !is_one_asked ||
           std::binary_search(without.begin(), without.end(), std::pair(pair.a, pair.b));
  };
  std::erase_if(found.pairs, is_left_out);
  return found;
}

}  // namespace relata

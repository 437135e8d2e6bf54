#include <relata/resolve.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "graph/read_ids.h"
#include "ingest/entity_profile.h"
#include "ingest/pair_judge.h"
#include "ingest/parallel_parts.h"
#include "ingest/resolve_candidates.h"

namespace relata {
namespace {

constexpr std::size_t chunk_pairs = 8192;
constexpr std::size_t neighbours_max = 256;  // of an entity that are looked at

struct Scored {
  Candidate pair;
  double score = 0;
  bool is_safe = false;
};

// Everything about the entities of some pairs, read at once.
class Chunk {
 public:
  Chunk(const Store& store, const Snapshot& at, const std::vector<Kind>& kinds,
        std::span<const Candidate> pairs)
      : store_(store), at_(at) {
    for (const Candidate& pair : pairs) {
      ids_.push_back(pair.a);
      ids_.push_back(pair.b);
    }
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    Romanizer romanizer;
    profiles_.reserve(ids_.size());
    for (const Entity& entity : store.entities(at, ids_)) {
      profiles_.push_back(profile_of(entity, kinds[entity.type.value], romanizer));
    }
    around_.resize(ids_.size());
    is_around_read_.resize(ids_.size());
  }

  [[nodiscard]] const EntityProfile& profile(EntityId id) const { return profiles_[place_of(id)]; }

  // Without relations that say that the two are one.
  const Neighbourhood& around(EntityId id, const std::vector<RelationTypeId>& same_as) {
    const std::size_t place = place_of(id);
    if (is_around_read_[place]) return around_[place];
    is_around_read_[place] = true;
    auto& members = around_[place].members;
    const auto take = [&](EntityId, std::span<const AdjacencyEntry> entries) {
      for (const AdjacencyEntry& entry : entries) {
        if (std::find(same_as.begin(), same_as.end(), entry.type) != same_as.end()) continue;
        members.push_back({entry.neighbour, entry.degree_class});
      }
    };
    static_cast<void>(store_.expand(at_, {&id, 1}, {}, neighbours_max, take));
    std::sort(members.begin(), members.end(),
              [](const auto& x, const auto& y) { return x.id < y.id; });
    members.erase(std::unique(members.begin(), members.end(),
                              [](const auto& x, const auto& y) { return x.id == y.id; }),
                  members.end());
    return around_[place];
  }

 private:
  [[nodiscard]] std::size_t place_of(EntityId id) const {
    return static_cast<std::size_t>(std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin());
  }

  const Store& store_;
  const Snapshot& at_;
  std::vector<EntityId> ids_;
  std::vector<EntityProfile> profiles_;
  std::vector<Neighbourhood> around_;
  std::vector<bool> is_around_read_;
};

class Resolution {
 public:
  Resolution(const Store& store, const Snapshot& at, const ResolveQuery& query)
      : store_(store),
        at_(at),
        query_(query),
        schema_(store.schema(at)),
        kinds_(kinds_of(schema_)),
        same_as_types_(same_as_types(schema_)),
        judge_(schema_, query.without_rules) {}

  ResolveAnswer run() {
    ResolveAnswer answer{.question = query_};
    candidates_ = find_candidates(store_, at_, query_);
    answer.shortfall = candidates_.shortfall;
    answer.pairs_compared = candidates_.pairs.size();
    std::vector<Scored> scored = score_all();
    answer.proposals_found = scored.size();
    order_and_cut(scored);
    put_proposals(scored, answer);
    return answer;
  }

 private:
  [[nodiscard]] PairScore judged(Chunk& chunk, const Candidate& pair,
                                 PairJudge::Words words) const {
    const EntityProfile& a = chunk.profile(pair.a);
    const EntityProfile& b = chunk.profile(pair.b);
    PairContext context{
        .is_same_as = std::binary_search(candidates_.same_as.begin(), candidates_.same_as.end(),
                                         std::pair(pair.a, pair.b)),
        .bearers = pair.bearers,
        .name_bearers = pair.name_bearers};
    // Neighbours are read only where they can change something.
    const PairScore alone = judge_.judge(a, b, context, PairJudge::Words::none);
    const double most = alone.bits + rule_info(Rule::shared_neighbours).weight;
    const bool is_open = !alone.is_forbidden && score_of(most) >= query_.score_min;
    if (is_open || words == PairJudge::Words::all) {
      context.around_a = &chunk.around(pair.a, same_as_types_);
      context.around_b = &chunk.around(pair.b, same_as_types_);
      return judge_.judge(a, b, context, words);
    }
    return alone;
  }

  [[nodiscard]] bool is_listed(const PairScore& weighed) const {
    return query_.with.is_some() || weighed.score() >= query_.score_min;
  }

  std::vector<Scored> score_all() {
    const std::span<const Candidate> all = candidates_.pairs;
    const std::size_t chunks = (all.size() + chunk_pairs - 1) / chunk_pairs;
    std::vector<std::vector<Scored>> of_chunks(chunks);
    in_parallel(chunks, [&](std::size_t i) {
      check_stop(query_);
      const auto pairs =
          all.subspan(i * chunk_pairs, std::min(chunk_pairs, all.size() - i * chunk_pairs));
      Chunk chunk(store_, at_, kinds_, pairs);
      for (const Candidate& pair : pairs) {
        const PairScore weighed = judged(chunk, pair, PairJudge::Words::none);
        if (!is_listed(weighed)) continue;
        if (query_.is_safe_only && !(weighed.is_safe && !weighed.is_forbidden)) continue;
        of_chunks[i].push_back({pair, weighed.score(), weighed.is_safe});
      }
    });
    std::vector<Scored> scored;
    for (const auto& some : of_chunks) scored.insert(scored.end(), some.begin(), some.end());
    return scored;
  }

  // By score, then keys. Keys are read for those alone that may be listed.
  void order_and_cut(std::vector<Scored>& scored) const {
    std::sort(scored.begin(), scored.end(), [](const Scored& x, const Scored& y) {
      return std::tuple(-x.score, x.pair.a, x.pair.b) < std::tuple(-y.score, y.pair.a, y.pair.b);
    });
    const std::size_t most = query_.proposals_max;
    if (scored.size() > most) {
      if (most == 0) return scored.clear();
      const double last = scored[most - 1].score;
      while (scored.back().score < last) scored.pop_back();
    }
    std::vector<EntityId> ids;
    for (const Scored& one : scored) ids.insert(ids.end(), {one.pair.a, one.pair.b});
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::unordered_map<std::uint64_t, std::string> keys;
    for (Entity& entity : store_.entities(at_, ids)) keys[entity.id.value] = std::move(entity.key);
    for (Scored& one : scored) {
      if (keys[one.pair.b.value] < keys[one.pair.a.value]) std::swap(one.pair.a, one.pair.b);
    }
    std::sort(scored.begin(), scored.end(), [&](const Scored& x, const Scored& y) {
      if (x.score != y.score) return x.score > y.score;
      return std::tie(keys[x.pair.a.value], keys[x.pair.b.value]) <
             std::tie(keys[y.pair.a.value], keys[y.pair.b.value]);
    });
    if (scored.size() > most) scored.resize(most);
  }

  void put_proposals(const std::vector<Scored>& scored, ResolveAnswer& answer) const {
    std::vector<EntityId> ids;
    for (std::size_t begin = 0; begin < scored.size(); begin += chunk_pairs) {
      check_stop(query_);
      std::vector<Candidate> pairs;
      for (std::size_t i = begin; i < std::min(begin + chunk_pairs, scored.size()); ++i) {
        pairs.push_back(scored[i].pair);
      }
      Chunk chunk(store_, at_, kinds_, pairs);
      for (Candidate pair : pairs) {
        Proposal proposal{.a = pair.a, .b = pair.b};
        ids.insert(ids.end(), {pair.a, pair.b});
        if (pair.b < pair.a) std::swap(pair.a, pair.b);
        PairScore weighed = judged(chunk, pair, PairJudge::Words::all);
        proposal.score = weighed.score();
        proposal.is_safe = weighed.is_safe && !weighed.is_forbidden;
        proposal.reasons = std::move(weighed.reasons);
        answer.proposals.push_back(std::move(proposal));
      }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (Entity& entity : store_.entities(at_, ids)) {
      const EntityType& type = schema_.entity_type(entity.type);
      answer.entities.push_back(
          {.entity = std::move(entity), .type = type.name, .label = type.label});
    }
  }

  const Store& store_;
  const Snapshot& at_;
  const ResolveQuery& query_;
  Schema schema_;
  std::vector<Kind> kinds_;
  std::vector<RelationTypeId> same_as_types_;
  PairJudge judge_;
  Candidates candidates_;
};

}  // namespace

ResolveAnswer resolve(const Store& store, const Snapshot& at, const ResolveQuery& query) {
  ResolveQuery asked = query;
  for (EntityId* id : {&asked.about, &asked.with}) {
    if (id->is_some()) read_ids(store, at, {&id, 1});
  }
  return Resolution(store, at, asked).run();
}

}  // namespace relata

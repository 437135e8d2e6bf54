#include "ingest/safe_merges.h"

#include <relata/judge.h>
#include <relata/resolve.h>

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>
#include <vector>

#include "graph/clusters.h"
#include "ingest/external_ids.h"

namespace relata {
namespace {

// A sentence in a record that is kept for good need not be longer.
constexpr std::size_t reasons_kept = 3;

std::string words_of(const Proposal& proposal) {
  std::string words;
  for (std::size_t i = 0; i < std::min(reasons_kept, proposal.reasons.size()); ++i) {
    words += (i == 0 ? "" : "; ") + proposal.reasons[i].words;
  }
  return words;
}

// Does a source say so, or give both one identifier?
bool is_said(const Proposal& proposal) {
  return std::any_of(proposal.reasons.begin(), proposal.reasons.end(), [](const auto& one) {
    return one.rule == "same_as" || one.rule == "external_id";
  });
}

// What is one so far, and whose keys are in it. A third must not make one of two that their own
// source has under two keys: each goes with it, but not by a name alone with the other.
class Joining {
 public:
  // What is one already is not said once more for each pair of it.
  Joining(const Store& store, const Snapshot& at) {
    std::vector<EntityId> ids;
    for (const Judgement& judgement : pairs_in_force(store.judgements(at))) {
      const EntityPair& pair = std::get<EntityPair>(judgement.subject);
      if (judgement.kind != JudgementKind::same) continue;
      joined_.join(pair.first, pair.second);
      ids.insert(ids.end(), {pair.first, pair.second});
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const Entity& entity : store.entities(at, ids)) know(entity);
  }

  void know(const Entity& entity) {
    const std::string_view source = source_of_key(entity.key);
    if (known_.insert(entity.id).second && !source.empty()) {
      sources_[joined_.least(entity.id).value].emplace(source);
    }
  }

  // False if they are one already, or must not be.
  bool join(const Proposal& proposal) {
    const std::uint64_t a = joined_.least(proposal.a).value;
    const std::uint64_t b = joined_.least(proposal.b).value;
    if (a == b || (!is_said(proposal) && share_source(a, b))) return false;
    joined_.join(proposal.a, proposal.b);
    std::set<std::string> less = std::move(sources_[a]);
    std::set<std::string> more = std::move(sources_[b]);
    if (less.size() > more.size()) std::swap(less, more);
    more.merge(less);
    sources_[joined_.least(proposal.a).value] = std::move(more);
    return true;
  }

 private:
  [[nodiscard]] bool share_source(std::uint64_t a, std::uint64_t b) {
    const bool is_a_less = sources_[a].size() < sources_[b].size();
    const auto& less = sources_[is_a_less ? a : b];
    const auto& more = sources_[is_a_less ? b : a];
    return std::any_of(less.begin(), less.end(),
                       [&](const std::string& source) { return more.contains(source); });
  }

  JoinedEntities joined_;
  std::set<EntityId> known_;
  std::unordered_map<std::uint64_t, std::set<std::string>> sources_;  // by the least of each
};

}  // namespace

SafeMerges merge_what_is_safe(Store& store, EntityId first, const IngestQuery& query) {
  const Snapshot at = store.snapshot();
  ResolveQuery wanted{.is_safe_only = true,
                      .score_min = 0,
                      .proposals_max = std::numeric_limits<std::size_t>::max(),
                      .stop = query.stop};
  for (std::uint64_t id = first.value; id < store.info().entity_id_end; ++id) {
    wanted.among.push_back({id});
  }
  if (wanted.among.empty()) return {};
  Joining joining(store, at);
  const ResolveAnswer found = resolve(store, at, wanted);
  SafeMerges merges;
  if (found.shortfall.is_pairs_max) {
    merges.left_out = "no more than " + std::to_string(wanted.pairs_max) + " pairs were compared";
  }
  for (const EntityAnswer& known : found.entities) joining.know(known.entity);
  std::vector<JudgeQuery> judged;
  for (const Proposal& proposal : found.proposals) {
    if (!joining.join(proposal)) continue;
    judged.push_back(
        {.a = proposal.a, .b = proposal.b, .who = "relata", .why = words_of(proposal)});
  }
  merges.count = judge_all(store, judged, "merge what is safe");
  return merges;
}

}  // namespace relata

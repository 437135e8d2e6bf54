#include "ingest/safe_merges.h"

#include <relata/judge.h>
#include <relata/resolve.h>

#include <algorithm>
#include <limits>

#include "graph/clusters.h"

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

}  // namespace

std::uint64_t merge_what_is_safe(Store& store, EntityId first, const IngestQuery& query) {
  const Snapshot at = store.snapshot();
  ResolveQuery wanted{.score_min = 0,
                      .proposals_max = std::numeric_limits<std::size_t>::max(),
                      .stop = query.stop};
  for (std::uint64_t id = first.value; id < store.info().entity_id_end; ++id) {
    wanted.among.push_back({id});
  }
  if (wanted.among.empty()) return 0;
  for (const Judgement& judgement : pairs_in_force(store.judgements(at))) {
    const EntityPair& pair = std::get<EntityPair>(judgement.subject);
    wanted.without_pairs.emplace_back(pair.first, pair.second);
  }
  std::vector<JudgeQuery> judged;
  for (const Proposal& proposal : resolve(store, at, wanted).proposals) {
    if (!proposal.is_safe) continue;
    judged.push_back(
        {.a = proposal.a, .b = proposal.b, .who = "relata", .why = words_of(proposal)});
  }
  return judge_all(store, judged, "merge what is safe");
}

}  // namespace relata

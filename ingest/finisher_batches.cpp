// Claims that came in one batch elsewhere come in one batch here, after those before them.

#include "ingest/claim_set.h"
#include "ingest/finisher.h"

namespace relata {

void Finisher::take_up_to(std::uint32_t batch, Staging* later) {
  batch_ = batch;
  later_ = later;
}

void Finisher::hold_later_batches() {
  if (staging_.last_batch() <= batch_) return;
  if (next_ == nullptr) later_->begin_with(staging_.changes.schema);
  for (std::uint32_t i = 0; i < fates_.size(); ++i) {
    if (fates_[i] == Fate::taken && staging_.in_batch(i) > batch_) hold_back(i, *later_);
  }
}

void Finisher::count_known(std::uint32_t row, const ClaimRow& claim, const RelationClaims& stored,
                           std::set<const Claim*>& told) {
  const ClaimView wanted(claim, staging_.changes);
  for (const Claim& known : stored.claims) {
    if (!(ClaimView(known) == wanted)) continue;
    if (told.insert(&known).second) ++batch_claims_[staging_.in_batch(row)].known[known.batch];
    return;
  }
}

void Finisher::count_added() {
  if (staging_.last_batch() == 0) return;
  for (std::uint32_t i = 0; i < fates_.size(); ++i) {
    const std::uint32_t batch = staging_.in_batch(i);
    if (batch == 0 || fates_[i] != Fate::taken) continue;
    batch_claims_[batch].added += staging_.changes.relations[i].claims_count;
  }
}

}  // namespace relata

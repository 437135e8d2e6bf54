#include "ingest/claim_set.h"

#include <algorithm>
#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {

ClaimView::ClaimView(const Claim& claim)
    : document(claim.document),
      speaker(claim.speaker),
      stance(claim.stance),
      reported(claim.reported),
      confidence(claim.confidence),
      span(claim.span),
      quote(claim.quote),
      via(claim.via) {}

ClaimView::ClaimView(const ClaimRow& row, const Changes& changes)
    : document(row.document),
      speaker(row.speaker),
      stance(row.stance),
      reported(row.reported),
      confidence(row.confidence),
      span(changes.details_of(row).span),
      quote(changes.details_of(row).quote),
      via(changes.via_of(row)) {}

bool operator==(const ClaimView& a, const ClaimView& b) {
  return a.document == b.document && a.speaker == b.speaker && a.stance == b.stance &&
         a.reported == b.reported && a.confidence == b.confidence && a.span == b.span &&
         a.quote == b.quote && std::ranges::equal(a.via, b.via);
}

std::size_t ClaimSet::Hash::operator()(const ClaimView& claim) const {
  const std::array<std::uint64_t, 6> parts = {
      claim.document.value,
      claim.speaker.value,
      static_cast<std::uint64_t>(claim.reported.packed()),
      static_cast<std::uint64_t>(claim.stance),
      claim.confidence ? claim.confidence->parts : ~std::uint64_t{0},
      claim.span ? std::uint64_t{claim.span->begin} << 32 | claim.span->end : ~std::uint64_t{0}};
  const std::uint64_t rest = XXH3_64bits(parts.data(), sizeof parts);
  const std::uint64_t way = XXH3_64bits(claim.via.data(), claim.via.size_bytes());
  return XXH3_64bits_withSeed(claim.quote.data(), claim.quote.size(), rest + 3 * way);
}

bool ClaimSet::add(const ClaimView& claim) {
  if (many_.empty()) {
    if (std::find(few_.begin(), few_.end(), claim) != few_.end()) return false;
    few_.push_back(claim);
    if (few_.size() > few_max) many_.insert(few_.begin(), few_.end());
    return true;
  }
  return many_.insert(claim).second;
}

}  // namespace relata

#include "graph/summary.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace relata {
namespace {

// Beyond this many tellers the exact number no longer prunes anything, and looking for duplicates
// would make a much-told relation quadratic.
constexpr std::size_t tellers_max = 255;

}  // namespace

void ClaimSummary::clear() {
  tellers_.clear();
  claims_ = 0;
  is_date_missing_ = false;
  is_confidence_missing_ = false;
  reported_ = {};
  confidence_max_ = 0;
  stances_ = 0;
}

void ClaimSummary::add(const ClaimFacts& claim) {
  if (claims_ == 0 || claim.reported < reported_) reported_ = claim.reported;
  if (!claim.reported.is_known()) is_date_missing_ = true;
  if (claim.confidence) {
    confidence_max_ = std::max(confidence_max_, claim.confidence->parts);
  } else {
    is_confidence_missing_ = true;
  }
  stances_ |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(claim.stance));
  ++claims_;
  if (claim.stance != Stance::asserted || tellers_.size() >= tellers_max) return;
  if (std::find(tellers_.begin(), tellers_.end(), claim.teller) == tellers_.end()) {
    tellers_.push_back(claim.teller);
  }
}

void ClaimSummary::write_to(AdjacencyEntry& entry) const {
  entry.reported = is_date_missing_ ? PartialDate{} : reported_;
  entry.confidence_max = confidence_max_;
  entry.origins_max = static_cast<std::uint8_t>(tellers_.size());
  entry.stances = stances_;
  // A stated confidence of zero cannot be told from none, and a missing date may be given later.
  entry.is_exact =
      claims_ == 1 && !is_date_missing_ && (is_confidence_missing_ || confidence_max_ > 0);
}

std::uint8_t degree_class(std::uint64_t degree) {
  return static_cast<std::uint8_t>(std::bit_width(degree));
}

}  // namespace relata

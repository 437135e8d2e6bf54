#include "query/entity_relations.h"

namespace relata {

PartialDate earliest_report(const std::vector<ClaimEvidence>& claims) {
  PartialDate first;
  for (const ClaimEvidence& claim : claims) {
    if (claim.reported.is_known() && (!first.is_known() || claim.reported < first)) {
      first = claim.reported;
    }
  }
  return first;
}

}  // namespace relata

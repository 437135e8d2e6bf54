#include "tests/query/weights.h"

#include <algorithm>
#include <cmath>

namespace relata::testing {
namespace {

struct ByOrigin {
  std::map<Origin, double> asserted;
  std::map<Origin, double> denied;
};

ByOrigin confidence_by_origin(const RelationEvidence& relation) {
  ByOrigin all;
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance == Stance::uncertain) continue;
    auto& of_stance = claim.claim.stance == Stance::asserted ? all.asserted : all.denied;
    double& most = of_stance[claim.origin];
    const auto confidence = claim.claim.confidence;
    most = std::max(most, confidence ? confidence->parts / 10'000.0 : 0.5);
  }
  return all;
}

double credibility_of(const RelationEvidence& relation) {
  const auto [asserted, denied] = confidence_by_origin(relation);
  double all_wrong = 1;
  double denial_wrong = 1;
  for (const auto& [origin, confidence] : asserted) all_wrong *= 1 - confidence;
  for (const auto& [origin, confidence] : denied) denial_wrong *= 1 - confidence;
  const double chance = std::clamp((1 - all_wrong) * denial_wrong, 0.01, 0.99);
  return static_cast<double>(std::llround(chance * 10'000)) / 10'000;
}

double support_of(const RelationEvidence& relation) {
  const auto [asserted, denied] = confidence_by_origin(relation);
  double support = 0;
  for (const auto& [origin, confidence] : asserted) support += confidence;
  for (const auto& [origin, confidence] : denied) support -= confidence;
  return support;
}

double years_before(Day last, const RelationEvidence& relation) {
  const Period& valid = relation.relation.valid;
  std::optional<Day> first;
  if (valid.from.is_known()) {
    first = valid.from.first_day();
  } else if (valid.to.is_known()) {
    first = valid.to.first_day();
  } else {
    for (const ClaimEvidence& claim : relation.claims) {
      if (!claim.reported.is_known()) continue;
      const Day day = claim.reported.first_day();
      first = first ? std::min(*first, day) : day;
    }
  }
  if (!first) return 100;
  return std::clamp(static_cast<double>((last - *first).count()) / 365.25, 0.0, 100.0);
}

}  // namespace

Day last_day_in(const Store& store, const Snapshot& at) {
  PartialDate last;
  const Oracle oracle(store, at, {});
  for (const auto& [id, document] : oracle.documents()) last = std::max(last, document.date);
  for (const auto& [id, relation] : oracle.relations()) {
    for (const Claim& claim : relation.claims) last = std::max(last, claim.reported);
  }
  return last.is_known() ? last.last_day() : Day{};
}

long long cost_of(const RelationEvidence& relation, PathWeight weight, Day last, double times) {
  const auto in_millionths = [&](double cost) { return std::llround(times * cost * 1'000'000); };
  switch (weight) {
    case PathWeight::hops:
      return in_millionths(1);
    case PathWeight::age:
      return in_millionths(1 + years_before(last, relation));
    case PathWeight::support:
      return in_millionths(1 / std::max(support_of(relation), 0.05));
    case PathWeight::credible:
      return in_millionths(-std::log(credibility_of(relation)));
    case PathWeight::widest:
      break;
  }
  return in_millionths(1 - credibility_of(relation));
}

}  // namespace relata::testing

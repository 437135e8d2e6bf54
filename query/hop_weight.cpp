#include "query/hop_weight.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <span>

#include "query/evidence.h"

namespace relata {
namespace {

// What a cost of 1 is counted as.
constexpr double parts = 1'000'000;
// What a credibility of 1 is counted as.
constexpr std::uint64_t credibility_parts = 10'000;
constexpr double credibility_min = 0.01;
constexpr double credibility_max = 0.99;
constexpr double support_min = 0.05;
constexpr double confidence_unstated = 0.5;
constexpr double years_max = 100;
constexpr double days_per_year = 365.25;
// Claims of so many relations are held at one time.
constexpr std::size_t read_at_once = 4096;

double confidence_of(const std::optional<Confidence>& confidence) {
  if (!confidence) return confidence_unstated;
  return static_cast<double>(confidence->parts) / Confidence::parts_max;
}

PartialDate start_of(const Period& valid) { return valid.from.is_known() ? valid.from : valid.to; }

std::uint64_t whole(double cost) {
  return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(cost * parts)));
}

// To four decimals, or four digits of what is small, which would be nothing otherwise.
double to_four(double value) {
  constexpr double small = 0.1;
  const bool is_small = value > 0 && value < small;
  const double scale = std::pow(10, is_small ? 3 - std::floor(std::log10(value)) : 4);
  return std::isfinite(scale) ? std::round(value * scale) / scale : value;
}

}  // namespace

HopWeight::HopWeight(PathWeight weight, Day counted_back_from, double hub_penalty,
                     std::vector<double> times_by_type)
    : weight_(weight),
      counted_back_from_(counted_back_from),
      hub_penalty_(hub_penalty),
      times_by_type_(std::move(times_by_type)) {
  if (!times_by_type_.empty()) times_min_ = std::ranges::min(times_by_type_);
}

HopWeight::Basis HopWeight::basis_of(const RelationEvidence& relation) {
  std::map<Origin, double> asserting;
  std::map<Origin, double> denying;
  PartialDate earliest;
  for (const ClaimEvidence& evidence : relation.claims) {
    const double confidence = confidence_of(evidence.claim.confidence);
    const Stance stance = evidence.claim.stance;
    if (stance != Stance::uncertain) {
      double& most = (stance == Stance::asserted ? asserting : denying)[evidence.origin];
      most = std::max(most, confidence);
    }
    const bool is_earlier =
        evidence.reported.is_known() && (!earliest.is_known() || evidence.reported < earliest);
    if (is_earlier) earliest = evidence.reported;
  }
  Basis basis;
  for (const auto& [origin, confidence] : asserting) {
    basis.asserted += confidence;
    basis.doubt *= 1 - confidence;
  }
  for (const auto& [origin, confidence] : denying) {
    basis.denied += confidence;
    basis.denial_doubt *= 1 - confidence;
  }
  basis.date = start_of(relation.relation.valid);
  if (!basis.date.is_known()) basis.date = earliest;
  return basis;
}

std::uint64_t HopWeight::cost_of(const Basis& basis, double times) const {
  const auto credibility = [&] {
    const double chance = (1 - basis.doubt) * basis.denial_doubt;
    return static_cast<std::uint64_t>(
        std::llround(std::clamp(chance, credibility_min, credibility_max) * credibility_parts));
  };
  switch (weight_) {
    case PathWeight::hops:
      return whole(times);
    case PathWeight::age: {
      if (!basis.date.is_known()) return whole(times * (1 + years_max));
      const auto days = (counted_back_from_ - basis.date.first_day()).count();
      const double years = std::clamp(static_cast<double>(days) / days_per_year, 0.0, years_max);
      return whole(times * (1 + years));
    }
    case PathWeight::support:
      return whole(times / std::max(basis.asserted - basis.denied, support_min));
    case PathWeight::credible:
      return whole(-times * std::log(static_cast<double>(credibility()) / credibility_parts));
    case PathWeight::widest:
      break;
  }
  return credibility_parts - credibility();
}

std::uint64_t HopWeight::cost_min() const {
  switch (weight_) {
    case PathWeight::hops:
    case PathWeight::age:
      return whole(times_min_);
    case PathWeight::credible:
    case PathWeight::widest:
      return cost_of(Basis{.doubt = 0}, times_min_);
    case PathWeight::support:
      break;
  }
  return whole(0);  // any number of origins may assert it
}

std::uint64_t HopWeight::cost_of(const RelationEvidence& relation) const {
  return cost_of(basis_of(relation), times_of(relation.relation.type));
}

std::optional<std::uint64_t> HopWeight::cost_of(const AdjacencyEntry& entry) const {
  Basis basis{.date = start_of(entry.valid)};
  const bool is_dated = weight_ == PathWeight::age && basis.date.is_known();
  const double times = times_of(entry.type);
  if (weight_ == PathWeight::hops || is_dated) return cost_of(basis, times);
  if (!entry.is_exact) return std::nullopt;
  if (!basis.date.is_known()) basis.date = entry.reported;
  const double confidence = entry.confidence_max == 0
                                ? confidence_unstated
                                : static_cast<double>(entry.confidence_max) / Confidence::parts_max;
  const auto has = [&](Stance stance) {
    return (entry.stances & (1U << static_cast<unsigned>(stance))) != 0;
  };
  if (has(Stance::asserted)) {
    basis.asserted = confidence;
    basis.doubt = 1 - confidence;
  }
  if (has(Stance::denied)) {
    basis.denied = confidence;
    basis.denial_doubt = 1 - confidence;
  }
  return cost_of(basis, times);
}

// Products come out of sums of logarithms: there a doubling multiplies by 2^-penalty.
std::uint64_t HopWeight::half_toll(int doublings) const {
  const double unit = weight_ == PathWeight::credible ? std::numbers::ln2 : 1;
  return static_cast<std::uint64_t>(std::llround(hub_penalty_ * doublings * unit * parts / 2));
}

double HopWeight::told(const std::vector<std::uint64_t>& hops) const {
  const double sum = static_cast<double>(std::accumulate(hops.begin(), hops.end(), 0ULL)) / parts;
  switch (weight_) {
    case PathWeight::hops:
    case PathWeight::age:
    case PathWeight::support:
      return to_four(sum);
    case PathWeight::credible:
      return to_four(std::exp(-sum));
    case PathWeight::widest:
      break;
  }
  const std::uint64_t dearest = hops.empty() ? 0 : *std::max_element(hops.begin(), hops.end());
  return to_four(static_cast<double>(credibility_parts - dearest) / credibility_parts);
}

double HopWeight::told_tolls(const std::vector<std::uint64_t>& halves) const {
  const bool are_none = std::ranges::all_of(halves, [](std::uint64_t half) { return half == 0; });
  return are_none ? 0 : told(halves);
}

std::optional<std::uint64_t> HopCosts::find(const AdjacencyEntry& entry) const {
  if (const auto cost = weight_.cost_of(entry)) return cost;
  const auto known = read_.find(entry.relation.value);
  if (known == read_.end()) return std::nullopt;
  return known->second;
}

void HopCosts::read(std::vector<RelationRef> relations) {
  std::sort(relations.begin(), relations.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  relations.erase(std::unique(relations.begin(), relations.end()), relations.end());
  for (std::size_t first = 0; first < relations.size(); first += read_at_once) {
    if (watch_.is_cut()) return;
    const std::size_t count = std::min(read_at_once, relations.size() - first);
    Evidence read = store_.evidence(at_, std::span(relations).subspan(first, count));
    const DocumentIndex documents(read.documents);
    for (RelationClaims& relation : read.relations) {
      const std::uint64_t id = relation.relation.id.value;
      read_[id] = weight_.cost_of(evidence_of(std::move(relation), documents, view_));
    }
    watch_.read_evidence(count);
  }
}

Day last_reported_day(const Store& store, const Snapshot& at) {
  const Statistics counts = store.statistics(at);
  const PartialDate last = counts.reported.to.is_known() ? counts.reported.to : counts.valid.to;
  return last.is_known() ? last.last_day() : Day{};
}

}  // namespace relata

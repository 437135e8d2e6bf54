// Claims of one relation that were met.

#include "ingest/claim_set.h"

#include <catch2/catch.hpp>
#include <functional>

using namespace relata;

namespace {

Claim sample() {
  return {.document = {1},
          .speaker = {2},
          .stance = Stance::denied,
          .reported = PartialDate::parse("2025-04").value(),
          .confidence = Confidence{5000},
          .quote = "No soldiers were sent.",
          .span = Span{.begin = 3, .end = 25},
          .via = {{4}, {5}}};
}

const std::vector<std::function<void(Claim&)>> differences = {
    [](Claim& claim) { claim.document = {9}; },
    [](Claim& claim) { claim.speaker = {}; },
    [](Claim& claim) { claim.stance = Stance::asserted; },
    [](Claim& claim) { claim.reported = PartialDate::parse("2025-04-01").value(); },
    [](Claim& claim) { claim.confidence.reset(); },
    [](Claim& claim) { claim.quote += "!"; },
    [](Claim& claim) { claim.span.reset(); },
    [](Claim& claim) { claim.via.pop_back(); },
    [](Claim& claim) { std::swap(claim.via[0], claim.via[1]); },
    [](Claim& claim) { claim.batch = 7; },  // not part of what a claim says
};

}  // namespace

TEST_CASE("two claims are one only if they agree in everything that is said") {
  const Claim claim = sample();
  std::vector<Claim> all(differences.size(), claim);
  ClaimSet met;
  CHECK(met.add(claim));
  CHECK(!met.add(claim));
  for (std::size_t i = 0; i < differences.size(); ++i) {
    CAPTURE(i);
    differences[i](all[i]);
    CHECK(met.add(all[i]) == (i + 1 < differences.size()));
  }
}

TEST_CASE("many claims are told apart like few") {
  std::vector<Claim> all(3'000, sample());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].quote += std::to_string(i);
  ClaimSet met;
  for (const Claim& claim : all) CHECK(met.add(claim));
  for (const Claim& claim : all) CHECK(!met.add(claim));
}

TEST_CASE("a claim of a batch equals the same claim of a store") {
  const Claim claim = sample();
  Changes changes;
  changes.via = {{7}, {4}, {5}, {8}};
  changes.claim_details = {
      {.quote = claim.quote, .span = claim.span, .via_first = 1, .via_count = 2}};
  const ClaimRow row{.document = claim.document,
                     .speaker = claim.speaker,
                     .reported = claim.reported,
                     .confidence = claim.confidence,
                     .details = 1,
                     .stance = claim.stance};
  ClaimSet met;
  CHECK(met.add(claim));
  CHECK(!met.add({row, changes}));
}

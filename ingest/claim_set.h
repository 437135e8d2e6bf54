#pragma once

// Claims of one relation that were met, so that none is taken twice.

#include <relata/changes.h>
#include <span>
#include <unordered_set>
#include <vector>

namespace relata {

// A claim that stands elsewhere, in a store or a batch.
struct ClaimView {
  DocumentId document;
  EntityId speaker;
  Stance stance = Stance::asserted;
  PartialDate reported;
  std::optional<Confidence> confidence;
  std::optional<Span> span;
  std::string_view quote;
  std::span<const DocumentId> via;

  ClaimView(const Claim& claim);
  ClaimView(const ClaimRow& row, const Changes& changes);
  friend bool operator==(const ClaimView& a, const ClaimView& b);
};

class ClaimSet {
 public:
  // False if an equal claim is there already.
  bool add(const ClaimView& claim);

 private:
  // A few claims are compared one by one, many are hashed.
  static constexpr std::size_t few_max = 16;
  struct Hash {
    std::size_t operator()(const ClaimView& claim) const;
  };

  std::vector<ClaimView> few_;
  std::unordered_set<ClaimView, Hash> many_;
};

}  // namespace relata

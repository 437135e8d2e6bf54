#pragma once

// The summary of a relation's claims that lies with its adjacency.
//
// It may promise too much, never too little: a filter that refuses the summary would refuse the
// claims as well.

#include <relata/adjacency.h>
#include <relata/changes.h>
#include <relata/model.h>
#include <vector>

#include "graph/relay_chain.h"

namespace relata {

// What the summary needs of one claim. `reported` is the claim's own date, else its document's.
struct ClaimFacts {
  Teller teller;
  PartialDate reported;
  std::optional<Confidence> confidence;
  Stance stance = Stance::asserted;
};

class ClaimSummary {
 public:
  void clear();
  void add(const ClaimFacts& claim);
  // Fills the summary's fields of an entry.
  void write_to(AdjacencyEntry& entry) const;

 private:
  std::vector<Teller> tellers_;  // of asserting claims, distinct
  std::size_t claims_ = 0;
  bool is_date_missing_ = false;
  bool is_confidence_missing_ = false;
  PartialDate reported_;
  std::uint16_t confidence_max_ = 0;
  std::uint8_t stances_ = 0;
};

// The number of bits of a degree: 0 for 0, 1 for 1, 2 for 2 and 3, 17 for 78,179.
[[nodiscard]] std::uint8_t degree_class(std::uint64_t degree);

}  // namespace relata

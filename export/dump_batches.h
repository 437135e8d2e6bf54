#pragma once

// Which batches a dump has to tell apart, so that judgements bear on the same claims again.
//
// A batch that was judged stays a batch; and what came after a judgement on a document comes after
// it again if that document is in it. All else is one. The numbers are those of the dump: 0 for
// what comes before all others and was not judged, then 1, 2, ...

#include <relata/store.h>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace relata {

class DumpBatches {
 public:
  // Reads every relation once if documents were judged and claims came after that.
  DumpBatches(const Store& store, const Snapshot& at, const std::vector<Judgement>& judgements);

  // Of a batch of the store that has claims or was judged.
  [[nodiscard]] std::uint32_t number_of(BatchNumber batch) const { return numbers_.at(batch); }
  // After the claims of which number a judgement was made; nothing if after all.
  [[nodiscard]] std::optional<std::uint32_t> before(BatchNumber judgement) const;

 private:
  void find_bounds(const Store& store, const Snapshot& at, const std::vector<Judgement>& judgements,
                   BatchNumber last);
  void number(const std::vector<BatchNumber>& with_claims);

  std::set<BatchNumber> judged_;
  std::set<BatchNumber> bounds_;  // each comes after those before it
  std::map<BatchNumber, std::uint32_t> numbers_;
};

}  // namespace relata

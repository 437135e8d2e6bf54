#include "export/dump_batches.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace relata {

DumpBatches::DumpBatches(const Store& store, const Snapshot& at,
                         const std::vector<Judgement>& judgements) {
  for (const Judgement& judgement : judgements) {
    if (const auto* batch = std::get_if<BatchNumber>(&judgement.subject)) judged_.insert(*batch);
  }
  std::vector<BatchNumber> with_claims;
  for (const Batch& batch : store.batches(at)) {
    if (batch.claims > 0 || judged_.contains(batch.number)) with_claims.push_back(batch.number);
  }
  if (!with_claims.empty()) find_bounds(store, at, judgements, with_claims.back());
  number(with_claims);
}

void DumpBatches::find_bounds(const Store& store, const Snapshot& at,
                              const std::vector<Judgement>& judgements, BatchNumber last) {
  std::unordered_map<DocumentId, std::set<BatchNumber>> open;  // judgements with nothing after them
  for (const Judgement& judgement : judgements) {
    const auto* document = std::get_if<DocumentId>(&judgement.subject);
    if (document != nullptr && judgement.batch <= last) open[*document].insert(judgement.batch);
  }
  if (open.empty()) return;
  store.scan(at, {}, {.relation = [&](const RelationClaims& relation) {
               for (const Claim& claim : relation.claims) {
                 const auto found = open.find(claim.document);
                 if (found == open.end()) continue;
                 const auto end = found->second.upper_bound(claim.batch);
                 bounds_.insert(found->second.begin(), end);
                 found->second.erase(found->second.begin(), end);
               }
             }});
}

void DumpBatches::number(const std::vector<BatchNumber>& with_claims) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < with_claims.size(); ++i) {
    const BatchNumber batch = with_claims[i];
    const BatchNumber previous = i == 0 ? 0 : with_claims[i - 1];
    const auto bound = bounds_.upper_bound(previous);
    const bool is_apart = judged_.contains(batch) || judged_.contains(previous) ||
                          (bound != bounds_.end() && *bound <= batch);
    if (is_apart) ++number;
    numbers_.emplace(batch, number);
  }
}

std::optional<std::uint32_t> DumpBatches::before(BatchNumber judgement) const {
  const auto after = numbers_.lower_bound(judgement);
  if (after == numbers_.end()) return std::nullopt;
  const std::uint32_t number = after == numbers_.begin() ? 0 : std::prev(after)->second;
  const bool is_last = number == numbers_.rbegin()->second;
  return is_last ? std::nullopt : std::optional(number);
}

}  // namespace relata

#include "graph/retractions.h"

#include <algorithm>
#include <map>

namespace relata {
namespace {

// One list of ranges that lie apart, in order.
std::vector<RelationRange> joined(const std::vector<Judgement>& judgements) {
  std::vector<RelationRange> all;
  for (const Judgement& judgement : judgements) {
    all.insert(all.end(), judgement.relations.begin(), judgement.relations.end());
  }
  std::sort(all.begin(), all.end(),
            [](const RelationRange& a, const RelationRange& b) { return a.first < b.first; });
  std::vector<RelationRange> apart;
  for (const RelationRange& range : all) {
    const std::uint64_t end = range.first.value + range.count;
    if (apart.empty() || apart.back().first.value + apart.back().count < range.first.value) {
      apart.push_back(range);
      continue;
    }
    RelationRange& last = apart.back();
    last.count = std::max(last.first.value + last.count, end) - last.first.value;
  }
  return apart;
}

}  // namespace

Retractions::Retractions(const std::vector<Judgement>& in_force) : relations_(joined(in_force)) {
  for (const Judgement& judgement : in_force) {
    if (const auto* document = std::get_if<DocumentId>(&judgement.subject)) {
      documents_.emplace(*document, judgement.batch);
    } else {
      batches_.insert(std::get<BatchNumber>(judgement.subject));
    }
  }
}

std::shared_ptr<const Retractions> Retractions::read(const Store& store, const Snapshot& at) {
  return of(store.judgements(at));
}

std::shared_ptr<const Retractions> Retractions::of(std::vector<Judgement> judgements) {
  std::map<JudgementSubject, Judgement> latest;
  for (Judgement& judgement : judgements) latest[judgement.subject] = std::move(judgement);
  std::vector<Judgement> in_force;
  for (auto& [subject, judgement] : latest) {
    if (judgement.kind == JudgementKind::retracted) in_force.push_back(std::move(judgement));
  }
  if (in_force.empty()) return nullptr;
  return std::shared_ptr<const Retractions>(new Retractions(in_force));
}

bool Retractions::bears_on(RelationId relation) const {
  const auto after = std::upper_bound(
      relations_.begin(), relations_.end(), relation,
      [](RelationId wanted, const RelationRange& range) { return wanted < range.first; });
  if (after == relations_.begin()) return false;
  const RelationRange& range = *std::prev(after);
  return relation.value < range.first.value + range.count;
}

// What came in after the judgement is not what was judged.
bool Retractions::has(const Claim& claim) const {
  if (batches_.contains(claim.batch)) return true;
  const auto document = documents_.find(claim.document);
  return document != documents_.end() && claim.batch < document->second;
}

}  // namespace relata

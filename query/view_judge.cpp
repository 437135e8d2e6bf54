#include "query/view_judge.h"

#include <algorithm>
#include <span>

#include "query/evidence.h"

namespace relata {
namespace {

// Claims of so many relations are held at one time.
constexpr std::size_t read_at_once = 8192;

}  // namespace

void ViewJudge::decide(Cut cut) {
  std::erase_if(open_, [&](const RelationRef& ref) { return decided_.contains(ref.id.value); });
  std::sort(open_.begin(), open_.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  open_.erase(std::unique(open_.begin(), open_.end()), open_.end());
  for (std::size_t first = 0; first < open_.size(); first += read_at_once) {
    if (cut == Cut::obey && watch_.is_cut()) break;
    const std::size_t count = std::min(read_at_once, open_.size() - first);
    const Evidence read = store_.evidence(at_, std::span(open_).subspan(first, count));
    const DocumentIndex documents(read.documents);
    for (const RelationClaims& relation : read.relations) {
      const Verdict verdict = judge_by_claims(relation, documents, view_);
      if (verdict == Verdict::doubtful) watch_.leave_out_for_doubt(relation.relation.id);
      decided_[relation.relation.id.value] = verdict == Verdict::yes;
    }
    watch_.read_evidence(count);
  }
  open_.clear();
}

bool ViewJudge::admits_by_claims(const RelationRef& ref) {
  auto found = decided_.find(ref.id.value);
  if (found == decided_.end()) {
    open_.push_back(ref);
    decide();
    found = decided_.find(ref.id.value);
  }
  return found != decided_.end() && found->second;
}

}  // namespace relata

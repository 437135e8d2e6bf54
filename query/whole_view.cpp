#include "query/whole_view.h"

#include "query/relation_scan.h"

namespace relata {

WholeView::WholeView(const Store& store, const Snapshot& at, const Schema& schema, const View& view,
                     SearchWatch& watch)
    : view_(view, schema, Retractions::read(store, at)),
      outside_(entities_outside(store, at, view_)),
      watch_(watch) {}

bool WholeView::has(const RelationClaims& relation, const DocumentIndex& documents) const {
  if (is_outside(relation.relation.source) || is_outside(relation.relation.target)) return false;
  const Verdict verdict = judge_by_claims(relation, documents, view_);
  if (verdict == Verdict::doubtful) watch_.leave_out_for_doubt(relation.relation.id);
  return verdict == Verdict::yes;
}

std::vector<RelationRef> relations_about(const Store& store, const Snapshot& at,
                                         const Schema& schema, const std::string& about,
                                         bool with_retracted, SearchWatch& watch) {
  View every;
  every.with_retracted = with_retracted;
  const CompiledView view(every, schema, Retractions::read(store, at));
  return RelationScan(store, at, schema, view, watch).find_about(about);
}

}  // namespace relata

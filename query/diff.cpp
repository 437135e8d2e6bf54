// Two views of one store, relation by relation.

#include <relata/diff.h>

#include <algorithm>
#include <tuple>

#include "query/as_read.h"
#include "query/evidence.h"
#include "query/whole_view.h"

namespace relata {
namespace {

// Nothing: the relation is not in the view.
std::optional<Standing> standing_in(const WholeView& view, const RelationClaims& relation,
                                    const DocumentIndex& documents) {
  if (!view.has(relation, documents)) return std::nullopt;
  return standing_of(relation, documents, view.compiled());
}

// Of a relation that is in one of the views at least; nothing: it stands as it stood.
std::optional<ChangeKind> kind_of(const std::optional<Standing>& before,
                                  const std::optional<Standing>& after) {
  if (!before) return ChangeKind::appeared;
  if (!after) return ChangeKind::withdrawn;
  if (*before == *after) return std::nullopt;
  if (before->status != after->status) {
    if (after->status == Status::confirmed) return ChangeKind::confirmed;
    if (after->status == Status::contested) return ChangeKind::contested;
  }
  return ChangeKind::changed;
}

// Two closed pieces of one store as one.
template <class Member, class Id>
void unite(std::vector<Member>& into, std::vector<Member>& from, const Id& id) {
  std::move(from.begin(), from.end(), std::back_inserter(into));
  std::stable_sort(into.begin(), into.end(),
                   [&](const Member& a, const Member& b) { return id(a) < id(b); });
  const auto end = std::unique(into.begin(), into.end(),
                               [&](const Member& a, const Member& b) { return id(a) == id(b); });
  into.erase(end, into.end());
}

AnswerGraph united(AnswerGraph graph, AnswerGraph other) {
  unite(graph.entities, other.entities, [](const EntityAnswer& e) { return e.entity.id; });
  unite(graph.relations, other.relations, [](const RelationEvidence& r) { return r.relation.id; });
  unite(graph.documents, other.documents, [](const Document& d) { return d.id; });
  unite(graph.relation_types, other.relation_types,
        [](const RelationTypeLabel& t) { return t.id; });
  return graph;
}

// A change with what is needed to read its evidence again.
struct Met {
  RelationChange change;
  RelationRef ref;
};

AnswerGraph graph_of(const Store& store, const Snapshot& at, const Schema& schema,
                     const DiffQuery& query, const WholeView& before, const WholeView& after,
                     const std::vector<Met>& listed) {
  std::vector<RelationRef> gone;
  std::vector<RelationRef> there;
  for (const Met& met : listed) (met.change.after ? there : gone).push_back(met.ref);
  AnswerBuilder then(store, at, schema, before.compiled());
  then.add(gone);
  then.add_named_by(query.before);
  AnswerBuilder now(store, at, schema, after.compiled());
  now.add(there);
  now.add_named_by(query.after);
  return united(now.take(), then.take());
}

}  // namespace

DiffAnswer find_diff(const Store& store, const Snapshot& at, const DiffQuery& asked) {
  DiffAnswer answer{.question = as_read(store, at, asked)};
  const DiffQuery& query = answer.question;
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const WholeView before(store, at, schema, query.before, watch);
  const WholeView after(store, at, schema, query.after, watch);
  const bool with_retracted = query.before.with_retracted || query.after.with_retracted;
  const auto refs = relations_about(store, at, schema, query.about, with_retracted, watch);
  std::vector<Met> changes;
  const auto compare = [&](const RelationClaims& relation, const DocumentIndex& documents,
                           const RelationRef& ref) {
    RelationChange change{.relation = ref.id,
                          .before = standing_in(before, relation, documents),
                          .after = standing_in(after, relation, documents)};
    if (!change.before && !change.after) return;
    const auto kind = kind_of(change.before, change.after);
    if (!kind) {
      ++answer.unchanged;
      return;
    }
    change.kind = *kind;
    ++answer.found[static_cast<std::size_t>(*kind)];
    changes.push_back({.change = change, .ref = ref});
  };
  read_claims(store, at, refs, watch, compare);
  std::sort(changes.begin(), changes.end(), [](const Met& a, const Met& b) {
    return std::tie(a.change.kind, a.change.relation) < std::tie(b.change.kind, b.change.relation);
  });
  if (changes.size() > query.results_max) {
    changes.resize(query.results_max);
    answer.limits_hit.push_back(Limit::results);
  }
  for (const Met& met : changes) answer.changes.push_back(met.change);
  answer.graph = graph_of(store, at, schema, query, before, after, changes);
  finish(answer, watch);
  return answer;
}

}  // namespace relata

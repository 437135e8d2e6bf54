// Two views of one store, relation by relation.

#include <relata/diff.h>

#include <algorithm>
#include <tuple>

#include "query/as_read.h"
#include "query/evidence.h"
#include "query/relation_scan.h"

namespace relata {
namespace {

// Claims of so many relations are held at one time.
constexpr std::size_t read_at_once = 4096;

// One of the two views, ready to be asked.
class Side {
 public:
  Side(const Store& store, const Snapshot& at, const Schema& schema, const View& view,
       SearchWatch& watch)
      : view_(view, schema, Retractions::read(store, at)),
        outside_(entities_outside(store, at, view_)),
        watch_(watch) {}

  [[nodiscard]] const CompiledView& view() const { return view_; }

  // Nothing: the relation is not in the view.
  [[nodiscard]] std::optional<Standing> standing(const RelationClaims& relation,
                                                 const DocumentIndex& documents) const {
    if (is_outside(relation.relation.source) || is_outside(relation.relation.target)) return {};
    const Verdict verdict = judge_by_claims(relation, documents, view_);
    if (verdict == Verdict::doubtful) watch_.leave_out_for_doubt(relation.relation.id);
    if (verdict != Verdict::yes) return std::nullopt;
    return standing_of(relation, documents, view_);
  }

 private:
  [[nodiscard]] bool is_outside(EntityId id) const {
    return id.value < outside_.size() && outside_[id.value];
  }

  CompiledView view_;
  std::vector<bool> outside_;
  SearchWatch& watch_;
};

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

std::vector<RelationRef> candidates(const Store& store, const Snapshot& at, const Schema& schema,
                                    const DiffQuery& query, SearchWatch& watch) {
  View every;
  every.with_retracted = query.before.with_retracted || query.after.with_retracted;
  const CompiledView view(every, schema, Retractions::read(store, at));
  return RelationScan(store, at, schema, view, watch).find_about(query.about);
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
                     const DiffQuery& query, const Side& before, const Side& after,
                     const std::vector<Met>& listed) {
  std::vector<RelationRef> gone;
  std::vector<RelationRef> there;
  for (const Met& met : listed) (met.change.after ? there : gone).push_back(met.ref);
  AnswerBuilder then(store, at, schema, before.view());
  then.add(gone);
  then.add_named_by(query.before);
  AnswerBuilder now(store, at, schema, after.view());
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
  const Side before(store, at, schema, query.before, watch);
  const Side after(store, at, schema, query.after, watch);
  const std::vector<RelationRef> refs = candidates(store, at, schema, query, watch);
  std::vector<Met> changes;
  for (std::size_t first = 0; first < refs.size() && !watch.is_cut(); first += read_at_once) {
    const auto chunk = std::span(refs).subspan(first, std::min(read_at_once, refs.size() - first));
    const Evidence read = store.evidence(at, chunk);
    const DocumentIndex documents(read.documents);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      const RelationClaims& relation = read.relations[i];
      RelationChange change{.relation = relation.relation.id,
                            .before = before.standing(relation, documents),
                            .after = after.standing(relation, documents)};
      if (!change.before && !change.after) continue;
      const auto kind = kind_of(change.before, change.after);
      if (!kind) {
        ++answer.unchanged;
        continue;
      }
      change.kind = *kind;
      ++answer.found[static_cast<std::size_t>(*kind)];
      changes.push_back({.change = change, .ref = chunk[i]});
    }
    watch.read_evidence(chunk.size());
  }
  std::sort(changes.begin(), changes.end(), [](const Met& a, const Met& b) {
    return std::tie(a.change.kind, a.change.relation) < std::tie(b.change.kind, b.change.relation);
  });
  if (changes.size() > query.results_max) {
    changes.resize(query.results_max);
    answer.limits_hit.push_back(Limit::results);
  }
  for (const Met& met : changes) answer.changes.push_back(met.change);
  answer.graph = graph_of(store, at, schema, query, before, after, changes);
  if (watch.limit()) answer.limits_hit.push_back(*watch.limit());
  answer.is_stopped = watch.is_stopped();
  answer.counters = watch.counters();
  return answer;
}

}  // namespace relata

#include <relata/judge.h>
#include <relata/retract.h>

#include <algorithm>

#include "graph/record_judgements.h"
#include "graph/subject_relations.h"
#include "query/evidence.h"

namespace relata {
namespace {

constexpr std::size_t read_at_once = 4096;

void check_subject(const Store& store, const Snapshot& at, const RetractQuery& query) {
  const bool is_on_claims =
      query.kind == JudgementKind::retracted || query.kind == JudgementKind::restored;
  if (!is_on_claims || std::holds_alternative<EntityPair>(query.subject)) {
    throw Error(ErrorCode::usage,
                "retracting: only a document or a batch is retracted or restored; two entities are "
                "judged (judge())");
  }
  if (const auto* document = std::get_if<DocumentId>(&query.subject)) {
    (void)store.documents(at, {document, 1});  // throws
  } else if (const auto batch = std::get<BatchNumber>(query.subject);
             batch == 0 || batch > at.head) {
    throw Error(ErrorCode::not_found, "judging a batch: the store has no batch " +
                                          std::to_string(batch) +
                                          "; `relata batches` lists what it has");
  }
}

// What the judgement does to each relation, under the default view.
class BeforeAndAfter {
 public:
  BeforeAndAfter(const Store& store, const Snapshot& at, const Schema& schema,
                 std::vector<Judgement> judgements, const Judgement& made)
      : store_(store),
        at_(at),
        before_({}, schema, Retractions::of(judgements)),
        after_({}, schema, [&] {
          judgements.push_back(made);
          return Retractions::of(std::move(judgements));
        }()) {}

  void tell(const std::vector<RelationRef>& refs, RetractAnswer& answer) const {
    for (std::size_t first = 0; first < refs.size(); first += read_at_once) {
      const std::size_t count = std::min(read_at_once, refs.size() - first);
      const Evidence read = store_.evidence(at_, std::span(refs).subspan(first, count));
      const DocumentIndex documents(read.documents);
      for (const RelationClaims& relation : read.relations) tell(relation, documents, answer);
    }
  }

 private:
  void tell(const RelationClaims& relation, const DocumentIndex& documents,
            RetractAnswer& answer) const {
    const RelationEvidence before = evidence_of(relation, documents, before_);
    const RelationEvidence after = evidence_of(relation, documents, after_);
    const bool is_more = after.claims.size() > before.claims.size();
    const std::size_t changed = is_more ? after.claims.size() - before.claims.size()
                                        : before.claims.size() - after.claims.size();
    if (changed == 0) return;
    answer.claims += changed;
    ++answer.relations;
    const auto status_of = [](const RelationEvidence& evidence) {
      return evidence.claims.empty() ? std::nullopt : std::optional(evidence.status);
    };
    const StatusChange change{
        .relation = relation.relation.id, .before = status_of(before), .after = status_of(after)};
    if (change.before == change.after) return;
    ++(change.before && change.after ? answer.others : answer.supports);
    if (answer.changes.size() < answer.question.results_max) answer.changes.push_back(change);
  }

  const Store& store_;
  const Snapshot& at_;
  CompiledView before_;
  CompiledView after_;
};

bool is_retracted(const std::vector<Judgement>& judgements, const RetractQuery& query) {
  const auto latest =
      std::find_if(judgements.rbegin(), judgements.rend(),
                   [&](const Judgement& made) { return made.subject == query.subject; });
  return latest != judgements.rend() && latest->kind == JudgementKind::retracted;
}

AnswerGraph graph_of(const Store& store, const Snapshot& at, const Schema& schema,
                     const RetractAnswer& answer, const std::vector<RelationRef>& refs) {
  const CompiledView everything({}, schema, nullptr);
  AnswerBuilder builder(store, at, schema, everything);
  std::vector<RelationRef> listed;
  auto ref = refs.begin();
  for (const StatusChange& change : answer.changes) {
    while (ref->id != change.relation) ++ref;
    listed.push_back(*ref);
  }
  builder.add(listed);
  if (const auto* document = std::get_if<DocumentId>(&answer.question.subject)) {
    builder.add(store.documents(at, {document, 1}));
  }
  return builder.take();
}

std::string described(const Store& store, const Snapshot& at, const RetractQuery& query) {
  const std::string verb = query.kind == JudgementKind::retracted ? "retract" : "restore";
  if (const auto* document = std::get_if<DocumentId>(&query.subject)) {
    return verb + " document " + store.documents(at, {document, 1}).front().key;
  }
  return verb + " batch " + std::to_string(std::get<BatchNumber>(query.subject));
}

}  // namespace

RetractAnswer retract(Store& store, const RetractQuery& query) {
  const Snapshot at = store.snapshot();
  check_subject(store, at, query);
  const Schema schema = store.schema(at);
  const std::vector<Judgement> judgements = store.judgements(at);
  const auto judged = judged_store(store, at);  // as searches see it, speakers that are one
  const std::vector<RelationRef> refs =
      std::move(relations_of(store, at, {&query.subject, 1}, query.stop).front());
  const Judgement judgement{.kind = query.kind,
                            .subject = query.subject,
                            .who = query.who,
                            .why = query.why,
                            .batch = at.head + 1,
                            .relations = ranges_of(refs)};
  RetractAnswer answer{.question = query};
  BeforeAndAfter(*judged, at, schema, judgements, judgement).tell(refs, answer);
  answer.graph = graph_of(*judged, at, schema, answer, refs);
  const bool is_so = is_retracted(judgements, query) == (query.kind == JudgementKind::retracted);
  if (refs.empty() || (is_so && answer.claims == 0)) return answer;

  answer.batch = record_judgements(store, at, {judgement}, described(store, at, query));
  return answer;
}

}  // namespace relata

#pragma once

// From claims to evidence: which claims are in a view, what each goes back to, what they add up to,
// and the closed piece of the graph that an answer carries.

#include <relata/answer.h>
#include <relata/store.h>
#include <algorithm>
#include <span>
#include <vector>

#include "graph/relay_chain.h"
#include "query/compiled_view.h"
#include "query/search_watch.h"

namespace relata {

// Documents by id, for following relays.
class DocumentIndex {
 public:
  // Sorted by id.
  explicit DocumentIndex(std::span<const Document> documents) : documents_(documents) {}
  [[nodiscard]] const Document* find(DocumentId id) const;
  [[nodiscard]] const Document& at(DocumentId id) const;  // one that is there
  [[nodiscard]] DocumentLookup lookup() const;

 private:
  std::span<const Document> documents_;
};

// The claim's own date, else its document's.
[[nodiscard]] PartialDate reported_date(const Claim& claim, const Document& document);

// Is the relation in the view? Never `maybe`: the claims decide.
[[nodiscard]] Verdict judge_by_claims(const RelationClaims& relation,
                                      const DocumentIndex& documents, const CompiledView& view);

// What the claims in the view add up to, of a relation that is in it.
[[nodiscard]] Standing standing_of(const RelationClaims& relation, const DocumentIndex& documents,
                                   const CompiledView& view);

// The evidence of a relation that is in the view.
[[nodiscard]] RelationEvidence evidence_of(RelationClaims relation, const DocumentIndex& documents,
                                           const CompiledView& view);

// Reads the claims of relations, some thousand of them at a time, until the watch is cut; calls
// each(relation, documents, ref) for each of them.
template <class Each>
void read_claims(const Store& store, const Snapshot& at, std::span<const RelationRef> relations,
                 SearchWatch& watch, const Each& each) {
  constexpr std::size_t at_once = 4096;
  for (std::size_t first = 0; first < relations.size() && !watch.is_cut(); first += at_once) {
    const auto some = relations.subspan(first, std::min(at_once, relations.size() - first));
    Evidence read = store.evidence(at, some);
    const DocumentIndex documents(read.documents);
    for (std::size_t i = 0; i < some.size(); ++i) each(read.relations[i], documents, some[i]);
    watch.read_evidence(some.size());
  }
}

// Reads the evidence of relations and closes the graph around it.
class AnswerBuilder {
 public:
  AnswerBuilder(const Store& store, const Snapshot& at, const Schema& schema,
                const CompiledView& view);

  // Relations that are in the view; each once or more often.
  void add(std::span<const RelationRef> relations);
  void add(std::span<const EntityId> entities);
  void add(std::vector<Document> documents);
  void add(const Origin& origin);
  // What the question's view names.
  void add_named_by(const View& view);
  // The answer's graph. The builder is empty after it.
  [[nodiscard]] AnswerGraph take();

 private:
  void close_documents();
  void close_entities();
  [[nodiscard]] std::vector<EntityAnswer> read_entities();
  [[nodiscard]] std::vector<RelationTypeLabel> labels() const;

  const Store& store_;
  const Snapshot& at_;
  const Schema& schema_;
  const CompiledView& view_;
  std::vector<RelationRef> refs_;
  std::vector<EntityId> entities_;
  std::vector<DocumentId> documents_named_;
  AnswerGraph graph_;
};

// As the schema describes it.
[[nodiscard]] EntityAnswer entity_answer(Entity entity, const Schema& schema);

}  // namespace relata

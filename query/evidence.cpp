#include "query/evidence.h"

#include <relata/error.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace relata {
namespace {

// Relations whose claims are held at one time while an answer is put together.
constexpr std::size_t read_at_once = 4096;

template <class Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// What claims add up to.
class Tally {
 public:
  void add(Stance stance, const Origin& origin) {
    add(stance);
    if (stance != Stance::asserted) return;
    if (std::find(origins_.begin(), origins_.end(), origin) == origins_.end()) {
      origins_.push_back(origin);
    }
  }
  void add(Stance stance) {
    stances_ |= 1U << static_cast<unsigned>(stance);
    ++claims_;
  }

  [[nodiscard]] int origins() const { return static_cast<int>(origins_.size()); }
  [[nodiscard]] Status status(const CompiledView& view) const {
    return view.status_of(stances_, origins());
  }
  [[nodiscard]] bool is_in(const CompiledView& view) const {
    if (claims_ == 0) return false;
    return !view.needs_outcome() || view.takes_outcome(status(view), origins());
  }

 private:
  unsigned stances_ = 0;
  std::size_t claims_ = 0;
  std::vector<Origin> origins_;  // that assert, distinct
};

bool is_taken(Certainty certainty, Doubt doubt) {
  switch (certainty) {
    case Certainty::impossible:
      return false;
    case Certainty::possible:
      return doubt == Doubt::take;
    case Certainty::certain:
      return true;
  }
  return false;
}

}  // namespace

const Document* DocumentIndex::find(DocumentId id) const {
  const auto found =
      std::lower_bound(documents_.begin(), documents_.end(), id,
                       [](const Document& d, DocumentId wanted) { return d.id < wanted; });
  return found != documents_.end() && found->id == id ? &*found : nullptr;
}

const Document& DocumentIndex::at(DocumentId id) const {
  if (const Document* document = find(id)) return *document;
  throw Error(ErrorCode::damaged,
              "reading evidence: a claim stands in document " + std::to_string(id.value) +
                  ", which the store did not give with it; run `relata verify`");
}

DocumentLookup DocumentIndex::lookup() const {
  return [this](DocumentId id) { return find(id); };
}

PartialDate reported_date(const Claim& claim, const Document& document) {
  return claim.reported.is_known() ? claim.reported : document.date;
}

Verdict judge_by_claims(const RelationClaims& relation, const DocumentIndex& documents,
                        const CompiledView& view) {
  const Certainty valid = view.takes_relation(relation.relation);
  if (valid == Certainty::impossible) return Verdict::no;
  const DocumentLookup find = documents.lookup();
  Tally certain;   // of the claims that are certainly in
  Tally possible;  // and of those that may be
  for (const Claim& claim : relation.claims) {
    const Document& document = documents.at(claim.document);
    const Certainty in = view.takes_claim(claim, document, reported_date(claim, document));
    if (in == Certainty::impossible) continue;
    if (!view.needs_outcome()) {
      possible.add(claim.stance);
      if (in == Certainty::certain) certain.add(claim.stance);
      continue;
    }
    const RelayChain chain = relay_chain(claim.document, claim.via, find);
    const Origin origin = origin_of(claim.speaker, chain, find);
    possible.add(claim.stance, origin);
    if (in == Certainty::certain) certain.add(claim.stance, origin);
  }
  if (view.doubt() == Doubt::take) return possible.is_in(view) ? Verdict::yes : Verdict::no;
  if (valid == Certainty::certain && certain.is_in(view)) return Verdict::yes;
  return possible.is_in(view) ? Verdict::doubtful : Verdict::no;
}

Standing standing_of(const RelationClaims& relation, const DocumentIndex& documents,
                     const CompiledView& view) {
  const DocumentLookup find = documents.lookup();
  Tally tally;
  for (const Claim& claim : relation.claims) {
    const Document& document = documents.at(claim.document);
    const PartialDate reported = reported_date(claim, document);
    if (!is_taken(view.takes_claim(claim, document, reported), view.doubt())) continue;
    const RelayChain chain = relay_chain(claim.document, claim.via, find);
    tally.add(claim.stance, origin_of(claim.speaker, chain, find));
  }
  return {.status = tally.status(view), .origins = tally.origins()};
}

RelationEvidence evidence_of(RelationClaims relation, const DocumentIndex& documents,
                             const CompiledView& view) {
  const DocumentLookup find = documents.lookup();
  RelationEvidence evidence;
  evidence.is_valid = view.takes_relation(relation.relation);
  evidence.relation = std::move(relation.relation);
  Tally tally;
  for (Claim& claim : relation.claims) {
    const Document& document = documents.at(claim.document);
    const PartialDate reported = reported_date(claim, document);
    const Certainty in = view.takes_claim(claim, document, reported);
    if (!is_taken(in, view.doubt())) continue;
    RelayChain chain = relay_chain(claim.document, claim.via, find);
    const Origin origin = origin_of(claim.speaker, chain, find);
    tally.add(claim.stance, origin);
    evidence.claims.push_back({.claim = std::move(claim),
                               .chain = std::move(chain.documents),
                               .origin = origin,
                               .reported = reported,
                               .is_in_view = in});
  }
  std::stable_sort(evidence.claims.begin(), evidence.claims.end(),
                   [](const ClaimEvidence& a, const ClaimEvidence& b) {
                     return std::pair(a.reported, a.claim.document) <
                            std::pair(b.reported, b.claim.document);
                   });
  evidence.status = tally.status(view);
  evidence.origins = tally.origins();
  return evidence;
}

EntityAnswer entity_answer(Entity entity, const Schema& schema) {
  const EntityType& type = schema.entity_type(entity.type);
  EntityAnswer answer{.entity = std::move(entity), .type = type.name, .label = type.label};
  for (std::string parent = type.parent; !parent.empty();) {
    const bool is_circle =
        parent == type.name ||
        std::find(answer.kinds.begin(), answer.kinds.end(), parent) != answer.kinds.end();
    const auto id = schema.entity_type(parent);
    if (is_circle || !id) break;
    answer.kinds.push_back(std::move(parent));
    parent = schema.entity_type(*id).parent;
  }
  return answer;
}

AnswerBuilder::AnswerBuilder(const Store& store, const Snapshot& at, const Schema& schema,
                             const CompiledView& view)
    : store_(store), at_(at), schema_(schema), view_(view) {}

void AnswerBuilder::add(std::span<const RelationRef> relations) {
  refs_.insert(refs_.end(), relations.begin(), relations.end());
}

void AnswerBuilder::add(std::span<const EntityId> entities) {
  entities_.insert(entities_.end(), entities.begin(), entities.end());
}

void AnswerBuilder::add(std::vector<Document> documents) {
  std::move(documents.begin(), documents.end(), std::back_inserter(graph_.documents));
}

void AnswerBuilder::add(const Origin& origin) {
  if (origin.entity.is_some()) {
    entities_.push_back(origin.entity);
  } else {
    documents_named_.push_back(origin.document);
  }
}

void AnswerBuilder::add_named_by(const View& view) {
  for (const auto* list : {&view.speakers, &view.speakers_without, &view.publishers,
                           &view.publishers_without, &view.entities_without}) {
    add(std::span<const EntityId>(*list));
  }
  for (const auto* list : {&view.documents, &view.documents_without}) {
    documents_named_.insert(documents_named_.end(), list->begin(), list->end());
  }
}

AnswerGraph AnswerBuilder::take() {
  std::sort(refs_.begin(), refs_.end(),
            [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; });
  refs_.erase(std::unique(refs_.begin(), refs_.end()), refs_.end());
  graph_.relations.reserve(refs_.size());
  for (std::size_t first = 0; first < refs_.size(); first += read_at_once) {
    const std::size_t count = std::min(read_at_once, refs_.size() - first);
    Evidence read = store_.evidence(at_, std::span(refs_).subspan(first, count));
    const DocumentIndex documents(read.documents);
    for (RelationClaims& relation : read.relations) {
      graph_.relations.push_back(evidence_of(std::move(relation), documents, view_));
      assert(!graph_.relations.back().claims.empty());
    }
    add(std::move(read.documents));
  }
  refs_.clear();
  close_documents();
  close_entities();
  graph_.entities = read_entities();
  graph_.relation_types = labels();
  return std::exchange(graph_, {});
}

// Those that are named and those that they relay, to the ends of the chains.
void AnswerBuilder::close_documents() {
  auto& documents = graph_.documents;
  const auto sort_documents = [&] {
    std::sort(documents.begin(), documents.end(),
              [](const Document& a, const Document& b) { return a.id < b.id; });
    const auto end = std::unique(documents.begin(), documents.end(),
                                 [](const Document& a, const Document& b) { return a.id == b.id; });
    documents.erase(end, documents.end());
  };
  sort_documents();
  std::vector<DocumentId> missing = std::exchange(documents_named_, {});
  for (const Document& document : documents) {
    for (const Relay& relay : document.relays) {
      if (const auto* id = std::get_if<DocumentId>(&relay)) missing.push_back(*id);
    }
  }
  while (true) {
    sort_unique(missing);
    std::erase_if(missing, [&](DocumentId id) { return DocumentIndex(documents).find(id); });
    if (missing.empty()) return;
    const std::vector<Document> read = store_.documents(at_, missing);
    missing.clear();
    for (const Document& document : read) {
      for (const Relay& relay : document.relays) {
        if (const auto* id = std::get_if<DocumentId>(&relay)) missing.push_back(*id);
      }
    }
    add(read);
    sort_documents();
  }
}

void AnswerBuilder::close_entities() {
  for (const RelationEvidence& relation : graph_.relations) {
    entities_.push_back(relation.relation.source);
    entities_.push_back(relation.relation.target);
    for (const ClaimEvidence& claim : relation.claims) entities_.push_back(claim.claim.speaker);
  }
  for (const Document& document : graph_.documents) {
    entities_.push_back(document.publisher);
    for (const Relay& relay : document.relays) {
      if (const auto* actor = std::get_if<EntityId>(&relay)) entities_.push_back(*actor);
    }
  }
  sort_unique(entities_);
  if (!entities_.empty() && !entities_.back().is_some()) entities_.pop_back();
}

std::vector<EntityAnswer> AnswerBuilder::read_entities() {
  std::vector<EntityAnswer> answers;
  answers.reserve(entities_.size());
  for (Entity& entity : store_.entities(at_, entities_)) {
    answers.push_back(entity_answer(std::move(entity), schema_));
  }
  entities_.clear();
  return answers;
}

std::vector<RelationTypeLabel> AnswerBuilder::labels() const {
  std::vector<RelationTypeId> types;
  for (const RelationEvidence& relation : graph_.relations) {
    types.push_back(relation.relation.type);
  }
  sort_unique(types);
  std::vector<RelationTypeLabel> labels;
  for (const RelationTypeId id : types) {
    const RelationType& type = schema_.relation_type(id);
    labels.push_back({.id = id,
                      .name = type.name,
                      .label = type.label,
                      .inverse_label = type.inverse_label,
                      .is_symmetric = type.is_symmetric});
  }
  return labels;
}

}  // namespace relata

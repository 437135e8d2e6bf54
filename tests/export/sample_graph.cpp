#include <algorithm>
#include <cmath>
#include <set>

#include "graph/relay_chain.h"
#include "sample.h"

namespace relata::sample {

namespace {

PartialDate date(const std::string& text) {
  return text.empty() ? PartialDate{} : PartialDate::parse(text).value();
}

void judge(RelationEvidence& relation) {
  std::set<Origin> asserting;
  bool is_denied = false;
  for (const ClaimEvidence& claim : relation.claims) {
    if (claim.claim.stance == Stance::asserted) asserting.insert(claim.origin);
    is_denied = is_denied || claim.claim.stance == Stance::denied;
  }
  relation.origins = static_cast<int>(asserting.size());
  if (is_denied) {
    relation.status = asserting.empty() ? Status::denied : Status::contested;
  } else if (asserting.empty()) {
    relation.status = Status::uncertain;
  } else {
    relation.status = asserting.size() > 1 ? Status::confirmed : Status::reported;
  }
}

// The label of a type in words: "military_unit" is a "military unit".
std::string words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

}  // namespace

EntityId GraphBuilder::entity(const std::string& key, const std::string& type,
                              std::vector<Name> names) {
  const EntityId id{graph.entities.size()};
  EntityAnswer answer{.entity = {.id = id, .key = key, .names = std::move(names)},
                      .type = type,
                      .label = words(type)};
  if (type == "news_agency") answer.kinds = {"organization"};
  graph.entities.push_back(std::move(answer));
  return id;
}

void GraphBuilder::type(const std::string& name, const std::string& label,
                        const std::string& inverse) {
  const auto id = static_cast<std::uint32_t>(graph.relation_types.size());
  graph.relation_types.push_back(
      {.id = RelationTypeId{id}, .name = name, .label = label, .inverse_label = inverse});
}

void GraphBuilder::symmetric_type(const std::string& name, const std::string& label) {
  type(name, label, label);
  graph.relation_types.back().is_symmetric = true;
}

DocumentId GraphBuilder::document(const std::string& key, EntityId publisher,
                                  const std::string& language, const std::string& published,
                                  std::vector<Relay> relays) {
  const DocumentId id{graph.documents.size()};
  graph.documents.push_back({.id = id,
                             .key = key,
                             .publisher = publisher,
                             .language = language,
                             .date = date(published),
                             .relays = std::move(relays)});
  return id;
}

ClaimEvidence GraphBuilder::evidence(const ClaimDraft& draft) const {
  const DocumentLookup find = [&](DocumentId id) { return &graph.document(id); };
  const RelayChain chain = relay_chain(draft.document, {}, find);
  ClaimEvidence result{.claim = {.document = draft.document,
                                 .speaker = draft.speaker,
                                 .stance = draft.stance,
                                 .reported = date(draft.reported),
                                 .quote = draft.quote,
                                 .span = draft.span},
                       .chain = chain.documents,
                       .origin = origin_of(draft.speaker, chain, find),
                       .reported = date(draft.reported)};
  if (!result.reported.is_known()) result.reported = graph.document(draft.document).date;
  if (draft.confidence) {
    result.claim.confidence = Confidence{
        static_cast<std::uint16_t>(std::lround(*draft.confidence * Confidence::parts_max))};
  }
  return result;
}

RelationId GraphBuilder::relation(const RelationDraft& draft) {
  const auto type = std::find_if(graph.relation_types.begin(), graph.relation_types.end(),
                                 [&](const auto& known) { return known.name == draft.type; });
  const RelationId id{graph.relations.size()};
  RelationEvidence result{
      .relation = {.id = id,
                   .key = draft.key,
                   .type = type->id,
                   .source = draft.source,
                   .target = draft.target,
                   .valid = draft.valid.empty() ? Period{} : Period::parse(draft.valid).value(),
                   .quantity = draft.quantity}};
  for (const ClaimDraft& claim : draft.claims) result.claims.push_back(evidence(claim));
  judge(result);
  graph.relations.push_back(std::move(result));
  return id;
}

}  // namespace relata::sample

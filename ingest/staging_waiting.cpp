// Records that go over from one batch into the next, as they were read, or into a copy.

#include <algorithm>

#include "ingest/staging.h"

namespace relata {

Staging::Staging(const Staging& other, ReportBuilder& report)
    : entity_references(other.entity_references),
      document_references(other.document_references),
      entities(other.entities),
      documents(other.documents),
      relation_places(other.relation_places),
      query_(other.query_),
      report_(report),
      entity_of_(other.entity_of_),
      document_of_(other.document_of_),
      default_documents_(other.default_documents_),
      in_batches_(other.in_batches_),
      entity_type_names_(other.entity_type_names_),
      relation_type_names_(other.relation_type_names_),
      entity_types_(other.entity_types_),
      relation_types_(other.relation_types_),
      undeclared_types_(other.undeclared_types_) {
  changes.schema = other.changes.schema;
  changes.relations = other.changes.relations;
  changes.details = other.changes.details;
  changes.claims = other.changes.claims;
  changes.claim_details = other.changes.claim_details;
  changes.via = other.changes.via;
}

std::uint32_t Staging::last_batch() const {
  return in_batches_.empty() ? 0 : *std::max_element(in_batches_.begin(), in_batches_.end());
}

std::uint32_t Staging::first_batch() const {
  if (in_batches_.empty() || in_batches_.size() < relation_places.size()) return 0;
  return *std::min_element(in_batches_.begin(), in_batches_.end());
}

void Staging::take_over(const Staging& from, const StagedDocument& staged) {
  const Document& document = staged.document;
  const auto entity_text = [&](EntityId reference) {
    return from.entity_references.text(static_cast<std::uint32_t>(reference.value));
  };
  DocumentRecord record{.key = document.key,
                        .title = document.title,
                        .publisher = {},
                        .language = document.language,
                        .date = document.date,
                        .relays = {},
                        .properties = document.properties};
  if (document.publisher.is_some()) record.publisher = entity_text(document.publisher);
  for (const Relay& relay : document.relays) {
    if (const auto* speaker = std::get_if<EntityId>(&relay)) {
      record.relays.push_back({.reference = entity_text(*speaker), .is_speaker = true});
    } else {
      const auto reference = static_cast<std::uint32_t>(std::get<DocumentId>(relay).value);
      record.relays.push_back({.reference = from.document_references.text(reference)});
    }
  }
  add(record, staged.place);
  for (const RecordPlace repeat : staged.repeats) add(record, repeat);
}

// Empty for the document of an input's claims that name none: it is made anew in each batch.
std::string_view Staging::claim_document_key(DocumentId reference, RecordPlace place) const {
  const bool is_default =
      place.file < default_documents_.size() && default_documents_[place.file] == reference;
  if (is_default) return {};
  return document_references.text(static_cast<std::uint32_t>(reference.value));
}

void Staging::take_over(const Staging& from, std::uint32_t relation) {
  const RelationRow& row = from.changes.relations[relation];
  const RecordPlace place = from.relation_places[relation];
  const auto entity_text = [&](EntityId reference) {
    return from.entity_references.text(static_cast<std::uint32_t>(reference.value));
  };
  RelationRecord record;
  record.key = row.key;
  record.valid = row.valid;
  record.in_batch = from.in_batch(relation);
  if (!row.id.is_some() && row.type.is_some()) {  // else its key says what it is
    record.type = from.changes.schema.relation_type(row.type).name;
    record.source = entity_text(row.source);
    record.target = entity_text(row.target);
  }
  if (row.details != 0) {
    const RelationDetails& details = from.changes.details[row.details - 1];
    record.quantity = details.quantity;
    record.properties = details.properties;
  }
  for (std::uint32_t i = 0; i < row.claims_count; ++i) {
    const ClaimRow& claim = from.changes.claims[row.claims_first + i];
    const ClaimDetails details = from.changes.details_of(claim);
    ClaimRecord made{.document = from.claim_document_key(claim.document, place),
                     .speaker = {},
                     .stance = claim.stance,
                     .reported = claim.reported,
                     .confidence = claim.confidence,
                     .quote = details.quote,
                     .span = details.span,
                     .via_first = static_cast<std::uint32_t>(record.via.size()),
                     .via_count = details.via_count};
    if (claim.speaker.is_some()) made.speaker = entity_text(claim.speaker);
    for (const DocumentId passed : from.changes.via_of(claim)) {
      record.via.push_back(from.document_references.text(static_cast<std::uint32_t>(passed.value)));
    }
    record.claims.push_back(made);
  }
  is_taking_over_ = true;
  add(record, place);
  is_taking_over_ = false;
}

}  // namespace relata

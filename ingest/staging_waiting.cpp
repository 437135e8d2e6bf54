// Records that go over from one batch into the next, as they were read.

#include "ingest/staging.h"

namespace relata {

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

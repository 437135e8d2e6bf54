// What refers to something that has not come yet goes over into the next batch.

#include <map>
#include <unordered_set>

#include "ingest/finisher.h"

namespace relata {

bool Finisher::may_come(EntityId reference) const {
  if (!reference.is_some()) return false;
  if (entity_ids_[reference.value].is_some()) return false;
  return !no_meanings_.at(static_cast<std::uint32_t>(reference.value)).is_ambiguous;
}

bool Finisher::may_come(DocumentId reference) const { return waiting_documents_[reference.value]; }

bool Finisher::waits(const RelationRow& row) const {
  const Changes& changes = staging_.changes;
  const bool has_ends = is_new(row);  // else the store told them
  if (has_ends && (may_come(row.source) || may_come(row.target))) return true;
  for (std::uint32_t i = 0; i < row.claims_count; ++i) {
    const ClaimRow& claim = changes.claims[row.claims_first + i];
    if (may_come(claim.speaker) || may_come(claim.document)) return true;
    for (const DocumentId passed : changes.via_of(claim)) {
      if (may_come(passed)) return true;
    }
  }
  return false;
}

bool Finisher::waits(const Document& document) const {
  if (may_come(document.publisher)) return true;
  for (const Relay& relay : document.relays) {
    const bool is_coming = std::visit([&](auto reference) { return may_come(reference); }, relay);
    if (is_coming) return true;
  }
  return false;
}

// A document that relays one that waits is not known before that one, so it waits with it.
void Finisher::hold_documents_back() {
  next_->begin_with(staging_.changes.schema);
  std::map<std::uint64_t, std::vector<std::uint32_t>> relayed_by;
  std::vector<std::uint32_t> held;
  const auto hold = [&](std::uint32_t place) {
    if (document_fates_[place] == Fate::waiting) return;
    document_fates_[place] = Fate::waiting;
    held.push_back(place);
  };
  for (std::uint32_t i = 0; i < waiting_documents_.size(); ++i) {
    waiting_documents_[i] = !document_ids_[i].is_some() && staging_.document_of(i) == Staging::none;
  }
  for (std::uint32_t i = 0; i < staging_.documents.size(); ++i) {
    const Document& document = staging_.documents[i].document;
    for (const Relay& relay : document.relays) {
      if (const auto* id = std::get_if<DocumentId>(&relay)) relayed_by[id->value].push_back(i);
    }
    if (waits(document)) hold(i);
  }
  while (!held.empty()) {
    const StagedDocument& staged = staging_.documents[held.back()];
    held.pop_back();
    next_->take_over(staging_, staged);
    if (document_ids_[staged.reference].is_some()) continue;  // the store has it without this
    waiting_documents_[staged.reference] = true;
    for (const std::uint32_t place : relayed_by[staged.reference]) hold(place);
  }
}

// The records of one relation go together: the first to come in says for good what it is.
void Finisher::hold_relations_back() {
  const auto& rows = staging_.changes.relations;
  std::unordered_set<std::string_view> keys;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const bool is_later = staging_.in_batch(i) > batch_;  // it only adds to the others
    if (fates_[i] == Fate::waiting && !is_later && !rows[i].key.empty()) keys.insert(rows[i].key);
    if (fates_[i] != Fate::taken || !waits(rows[i])) continue;
    hold_back(i, *next_);
    if (!rows[i].key.empty()) keys.insert(rows[i].key);
  }
  if (keys.empty()) return;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (fates_[i] == Fate::taken && keys.contains(rows[i].key)) hold_back(i, *next_);
  }
}

void Finisher::hold_back(std::uint32_t row, Staging& next) {
  fates_[row] = Fate::waiting;
  next.take_over(staging_, row);
}

}  // namespace relata

// Several records of one relation become one.

#include <array>

#include "graph/prefetch.h"
#include "ingest/claim_set.h"
#include "ingest/finisher.h"
#include "ingest/merge_records.h"
#include "ingest/relation_content.h"

namespace relata {

// Rows of one key become one. Those of a relation that the store holds agree with it, and so with
// each other.
void Finisher::join_repeated_rows() {
  auto& rows = staging_.changes.relations;
  TextIndex index;
  index.reserve(rows.size());
  const auto key_of = [&](std::uint32_t row) { return rows[row].key; };
  std::array<TextIndex::Hash, prefetch_distance> hashes{};  // of the rows from this one on
  const auto hash_ahead = [&](std::size_t row) {
    if (row >= rows.size()) return;
    index.prefetch(hashes[row % hashes.size()] = TextIndex::hash_of(rows[row].key));
  };
  for (std::size_t row = 0; row < hashes.size(); ++row) hash_ahead(row);
  adds_details_.assign(rows.size(), false);
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const TextIndex::Hash hash = hashes[i % hashes.size()];
    hash_ahead(i + hashes.size());
    if (fates_[i] != Fate::taken) continue;
    const auto first = index.find_or_add(rows[i].key, hash, i, key_of);
    if (!first) continue;
    if (auto refusal = join_content(i, *first)) {
      fates_[i] = Fate::refused;
      report_.reject(RecordKind::relation, staging_.relation_places[i], std::move(*refusal));
      continue;
    }
    fates_[i] = Fate::joined;
    joined_[*first].push_back(i);
  }
  for (const auto& [first, others] : joined_) join_claims(first, others);
}

// What one record of a relation leaves out, another may say.
std::optional<Refusal> Finisher::join_content(std::uint32_t row, std::uint32_t first) {
  Changes& changes = staging_.changes;
  RelationRow& whole = changes.relations[first];
  if (!is_new(whole)) return std::nullopt;
  const RelationRow& part = changes.relations[row];
  const Content said = content_of(part, changes);
  const Content known = content_of(whole, changes);
  const std::string key(whole.key);
  const bool is_one_batch = staging_.in_batch(row) == staging_.in_batch(first);
  const auto additions = is_one_batch ? Additions::allowed : Additions::refused;
  if (const auto field = contradicted_field(known, said, additions)) {
    return Refusal{.field = *field,
                   .reason = "the relation \"" + key + "\" of " +
                             report_.where(staging_.relation_places[first]) +
                             " says otherwise; give this one another key"};
  }
  if (known.properties.size() >= values_max) return why_no_more_values("relation", key);
  if (said.valid.is_known() && !known.valid.is_known()) {
    whole.valid = said.valid;
    adds_details_[row] = true;
  }
  if (part.details == 0) return std::nullopt;
  if (whole.details == 0) {
    whole.details = part.details;
    adds_details_[row] = true;
    return std::nullopt;
  }
  RelationDetails& details = changes.details[whole.details - 1];
  if (said.quantity && !details.quantity) {
    details.quantity = said.quantity;
    adds_details_[row] = true;
  }
  if (add_what_is_new(changes.details[part.details - 1].properties, details.properties)) {
    adds_details_[row] = true;
  }
  return std::nullopt;
}

// The claims of one relation have to lie side by side.
void Finisher::join_claims(std::uint32_t first, const std::vector<std::uint32_t>& others) {
  Changes& changes = staging_.changes;
  ClaimSet met;
  std::vector<ClaimRow> all;
  const auto add = [&](const RelationRow& row) {
    const std::size_t before = all.size();
    for (std::uint32_t i = 0; i < row.claims_count; ++i) {
      const ClaimRow& claim = changes.claims[row.claims_first + i];
      if (met.add({claim, changes})) all.push_back(claim);
    }
    return all.size() != before;
  };
  add(changes.relations[first]);
  for (const std::uint32_t other : others) {
    const bool adds_claims = add(changes.relations[other]);
    if (!adds_claims && !adds_details_[other]) fates_[other] = Fate::known;
  }
  changes.relations[first].claims_first = static_cast<std::uint32_t>(changes.claims.size());
  changes.relations[first].claims_count = static_cast<std::uint32_t>(all.size());
  changes.claims.insert(changes.claims.end(), all.begin(), all.end());
}

}  // namespace relata

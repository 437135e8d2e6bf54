// Relations: their ends and claims, and those that the store knows.

#include <algorithm>

#include "graph/prefetch.h"
#include "ingest/claim_set.h"
#include "ingest/finisher.h"
#include "ingest/relation_content.h"

namespace relata {
namespace {

constexpr std::size_t evidence_chunk = 4096;  // known relations that are compared at a time

}  // namespace

void Finisher::settle_relations() {
  auto& rows = staging_.changes.relations;
  fates_.assign(rows.size(), Fate::taken);
  find_by_key();
  if (later_ != nullptr) hold_later_batches();
  if (next_ != nullptr) hold_relations_back();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    prefetch_ends(i + prefetch_distance);
    if (fates_[i] != Fate::taken) continue;
    if (auto refusal = resolve_relation(rows[i])) {
      fates_[i] = Fate::refused;
      report_.reject(RecordKind::relation, staging_.relation_places[i], std::move(*refusal));
      continue;
    }
    if (rows[i].claims_count > 1) drop_repeated_claims(rows[i]);
    if (rows[i].key.empty()) {
      rows[i].key = staging_.changes.text.keep(key_of_content(rows[i]));
    }
  }
  if (at_.head > 0) compare_known_relations();
  count_added();
  join_repeated_rows();
  drop_refused_rows();
}

void Finisher::prefetch_ends(std::size_t place) const {
  const auto& rows = staging_.changes.relations;
  if (place >= rows.size()) return;
  const RelationRow& row = rows[place];
  if (fates_[place] != Fate::taken || !is_new(row)) return;  // its ends are no references
  prefetch(&entity_ids_[row.source.value]);
  prefetch(&entity_ids_[row.target.value]);
}

// Records that name a relation by its key alone, to add claims, get the rest from the batch's first
// record of it, else from the store.
void Finisher::find_by_key() {
  auto& rows = staging_.changes.relations;
  const auto is_bare = [](const RelationRow& row) { return !row.type.is_some(); };
  std::vector<std::uint32_t> bare;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (is_bare(rows[i])) bare.push_back(i);
  }
  if (bare.empty()) return;
  TextIndex index;
  const auto key_of = [&](std::uint32_t row) { return rows[row].key; };
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (!is_bare(rows[i]) && !rows[i].key.empty()) index.find_or_add(rows[i].key, i, key_of);
  }
  std::vector<std::uint32_t> elsewhere;
  for (const std::uint32_t i : bare) {
    const auto first = index.find_or_add(rows[i].key, i, key_of);
    if (first && !is_bare(rows[*first])) {
      rows[i].type = rows[*first].type;
      rows[i].source = rows[*first].source;
      rows[i].target = rows[*first].target;
    } else {
      elsewhere.push_back(i);
    }
  }
  find_in_store(elsewhere);
}

void Finisher::find_in_store(const std::vector<std::uint32_t>& by_key) {
  auto& rows = staging_.changes.relations;
  std::vector<std::string_view> keys;
  for (const std::uint32_t i : by_key) keys.push_back(rows[i].key);
  const std::vector<std::uint64_t> ids = store_.ids(at_, KeyKind::relation, keys);
  std::vector<std::uint32_t> found;
  std::vector<RelationRef> refs;
  for (std::size_t k = 0; k < by_key.size(); ++k) {
    const std::uint32_t i = by_key[k];
    if (ids[k] != RelationId::none_value) {
      found.push_back(i);
      refs.push_back({.source = {}, .id = {ids[k]}});
      continue;
    }
    if (next_ != nullptr) {
      hold_back(i, *next_);
      continue;
    }
    fates_[i] = Fate::refused;
    report_.reject(RecordKind::relation, staging_.relation_places[i],
                   {.field = "relation",
                    .reason = "no relation has the key \"" + std::string(rows[i].key) +
                              "\"; give its type, source and target, or "
                              "ingest what makes it first"});
  }
  for (std::size_t first = 0; first < refs.size(); first += evidence_chunk) {
    const auto chunk =
        std::span(refs).subspan(first, std::min(evidence_chunk, refs.size() - first));
    const Evidence evidence = store_.evidence(at_, chunk);
    for (std::size_t k = 0; k < chunk.size(); ++k) {
      const Relation& known = evidence.relations[k].relation;
      RelationRow& row = rows[found[first + k]];
      row.id = known.id;
      row.type = known.type;
      row.source = known.source;
      row.target = known.target;
    }
  }
}

std::optional<Refusal> Finisher::resolve_relation(RelationRow& row) {
  Changes& changes = staging_.changes;
  try {
    if (is_new(row)) {  // else it was found in the store by its key
      row.source = entity(row.source.value, "source");
      row.target = entity(row.target.value, "target");
    }
    for (std::uint32_t i = 0; i < row.claims_count; ++i) {
      try {
        resolve_claim(changes.claims[row.claims_first + i]);
      } catch (Refusal& refusal) {
        refusal.field = "claims[" + std::to_string(i) + "]." + refusal.field;
        throw;
      }
    }
  } catch (Refusal& refusal) {
    return std::move(refusal);
  }
  if (!is_new(row)) return std::nullopt;
  const std::size_t place = static_cast<std::size_t>(&row - changes.relations.data());
  return check_ends(row, staging_.relation_places[place]);
}

void Finisher::resolve_claim(ClaimRow& claim) {
  const ClaimDetails details = staging_.changes.details_of(claim);
  const auto via = staging_.changes.via.begin() + details.via_first;
  const auto via_end = via + details.via_count;
  // The claim's own document alone is allowed there: its own words.
  if (details.via_count > 1) {
    std::vector<DocumentId> way(via, via_end);
    way.push_back(claim.document);
    std::sort(way.begin(), way.end());
    const auto twice = std::adjacent_find(way.begin(), way.end());
    if (twice != way.end()) {
      const auto reference = static_cast<std::uint32_t>(twice->value);
      throw Refusal{.field = "via",
                    .reason = "the way is a circle: it passes the document \"" +
                              std::string(staging_.document_references.text(reference)) +
                              "\" twice"};
    }
  }
  claim.document = document(claim.document.value, "document");
  if (claim.speaker.is_some()) claim.speaker = entity(claim.speaker.value, "speaker");
  for (auto passed = via; passed != via_end; ++passed) *passed = document(passed->value, "via");
}

void Finisher::drop_repeated_claims(RelationRow& row) {
  Changes& changes = staging_.changes;
  ClaimSet met;
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < row.claims_count; ++i) {
    const ClaimRow& claim = changes.claims[row.claims_first + i];
    if (met.add({claim, changes})) changes.claims[row.claims_first + kept++] = claim;
  }
  row.claims_count = kept;
}

// The schema says which types a relation may link. Sources stretch that, so it is a warning.
std::optional<Refusal> Finisher::check_ends(const RelationRow& row, RecordPlace place) {
  const Schema& schema = staging_.changes.schema;
  const RelationType& type = schema.relation_type(row.type);
  const auto check = [&](EntityId end, const std::vector<std::string>& allowed,
                         const char* field) -> std::optional<Refusal> {
    if (allowed.empty()) return std::nullopt;
    const EntityTypeId found = facts(end).type;
    if (schema.entity_type(found).name == unknown_type) return std::nullopt;  // it may well fit
    for (const std::string& name : allowed) {
      if (schema.is_kind_of(found, name)) return std::nullopt;
    }
    const std::string text = "\"" + type.name + "\" is not meant to have a " +
                             schema.entity_type(found).name + " as its " + field;
    if (report_.is_strict()) return Refusal{.field = field, .reason = text};
    report_.warn(text, place);
    return std::nullopt;
  };
  if (auto refusal = check(row.source, type.source_types, "source")) return refusal;
  return check(row.target, type.target_types, "target");
}

std::string Finisher::key_of_content(const RelationRow& row) const {
  return content_key(content_of(row, staging_.changes),
                     {.type = staging_.changes.schema.relation_type(row.type).name,
                      .source = facts(row.source).key,
                      .target = facts(row.target).key});
}

void Finisher::compare_known_relations() {
  auto& rows = staging_.changes.relations;
  std::vector<std::string_view> keys;
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (fates_[i] != Fate::taken) continue;
    keys.push_back(rows[i].key);
    places.push_back(i);
  }
  const std::vector<std::uint64_t> stored = store_.ids(at_, KeyKind::relation, keys);
  std::vector<std::uint32_t> known;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (stored[i] == RelationId::none_value) continue;
    rows[places[i]].id = {stored[i]};
    known.push_back(places[i]);
  }
  // By id, so that each page of records is read once.
  std::stable_sort(known.begin(), known.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; });
  for (std::size_t first = 0; first < known.size(); first += evidence_chunk) {
    const std::size_t end = std::min(first + evidence_chunk, known.size());
    compare_known_chunk({known.begin() + static_cast<std::ptrdiff_t>(first),
                         known.begin() + static_cast<std::ptrdiff_t>(end)});
  }
}

// Leaves of each row the claims that the store does not have.
void Finisher::compare_known_chunk(const std::vector<std::uint32_t>& known) {
  Changes& changes = staging_.changes;
  std::vector<RelationRef> refs;
  for (const std::uint32_t i : known) {
    const RelationRow& row = changes.relations[i];
    if (refs.empty() || refs.back().id != row.id) {
      refs.push_back({.source = row.source, .id = row.id});
    }
  }
  const Evidence evidence = store_.evidence(at_, refs);
  std::size_t place = 0;  // in the evidence; `known` is in the same order
  ClaimSet met;
  std::set<const Claim*> told;
  for (std::size_t k = 0; k < known.size(); ++k) {
    const std::uint32_t i = known[k];
    RelationRow& row = changes.relations[i];
    const bool is_next = evidence.relations[place].relation.id != row.id;
    if (is_next) ++place;
    const RelationClaims& stored = evidence.relations[place];
    if (is_next || k == 0) {
      met = {};
      for (const Claim& claim : stored.claims) met.add(claim);
    }
    if (const auto field = contradicted_field(content_of(stored.relation), content_of(row, changes),
                                              Additions::refused)) {
      fates_[i] = Fate::refused;
      report_.reject(
          RecordKind::relation, staging_.relation_places[i],
          {.field = *field,
           .reason = "the relation \"" + stored.relation.key + "\" is in the store with another " +
                     *field + "; give this one another key"});
      continue;
    }
    row.valid = stored.relation.valid;  // of every entry of the relation
    row.details = 0;
    std::uint32_t fresh = 0;
    for (std::uint32_t c = 0; c < row.claims_count; ++c) {
      const ClaimRow& claim = changes.claims[row.claims_first + c];
      if (met.add({claim, changes})) {
        changes.claims[row.claims_first + fresh++] = claim;
      } else if (staging_.in_batch(i) != 0) {
        count_known(i, claim, stored, told);
      }
    }
    row.claims_count = fresh;
    if (fresh == 0) fates_[i] = Fate::known;
  }
}

void Finisher::drop_refused_rows() {
  Changes& changes = staging_.changes;
  std::uint64_t claims_count = 0;
  std::size_t rows_count = 0;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    switch (fates_[i]) {
      case Fate::taken:
        ++rows_count;
        claims_count += changes.relations[i].claims_count;
        report_.taken(RecordKind::relation, staging_.relation_places[i]);
        break;
      case Fate::joined:
        report_.taken(RecordKind::relation, staging_.relation_places[i]);
        break;
      case Fate::known:
        report_.known(RecordKind::relation, staging_.relation_places[i]);
        break;
      case Fate::refused:  // counted when it was
      case Fate::waiting:  // counted in the batch that it goes into
        break;
    }
  }
  if (rows_count == fates_.size() && claims_count == changes.claims.size()) return;
  std::vector<RelationRow> rows;
  std::vector<ClaimRow> claims;
  rows.reserve(rows_count);
  claims.reserve(claims_count);
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    if (fates_[i] != Fate::taken) continue;
    RelationRow row = changes.relations[i];
    const auto first = changes.claims.begin() + static_cast<std::ptrdiff_t>(row.claims_first);
    row.claims_first = static_cast<std::uint32_t>(claims.size());
    claims.insert(claims.end(), first, first + row.claims_count);
    rows.push_back(row);
  }
  changes.relations = std::move(rows);
  changes.claims = std::move(claims);
}

}  // namespace relata

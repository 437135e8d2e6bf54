// Relations: their ends and claims, repeated and known ones, and the ids of the new.

#include <algorithm>
#include <numeric>

#include "ingest/finisher.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace relata {
namespace {

constexpr std::size_t evidence_chunk = 4096;  // known relations that are compared at a time

bool is_same_claim(const ClaimRow& a, const Changes& changes, const Claim& b) {
  return a.document == b.document && a.speaker == b.speaker && a.stance == b.stance &&
         a.reported == b.reported && a.confidence == b.confidence && a.quote == b.quote &&
         a.span == b.span &&
         std::equal(b.via.begin(), b.via.end(), changes.via.begin() + a.via_first,
                    changes.via.begin() + a.via_first + a.via_count);
}

Claim claim_of(const ClaimRow& row, const Changes& changes) {
  const auto via = changes.via.begin() + row.via_first;
  return {.document = row.document,
          .speaker = row.speaker,
          .stance = row.stance,
          .reported = row.reported,
          .confidence = row.confidence,
          .quote = std::string(row.quote),
          .span = row.span,
          .via = {via, via + row.via_count}};
}

Relation relation_of(const RelationRow& row, const Changes& changes) {
  Relation relation{.id = row.id,
                    .key = std::string(row.key),
                    .type = row.type,
                    .source = row.source,
                    .target = row.target,
                    .valid = row.valid};
  if (row.details != 0) {
    relation.quantity = changes.details[row.details - 1].quantity;
    relation.properties = changes.details[row.details - 1].properties;
  }
  return relation;
}

// The field in which a record contradicts what is known of its relation. What it leaves out agrees.
std::optional<std::string> contradicted_field(const Relation& known, const Relation& said) {
  if (said.type != known.type) return "type";
  if (said.source != known.source) return "source";
  if (said.target != known.target) return "target";
  if (said.valid.is_known() && said.valid != known.valid) return "valid";
  if (said.quantity && said.quantity != known.quantity) return "quantity";
  for (const Property& property : said.properties) {
    const auto& all = known.properties;
    if (std::find(all.begin(), all.end(), property) == all.end()) return "properties";
  }
  return std::nullopt;
}

}  // namespace

void Finisher::settle_relations() {
  auto& rows = staging_.changes.relations;
  fates_.assign(rows.size(), RowFate::taken);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (auto refusal = resolve_relation(rows[i])) {
      fates_[i] = RowFate::refused;
      report_.reject(RecordKind::relation, staging_.relation_places[i], std::move(*refusal));
      continue;
    }
    if (rows[i].key.empty()) make_key(rows[i]);
  }
  join_repeated_rows();
  if (at_.head > 0) compare_known_relations();
  drop_refused_rows();
  number_new_relations();
}

std::optional<Refusal> Finisher::resolve_relation(RelationRow& row) {
  Changes& changes = staging_.changes;
  try {
    row.source = entity(row.source.value, "source");
    row.target = entity(row.target.value, "target");
    for (std::uint64_t i = row.claims_first; i < row.claims_first + row.claims_count; ++i) {
      ClaimRow& claim = changes.claims[i];
      claim.document = document(claim.document.value, "claims.document");
      if (claim.speaker.is_some()) claim.speaker = entity(claim.speaker.value, "claims.speaker");
      for (std::uint32_t v = 0; v < claim.via_count; ++v) {
        DocumentId& via = changes.via[claim.via_first + v];
        via = document(via.value, "claims.via");
      }
    }
  } catch (Refusal& refusal) {
    return std::move(refusal);
  }
  const std::size_t place = static_cast<std::size_t>(&row - changes.relations.data());
  return check_ends(row, staging_.relation_places[place]);
}

// The schema says which types a relation may link. Sources stretch that, so it is a warning.
std::optional<Refusal> Finisher::check_ends(const RelationRow& row, RecordPlace place) {
  const Schema& schema = staging_.changes.schema;
  const RelationType& type = schema.relation_type(row.type);
  const auto check = [&](EntityId end, const std::vector<std::string>& allowed,
                         const char* field) -> std::optional<Refusal> {
    if (allowed.empty()) return std::nullopt;
    const EntityTypeId found = facts_.at(end).type;
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

// The key of a relation that came without one: the same content gives the same key.
void Finisher::make_key(RelationRow& row) {
  const Relation relation = relation_of(row, staging_.changes);
  std::string content = staging_.changes.schema.relation_type(row.type).name;
  const auto add = [&](std::string_view part) {
    content += '\0';
    content += part;
  };
  add(facts_.at(row.source).key);
  add(facts_.at(row.target).key);
  add(relation.valid.text());
  if (relation.quantity) {
    for (const auto& value :
         {relation.quantity->low, relation.quantity->best, relation.quantity->high}) {
      add(value ? std::to_string(*value) : "");
    }
    add(relation.quantity->unit);
  }
  std::vector<Property> properties = relation.properties;
  std::sort(properties.begin(), properties.end());
  for (const Property& property : properties) {
    add(property.name);
    add(property.value);
  }
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(content.data(), content.size()));
  std::string key = "content:";
  for (const unsigned char byte : hash.digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    key += digits[byte >> 4];
    key += digits[byte & 15];
  }
  row.key = staging_.changes.text.keep(key);
}

void Finisher::join_repeated_rows() {
  Changes& changes = staging_.changes;
  auto& rows = changes.relations;
  TextIndex index;
  const auto key_of = [&](std::uint32_t row) { return rows[row].key; };
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (fates_[i] != RowFate::taken) continue;
    const auto first = index.find_or_add(rows[i].key, i, key_of);
    if (!first) continue;
    const auto field =
        contradicted_field(relation_of(rows[*first], changes), relation_of(rows[i], changes));
    if (field) {
      fates_[i] = RowFate::refused;
      report_.reject(RecordKind::relation, staging_.relation_places[i],
                     {.field = *field,
                      .reason = "the relation \"" + std::string(rows[i].key) + "\" of line " +
                                std::to_string(staging_.relation_places[*first].line) +
                                " says otherwise; give this one another key"});
      continue;
    }
    fates_[i] = RowFate::joined;
    joined_[*first].push_back(i);
  }
  // The claims of one relation have to lie side by side.
  for (const auto& [first, others] : joined_) {
    std::vector<ClaimRow> all;
    const auto add = [&](const RelationRow& row) {
      const std::size_t before = all.size();
      for (std::uint64_t i = row.claims_first; i < row.claims_first + row.claims_count; ++i) {
        const ClaimRow& claim = changes.claims[i];
        const bool is_there = std::any_of(all.begin(), all.end(), [&](const ClaimRow& other) {
          return is_same_claim(claim, changes, claim_of(other, changes));
        });
        if (!is_there) all.push_back(claim);
      }
      return all.size() != before;
    };
    add(rows[first]);
    for (const std::uint32_t other : others) {
      if (!add(rows[other])) fates_[other] = RowFate::known;
    }
    rows[first].claims_first = changes.claims.size();
    rows[first].claims_count = static_cast<std::uint32_t>(all.size());
    changes.claims.insert(changes.claims.end(), all.begin(), all.end());
  }
}

void Finisher::compare_known_relations() {
  auto& rows = staging_.changes.relations;
  std::vector<std::string_view> keys;
  std::vector<std::uint32_t> places;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (fates_[i] != RowFate::taken) continue;
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
  std::sort(known.begin(), known.end(),
            [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; });
  for (std::size_t first = 0; first < known.size(); first += evidence_chunk) {
    const std::size_t end = std::min(first + evidence_chunk, known.size());
    compare_known_chunk({known.begin() + static_cast<std::ptrdiff_t>(first),
                         known.begin() + static_cast<std::ptrdiff_t>(end)});
  }
}

void Finisher::compare_known_chunk(const std::vector<std::uint32_t>& known) {
  Changes& changes = staging_.changes;
  std::vector<RelationRef> refs;
  for (const std::uint32_t i : known) {
    refs.push_back({.source = changes.relations[i].source, .id = changes.relations[i].id});
  }
  const Evidence evidence = store_.evidence(at_, refs);
  for (std::size_t k = 0; k < known.size(); ++k) {
    const std::uint32_t i = known[k];
    RelationRow& row = changes.relations[i];
    const RelationClaims& stored = evidence.relations[k];
    if (const auto field = contradicted_field(stored.relation, relation_of(row, changes))) {
      fates_[i] = RowFate::refused;
      report_.reject(
          RecordKind::relation, staging_.relation_places[i],
          {.field = *field,
           .reason = "the relation \"" + stored.relation.key + "\" is in the store with another " +
                     *field + "; give this one another key"});
      continue;
    }
    // New claims move to the front of the row's.
    std::uint32_t fresh = 0;
    for (std::uint32_t c = 0; c < row.claims_count; ++c) {
      const ClaimRow& claim = changes.claims[row.claims_first + c];
      const bool is_stored =
          std::any_of(stored.claims.begin(), stored.claims.end(),
                      [&](const Claim& other) { return is_same_claim(claim, changes, other); });
      if (is_stored) continue;
      std::swap(changes.claims[row.claims_first + fresh], changes.claims[row.claims_first + c]);
      ++fresh;
    }
    row.claims_count = fresh;
    row.is_new = false;
    row.details = 0;
    if (fresh == 0) fates_[i] = RowFate::known;
  }
}

void Finisher::drop_refused_rows() {
  Changes& changes = staging_.changes;
  bool is_whole = true;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    const bool has_joined = joined_.contains(static_cast<std::uint32_t>(i));
    if (fates_[i] == RowFate::taken && changes.relations[i].is_new && !has_joined) {
      report_.taken(RecordKind::relation);
      continue;
    }
    is_whole = false;
    if (fates_[i] == RowFate::taken) report_.taken(RecordKind::relation);
    if (fates_[i] == RowFate::known) report_.known(RecordKind::relation);
    if (!has_joined) continue;
    // Records joined to this one share its fate.
    for (const std::uint32_t other : joined_.at(static_cast<std::uint32_t>(i))) {
      if (fates_[other] == RowFate::known) continue;  // counted in its turn
      if (fates_[i] == RowFate::taken) {
        report_.taken(RecordKind::relation);
      } else {
        report_.known(RecordKind::relation);
      }
    }
  }
  if (is_whole) return;
  std::vector<RelationRow> rows;
  std::vector<ClaimRow> claims;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    if (fates_[i] != RowFate::taken) continue;
    RelationRow row = changes.relations[i];
    const auto first = changes.claims.begin() + static_cast<std::ptrdiff_t>(row.claims_first);
    row.claims_first = claims.size();
    claims.insert(claims.end(), first, first + row.claims_count);
    rows.push_back(row);
  }
  changes.relations = std::move(rows);
  changes.claims = std::move(claims);
}

// Relations of one source get neighbouring ids, in the order of their valid days, so that they lie
// together on disk.
void Finisher::number_new_relations() {
  auto& rows = staging_.changes.relations;
  struct Place {
    EntityId source;
    PartialDate from;
    std::uint32_t row;
  };
  std::vector<Place> order;
  order.reserve(rows.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].is_new) {
      order.push_back({.source = rows[i].source, .from = rows[i].valid.from, .row = i});
    }
  }
  std::sort(order.begin(), order.end(), [](const Place& a, const Place& b) {
    return std::tie(a.source, a.from, a.row) < std::tie(b.source, b.from, b.row);
  });
  const IdRange ids = store_.reserve(KeyKind::relation, order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rows[order[i].row].id = {ids.first + i};
}

bool Finisher::is_used_document(DocumentId id) const {
  const auto& claims = staging_.changes.claims;
  return std::any_of(claims.begin(), claims.end(),
                     [&](const ClaimRow& claim) { return claim.document == id; });
}

}  // namespace relata

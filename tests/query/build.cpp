#include "tests/query/build.h"

#include <sstream>

namespace relata::testing {

PartialDate date(std::string_view text) {
  return text.empty() ? PartialDate{} : PartialDate::parse(text).value();
}

StoreBuilder::StoreBuilder(const std::string& own_date) : store_(make_memory_store()) {
  changes_.schema = store_->schema(store_->snapshot());
  own_document_ = document("own", {.date = own_date});
}

EntityId StoreBuilder::entity(const std::string& key, const EntitySpec& spec) {
  Entity entity;
  entity.id = {store_->reserve(KeyKind::entity, 1).first};
  entity.key = key;
  entity.type = changes_.schema.entity_type(spec.type).value();
  entity.names = spec.names;
  changes_.entities.push_back(entity);
  return entity.id;
}

DocumentId StoreBuilder::document(const std::string& key, const DocumentSpec& spec) {
  Document document;
  document.id = {store_->reserve(KeyKind::document, 1).first};
  document.key = key;
  document.publisher = spec.publisher;
  document.language = spec.language;
  document.date = date(spec.date);
  document.relays = spec.relays;
  changes_.documents.push_back(document);
  return document.id;
}

void StoreBuilder::add_claims(RelationRow& row, const std::vector<ClaimSpec>& claims) {
  row.claims_first = static_cast<std::uint32_t>(changes_.claims.size());
  row.claims_count = static_cast<std::uint32_t>(claims.size());
  for (const ClaimSpec& spec : claims) {
    ClaimRow claim;
    claim.document = spec.document.is_some() ? spec.document : own_document_;
    claim.speaker = spec.speaker;
    claim.reported = date(spec.reported);
    if (spec.confidence)
      claim.confidence = Confidence{static_cast<std::uint16_t>(*spec.confidence)};
    claim.stance = spec.stance;
    changes_.claim_details.push_back({.quote = changes_.text.keep(spec.quote),
                                      .span = {},
                                      .via_first = static_cast<std::uint32_t>(changes_.via.size()),
                                      .via_count = static_cast<std::uint32_t>(spec.via.size())});
    claim.details = static_cast<std::uint32_t>(changes_.claim_details.size());
    changes_.via.insert(changes_.via.end(), spec.via.begin(), spec.via.end());
    changes_.claims.push_back(claim);
  }
}

RelationId StoreBuilder::relate(EntityId source, EntityId target, const RelationSpec& spec) {
  RelationRow row;
  row.id = {store_->reserve(KeyKind::relation, 1).first};
  row.type = changes_.schema.relation_type(spec.type).value();
  row.source = source;
  row.target = target;
  if (!spec.valid.empty()) row.valid = Period::parse(spec.valid).value();
  row.key =
      changes_.text.keep(spec.key.empty() ? "relation-" + std::to_string(row.id.value) : spec.key);
  add_claims(row, spec.claims);
  changes_.relations.push_back(row);
  rows_.push_back(row);
  return row.id;
}

void StoreBuilder::claim(RelationId relation, const std::vector<ClaimSpec>& claims) {
  RelationRow row = rows_.at(relation.value);
  row.key = {};
  add_claims(row, claims);
  changes_.relations.push_back(row);
}

void StoreBuilder::commit() {
  changes_.batch_id = "batch-" + std::to_string(head_);
  changes_.expected_head = head_;
  head_ = store_->commit(changes_);
  Schema schema = std::move(changes_.schema);
  changes_ = {};
  changes_.schema = std::move(schema);
}

namespace {

void write(std::ostream& out, const ClaimEvidence& claim) {
  out << "  claim d" << claim.claim.document.value << " s" << claim.claim.speaker.value << " st"
      << static_cast<int>(claim.claim.stance) << " " << claim.reported.text() << " o"
      << claim.origin.entity.value << "/" << claim.origin.document.value << " in"
      << static_cast<int>(claim.is_in_view) << " via";
  for (const DocumentId id : claim.chain) out << " " << id.value;
  out << "\n";
}

void write(std::ostream& out, const std::vector<Path>& paths) {
  for (const Path& path : paths) {
    out << "path " << path.from.value << " weight " << path.weight << " toll " << path.toll
        << " order " << static_cast<int>(path.in_order) << " " << path.arrival.text();
    for (const Hop& hop : path.hops) {
      out << " " << hop.from.value << ">" << hop.to.value << ":";
      for (const RelationId id : hop.relations) out << id.value << ",";
    }
    out << "\n";
  }
}

template <class Answer>
void write_ends(std::ostream& out, const Answer& answer) {
  for (const Limit limit : answer.limits_hit) out << "limit " << static_cast<int>(limit) << "\n";
  out << "stopped " << answer.is_stopped << "\n" << digest(answer.graph);
}

}  // namespace

std::string digest(const AnswerGraph& graph) {
  std::ostringstream out;
  for (const EntityAnswer& entity : graph.entities) {
    out << "entity " << entity.entity.id.value << " " << entity.entity.key << " " << entity.type;
    for (const std::string& kind : entity.kinds) out << " < " << kind;
    out << "\n";
  }
  for (const RelationEvidence& relation : graph.relations) {
    out << "relation " << relation.relation.id.value << " " << relation.relation.key << " status"
        << static_cast<int>(relation.status) << " origins" << relation.origins << " valid"
        << static_cast<int>(relation.is_valid) << "\n";
    for (const ClaimEvidence& claim : relation.claims) write(out, claim);
  }
  for (const Document& document : graph.documents) out << "document " << document.id.value << "\n";
  for (const RelationTypeLabel& type : graph.relation_types) out << "type " << type.name << "\n";
  return out.str();
}

std::string digest(const PathAnswer& answer) {
  std::ostringstream out;
  out << "found " << answer.paths_found << "\n";
  write(out, answer.paths);
  out << "why " << answer.why_none << "\n";
  for (const Opening& opening : answer.openings) {
    for (const PartChange& change : opening.changes) {
      out << change.with << " for " << change.instead_of << ", ";
    }
    out << opening.hops << " of " << opening.hops_max << " hops\n";
  }
  write_ends(out, answer);
  return out.str();
}

std::string digest(const MatchAnswer& answer) {
  std::ostringstream out;
  out << "found " << answer.matches_found << "\n";
  write(out, answer.matches);
  out << "why " << answer.why_none << "\n";
  write_ends(out, answer);
  return out.str();
}

std::string digest(const NeighborhoodAnswer& answer) {
  std::ostringstream out;
  for (const Neighbor& neighbor : answer.neighbors) {
    out << neighbor.entity.value << "@" << neighbor.hops << "+" << neighbor.more << " ";
  }
  out << "of " << answer.neighbors_found;
  for (const NeighborGroup& group : answer.groups) {
    out << ", " << group.type << " " << group.listed << "/" << group.found;
  }
  out << "\n";
  write_ends(out, answer);
  return out.str();
}

std::vector<std::string> sequences(const PathAnswer& answer) { return sequences(answer.paths); }

std::vector<std::string> sequences(const std::vector<Path>& paths) {
  std::vector<std::string> all;
  for (const Path& path : paths) {
    std::string sequence = std::to_string(path.from.value);
    for (const Hop& hop : path.hops) sequence += " " + std::to_string(hop.to.value);
    all.push_back(sequence);
  }
  return all;
}

}  // namespace relata::testing

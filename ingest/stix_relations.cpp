// Objects of STIX that are relations, or claims about them.

#include <algorithm>
#include <array>

#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/stix_citations.h"
#include "ingest/stix_fields.h"
#include "ingest/stix_objects.h"

namespace relata {
namespace {

// Built-in "related_to" is between persons.
std::string relation_type_of(std::string_view type) {
  if (type == "related-to") return "associated_with";
  return type_name_of(type);
}

// The key of the document that an external reference names: its address, or for want of one who
// made it and what he calls it.
std::string document_key(std::string_view url, std::string_view source, std::string_view id) {
  if (!url.empty()) return std::string(url);
  return "stix:" + std::string(source) + (id.empty() ? "" : ":" + std::string(id));
}

}  // namespace

void StixObjects::put_relationship(const Value& object, const Common& common) {
  const auto type = member_of(object, "relationship_type");
  if (!type) refuse("relationship_type", "expected the relationship's type");
  const std::string relation_type = relation_type_of(key_field(*type, "relationship_type"));
  if (relation_type.empty()) refuse("relationship_type", "expected a word");
  relation_ = {.key = common.id, .type = relation_type};
  for (const auto member : object) {
    const std::string_view name = member.name();
    if (name == "source_ref") relation_.source = mention(member, name);
    if (name == "target_ref") relation_.target = mention(member, name);
  }
  if (relation_.source.empty()) refuse("source_ref", "expected the id of an object");
  if (relation_.target.empty()) refuse("target_ref", "expected the id of an object");
  relation_.valid = {.from = stix_date(object, "start_time"), .to = stix_date(object, "stop_time")};
  // What the claims hold, and what changes with each release though the relationship does not.
  constexpr std::array elsewhere = std::to_array<std::string_view>(
      {"type", "id", "spec_version", "created", "modified", "relationship_type", "source_ref",
       "target_ref", "start_time", "stop_time", "created_by_ref", "confidence", "description",
       "external_references", "x_mitre_modified_by_ref", "x_mitre_attack_spec_version"});
  for (const auto member : object) {
    const std::string_view name = member.name();
    if (std::find(elsewhere.begin(), elsewhere.end(), name) != elsewhere.end()) continue;
    if (is_stix_false(member)) continue;
    add_properties(name, member, relation_.properties);
  }
  put_with_citations(object, common);
}

// Each source that is cited says it, through what the creator made. Without any he says it himself.
void StixObjects::put_with_citations(const Value& object, const Common& common) {
  const std::vector<StixCitation> citations = stix_citations(common.description);
  std::vector<std::string_view> cited;
  std::vector<std::string> keys;
  std::vector<std::string_view> quotes;
  const auto add = [&](DocumentRecord& document, std::string key, std::string_view name) {
    document.key = key;
    sink_.add(document);
    const auto citation = std::find_if(citations.begin(), citations.end(),
                                       [&](const StixCitation& each) { return each.name == name; });
    cited.push_back(name);
    quotes.push_back(citation == citations.end() ? common.description : citation->quote);
    keys.push_back(std::move(key));
  };
  const auto references = member_of(object, "external_references");
  if (references) {
    expect_kind(*references, JsonKind::array, "external_references");
    for (const auto reference : *references) {
      expect_kind(reference, JsonKind::object, "external_references");
      const std::string_view url = stix_text(reference, "url");
      const std::string_view name = stix_text(reference, "source_name");
      DocumentRecord document{.publisher = host_of(url)};
      for (const auto member : reference) {
        if (member.name() != "url") add_properties(member.name(), member, document.properties);
      }
      add(document, document_key(url, name, stix_text(reference, "external_id")), name);
    }
  }
  for (const StixCitation& citation : citations) {
    if (std::find(cited.begin(), cited.end(), citation.name) != cited.end()) continue;
    DocumentRecord document;
    document.properties = {{.name = "source_name", .value = std::string(citation.name)}};
    add(document, document_key({}, citation.name, {}), citation.name);
  }
  if (keys.empty()) add_own_claims(common);
  relation_.via.assign(keys.begin(), keys.end());
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    add_claims(
        common,
        {.document = creator_document(common), .quote = quotes[i], .via_first = i, .via_count = 1});
  }
  sink_.add(relation_);
}

// Of one object at each place; for want of a place an entity that is about the object.
void StixObjects::put_sighting(const Value& object, const Common& common) {
  const auto sighted = member_of(object, "sighting_of_ref");
  if (!sighted) refuse("sighting_of_ref", "expected the id of what was sighted");
  std::vector<std::string_view> places;
  const auto where = member_of(object, "where_sighted_refs");
  if (where) {
    expect_kind(*where, JsonKind::array, "where_sighted_refs");
    for (const auto place : *where) places.push_back(mention(place, "where_sighted_refs"));
  }
  if (places.empty()) return put_entity(object, common);
  relation_ = {.type = "sighted_at", .source = mention(*sighted, "sighting_of_ref")};
  relation_.valid = {.from = stix_date(object, "first_seen"), .to = stix_date(object, "last_seen")};
  const auto count = member_of(object, "count");
  if (count) {
    relation_.quantity = Quantity{.best = number_field(*count, "count"), .unit = "sighting"};
  }
  constexpr std::array kept = std::to_array<std::string_view>(
      {"observed_data_refs", "summary", "labels", "object_marking_refs", "external_references"});
  for (const auto member : object) {
    const bool is_own = member.name().starts_with("x_") ||
                        std::find(kept.begin(), kept.end(), member.name()) != kept.end();
    if (is_own && !is_stix_false(member)) {
      add_properties(member.name(), member, relation_.properties);
    }
  }
  add_own_claims(common);
  for (const std::string_view place : places) {
    const std::string key = std::string(common.id) + "#" + std::string(place);
    relation_.key = places.size() == 1 ? common.id : std::string_view(key);
    relation_.target = place;
    sink_.add(relation_);
  }
}

// An opinion about a relationship is a claim of its own about it. About anything else it is an
// entity that refers to it, like a note.
void StixObjects::put_opinion(const Value& object, const Common& common) {
  const std::string_view opinion = stix_text(object, "opinion");
  constexpr std::array denials = std::to_array<std::string_view>({"disagree", "strongly-disagree"});
  constexpr std::array assents = std::to_array<std::string_view>({"agree", "strongly-agree"});
  const auto is_among = [&](const auto& words) {
    return std::find(words.begin(), words.end(), opinion) != words.end();
  };
  ClaimRecord claim{.document = creator_document(common),
                    .speaker = common.creator,
                    .stance = Stance::uncertain,
                    .reported = common.modified,
                    .confidence = common.confidence,
                    .quote = stix_text(object, "explanation")};
  if (is_among(denials)) claim.stance = Stance::denied;
  if (is_among(assents)) claim.stance = Stance::asserted;
  if (claim.stance == Stance::uncertain && opinion != "neutral") {
    refuse("opinion", "expected strongly-disagree, disagree, neutral, agree or strongly-agree");
  }
  const auto about = member_of(object, "object_refs");
  if (!about) refuse("object_refs", "expected the ids of what the opinion is about");
  expect_kind(*about, JsonKind::array, "object_refs");
  bool is_about_others = false;
  for (const auto id : *about) {
    const std::string_view key = key_field(id, "object_refs");
    if (!is_stix_link(stix_type_of_id(key))) {
      is_about_others = true;
      continue;
    }
    relation_ = {.key = key};
    relation_.claims = {claim};
    sink_.add(relation_);
  }
  if (is_about_others) put_entity(object, common);
}

void StixObjects::finish() {
  for (const ReportedRelation& reported : reported_) {
    sink_.resume(reported.place);
    if (!modified_.contains(reported.relation)) {
      sink_.warn("a report speaks of a relationship that is not in the input");
      continue;
    }
    relation_ = {.key = reported.relation};
    relation_.claims = {{.document = reported.report, .reported = reported.reported}};
    sink_.add(relation_);
  }
}

}  // namespace relata

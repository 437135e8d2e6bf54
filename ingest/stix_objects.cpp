#include "ingest/stix_objects.h"

#include <algorithm>
#include <array>

#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/stix_fields.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

bool is_report(std::string_view type) {
  return type == "report" || type == "grouping" || type == "note";
}

// Empty where only the object itself can tell.
std::string entity_type_of(std::string_view type) {
  if (type == "identity") return "";
  if (type == "location") return "place";
  return type_name_of(type);
}

std::string entity_type_of(std::string_view type, const Value& object) {
  if (type != "identity") return entity_type_of(type);
  const std::string_view kind = stix_text(object, "identity_class");
  if (kind == "individual") return "person";
  return kind == "organization" ? "organization" : "identity";
}

// Of a property that holds ids: what it is called without saying so. Empty if it is none.
std::string_view without_reference(std::string_view property) {
  for (const std::string_view suffix : {"_refs", "_ref"}) {
    if (property.ends_with(suffix) && property.size() > suffix.size()) {
      return property.substr(0, property.size() - suffix.size());
    }
  }
  return {};
}

// References that say how an object is kept, not what it tells.
bool is_record_keeping(std::string_view property) {
  return property == "created_by_ref" || property == "object_marking_refs" ||
         property == "x_mitre_modified_by_ref";
}

// Campaigns begin and end at what was midnight somewhere of the first of a month: the month is
// meant.
std::string_view month_if_meant(std::string_view time) {
  const bool is_first = time.size() > 19 && time.substr(7, 4) == "-01T";
  return is_first && time.substr(13, 6) == ":00:00" ? time.substr(0, 7) : time;
}

}  // namespace

StixObjects::Common StixObjects::common_of(const Value& object) const {
  expect_kind(object, JsonKind::object, "");
  Common common;
  const auto type = member_of(object, "type");
  const auto id = member_of(object, "id");
  if (!type) refuse("type", "expected the object's type");
  if (!id) refuse("id", "expected the object's id");
  common.type = key_field(*type, "type");
  common.id = key_field(*id, "id");
  if (common.type == "bundle") refuse("type", "a bundle within a bundle is no object");
  if (!is_stix_id(common.id)) refuse("id", "expected an id like malware--5f2c...");
  common.creator = stix_text(object, "created_by_ref");
  common.description = stix_text(object, "description");
  common.created = stix_date(object, "created");
  common.modified = stix_date(object, "modified");
  if (!common.modified.is_known()) common.modified = common.created;
  const auto confidence = member_of(object, "confidence");
  if (confidence) {
    common.confidence = confidence_of(number_field(*confidence, "confidence") / 100);
    if (!common.confidence) refuse("confidence", "expected a number from 0 to 100");
  }
  const auto revoked = member_of(object, "revoked");
  common.is_revoked = revoked && revoked->text() == "true";
  return common;
}

void StixObjects::take(const Value& object) {
  const Common common = common_of(object);
  if (is_outdated(object, common)) return;
  if (common.type == "relationship") return put_relationship(object, common);
  if (common.type == "sighting") return put_sighting(object, common);
  if (common.type == "opinion") return put_opinion(object, common);
  put_entity(object, common);
}

bool StixObjects::is_outdated(const Value& object, const Common& common) {
  std::string_view modified = stix_text(object, "modified");
  if (modified.ends_with('Z')) modified.remove_suffix(1);  // fractions of a second vary
  const auto [place, is_first] = modified_.try_emplace(std::string(common.id), modified);
  if (is_first || modified == place->second) return false;
  if (modified < place->second) {
    sink_.warn("a version of an object that is older than one before it is passed over");
    return true;
  }
  place->second = modified;
  sink_.warn("a newer version of an object adds to the older one before it");
  return false;
}

std::string_view StixObjects::mention(const Value& id, std::string_view field) {
  const std::string_view key = key_field(id, field);
  if (!is_stix_id(key)) refuse(std::string(field), "expected an id like malware--5f2c...");
  if (is_stix_link(stix_type_of_id(key)))
    refuse(std::string(field), "expected the id of no relationship");
  sink_.mention(key, entity_type_of(stix_type_of_id(key)));
  return key;
}

std::string_view StixObjects::creator_document(const Common& common) {
  if (common.creator.empty()) return {};
  const auto [place, is_new] = creator_documents_.try_emplace(
      std::string(common.creator), "stix:" + std::string(common.creator));
  if (is_new) {
    sink_.mention(common.creator, entity_type_of(stix_type_of_id(common.creator)));
    sink_.add(DocumentRecord{.key = place->second, .publisher = common.creator});
  }
  return place->second;
}

// Made on one day and changed on a later, it was said on both: what it says now, on the later.
void StixObjects::add_claims(const Common& common, ClaimRecord claim) {
  claim.confidence = common.confidence;
  if (common.is_revoked) claim.stance = Stance::denied;
  const std::string_view quote = claim.quote;
  if (common.created < common.modified && !common.is_revoked) {
    claim.reported = common.created;
    claim.quote = {};
    relation_.claims.push_back(claim);
  }
  claim.reported = common.modified;
  claim.quote = quote;
  relation_.claims.push_back(claim);
}

void StixObjects::add_own_claims(const Common& common) {
  add_claims(common, {.document = creator_document(common),
                      .speaker = common.creator,
                      .quote = common.description});
}

void StixObjects::put_entity(const Value& object, const Common& common) {
  const std::string type = entity_type_of(common.type, object);
  entity_.key = common.id;
  entity_.type = type;
  entity_.names.clear();
  entity_.properties.clear();
  add_names(object);
  add_own_properties(object, common);
  sink_.add(entity_);
  if (is_report(common.type)) put_report_document(object, common);
  put_references(object, common);
  put_phases(object, common);
}

void StixObjects::add_names(const Value& object) {
  const auto add = [&](std::string_view text, NameKind kind) {
    const bool is_there = std::any_of(entity_.names.begin(), entity_.names.end(),
                                      [&](const NameRecord& name) { return name.text == text; });
    if (!text.empty() && !is_there) entity_.names.push_back({.text = text, .kind = kind});
  };
  for (const std::string_view property : {"name", "value", "path", "subject", "key", "display_name",
                                          "account_login", "user_id", "command_line", "abstract"}) {
    const auto member = member_of(object, property);
    if (entity_.names.empty() && member && member->kind() == JsonKind::text) {
      add(text_field(*member, property), NameKind::canonical);
    }
  }
  for (const std::string_view property : {"aliases", "x_mitre_aliases"}) {
    const auto aliases = member_of(object, property);
    if (!aliases) continue;
    expect_kind(*aliases, JsonKind::array, property);
    for (const auto alias : *aliases) add(text_field(alias, property), NameKind::alias);
  }
  const auto references = member_of(object, "external_references");
  if (!references) return;
  expect_kind(*references, JsonKind::array, "external_references");
  for (const auto reference : *references) {
    if (reference.kind() == JsonKind::object)
      add(stix_text(reference, "external_id"), NameKind::weak);
  }
}

void StixObjects::add_own_properties(const Value& object, const Common& common) {
  constexpr std::array elsewhere = std::to_array<std::string_view>(
      {"type", "id", "name", "aliases", "x_mitre_aliases", "kill_chain_phases"});
  for (const auto member : object) {
    const std::string_view name = member.name();
    if (std::find(elsewhere.begin(), elsewhere.end(), name) != elsewhere.end()) continue;
    if (!without_reference(name).empty() && !is_record_keeping(name)) continue;
    if ((name == "revoked" || name == "x_mitre_deprecated") && is_stix_false(member)) continue;
    if (common.type == "campaign" && (name == "first_seen" || name == "last_seen")) {
      entity_.properties.push_back(
          {.name = std::string(name),
           .value = std::string(month_if_meant(text_field(member, name)))});
      continue;
    }
    add_properties(name, member, entity_.properties);
  }
}

void StixObjects::put_report_document(const Value& object, const Common& common) {
  DocumentRecord document{.key = common.id};
  document.title = stix_text(object, "name");
  const std::string language = language_tag_of(stix_text(object, "lang"));
  document.language = language;
  document.date = stix_date(object, "published");
  if (!document.date.is_known()) document.date = common.created;
  if (!common.creator.empty()) {
    static_cast<void>(creator_document(common));
    document.publisher = common.creator;
  }
  sink_.add(document);
}

// A reference that is none is refused by itself.
void StixObjects::put_references(const Value& object, const Common& common) {
  const auto put = [&](std::string_view property, const Value& id) {
    if (id.kind() == JsonKind::text && id.text().empty()) {
      return sink_.warn("an empty reference is passed over");
    }
    try {
      put_reference(property, id, common);
    } catch (Refusal& refusal) {
      sink_.refuse(std::move(refusal), RecordKind::relation);
    }
  };
  for (const auto member : object) {
    const std::string_view property = member.name();
    if (without_reference(property).empty() || is_record_keeping(property)) continue;
    if (member.kind() == JsonKind::null) continue;
    if (member.kind() != JsonKind::array) {
      put(property, member);
      continue;
    }
    for (const auto id : member) put(property, id);
  }
}

void StixObjects::put_reference(std::string_view property, const Value& id, const Common& common) {
  const std::string_view key = key_field(id, property);
  if (is_stix_link(stix_type_of_id(key))) {
    if (!is_report(common.type)) return;  // an opinion says more than that it refers to it
    reported_.push_back({.place = sink_.place(),
                         .report = std::string(common.id),
                         .relation = std::string(key),
                         .reported = common.created});
    return;
  }
  const std::string type =
      property == "object_refs" ? "refers_to" : type_name_of(without_reference(property));
  relation_ = {.type = type, .source = common.id, .target = mention(id, property)};
  if (is_report(common.type)) {
    add_claims(common, {.document = common.id, .speaker = common.creator});
  } else {
    add_claims(common, {.document = creator_document(common), .speaker = common.creator});
  }
  sink_.add(relation_);
}

// Techniques name the phases of a kill chain that they serve. ATT&CK describes such a phase in an
// object of its own, the tactic, which names it in short.
void StixObjects::put_phases(const Value& object, const Common& common) {
  const auto put = [&](std::string_view type, const std::string& chain, std::string_view phase) {
    const std::string key = "kill-chain:" + chain + "/" + std::string(phase);
    sink_.mention(key, "kill_chain_phase", phase);
    relation_ = {.type = type, .source = common.id, .target = key};
    add_claims(common, {.document = creator_document(common), .speaker = common.creator});
    sink_.add(relation_);
  };
  const auto phases = member_of(object, "kill_chain_phases");
  if (phases) {
    expect_kind(*phases, JsonKind::array, "kill_chain_phases");
    for (const auto phase : *phases) {
      expect_kind(phase, JsonKind::object, "kill_chain_phases");
      const std::string_view name = stix_text(phase, "phase_name");
      if (name.empty()) refuse("kill_chain_phases", "expected a phase_name");
      put("in_phase", std::string(stix_text(phase, "kill_chain_name")), name);
    }
  }
  const std::string_view name = stix_text(object, "x_mitre_shortname");
  const auto domains = member_of(object, "x_mitre_domains");
  if (common.type != "x-mitre-tactic" || name.empty() || !domains) return;
  for (const auto domain : *domains) {
    const std::string_view of = text_field(domain, "x_mitre_domains");
    put("is_phase", of == "enterprise-attack" ? "mitre-attack" : "mitre-" + std::string(of), name);
  }
}

}  // namespace relata

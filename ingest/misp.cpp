#include "ingest/misp.h"

#include <algorithm>
#include <array>

#include "ingest/country_names.h"
#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/json_items.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// A country that a value is attributed to, or that is suspected to stand behind it.
struct Attribution {
  Country country;
  bool is_suspected = false;
};

// The items of a field that is sometimes a list and sometimes one text.
std::vector<std::string_view> texts_of(const Value& object, std::string_view name) {
  std::vector<std::string_view> texts;
  const auto member = member_of(object, name);
  if (!member) return texts;
  if (member->kind() != JsonKind::array) return {text_field(*member, name)};
  for (const auto item : *member) texts.push_back(text_field(item, name));
  return texts;
}

// Of "estimative-language:likelihood-probability="likely"".
std::optional<Confidence> confidence_of_tag(std::string_view tag) {
  struct Likely {
    std::string_view word;
    double share;
  };
  constexpr std::array words = std::to_array<Likely>({{"almost-certain", 0.95},
                                                      {"very-likely", 0.87},
                                                      {"likely", 0.68},
                                                      {"roughly-even-chance", 0.5},
                                                      {"even", 0.5},
                                                      {"unlikely", 0.32},
                                                      {"very-unlikely", 0.13},
                                                      {"almost-no-chance", 0.05}});
  constexpr std::string_view begin = "estimative-language:likelihood-probability=\"";
  if (!tag.starts_with(begin) || !tag.ends_with('"')) return std::nullopt;
  const std::string_view word = tag.substr(begin.size(), tag.size() - begin.size() - 1);
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const Likely& each) { return each.word == word; });
  if (found == words.end()) return std::nullopt;
  return confidence_of(found->share);
}

class Cluster {
 public:
  explicit Cluster(RecordSink& sink) : sink_(sink) {}

  // A field of the cluster itself.
  void take_field(std::string_view name, const Value& value);
  void take_value(const Value& value);
  // After the last value.
  void finish();

 private:
  void put_entity(const Value& value, const std::string& key);
  void add_meta(const Value& meta);
  void put_attributions(const Value& meta, const std::string& key);
  void put_related(const Value& related, const std::string& key);
  [[nodiscard]] std::string key_of(const Value& value) const;

  RecordSink& sink_;
  std::string type_ = "misp-galaxy";
  std::string document_;  // empty until there is a value
  std::string title_;
  std::string source_;
  std::vector<Property> properties_;
  EntityRecord entity_;
};

void Cluster::take_field(std::string_view name, const Value& value) {
  if (name == "type" && document_.empty()) {
    type_ = key_field(value, name);
  } else if (name == "name") {
    title_ = text_field(value, name);
  } else if (name == "source") {
    source_ = text_field(value, name);
  } else {
    add_properties(name, value, properties_);
  }
}

std::string Cluster::key_of(const Value& value) const {
  const auto uuid = member_of(value, "uuid");
  if (uuid) return std::string(key_field(*uuid, "uuid"));
  return "misp:" + type_ + ":" + std::string(key_field(*member_of(value, "value"), "value"));
}

void Cluster::take_value(const Value& value) {
  expect_kind(value, JsonKind::object, "");
  if (!member_of(value, "value")) refuse("value", "expected the name of the value");
  if (type_name_of(type_).empty()) refuse("type", "expected the cluster's type to be a word");
  const std::string key = key_of(value);
  document_ = "misp-galaxy:" + type_;
  put_entity(value, key);
  const auto meta = member_of(value, "meta");
  if (meta) put_attributions(*meta, key);
  const auto related = member_of(value, "related");
  if (!related) return;
  expect_kind(*related, JsonKind::array, "related");
  for (const auto item : *related) {
    try {
      put_related(item, key);
    } catch (Refusal& refusal) {
      sink_.refuse(std::move(refusal), RecordKind::relation);
    }
  }
}

void Cluster::put_entity(const Value& value, const std::string& key) {
  const std::string type = type_name_of(type_);
  entity_ = {.key = key, .type = type};
  for (const auto member : value) {
    const std::string_view name = member.name();
    if (name == "value") {
      entity_.names.insert(entity_.names.begin(),
                           {.text = key_field(member, name), .kind = NameKind::canonical});
    } else if (name == "meta" && member.kind() != JsonKind::null) {
      expect_kind(member, JsonKind::object, name);
      add_meta(member);
    } else if (name != "uuid" && name != "related") {
      add_properties(name, member, entity_.properties);
    }
  }
  const std::string_view shown = entity_.names.front().text;
  std::erase_if(entity_.names, [&](const NameRecord& name) {
    return name.kind == NameKind::alias && name.text == shown;
  });
  sink_.add(entity_);
  const auto meta = member_of(value, "meta");
  if (!meta) return;
  for (const std::string_view address : texts_of(*meta, "refs")) {
    if (!address.empty()) sink_.add(DocumentRecord{.key = address, .publisher = host_of(address)});
  }
}

void Cluster::add_meta(const Value& meta) {
  for (const std::string_view synonym : texts_of(meta, "synonyms")) {
    if (!synonym.empty()) entity_.names.push_back({.text = synonym, .kind = NameKind::alias});
  }
  for (const auto member : meta) {
    if (member.name() == "synonyms") continue;
    add_properties(member.name(), member, entity_.properties);
  }
}

// Below a confidence of 75 of 100, and where it is only suspected, the attribution is uncertain.
void Cluster::put_attributions(const Value& meta, const std::string& key) {
  std::vector<Attribution> attributions;
  const auto add = [&](std::string_view field, bool is_suspected) {
    for (const std::string_view text : texts_of(meta, field)) {
      const auto by_code = country_of_code(text);
      const auto country = by_code ? by_code : country_named(text);
      if (!country) continue;  // "Unknown"; it is a property all the same
      const bool is_there = std::any_of(
          attributions.begin(), attributions.end(),
          [&](const Attribution& each) { return each.country.alpha_2 == country->alpha_2; });
      if (!is_there) attributions.push_back({.country = *country, .is_suspected = is_suspected});
    }
  };
  add("country", false);
  add("cfr-suspected-state-sponsor", true);
  std::optional<double> percent;
  const auto confidence = member_of(meta, "attribution-confidence");
  if (confidence && confidence->kind() != JsonKind::array) {
    percent = number_of(confidence->text());
  }
  for (const Attribution& attribution : attributions) {
    ClaimRecord claim{.document = document_};
    if (!attribution.is_suspected && percent) claim.confidence = confidence_of(*percent / 100);
    const double unsaid = attribution.is_suspected ? 0 : 100;
    if (percent.value_or(unsaid) < 75) claim.stance = Stance::uncertain;
    const std::string target = "country:" + attribution.country.alpha_2;
    sink_.mention(target, "country", attribution.country.name, "en");
    sink_.add(RelationRecord{
        .type = "attributed_to", .source = key, .target = target, .claims = {claim}});
  }
}

void Cluster::put_related(const Value& related, const std::string& key) {
  expect_kind(related, JsonKind::object, "related");
  const auto target = member_of(related, "dest-uuid");
  if (!target) refuse("related", "expected the dest-uuid of what it is related to");
  const auto phrase = member_of(related, "type");
  std::string type = phrase ? type_name_of(text_field(*phrase, "type")) : "related_to";
  if (type == "related_to") type = "associated_with";  // the built-in one is between persons
  if (type.empty()) refuse("related", "expected a type that is a word");
  RelationRecord relation{.type = type, .source = key, .target = key_field(*target, "dest-uuid")};
  ClaimRecord claim{.document = document_};
  for (const std::string_view tag : texts_of(related, "tags")) {
    const auto confidence = confidence_of_tag(tag);
    if (confidence && !claim.confidence) {
      claim.confidence = confidence;
    } else {
      relation.properties.push_back({.name = "tags", .value = std::string(tag)});
    }
  }
  for (const auto member : related) {
    const std::string_view name = member.name();
    if (name == "dest-uuid" || name == "type" || name == "tags") continue;
    add_properties(name, member, relation.properties);
  }
  relation.claims = {claim};
  sink_.mention(relation.target, {});
  sink_.add(relation);
}

void Cluster::finish() {
  if (document_.empty()) return;
  sink_.add(DocumentRecord{.key = document_,
                           .title = title_,
                           .publisher = source_,
                           .properties = std::move(properties_)});
}

Likelihood recognize(const Beginning& beginning) {
  if (!beginning.first_line_so_far().starts_with('{')) return Likelihood::none;
  const auto has = [&](std::string_view word) {
    return beginning.text.find(word) != std::string_view::npos;
  };
  if (!has("\"values\"") || !has("\"value\"")) return Likelihood::none;
  const bool is_cluster = has("\"uuid\"") && has("\"type\"");
  if (!is_cluster) return Likelihood::none;
  return has("\"authors\"") || has("\"category\"") ? Likelihood::certain : Likelihood::possible;
}

void read(InputStream& input, RecordSink& sink) {
  JsonItems items(input, {"/", "/values"}, sink.record_bytes_max());
  Cluster cluster(sink);
  for (JsonItems::Item item; items.next(sink, item);) {
    const bool is_value = item.in == "/values";
    const bool is_field = item.in == "/";
    if (!is_field) sink.begin(item.byte);
    try {
      if (is_value) {
        cluster.take_value(item.value);
      } else if (is_field) {
        cluster.take_field(item.name, item.value);
      } else {
        refuse("", "expected a cluster with its values in \"values\"");
      }
    } catch (Refusal& refusal) {
      if (is_field) sink.begin(item.byte);
      sink.refuse(std::move(refusal));
    }
  }
  cluster.finish();
}

constexpr const char* types = R"json({
  "entity_types": [
    {"name": "threat_actor", "label": "threat actor"},
    {"name": "malpedia", "label": "malware"},
    {"name": "ransomware", "label": "ransomware"},
    {"name": "rat", "label": "remote access tool"},
    {"name": "tool", "label": "tool"},
    {"name": "banker", "label": "banking trojan"},
    {"name": "botnet", "label": "botnet"},
    {"name": "backdoor", "label": "backdoor"},
    {"name": "stealer", "label": "stealer"},
    {"name": "exploit_kit", "label": "exploit kit"},
    {"name": "sector", "label": "sector"},
    {"name": "target_information", "label": "target"},
    {"name": "mitre_intrusion_set", "label": "intrusion set"},
    {"name": "mitre_attack_pattern", "label": "attack pattern"},
    {"name": "mitre_malware", "label": "malware"},
    {"name": "mitre_tool", "label": "tool"},
    {"name": "mitre_course_of_action", "label": "course of action"},
    {"name": "microsoft_activity_group", "label": "activity group"},
    {"name": "360net_threat_actor", "label": "threat actor"}
  ],
  "relation_types": [
    {"name": "attributed_to", "label": "is attributed to", "inverse": "is held responsible for"},
    {"name": "similar", "label": "is similar to", "symmetric": true},
    {"name": "overlaps", "label": "overlaps with", "symmetric": true},
    {"name": "linked_to", "label": "is linked to", "symmetric": true},
    {"name": "uses", "label": "uses", "inverse": "is used by"},
    {"name": "used_by", "label": "is used by", "inverse": "uses"},
    {"name": "targets", "label": "targets", "inverse": "is targeted by"},
    {"name": "deploys", "label": "deploys", "inverse": "is deployed by"},
    {"name": "delivers", "label": "delivers", "inverse": "is delivered by"},
    {"name": "drops", "label": "drops", "inverse": "is dropped by"},
    {"name": "variant_of", "label": "is a variant of", "inverse": "has as variant"},
    {"name": "successor_of", "label": "succeeded", "inverse": "was succeeded by"},
    {"name": "subtechnique_of", "label": "is a kind of", "inverse": "has as kind"},
    {"name": "mitigates", "label": "mitigates", "inverse": "is mitigated by"},
    {"name": "revoked_by", "label": "was replaced by", "inverse": "replaces"}
  ]
})json";

}  // namespace

const Reader misp_reader = {
    .name = "misp",
    .title = "MISP galaxy cluster",
    .files = "*.json",
    .example =
        R"({"name":"Actor","type":"threat-actor","uuid":"u1","values":[{"value":"X Bear"}]})",
    .place_unit = PlaceUnit::byte,
    .schemas = {types},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"/values"},
};

}  // namespace relata

#include "ingest/wikibase_nodes.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <optional>

#include "ingest/iri.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

constexpr std::string_view home = "http://www.wikidata.org/";
constexpr std::string_view claim = "http://www.wikidata.org/prop/";
constexpr std::string_view direct = "http://www.wikidata.org/prop/direct/";
constexpr std::string_view statement_value = "http://www.wikidata.org/prop/statement/";
constexpr std::string_view qualifier = "http://www.wikidata.org/prop/qualifier/";
constexpr std::string_view reference = "http://www.wikidata.org/prop/reference/";
constexpr std::string_view no_value = "http://www.wikidata.org/prop/novalue/";
constexpr std::string_view entity = "http://www.wikidata.org/entity/";
constexpr std::string_view ontology = "http://wikiba.se/ontology#";
constexpr std::string_view derived_from = "http://www.w3.org/ns/prov#wasDerivedFrom";

// "P39" of an IRI that is just that in a namespace, else nothing.
std::string_view property_in(std::string_view space, std::string_view iri) {
  if (!iri.starts_with(space)) return {};
  const std::string_view id = iri.substr(space.size());
  return id.starts_with('P') && is_wikidata_id(id) ? id : std::string_view();
}

// The property of a predicate that leads to the node of a value: "prop/qualifier/value/P580".
std::string_view node_property_in(std::string_view space, std::string_view iri) {
  return property_in(std::string(space) + "value/", iri);
}

bool is_node(std::string_view iri) {
  if (!iri.starts_with(home)) return false;
  const std::string_view path = iri.substr(home.size());
  return path.starts_with("entity/statement/") || path.starts_with("reference/") ||
         path.starts_with("value/");
}

}  // namespace

// Writes the JSON of one statement.
class WikibaseNodes::Writing {
 public:
  explicit Writing(WikibaseNodes& nodes) : nodes_(nodes), json_(buffer_) {}

  // Nothing if the node has no value of the property.
  [[nodiscard]] std::optional<std::string> statement(const std::string& iri,
                                                     std::string_view property) {
    const Node& node = nodes_.nodes_.at(iri);
    std::string_view rank = "normal";
    bool has_value = false;
    bool has_none = false;
    for (const RdfStatement& each : node.statements) {
      const std::string& predicate = each.predicate.text;
      has_value = has_value || property_in(statement_value, predicate) == property;
      has_none = has_none || property_in(no_value, each.object.text) == property;
      if (predicate != std::string(ontology) + "rank") continue;
      if (each.object.text.ends_with("PreferredRank")) rank = "preferred";
      if (each.object.text.ends_with("DeprecatedRank")) rank = "deprecated";
    }
    if (!has_value && !has_none) return std::nullopt;
    json_.StartObject();
    member("rank", rank);
    member("id", id_of(iri));
    key("mainsnak");
    if (has_value) {
      const auto mains = snaks(node, statement_value);
      snak(*mains.at(std::string(property)).front(), node, statement_value);
    } else {
      absent_snak("novalue");
    }
    key("qualifiers");
    write_snaks(node, qualifier);
    key("references");
    json_.StartArray();
    for (const RdfStatement& each : node.statements) {
      if (each.predicate.text != derived_from) continue;
      write_reference(each.object.text);
    }
    json_.EndArray();
    json_.EndObject();
    return buffer_.GetString();
  }

 private:
  using Snaks = std::map<std::string, std::vector<const RdfStatement*>>;

  // Q1-0df6 is Q1$0df6 in JSON.
  static std::string id_of(std::string_view iri) {
    std::string id(iri.substr(iri.rfind('/') + 1));
    if (const std::size_t dash = id.find('-'); dash != std::string::npos) id[dash] = '$';
    return id;
  }

  void key(std::string_view name) {
    json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void text(std::string_view words) {
    json_.String(words.data(), static_cast<rapidjson::SizeType>(words.size()));
  }
  void member(std::string_view name, std::string_view words) {
    key(name);
    text(words);
  }

  static Snaks snaks(const Node& node, std::string_view space) {
    Snaks all;
    for (const RdfStatement& each : node.statements) {
      const std::string_view property = property_in(space, each.predicate.text);
      if (!property.empty()) all[std::string(property)].push_back(&each);
    }
    return all;
  }

  void write_snaks(const Node& node, std::string_view space) {
    json_.StartObject();
    for (const auto& [property, statements] : snaks(node, space)) {
      key(property);
      json_.StartArray();
      for (const RdfStatement* each : statements) snak(*each, node, space);
      json_.EndArray();
    }
    json_.EndObject();
  }

  void write_reference(const std::string& iri) {
    const auto found = nodes_.nodes_.find(iri);
    json_.StartObject();
    member("hash", iri.substr(iri.rfind('/') + 1));
    key("snaks");
    if (found == nodes_.nodes_.end()) {
      json_.StartObject();
      json_.EndObject();
    } else {
      found->second.is_used = true;
      write_snaks(found->second, reference);
    }
    json_.EndObject();
  }

  void absent_snak(std::string_view type) {
    json_.StartObject();
    member("snaktype", type);
    json_.EndObject();
  }

  // What the node of a value says under a word of the ontology.
  [[nodiscard]] static std::string_view said(const Node& node, std::string_view word) {
    for (const RdfStatement& each : node.statements) {
      const std::string_view predicate = each.predicate.text;
      if (predicate.starts_with(ontology) && predicate.substr(ontology.size()) == word) {
        return each.object.text;
      }
    }
    return {};
  }

  // The node that has the same value in full. Where several could be it, it is told by the value.
  [[nodiscard]] const Node* full_value(const RdfStatement& plain, const Node& node,
                                       std::string_view space, std::string_view word) {
    const std::string_view property = property_in(space, plain.predicate.text);
    for (const RdfStatement& each : node.statements) {
      if (node_property_in(space, each.predicate.text) != property) continue;
      const auto found = nodes_.nodes_.find(each.object.text);
      if (found == nodes_.nodes_.end()) continue;
      if (said(found->second, word) != plain.object.text) continue;
      found->second.is_used = true;
      return &found->second;
    }
    return nullptr;
  }

  void snak(const RdfStatement& plain, const Node& node, std::string_view space) {
    const RdfTerm& value = plain.object;
    const bool is_some =
        value.kind == RdfKind::blank || value.text.find("/.well-known/genid/") != std::string::npos;
    if (is_some) return absent_snak("somevalue");
    json_.StartObject();
    member("snaktype", "value");
    key("datavalue");
    json_.StartObject();
    if (value.kind == RdfKind::iri && value.text.starts_with(entity) &&
        is_wikidata_id(value.text.substr(entity.size()))) {
      write_entity(value.text.substr(entity.size()));
    } else if (value.datatype.ends_with("#dateTime")) {
      write_time(value, full_value(plain, node, space, "timeValue"));
    } else if (value.datatype.ends_with("#decimal")) {
      write_quantity(value, full_value(plain, node, space, "quantityAmount"));
    } else if (!value.language.empty()) {
      member("type", "monolingualtext");
      key("value");
      json_.StartObject();
      member("text", value.text);
      member("language", value.language);
      json_.EndObject();
    } else {
      member("type", "string");
      member("value", value.text);
    }
    json_.EndObject();
    json_.EndObject();
  }

  void write_entity(std::string_view id) {
    member("type", "wikibase-entityid");
    key("value");
    json_.StartObject();
    member("id", id);
    json_.EndObject();
  }

  // Without a precision only the year is sure: what is not known is written as the first of
  // January. The day is of our calendar already.
  void write_time(const RdfTerm& value, const Node* full) {
    const std::string_view precision = full == nullptr ? "9" : said(*full, "timePrecision");
    member("type", "time");
    key("value");
    json_.StartObject();
    member("time", value.text);
    member("precision", precision);
    json_.EndObject();
  }

  void write_quantity(const RdfTerm& value, const Node* full) {
    const std::string_view unit = full == nullptr ? "" : said(*full, "quantityUnit");
    member("type", "quantity");
    key("value");
    json_.StartObject();
    member("amount", value.text);
    if (!unit.empty() && local_name_of_iri(unit) != "Q199") member("unit", unit);  // Q199: one
    json_.EndObject();
  }

  WikibaseNodes& nodes_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

WikibaseNodes::Node& WikibaseNodes::node(const std::string& iri) {
  const auto [place, is_first] = nodes_.try_emplace(iri);
  if (is_first) order_.push_back(iri);
  return place->second;
}

bool WikibaseNodes::take(RdfStatement& statement) {
  const std::string_view property = property_in(claim, statement.predicate.text);
  if (!property.empty() && is_node(statement.object.text)) {
    properties_[statement.subject.text].emplace_back(property);
    const std::string iri = statement.object.text;
    node(iri).links.push_back(std::move(statement));
    return true;
  }
  if (statement.subject.kind != RdfKind::iri || !is_node(statement.subject.text)) return false;
  const std::string iri = statement.subject.text;
  node(iri).statements.push_back(std::move(statement));
  return true;
}

bool WikibaseNodes::repeats(const RdfStatement& statement) const {
  const std::string_view property = property_in(direct, statement.predicate.text);
  if (property.empty()) return false;
  const auto known = properties_.find(statement.subject.text);
  return known != properties_.end() &&
         std::find(known->second.begin(), known->second.end(), property) != known->second.end();
}

void WikibaseNodes::end(const std::function<void(const Whole&)>& take_whole,
                        const std::function<void(const RdfStatement&)>& take_rest) {
  for (const std::string& iri : order_) {
    Node& node = nodes_.at(iri);
    if (node.links.size() != 1) continue;
    const RdfStatement& link = node.links.front();
    Whole whole{.entity = link.subject,
                .property = std::string(property_in(claim, link.predicate.text)),
                .line = link.line};
    auto json = Writing(*this).statement(iri, whole.property);
    if (!json) continue;
    node.is_used = true;
    whole.json = std::move(*json);
    take_whole(whole);
  }
  for (const std::string& iri : order_) {
    const Node& node = nodes_.at(iri);
    if (node.is_used) continue;
    for (const auto* list : {&node.links, &node.statements}) {
      for (const RdfStatement& statement : *list) take_rest(statement);
    }
  }
  *this = {};
}

}  // namespace relata

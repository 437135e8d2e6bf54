#include "export/json_parts.h"

#include <unordered_map>
#include <variant>

namespace relata {

namespace {

void put_value(JsonWriter& json, const Property& property) {
  switch (property.kind) {
    case ValueKind::text:
      return json.text(property.value);
    case ValueKind::number:
      return json.digits(property.value);
    case ValueKind::boolean:
      return json.boolean(property.value);
  }
}

// Several of one name are an array, where the first of them stands.
void put_properties(JsonWriter& json, const std::vector<Property>& properties) {
  if (properties.empty()) return;
  std::vector<std::string_view> names;
  std::unordered_map<std::string_view, std::vector<const Property*>> by_name;
  for (const Property& property : properties) {
    std::vector<const Property*>& values = by_name[property.name];
    if (values.empty()) names.push_back(property.name);
    values.push_back(&property);
  }
  json.key("properties");
  json.begin_object();
  for (const std::string_view name : names) {
    const std::vector<const Property*>& values = by_name.at(name);
    json.key(name);
    if (values.size() > 1) json.begin_array();
    for (const Property* value : values) put_value(json, *value);
    if (values.size() > 1) json.end_array();
  }
  json.end_object();
}

void put_measures(JsonWriter& json, const std::vector<EntityMeasure>& measures) {
  if (measures.empty()) return;
  json.key("measures");
  json.begin_object();
  for (const EntityMeasure& measure : measures) {
    json.key(word(measure.measure));
    json.digits(number_text(measure.value));
  }
  json.end_object();
}

// A record keeps what it was measured as a property, since the input format has no measures.
std::vector<Property> properties_with_measures(const EntityAnswer& answer) {
  std::vector<Property> properties = answer.entity.properties;
  for (const EntityMeasure& measure : answer.measures) {
    properties.push_back({.name = std::string(word(measure.measure)),
                          .value = number_text(measure.value),
                          .kind = ValueKind::number});
  }
  return properties;
}

void put_quantity(JsonWriter& json, const Quantity& quantity) {
  json.key("quantity");
  json.begin_object();
  const auto put = [&](const char* name, const std::optional<double>& value) {
    if (!value) return;
    json.key(name);
    json.number(*value);
  };
  put("low", quantity.low);
  put("best", quantity.best);
  put("high", quantity.high);
  json.optional_field("unit", quantity.unit);
  json.end_object();
}

void put_documents(JsonWriter& json, const char* name, const AnswerGraph& graph,
                   const std::vector<DocumentId>& ids) {
  if (ids.empty()) return;
  json.key(name);
  json.begin_array();
  for (const DocumentId id : ids) json.text(key_of(graph, id));
  json.end_array();
}

// An actor is told apart from a document by its field.
void put_relay(JsonWriter& json, const AnswerGraph& graph, const Relay& relay) {
  if (const auto* document = std::get_if<DocumentId>(&relay)) {
    json.text(key_of(graph, *document));
    return;
  }
  json.begin_object();
  json.field("speaker", key_of(graph, std::get<EntityId>(relay)));
  json.end_object();
}

void put_provenance(JsonWriter& json, const AnswerGraph& graph, const ClaimEvidence& evidence) {
  put_documents(json, "chain", graph, evidence.chain);
  put_origin(json, graph, evidence.origin);
  json.field("is_in_view", word(evidence.is_in_view));
}

void put_claim(JsonWriter& json, const AnswerGraph& graph, const ClaimEvidence& evidence,
               JsonDetail detail) {
  const Claim& claim = evidence.claim;
  json.begin_object();
  json.field("document", key_of(graph, claim.document));
  if (claim.speaker.is_some()) json.field("speaker", key_of(graph, claim.speaker));
  json.field("stance", word(claim.stance));
  const PartialDate reported = detail == JsonDetail::record ? claim.reported : evidence.reported;
  json.optional_field("reported", reported.is_known() ? reported.text() : "");
  if (claim.confidence) {
    json.key("confidence");
    json.number(static_cast<double>(claim.confidence->parts) / Confidence::parts_max);
  }
  json.optional_field("quote", claim.quote);
  if (claim.span) {
    json.key("span");
    json.begin_array();
    json.count(claim.span->begin);
    json.count(claim.span->end);
    json.end_array();
  }
  put_documents(json, "via", graph, claim.via);
  if (detail == JsonDetail::evidence) put_provenance(json, graph, evidence);
  json.end_object();
}

void put_judgement(JsonWriter& json, const RelationEvidence& relation) {
  json.field("status", word(relation.status));
  json.count_field("origins", static_cast<std::uint64_t>(relation.origins));
  json.field("is_valid", word(relation.is_valid));
}

void put_path(JsonWriter& json, const AnswerGraph& graph, const Path& path, TimeOrder order) {
  json.begin_object();
  json.field("from", key_of(graph, path.from));
  json.key("weight");
  json.number(path.weight);
  if (path.toll != 0) {
    json.key("toll");
    json.number(path.toll);
  }
  if (order != TimeOrder::any) {
    json.field("in_order", word(path.in_order));
    json.optional_field("arrival", path.arrival.text());
  }
  if (!path.hops.empty()) {
    json.field("weakest_status", word(hop_status(graph, path.hops[weakest_hop(graph, path)])));
  }
  put_hops(json, graph, path.hops);
  json.end_object();
}

}  // namespace

void put_hops(JsonWriter& json, const AnswerGraph& graph, const std::vector<Hop>& hops) {
  json.key("hops");
  json.begin_array();
  for (const Hop& hop : hops) {
    json.begin_object();
    json.field("from", key_of(graph, hop.from));
    json.field("to", key_of(graph, hop.to));
    json.field("status", word(hop_status(graph, hop)));
    put_keys(json, "relations", graph, hop.relations);
    json.end_object();
  }
  json.end_array();
}

void put_groups(JsonWriter& json, const AnswerGraph& graph,
                const std::vector<std::vector<EntityId>>& groups) {
  json.key("groups");
  json.begin_array();
  for (const auto& group : groups) {
    json.begin_array();
    for (const EntityId id : group) json.text(key_of(graph, id));
    json.end_array();
  }
  json.end_array();
}

void put_origin(JsonWriter& json, const AnswerGraph& graph, const Origin& origin) {
  json.key("origin");
  json.begin_object();
  if (origin.entity.is_some()) {
    json.field("entity", key_of(graph, origin.entity));
  } else {
    json.field("document", key_of(graph, origin.document));
  }
  json.end_object();
}

const std::string& key_of(const AnswerGraph& graph, EntityId id) {
  return graph.entity(id).entity.key;
}

const std::string& key_of(const AnswerGraph& graph, DocumentId id) {
  return graph.document(id).key;
}

const std::string& key_of(const AnswerGraph& graph, RelationId id) {
  return graph.relation(id).relation.key;
}

void put_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name);
  json.begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

void put_period(JsonWriter& json, std::string_view name, const Period& period) {
  if (!period.is_known()) return;
  json.key(name);
  json.begin_object();
  if (period.from.is_known()) json.field("from", period.from.text());
  if (period.to.is_known()) json.field("to", period.to.text());
  json.end_object();
}

void put_entity(JsonWriter& json, const EntityAnswer& answer, JsonDetail detail) {
  const Entity& entity = answer.entity;
  json.begin_object();
  json.field("entity", entity.key);
  json.field("type", answer.type);
  if (detail == JsonDetail::evidence) {
    json.field("type_label", answer.label);
    json.field("name", shown_name(entity));
  }
  if (!entity.names.empty()) {
    json.key("names");
    json.begin_array();
    for (const Name& name : entity.names) {
      json.begin_object();
      json.field("text", name.text);
      json.optional_field("lang", name.language);
      json.field("kind", word(name.kind));
      json.end_object();
    }
    json.end_array();
  }
  switch (detail) {
    case JsonDetail::evidence:
      put_properties(json, entity.properties);
      put_measures(json, answer.measures);
      break;
    case JsonDetail::record:
      put_properties(json, properties_with_measures(answer));
      break;
  }
  json.end_object();
}

void put_document(JsonWriter& json, const AnswerGraph& graph, const Document& document) {
  json.begin_object();
  json.field("document", document.key);
  json.optional_field("title", document.title);
  if (document.publisher.is_some()) json.field("publisher", key_of(graph, document.publisher));
  json.optional_field("lang", document.language);
  json.optional_field("date", document.date.is_known() ? document.date.text() : "");
  if (!document.relays.empty()) {
    json.key("relays");
    json.begin_array();
    for (const Relay& relay : document.relays) put_relay(json, graph, relay);
    json.end_array();
  }
  put_properties(json, document.properties);
  json.end_object();
}

void put_relation(JsonWriter& json, const AnswerGraph& graph, const RelationEvidence& evidence,
                  JsonDetail detail, std::uint64_t in_batch) {
  const Relation& relation = evidence.relation;
  const RelationTypeLabel& type = graph.relation_type(relation.type);
  json.begin_object();
  json.field("relation", relation.key);
  json.field("type", type.name);
  if (detail == JsonDetail::evidence) {
    json.field("label", type.label);
    json.optional_field("inverse_label", type.inverse_label);
  }
  json.field("source", key_of(graph, relation.source));
  json.field("target", key_of(graph, relation.target));
  put_period(json, "valid", relation.valid);
  if (relation.quantity) put_quantity(json, *relation.quantity);
  put_properties(json, relation.properties);
  if (in_batch != 0) json.count_field("in_batch", in_batch);
  if (detail == JsonDetail::evidence) put_judgement(json, evidence);
  json.key("claims");
  json.begin_array();
  for (const ClaimEvidence& claim : evidence.claims) put_claim(json, graph, claim, detail);
  json.end_array();
  json.end_object();
}

void put_graph(JsonWriter& json, const AnswerGraph& graph) {
  json.key("entities");
  json.begin_array();
  for (const EntityAnswer& entity : graph.entities) put_entity(json, entity, JsonDetail::evidence);
  json.end_array();
  json.key("relations");
  json.begin_array();
  for (const RelationEvidence& relation : graph.relations) {
    put_relation(json, graph, relation, JsonDetail::evidence);
  }
  json.end_array();
  json.key("documents");
  json.begin_array();
  for (const Document& document : graph.documents) put_document(json, graph, document);
  json.end_array();
}

void put_entities(JsonWriter& json, const char* name, const AnswerGraph& graph,
                  const std::vector<EntityId>& ids) {
  if (ids.empty()) return;
  json.key(name);
  json.begin_array();
  for (const EntityId id : ids) json.text(key_of(graph, id));
  json.end_array();
}

void put_view(JsonWriter& json, const AnswerGraph& graph, const View& view, std::string_view name) {
  json.key(name);
  json.begin_object();
  if (view.known_by.is_known()) json.field("known_by", view.known_by.text());
  put_entities(json, "speakers", graph, view.speakers);
  put_entities(json, "speakers_without", graph, view.speakers_without);
  put_documents(json, "documents", graph, view.documents);
  put_documents(json, "documents_without", graph, view.documents_without);
  put_entities(json, "publishers", graph, view.publishers);
  put_entities(json, "publishers_without", graph, view.publishers_without);
  put_texts(json, "languages", view.languages);
  if (view.confidence_min) {
    json.key("confidence_min");
    json.number(static_cast<double>(view.confidence_min->parts) / Confidence::parts_max);
  }
  put_period(json, "valid", view.valid);
  put_texts(json, "relation_types", view.relation_types);
  put_texts(json, "relation_types_without", view.relation_types_without);
  put_texts(json, "entity_types", view.entity_types);
  put_texts(json, "entity_types_without", view.entity_types_without);
  put_entities(json, "entities_without", graph, view.entities_without);
  if (view.origins_min > 0) {
    json.count_field("origins_min", static_cast<std::uint64_t>(view.origins_min));
  }
  if (!view.statuses.empty()) {
    json.key("statuses");
    json.begin_array();
    for (const Status status : view.statuses) json.text(word(status));
    json.end_array();
  }
  if (view.with_retracted) json.flag_field("with_retracted", true);
  json.field("doubt", word(view.doubt));
  json.count_field("confirmed_at", static_cast<std::uint64_t>(view.confirmed_at));
  json.end_object();
}

void put_paths(JsonWriter& json, std::string_view name, const AnswerGraph& graph,
               const std::vector<Path>& paths, TimeOrder order) {
  json.key(name);
  json.begin_array();
  for (const Path& path : paths) put_path(json, graph, path, order);
  json.end_array();
}

}  // namespace relata

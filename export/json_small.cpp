#include "export/json_answers.h"
#include "export/json_parts.h"

namespace relata {

namespace {

void begin_small(JsonWriter& json, std::string_view kind, const RenderOptions& options) {
  json.begin_object();
  json.field("answer", kind);
  json.optional_field("title", options.title);
}

void put_counts(JsonWriter& json, std::string_view name, const std::vector<TypeCount>& counts) {
  json.key(name);
  json.begin_array();
  for (const TypeCount& count : counts) {
    json.begin_object();
    json.field("type", count.type);
    json.count_field("count", count.count);
    json.end_object();
  }
  json.end_array();
}

void put_types(JsonWriter& json, std::string_view name, const std::vector<std::string>& types) {
  json.key(name);
  json.begin_array();
  for (const std::string& type : types) json.text(type);
  json.end_array();
}

template <class Type>
void put_declared(JsonWriter& json, const Type& type) {
  json.key("is_declared");
  json.boolean(type.is_declared ? "true" : "false");
}

}  // namespace

std::string json_of(const Statistics& statistics, const RenderOptions& options) {
  JsonWriter json;
  begin_small(json, "statistics", options);
  json.count_field("entities", statistics.entities);
  json.count_field("names", statistics.names);
  json.count_field("relations", statistics.relations);
  json.count_field("claims", statistics.claims);
  json.count_field("documents", statistics.documents);
  json.count_field("origins", statistics.origins);
  json.count_field("batches", statistics.batches);
  put_counts(json, "entity_types", statistics.entity_types);
  put_counts(json, "relation_types", statistics.relation_types);
  put_period(json, "valid", statistics.valid);
  put_period(json, "reported", statistics.reported);
  json.count_field("bytes_on_disk", statistics.bytes_on_disk);
  json.end_object();
  return json.take_line();
}

std::string json_of(const std::vector<Batch>& batches, const RenderOptions& options) {
  JsonWriter json;
  begin_small(json, "batches", options);
  json.key("batches");
  json.begin_array();
  for (const Batch& batch : batches) {
    json.begin_object();
    json.count_field("batch", batch.number);
    json.field("id", batch.id);
    json.field("recorded", time_words(batch.recorded_unix_ms));
    json.field("source", batch.source);
    json.count_field("entities", batch.entities);
    json.count_field("relations", batch.relations);
    json.count_field("claims", batch.claims);
    json.count_field("documents", batch.documents);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take_line();
}

std::string json_of(const RetractAnswer& answer, const RenderOptions& options) {
  JsonWriter json;
  begin_small(json, "retraction", options);
  json.flag_field("is_restored", answer.question.kind == JudgementKind::restored);
  if (const auto* document = std::get_if<DocumentId>(&answer.question.subject)) {
    json.field("document", answer.graph.document(*document).key);
  } else {
    json.count_field("of_batch", std::get<BatchNumber>(answer.question.subject));
  }
  json.optional_field("who", answer.question.who);
  json.optional_field("why", answer.question.why);
  json.count_field("batch", answer.batch);
  json.count_field("claims", answer.claims);
  json.count_field("relations", answer.relations);
  json.count_field("supports_changed", answer.supports);
  json.count_field("statuses_changed", answer.others);
  json.key("changes");
  json.begin_array();
  for (const StatusChange& change : answer.changes) {
    json.begin_object();
    json.field("relation", answer.graph.relation(change.relation).relation.key);
    json.field("before", word(change.before));
    json.field("after", word(change.after));
    json.end_object();
  }
  json.end_array();
  put_graph(json, answer.graph);
  json.end_object();
  return json.take_line();
}

std::string json_of(const Schema& schema, const RenderOptions& options) {
  JsonWriter json;
  begin_small(json, "schema", options);
  json.key("entity_types");
  json.begin_array();
  for (const EntityType& type : schema.entity_types()) {
    json.begin_object();
    json.field("name", type.name);
    json.field("label", type.label);
    json.optional_field("parent", type.parent);
    put_declared(json, type);
    json.end_object();
  }
  json.end_array();
  json.key("relation_types");
  json.begin_array();
  for (const RelationType& type : schema.relation_types()) {
    json.begin_object();
    json.field("name", type.name);
    json.field("label", type.label);
    json.optional_field("inverse_label", type.inverse_label);
    put_types(json, "source_types", type.source_types);
    put_types(json, "target_types", type.target_types);
    json.key("is_symmetric");
    json.boolean(type.is_symmetric ? "true" : "false");
    put_declared(json, type);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take_line();
}

}  // namespace relata

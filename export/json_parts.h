#pragma once

// The pieces that JSON answers and JSON Lines share. They carry the field names of the input
// format, so that what was exported reads like what came in.

#include "export/json_writer.h"
#include "export/words.h"

namespace relata {

// What a view makes of the evidence (status, origins, relay chains, shown names), or the records
// alone, as they can be ingested again.
enum class JsonDetail : std::uint8_t { evidence, record };

[[nodiscard]] const std::string& key_of(const AnswerGraph& graph, EntityId id);
[[nodiscard]] const std::string& key_of(const AnswerGraph& graph, DocumentId id);
[[nodiscard]] const std::string& key_of(const AnswerGraph& graph, RelationId id);

// "origin".
void put_origin(JsonWriter& json, const AnswerGraph& graph, const Origin& origin);
void put_entity(JsonWriter& json, const EntityAnswer& entity, JsonDetail detail);
void put_document(JsonWriter& json, const AnswerGraph& graph, const Document& document);
// `in_batch`: of its claims among the batches of a dump; 0: it is not told apart.
void put_relation(JsonWriter& json, const AnswerGraph& graph, const RelationEvidence& relation,
                  JsonDetail detail, std::uint64_t in_batch = 0);
// A list of keys, empty or not.
template <class Id>
void put_keys(JsonWriter& json, std::string_view name, const AnswerGraph& graph,
              const std::vector<Id>& ids) {
  json.key(name);
  json.begin_array();
  for (const Id id : ids) json.text(key_of(graph, id));
  json.end_array();
}
// "hops".
void put_hops(JsonWriter& json, const AnswerGraph& graph, const std::vector<Hop>& hops);
// "groups": lists of keys.
void put_groups(JsonWriter& json, const AnswerGraph& graph,
                const std::vector<std::vector<EntityId>>& groups);
void put_paths(JsonWriter& json, std::string_view name, const AnswerGraph& graph,
               const std::vector<Path>& paths, TimeOrder order = TimeOrder::any);
// "entities", "relations" and "documents" of the object that is open.
void put_graph(JsonWriter& json, const AnswerGraph& graph);

// A list of keys; nothing if it is empty.
void put_entities(JsonWriter& json, const char* name, const AnswerGraph& graph,
                  const std::vector<EntityId>& ids);
// Only what it restricts.
void put_view(JsonWriter& json, const AnswerGraph& graph, const View& view,
              std::string_view name = "view");
// Nothing for none.
void put_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts);
void put_period(JsonWriter& json, std::string_view name, const Period& period);

}  // namespace relata

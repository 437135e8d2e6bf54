#include "ingest/llama_index.h"

#include <algorithm>
#include <map>
#include <optional>

#include "ingest/annotated_text.h"
#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/json_objects.h"
#include "ingest/json_outline.h"
#include "ingest/mention_types.h"
#include "ingest/phrase_types.h"
#include "ingest/staging.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

constexpr std::string_view chunk_of_triplet = "triplet_source_id";

std::string key_of(std::string_view id) { return "llama-index:" + std::string(id); }

std::string_view text_member(const Value& object, std::string_view name) {
  const auto member = member_of(object, name);
  return member ? text_field(*member, name) : std::string_view();
}

class PropertyGraph {
 public:
  explicit PropertyGraph(RecordSink& sink) : sink_(sink), types_(sink) {}

  void put_node(std::string_view id, const Value& node) {
    if (id.empty() || id.find('\0') != std::string_view::npos) {
      refuse("nodes", "expected the id of a node as its name");
    }
    expect_kind(node, JsonKind::object, "nodes");
    const bool is_chunk = !member_of(node, "name") && member_of(node, "text");
    is_chunk ? put_chunk(id, node) : put_entity(id, node);
  }

  void put_relation(std::string_view name, const Value& object) {
    expect_kind(object, JsonKind::object, "relations");
    Edge edge;
    edge.label = text_member(object, "label");
    if (edge.label.empty()) edge.label = name;
    edge.source = key_field_of(object, "source_id");
    edge.target = key_field_of(object, "target_id");
    const auto properties = member_of(object, "properties");
    if (properties) read_properties(*properties, edge);
    for (const auto member : object) {
      const std::string_view field = member.name();
      const bool is_known =
          field == "label" || field == "source_id" || field == "target_id" || field == "properties";
      if (!is_known) add_properties(field, member, edge.properties);
    }
    put_edge(edge);
    edges_.insert_or_assign(std::string(name), std::move(edge));
  }

  // [source, relation, target]
  void put_triplet(const Value& triplet) {
    expect_kind(triplet, JsonKind::array, "triplets");
    std::vector<std::string_view> parts;
    for (const auto part : triplet) parts.push_back(key_field(part, "triplets"));
    if (parts.size() != 3) refuse("triplets", "expected [source, relation, target]");
    const auto known = edges_.find(parts[1]);
    if (known == edges_.end()) {
      return put_edge({.label = std::string(parts[1]),
                       .source = std::string(parts[0]),
                       .target = std::string(parts[2])});
    }
    const bool is_whole = known->second.source == parts[0] && known->second.target == parts[2];
    if (is_whole) return put_edge(known->second);
    put_edge({.label = known->second.label,
              .source = std::string(parts[0]),
              .target = std::string(parts[2])});
  }

 private:
  struct Edge {
    std::string label;
    std::string source;
    std::string target;
    std::string chunk;
    std::vector<Property> properties;
  };

  static std::string key_field_of(const Value& object, std::string_view name) {
    const auto member = member_of(object, name);
    if (!member) refuse(std::string(name), "expected the id of a node");
    return std::string(key_field(*member, name));
  }

  static void read_properties(const Value& object, Edge& edge) {
    expect_kind(object, JsonKind::object, "properties");
    for (const auto member : object) {
      if (member.name() == chunk_of_triplet && member.kind() == JsonKind::text) {
        edge.chunk = text_field(member, chunk_of_triplet);
      } else {
        add_properties(member.name(), member, edge.properties);
      }
    }
  }

  // Its properties, and what else it has but for the fields that are named.
  void add_rest(const Value& node, std::initializer_list<std::string_view> fields,
                std::vector<Property>& made) {
    for (const auto member : node) {
      const std::string_view name = member.name();
      if (std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
      if (name == "embedding") {
        if (member.kind() != JsonKind::null) sink_.warn("embeddings are left out");
      } else if (name == "properties" && member.kind() == JsonKind::object) {
        for (const auto property : member) add_properties(property.name(), property, made);
      } else {
        add_properties(name, member, made);
      }
    }
  }

  void put_entity(std::string_view id, const Value& node) {
    const std::string_view label = text_member(node, "label");
    const std::string type = label == "entity" ? std::string(unknown_type) : mention_type_of(label);
    const std::string key = key_of(id);
    EntityRecord entity{.key = key, .type = type};
    const std::string_view name = text_member(node, "name");
    entity.names.push_back(
        {.text = name.empty() ? id : name, .language = {}, .kind = NameKind::canonical});
    add_rest(node, {"label", "name"}, entity.properties);
    if (type == unknown_type) sink_.mention(key, "");  // declares the type
    sink_.add(entity);
  }

  // A chunk relays the document that it was cut from: chunks of one are one origin.
  void put_chunk(std::string_view id, const Value& node) {
    const std::string_view text = text_member(node, "text");
    const bool is_quote = count_code_points(text) <= AnnotatedText::quote_max;
    chunks_.insert_or_assign(std::string(id), is_quote ? std::string(text) : std::string());
    if (!is_quote) sink_.warn("the text of a chunk is too long for a quote and is left out");
    const std::string key = key_of(id);
    DocumentRecord document{.key = key};
    add_rest(node, {"label", "text", "id_"}, document.properties);
    std::string whole;
    for (const std::string_view name : {"ref_doc_id", "doc_id", "document_id"}) {
      const auto found =
          std::find_if(document.properties.begin(), document.properties.end(),
                       [&](const Property& property) { return property.name == name; });
      if (whole.empty() && found != document.properties.end() && found->value != id) {
        whole = key_of(found->value);
      }
    }
    if (!whole.empty()) {
      sink_.add(DocumentRecord{.key = whole});
      document.relays.push_back({.reference = whole, .is_speaker = false});
    }
    sink_.add(document);
  }

  void put_edge(const Edge& edge) {
    RelationRecord relation;
    relation.properties = edge.properties;
    const std::string type = types_.type_of(edge.label, relation.properties);
    if (type.empty()) refuse("label", "expected a label with a letter or digit in it");
    for (const auto& [chunk, other] :
         {std::pair(edge.source, edge.target), std::pair(edge.target, edge.source)}) {
      if (!chunks_.contains(chunk)) continue;
      const std::string key = key_of(chunk);
      DocumentRecord document{.key = key};
      document.properties.push_back({.name = edge.label, .value = other});
      return sink_.add(document);
    }
    const std::string source = key_of(edge.source);
    const std::string target = key_of(edge.target);
    sink_.mention(source, "", edge.source);
    sink_.mention(target, "", edge.target);
    relation.type = type;
    relation.source = source;
    relation.target = target;
    ClaimRecord claim;
    const std::string document = edge.chunk.empty() ? std::string() : key_of(edge.chunk);
    claim.document = document;
    if (!document.empty()) sink_.add(DocumentRecord{.key = document});
    if (const auto text = chunks_.find(edge.chunk); text != chunks_.end()) {
      claim.quote = text->second;
    }
    relation.claims.push_back(claim);
    sink_.add(relation);
  }

  RecordSink& sink_;
  PhraseTypes types_;
  std::map<std::string, Edge, std::less<>> edges_;  // by their name among the relations
  std::map<std::string, std::string, std::less<>> chunks_;
};

// Nodes are named by their ids: an object, where others have an array.
Likelihood recognize(const Beginning& beginning) {
  constexpr std::string_view name = "\"nodes\"";
  constexpr std::string_view blanks = " \t\r\n";
  const std::string_view text = beginning.text;
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos || text[first] != '{') return Likelihood::none;
  const std::size_t nodes = text.find(name);
  if (nodes == std::string_view::npos) return Likelihood::none;
  const std::size_t value = text.find_first_not_of(" \t\r\n:", nodes + name.size());
  if (value == std::string_view::npos || text[value] != '{') return Likelihood::none;
  if (beginning.name.ends_with("property_graph_store.json")) return Likelihood::certain;
  if (begins_with_members(text, {"triplets", "relations"})) return Likelihood::certain;
  return begins_with_members(text, {"label", "properties", "embedding"}) ? Likelihood::likely
                                                                         : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  JsonItems items(input, {"/", "/nodes", "/relations", "/triplets"}, sink.record_bytes_max());
  PropertyGraph graph(sink);
  for (JsonItems::Item item; items.next(sink, item);) {
    if (item.in == "/" && item.value.kind() == JsonKind::null) continue;
    sink.begin(item.byte);
    try {
      if (item.in == "/nodes") {
        graph.put_node(item.name, item.value);
      } else if (item.in == "/relations") {
        graph.put_relation(item.name, item.value);
      } else if (item.in == "/triplets") {
        graph.put_triplet(item.value);
      } else {
        refuse(std::string(item.name), "expected only nodes, relations and triplets");
      }
    } catch (Refusal& refusal) {
      sink.refuse(std::move(refusal));
    }
  }
}

}  // namespace

const Reader llama_index_reader = {
    .name = "llama-index",
    .title = "LlamaIndex property graph",
    .files = "property_graph_store.json",
    .example =
        R"({"nodes":{"Ann":{"label":"Person","name":"Ann","properties":{}}},"relations":{},"triplets":[]})",
    .place_unit = PlaceUnit::byte,
    .schemas = {mention_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::whole,
};

}  // namespace relata

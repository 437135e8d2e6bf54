#include "ingest/graph_document.h"

#include <algorithm>
#include <map>

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

// A serialised object is {"lc": 1, "type": "constructor", "id": [...], "kwargs": {...}}.
Value unwrapped(const Value& value) {
  if (value.kind() != JsonKind::object || !member_of(value, "lc")) return value;
  const auto arguments = member_of(value, "kwargs");
  return arguments && arguments->kind() == JsonKind::object ? *arguments : value;
}

std::optional<Value> first_of(const Value& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto member = member_of(object, name)) return member;
  }
  return std::nullopt;
}

// Ids are text or numbers.
std::string_view id_field(const Value& value, const std::string& field) {
  if (value.kind() == JsonKind::number) return value.text();
  return key_field(value, field);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class GraphDocuments {
 public:
  explicit GraphDocuments(RecordSink& sink) : sink_(sink), types_(sink) {}

  void put(const Value& whole) {
    const Value object = unwrapped(whole);
    keys_.clear();
    document_.clear();
    language_.clear();
    quote_ = {};
    span_.reset();
    try {
      if (!member_of(object, "nodes") && !member_of(object, "relationships")) {
        refuse("", "expected an object with nodes and relationships");
      }
      if (const auto source = member_of(object, "source")) put_source(unwrapped(*source));
      put_each(object, "nodes", RecordKind::entity, &GraphDocuments::put_node);
      put_each(object, "relationships", RecordKind::relation, &GraphDocuments::put_relationship);
      put_rest(object);
    } catch (Refusal& refusal) {
      sink_.refuse(std::move(refusal));
    }
  }

 private:
  struct Node {
    std::string id;
    std::string key;
    std::string type;
  };

  void put_each(const Value& object, const std::string& list, RecordKind kind,
                void (GraphDocuments::*put_one)(const Value&, const std::string&)) {
    const auto items = member_of(object, list);
    if (!items) return;
    expect_kind(*items, JsonKind::array, list);
    std::size_t place = 0;
    for (const auto item : *items) {
      try {
        (this->*put_one)(unwrapped(item), list + "[" + std::to_string(place++) + "]");
      } catch (Refusal& refusal) {
        sink_.refuse(std::move(refusal), kind);
      }
    }
  }

  // What stands beside them says something of the document.
  void put_rest(const Value& object) {
    std::vector<Property> properties;
    for (const auto member : object) {
      if (is_one_of(member.name(), {"nodes", "relationships", "source", "type"})) continue;
      add_properties(member.name(), member, properties);
    }
    if (properties.empty()) return;
    if (document_.empty()) {
      return sink_.warn("fields beside nodes and relationships need a source; they are left out");
    }
    sink_.add(DocumentRecord{.key = document_, .properties = std::move(properties)});
  }

  void put_source(const Value& source) {
    expect_kind(source, JsonKind::object, "source");
    DocumentRecord document;
    const auto metadata = member_of(source, "metadata");
    if (metadata) read_metadata(*metadata, document);
    if (document_.empty()) {
      if (const auto id = member_of(source, "id")) document_ = id_field(*id, "source.id");
    }
    if (const auto text = first_of(source, {"page_content", "text"})) {
      read_text(text_field(*text, "source.page_content"), metadata);
    }
    if (document_.empty()) return;  // the claims are of the input itself
    for (const auto member : source) {
      if (is_one_of(member.name(), {"metadata", "id", "page_content", "text", "type"})) continue;
      add_properties(member.name(), member, document.properties);
    }
    document.key = document_;
    document.language = language_;
    sink_.add(document);
  }

  void read_metadata(const Value& metadata, DocumentRecord& document) {
    expect_kind(metadata, JsonKind::object, "source.metadata");
    const auto key = first_of(metadata, {"source", "url", "link", "id"});
    if (key) document_ = id_field(*key, "source.metadata." + std::string(key->name()));
    for (const auto member : metadata) {
      if (key && member.name() == key->name()) continue;
      if (member.kind() == JsonKind::text && read_metadata_text(member, document)) continue;
      add_properties(member.name(), member, document.properties);
    }
  }

  // False if it is a property like others.
  bool read_metadata_text(const Value& member, DocumentRecord& document) {
    const std::string_view name = member.name();
    const std::string_view text = text_field(member, "source.metadata");
    if (text.empty()) return true;
    if (name == "title") {
      document.title = text;
    } else if (name == "publisher") {
      document.publisher = text;
    } else if (name == "language") {
      language_ = language_tag_of(text);
      return !language_.empty();
    } else if (is_one_of(name, {"date", "published", "published_at", "publish_date",
                                "publication_date"})) {
      const auto date = date_of_timestamp(text);
      if (!date || document.date.is_known()) return false;
      document.date = *date;
    } else {
      return false;
    }
    return true;
  }

  void read_text(std::string_view text, const std::optional<Value>& metadata) {
    const std::uint32_t size = count_code_points(text);
    if (size > AnnotatedText::quote_max) {
      return sink_.warn("the text of a source is too long for a quote and is left out");
    }
    quote_ = text;
    const auto start = metadata ? member_of(*metadata, "start_index") : std::nullopt;
    const auto begin = start ? number_of(start->text()) : std::nullopt;
    constexpr double begin_max = 4e9;
    if (!begin || *begin < 0 || *begin > begin_max) return;
    const auto first = static_cast<std::uint32_t>(*begin);
    span_ = Span{.begin = first, .end = first + size};
  }

  void put_node(const Value& value, const std::string& field) {
    expect_kind(value, JsonKind::object, field);
    const auto id = member_of(value, "id");
    if (!id) refuse(field + ".id", "expected the id of the node");
    const Node node = node_of(id_field(*id, field + ".id"), member_of(value, "type"), field);
    keys_.emplace(node.id, node);
    put_entity(value, node, field);
  }

  [[nodiscard]] static Node node_of(std::string_view id, const std::optional<Value>& label,
                                    const std::string& field) {
    Node node{.id = std::string(id), .key = {}, .type = std::string(unknown_type)};
    const std::string_view word = label ? text_field(*label, field + ".type") : std::string_view();
    if (!word.empty() && word != "Node") node.type = mention_type_of(word);
    node.key = "graph-document:" + node.type + "/" + node.id;
    return node;
  }

  void put_entity(const Value& value, const Node& node, const std::string& field) {
    EntityRecord entity{.key = node.key, .type = node.type};
    std::string_view name;
    for (const auto member : value) {
      if (is_one_of(member.name(), {"id", "type"})) continue;
      if (member.name() != "properties" || member.kind() != JsonKind::object) {
        add_properties(member.name(), member, entity.properties);
        continue;
      }
      for (const auto property : member) {
        const bool is_name = property.name() == "name" && property.kind() == JsonKind::text;
        if (is_name && !property.text().empty()) {
          name = text_field(property, field + ".properties.name");
        } else {
          add_properties(property.name(), property, entity.properties);
        }
      }
    }
    if (!name.empty()) {
      entity.names.push_back({.text = name, .language = {}, .kind = NameKind::canonical});
    }
    if (name != node.id) {
      const NameKind kind = name.empty() ? NameKind::canonical : NameKind::alias;
      entity.names.push_back({.text = node.id, .language = {}, .kind = kind});
    }
    if (node.type == unknown_type) sink_.mention(node.key, "");  // declares the type
    sink_.add(entity);
  }

  // Ends are whole nodes, or ids; what they leave out, a node of the same id tells.
  [[nodiscard]] Node put_end(const Value& relationship, std::string_view name,
                             const std::string& field) {
    const bool is_source = name == "source";
    const auto end = is_source ? first_of(relationship, {"source", "source_node_id", "head"})
                               : first_of(relationship, {"target", "target_node_id", "tail"});
    const std::string below = field + "." + std::string(name);
    if (!end) refuse(below, "expected a node");
    const Value value = unwrapped(*end);
    if (value.kind() == JsonKind::object) {
      const auto id = member_of(value, "id");
      if (!id) refuse(below + ".id", "expected the id of the node");
      const Node node = node_of(id_field(*id, below + ".id"), member_of(value, "type"), below);
      const auto known = keys_.find(node.id);
      if (node.type == unknown_type && known != keys_.end()) return known->second;
      put_entity(value, node, below);
      return node;
    }
    const auto label = is_source ? first_of(relationship, {"source_node_type", "head_type"})
                                 : first_of(relationship, {"target_node_type", "tail_type"});
    const Node node = node_of(id_field(value, below), label, below);
    const auto known = keys_.find(node.id);
    if (!label && known != keys_.end()) return known->second;
    sink_.mention(node.key, node.type, node.id);
    return node;
  }

  void put_relationship(const Value& value, const std::string& field) {
    expect_kind(value, JsonKind::object, field);
    const auto label = first_of(value, {"type", "relation"});
    if (!label) refuse(field + ".type", "expected the type of the relationship");
    RelationRecord relation;
    const std::string type =
        types_.type_of(key_field(*label, field + ".type"), relation.properties);
    if (type.empty()) refuse(field + ".type", "expected a type with a letter or digit in it");
    const Node source = put_end(value, "source", field);
    const Node target = put_end(value, "target", field);
    relation.type = type;
    relation.source = source.key;
    relation.target = target.key;
    relation.claims.push_back({.document = document_, .quote = quote_, .span = span_});
    for (const auto member : value) {
      const std::string_view name = member.name();
      if (is_one_of(name, {"type", "relation", "source", "target", "source_node_id",
                           "source_node_type", "target_node_id", "target_node_type", "head",
                           "head_type", "tail", "tail_type"})) {
        continue;
      }
      if (name == "properties" && member.kind() == JsonKind::object) {
        for (const auto property : member) read_property(property, relation);
      } else {
        read_property(member, relation);
      }
    }
    sink_.add(relation);
  }

  static void read_property(const Value& property, RelationRecord& relation) {
    const std::string_view name = property.name();
    const bool is_plain = property.kind() == JsonKind::text || property.kind() == JsonKind::number;
    const auto date = is_plain ? date_of_timestamp(property.text()) : std::nullopt;
    if (date && is_one_of(name, {"since", "from", "start", "start_date", "valid_from"})) {
      relation.valid.from = *date;
    } else if (date && is_one_of(name, {"until", "to", "end", "end_date", "valid_to"})) {
      relation.valid.to = *date;
    } else {
      if (name == "confidence" && property.kind() == JsonKind::number) {
        relation.claims.front().confidence = confidence_of(number_of(property.text()).value_or(-1));
        if (relation.claims.front().confidence) return;
      }
      add_properties(name, property, relation.properties);
    }
  }

  RecordSink& sink_;
  PhraseTypes types_;
  // Of the graph at hand.
  std::map<std::string, Node, std::less<>> keys_;  // by id: the first node of it
  std::string document_;
  std::string language_;
  std::string_view quote_;
  std::optional<Span> span_;
};

Likelihood recognize(const Beginning& beginning) {
  const std::string_view text = beginning.text;
  const bool is_wrapped = begins_with_members(text, {"lc", "kwargs"}) &&
                          text.find("\"GraphDocument\"") != std::string_view::npos;
  if (is_wrapped) return Likelihood::certain;
  if (!begins_with_members(text, {"nodes"})) return Likelihood::none;
  if (begins_with_members(text, {"page_content", "relationships"})) return Likelihood::certain;
  return begins_with_members(text, {"relationships"}) ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  JsonObjects objects(input, sink.record_bytes_max());
  GraphDocuments documents(sink);
  for (Value object; objects.next(sink, object);) documents.put(object);
}

}  // namespace

const Reader graph_document_reader = {
    .name = "graph-document",
    .title = "LangChain graph documents",
    .files = "*.json, *.jsonl",
    .example =
        R"({"nodes":[{"id":"Ann","type":"Person"}],"relationships":[],"source":{"page_content":"","metadata":{}}})",
    .place_unit = PlaceUnit::byte,
    .schemas = {mention_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"", "/"},
};

}  // namespace relata

#include "ingest/cx2.h"

#include <map>

#include "ingest/graph_json.h"
#include "ingest/json_outline.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// What is declared of the attributes of nodes or edges: names for short, and defaults.
struct Attributes {
  std::map<std::string, std::string, std::less<>> names;  // by alias
  std::map<std::string, std::vector<Property>, std::less<>> defaults;
};

class Cx2Reading {
 public:
  Cx2Reading(InputStream& input, RecordSink& sink)
      : sink_(sink),
        items_(input,
               {"/", "/*", "/*/attributeDeclarations", "/*/networkAttributes", "/*/nodes",
                "/*/edges", "/*/status"},
               sink.record_bytes_max()),
        records_(input, sink) {}

  void read() {
    for (JsonItems::Item item; items_.next(sink_, item);) {
      static const std::set<std::string_view> frame = {"CXVersion", "hasFragments", "metaData"};
      if (item.in == "/*" && frame.contains(item.name)) continue;
      take_record(sink_, item.byte, [&] { take(item); });
    }
    records_.end();
  }

 private:
  void take(const JsonItems::Item& item) {
    if (item.in == "/*/nodes") return take_node(item.value);
    if (item.in == "/*/edges") return take_edge(item.value);
    if (item.in == "/*/attributeDeclarations") return declare(item.value);
    if (item.in == "/*/networkAttributes") return describe(item.value);
    if (item.in == "/*/status") return check(item.value);
    if (item.name.empty()) refuse("", "expected an aspect like {\"nodes\": [...]}");
    if (item.name.starts_with("visual") || item.name.ends_with("Bypasses")) {
      return sink_.warn("how it is drawn is not kept");
    }
    std::vector<Property> fields;
    add_properties(item.name, item.value, fields);
    records_.describe(std::move(fields));
  }

  void check(const Value& status) {
    const auto success =
        status.kind() == JsonKind::object ? member_of(status, "success") : std::nullopt;
    if (!success || success->text() != "true") {
      sink_.warn("the file says of itself that it was not written to its end");
    }
  }

  void describe(const Value& value) {
    expect_kind(value, JsonKind::object, "networkAttributes");
    std::vector<Property> fields;
    add_fields(value, {}, fields);
    records_.describe(std::move(fields));
  }

  void declare(const Value& value) {
    expect_kind(value, JsonKind::object, "attributeDeclarations");
    for (const auto part : value) {
      if (part.kind() != JsonKind::object) continue;
      if (part.name() == "nodes") declare(part, nodes_);
      if (part.name() == "edges") declare(part, edges_);
    }
  }

  static void declare(const Value& part, Attributes& attributes) {
    for (const auto declared : part) {
      if (declared.kind() != JsonKind::object) continue;
      const std::string name(declared.name());
      if (const auto alias = member_of(declared, "a")) {
        attributes.names[std::string(key_field(*alias, "a"))] = name;
      }
      if (const auto by_default = member_of(declared, "v")) {
        add_properties(name, *by_default, attributes.defaults[name]);
      }
    }
  }

  static void read_values(const Value& element, const Attributes& attributes,
                          std::vector<Property>& fields) {
    std::set<std::string, std::less<>> given;
    if (const auto values = member_of(element, "v")) {
      expect_kind(*values, JsonKind::object, "v");
      for (const auto value : *values) {
        const auto alias = attributes.names.find(value.name());
        const std::string name =
            alias == attributes.names.end() ? std::string(value.name()) : alias->second;
        add_properties(name, value, fields);
        given.insert(name);
      }
    }
    for (const auto& [name, properties] : attributes.defaults) {
      if (!given.contains(name)) fields.insert(fields.end(), properties.begin(), properties.end());
    }
  }

  void take_node(const Value& value) {
    expect_kind(value, JsonKind::object, "");
    GraphNode node{.id = id_member(value, "id")};
    read_values(value, nodes_, node.fields);
    add_fields(value, {"id", "v", "x", "y", "z"}, node.fields);
    if (member_of(value, "x")) sink_.warn("how it is drawn is not kept");
    records_.add(std::move(node));
  }

  void take_edge(const Value& value) {
    expect_kind(value, JsonKind::object, "");
    GraphEdge edge{.source = id_member(value, "s"), .target = id_member(value, "t")};
    read_values(value, edges_, edge.fields);
    add_fields(value, {"s", "t", "v"}, edge.fields);
    std::erase_if(edge.fields, [&](const Property& field) {
      if (field.name != "directed" || field.kind != ValueKind::boolean) return false;
      edge.is_directed = field.value == "true";
      return true;
    });
    records_.add(std::move(edge));
  }

  RecordSink& sink_;
  JsonItems items_;
  GraphRecords records_;
  Attributes nodes_;
  Attributes edges_;
};

Likelihood recognize(const Beginning& beginning) {
  if (json_paths(beginning.text).contains("/*/CXVersion")) return Likelihood::certain;
  return beginning.name.ends_with(".cx2") ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { Cx2Reading(input, sink).read(); }

}  // namespace

const Reader cx2_reader = {
    .name = "cx2",
    .title = "CX2, networks of Cytoscape and NDEx",
    .files = "*.cx2",
    .example = R"([{"CXVersion":"2.0"},{"nodes":[{"id":0,"v":{"name":"A"}}]}])",
    .place_unit = PlaceUnit::byte,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"/*/nodes", "/*/edges"},
};

}  // namespace relata

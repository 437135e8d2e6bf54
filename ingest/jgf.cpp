#include "ingest/jgf.h"

#include "ingest/graph_json.h"
#include "ingest/json_outline.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// What lies in "metadata" is said of the thing itself.
void add_metadata(const Value& object, const std::set<std::string_view>& except,
                  std::vector<Property>& fields) {
  for (const auto member : object) {
    if (except.contains(member.name())) continue;
    if (member.name() == "metadata" && member.kind() == JsonKind::object) {
      add_fields(member, {}, fields);
    } else {
      add_properties(member.name(), member, fields);
    }
  }
}

bool is_true(const Value& object, const char* name, bool by_default) {
  const auto member = member_of(object, name);
  return member ? member->text() == "true" : by_default;
}

class JgfReading {
 public:
  JgfReading(InputStream& input, RecordSink& sink)
      : sink_(sink),
        items_(input,
               {"/", "/graph", "/graph/nodes", "/graph/edges", "/graph/hyperedges", "/graphs",
                "/graphs/*", "/graphs/*/nodes", "/graphs/*/edges", "/graphs/*/hyperedges"},
               sink.record_bytes_max()),
        records_(input, sink) {}

  void read() {
    for (JsonItems::Item item; items_.next(sink_, item);) {
      if (item.in == "/graph" || item.in == "/graphs/*") {
        take_setting(item);
      } else {
        take_record(sink_, item.byte, [&] { take_part(item); });
      }
    }
    records_.end();
  }

 private:
  void take_part(const JsonItems::Item& item) {
    if (item.in.ends_with("/nodes")) return take_node(item);
    if (item.in.ends_with("/edges") || item.in.ends_with("/hyperedges"))
      return take_edge(item.value);
    if (item.name.empty()) refuse("", "expected an object with a graph or graphs");
    std::vector<Property> fields;
    add_properties(item.name, item.value, fields);
    records_.describe(std::move(fields));
  }

  // What is said of a graph. It holds for the edges that come after it.
  void take_setting(const JsonItems::Item& item) {
    if (item.in_byte != graph_) {
      graph_ = item.in_byte;
      is_directed_ = true;
      graph_id_.clear();
    }
    if (item.name == "directed") {
      is_directed_ = item.value.text() != "false";
      return;
    }
    take_record(sink_, item.byte, [&] {
      if (item.name == "id" && item.in == "/graphs/*") graph_id_ = id_of(item.value, "id");
      std::vector<Property> fields;
      if (item.name == "metadata" && item.value.kind() == JsonKind::object) {
        add_fields(item.value, {}, fields);
      } else {
        add_properties(item.name, item.value, fields);
      }
      records_.describe(std::move(fields));
    });
  }

  // Version 2 has an object of nodes by their ids, version 1 an array.
  void take_node(const JsonItems::Item& item) {
    expect_kind(item.value, JsonKind::object, "");
    GraphNode node{.id = std::string(item.name)};
    if (node.id.empty()) node.id = id_member(item.value, "id");
    if (node.id.find('\0') != std::string::npos) refuse("id", "a zero character is no text");
    add_metadata(item.value, {"id"}, node.fields);
    records_.add(std::move(node));
  }

  void take_edge(const Value& value) {
    expect_kind(value, JsonKind::object, "");
    const auto source = member_of(value, "source");
    const bool is_hyperedge =
        member_of(value, "nodes") || (source && source->kind() == JsonKind::array);
    if (is_hyperedge) return take_hyperedge(value);
    GraphEdge edge{.source = id_member(value, "source"),
                   .target = id_member(value, "target"),
                   .is_directed = is_true(value, "directed", is_directed_)};
    add_metadata(value, {"source", "target", "directed"}, edge.fields);
    add_graph(edge.fields);
    records_.add(std::move(edge));
  }

  void take_hyperedge(const Value& value) {
    GraphHyperedge edge;
    if (const auto id = member_of(value, "id")) edge.id = id_of(*id, "id");
    for (const char* const role : {"nodes", "source", "target"}) {
      const auto members = member_of(value, role);
      if (!members) continue;
      expect_kind(*members, JsonKind::array, role);
      const std::string name = std::string_view(role) == "nodes" ? "" : role;
      for (const auto member : *members) {
        edge.members.push_back({.node = id_of(member, role), .role = name});
      }
    }
    add_metadata(value, {"id", "nodes", "source", "target", "directed"}, edge.fields);
    add_graph(edge.fields);
    records_.add(edge);
  }

  void add_graph(std::vector<Property>& fields) const {
    if (!graph_id_.empty()) fields.push_back({.name = "graph", .value = graph_id_});
  }

  RecordSink& sink_;
  JsonItems items_;
  GraphRecords records_;
  std::uint64_t graph_ = 0;  // where it begins
  bool is_directed_ = true;
  std::string graph_id_;  // among several
};

Likelihood recognize(const Beginning& beginning) {
  const auto paths = json_paths(beginning.text);
  for (const char* const path : {"/graph/nodes", "/graph/edges", "/graph/hyperedges",
                                 "/graphs/*/nodes", "/graphs/*/edges", "/graphs/*/hyperedges"}) {
    if (paths.contains(path)) return Likelihood::certain;
  }
  return beginning.name.ends_with(".jgf") ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { JgfReading(input, sink).read(); }

}  // namespace

const Reader jgf_reader = {
    .name = "jgf",
    .title = "JSON Graph Format",
    .files = "*.jgf, *.json",
    .example = R"({"graph":{"nodes":{"a":{"label":"A"}},"edges":[]}})",
    .place_unit = PlaceUnit::byte,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"/graph/edges", "/graphs/*/edges"},
};

}  // namespace relata

#include "ingest/cyjs.h"

#include "ingest/graph_json.h"
#include "ingest/json_outline.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

// Where the reader, not the graph, is spoken of.
const std::set<std::string_view> drawing = {"position",
                                            "renderedPosition",
                                            "removed",
                                            "selected",
                                            "selectable",
                                            "locked",
                                            "grabbed",
                                            "grabbable",
                                            "pannable",
                                            "style",
                                            "css",
                                            "layout",
                                            "zoom",
                                            "pan",
                                            "zoomingEnabled",
                                            "userZoomingEnabled",
                                            "panningEnabled",
                                            "userPanningEnabled",
                                            "boxSelectionEnabled",
                                            "renderer",
                                            "minZoom",
                                            "maxZoom",
                                            "selectionType",
                                            "wheelSensitivity"};

class CyjsReading {
 public:
  CyjsReading(InputStream& input, RecordSink& sink)
      : sink_(sink),
        items_(input, {"/", "/elements", "/elements/nodes", "/elements/edges", "/nodes", "/edges"},
               sink.record_bytes_max()),
        records_(input, sink) {}

  void read() {
    for (JsonItems::Item item; items_.next(sink_, item);) {
      take_record(sink_, item.byte, [&] { take(item); });
    }
    records_.end();
  }

 private:
  void take(const JsonItems::Item& item) {
    const bool is_in_list = item.name.empty();
    if (is_in_list && item.in.ends_with("/nodes")) return take_node(item.value);
    if (is_in_list && item.in.ends_with("/edges")) return take_edge(item.value);
    if (is_in_list) return take_element(item.value);
    if (item.in != "/") refuse(std::string(item.name), "expected nodes or edges");
    describe(item);
  }

  void describe(const JsonItems::Item& item) {
    if (drawing.contains(item.name)) return sink_.warn("how it is drawn is not kept");
    std::vector<Property> fields;
    if (item.name == "data" && item.value.kind() == JsonKind::object) {
      add_fields(item.value, {}, fields);
    } else {
      add_properties(item.name, item.value, fields);
    }
    records_.describe(std::move(fields));
  }

  static Value data_of(const Value& element) {
    expect_kind(element, JsonKind::object, "");
    const auto data = member_of(element, "data");
    if (!data) refuse("data", "expected an object with an id, or a source and a target");
    expect_kind(*data, JsonKind::object, "data");
    return *data;
  }

  void take_element(const Value& element) {
    const Value data = data_of(element);
    const auto group = member_of(element, "group");
    const bool is_edge = group ? group->text() == "edges" : member_of(data, "source").has_value();
    is_edge ? take_edge(element) : take_node(element);
  }

  void read_around(const Value& element, std::vector<Property>& fields) {
    for (const auto member : element) {
      if (drawing.contains(member.name())) {
        sink_.warn("how it is drawn is not kept");
      } else if (member.name() != "data" && member.name() != "group") {
        if (member.text().empty() && member.kind() == JsonKind::text) continue;
        add_properties(member.name(), member, fields);
      }
    }
  }

  void take_node(const Value& element) {
    const Value data = data_of(element);
    GraphNode node{.id = id_member(data, "id")};
    if (const auto parent = member_of(data, "parent")) node.parent = id_of(*parent, "parent");
    add_fields(data, {"id", "parent"}, node.fields);
    read_around(element, node.fields);
    records_.add(std::move(node));
  }

  void take_edge(const Value& element) {
    const Value data = data_of(element);
    GraphEdge edge{.source = id_member(data, "source"), .target = id_member(data, "target")};
    add_fields(data, {"source", "target"}, edge.fields);
    read_around(element, edge.fields);
    records_.add(std::move(edge));
  }

  RecordSink& sink_;
  JsonItems items_;
  GraphRecords records_;
};

Likelihood recognize(const Beginning& beginning) {
  const auto paths = json_paths(beginning.text);
  for (const char* const path : {"/elements/nodes", "/elements/edges", "/elements/*/data",
                                 "/nodes/*/data/id", "/edges/*/data/source"}) {
    if (paths.contains(path)) return Likelihood::certain;
  }
  if (paths.contains("/*/data/id") || paths.contains("/*/data/source")) return Likelihood::likely;
  return beginning.name.ends_with(".cyjs") ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { CyjsReading(input, sink).read(); }

}  // namespace

const Reader cyjs_reader = {
    .name = "cyjs",
    .title = "Cytoscape JSON",
    .files = "*.cyjs, *.json",
    .example = R"({"elements":{"nodes":[{"data":{"id":"a"}}],"edges":[]}})",
    .place_unit = PlaceUnit::byte,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"/", "/elements", "/elements/nodes", "/elements/edges", "/nodes", "/edges"},
};

}  // namespace relata

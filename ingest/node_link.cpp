#include "ingest/node_link.h"

#include <charconv>
#include <unordered_set>

#include "ingest/graph_json.h"
#include "ingest/json_outline.h"

namespace relata {
namespace {

using Value = JsonLine::Value;

class NodeLinkReading {
 public:
  NodeLinkReading(InputStream& input, RecordSink& sink)
      : sink_(sink),
        items_(input, {"/", "/nodes", "/links", "/edges"}, sink.record_bytes_max()),
        records_(input, sink) {}

  void read() {
    for (JsonItems::Item item; items_.next(sink_, item);) {
      if (item.in == "/nodes") {
        take_record(sink_, item.byte, [&] { take_node(item.value); });
      } else if (item.in == "/links" || item.in == "/edges") {
        take_record(sink_, item.byte, [&] { take_link(item.value); });
      } else if (item.name == "directed" && item.value.kind() == JsonKind::boolean) {
        is_directed_ = item.value.text() == "true";
      } else if (item.name != "multigraph") {
        take_record(sink_, item.byte, [&] { describe(item); });
      }
    }
    records_.end();
  }

 private:
  void describe(const JsonItems::Item& item) {
    if (item.name.empty()) refuse("", "expected an object with nodes and links");
    std::vector<Property> fields;
    if (item.name == "graph" && item.value.kind() == JsonKind::object) {
      add_fields(item.value, {}, fields);
    } else {
      add_properties(item.name, item.value, fields);
    }
    records_.describe(std::move(fields));
  }

  // A node without an id is known by its name, or by its place if others have that name.
  std::string id_of_node(const Value& node) {
    const std::string place = std::to_string(ids_.size() - 1);
    if (const auto id = member_of(node, "id")) {
      has_numbers_ = has_numbers_ || id->kind() == JsonKind::number;
      return id_of(*id, "id");
    }
    const auto name = member_of(node, "name");
    if (!name || name->kind() != JsonKind::text || name->text().empty()) return place;
    const std::string text(key_field(*name, "name"));
    return known_.contains(text) ? text + " #" + place : text;
  }

  void take_node(const Value& value) {
    ids_.emplace_back();  // its place counts even if it is refused
    expect_kind(value, JsonKind::object, "");
    ids_.back() = id_of_node(value);
    known_.insert(ids_.back());
    GraphNode node{.id = ids_.back()};
    add_fields(value, {"id"}, node.fields);
    records_.add(std::move(node));
  }

  // A number that is no id is a place, where all ids are text or there are none.
  std::string end_of(const Value& link, const char* field) {
    const auto end = member_of(link, field);
    if (!end) refuse(field, "expected the id of a node, or its place");
    if (end->kind() == JsonKind::object) {
      for (const char* const name : {"id", "name", "index"}) {
        const auto id = member_of(*end, name);
        if (!id) continue;
        return std::string_view(name) == "index" ? id_at(*id) : id_of(*id, field);
      }
    }
    std::string id = id_of(*end, field);
    if (end->kind() != JsonKind::number || known_.contains(id)) return id;
    if (has_numbers_) {
      sink_.warn("a number is the id of no node; were places meant?");
      return id;
    }
    return id_at(*end);
  }

  std::string id_at(const Value& place) const {
    std::size_t index = 0;
    const std::string_view text = place.text();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    const bool is_place = error == std::errc() && end == text.data() + text.size();
    if (!is_place || index >= ids_.size()) return std::string(text);
    return ids_[index].empty() ? std::string(text) : ids_[index];
  }

  void take_link(const Value& value) {
    expect_kind(value, JsonKind::object, "");
    GraphEdge edge{.source = end_of(value, "source"),
                   .target = end_of(value, "target"),
                   .is_directed = is_directed_};
    add_fields(value, {"source", "target"}, edge.fields);
    records_.add(std::move(edge));
  }

  RecordSink& sink_;
  JsonItems items_;
  GraphRecords records_;
  bool is_directed_ = true;
  bool has_numbers_ = false;      // among the ids
  std::vector<std::string> ids_;  // by place; empty: a node that was refused
  std::unordered_set<std::string> known_;
};

Likelihood recognize(const Beginning& beginning) {
  const auto paths = json_paths(beginning.text);
  if (!paths.contains("/nodes/*") && !paths.contains("/links/*/source")) return Likelihood::none;
  for (const char* const path : {"/links", "/directed", "/multigraph", "/edges/*/source"}) {
    if (paths.contains(path)) return Likelihood::certain;
  }
  const bool has_nodes = paths.contains("/nodes/*/id") || paths.contains("/edges");
  return has_nodes ? Likelihood::possible : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { NodeLinkReading(input, sink).read(); }

}  // namespace

const Reader node_link_reader = {
    .name = "node-link",
    .title = "node-link JSON of networkx and D3",
    .files = "*.json",
    .example = R"({"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b"}]})",
    .place_unit = PlaceUnit::byte,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::json,
    .cut_out = {"/links", "/edges"},
};

}  // namespace relata

#include "ingest/graphml.h"

#include <map>
#include <optional>
#include <variant>

#include "ingest/foreign_values.h"
#include "ingest/graph_records.h"
#include "ingest/xml_items.h"

namespace relata {
namespace {

using Element = XmlItems::Element;

constexpr std::size_t keys_max = 1'000;

// What a <key> declares.
struct Key {
  std::string name;
  std::string of;  // "node", "edge", "graph", "hyperedge", "all"
  ValueKind kind = ValueKind::text;
  std::optional<std::string> by_default;
};

// <data> of a node or edge, whose key may be declared later.
struct Data {
  std::string key;
  std::string value;
};

struct Held {
  std::uint64_t line = 0;
  std::variant<GraphNode, GraphEdge, GraphHyperedge> part;
  std::vector<Data> data;
  std::vector<const char*> warnings;
};

ValueKind kind_of(std::string_view type) {
  if (type == "boolean") return ValueKind::boolean;
  const bool is_number = type == "int" || type == "long" || type == "float" || type == "double";
  return is_number ? ValueKind::number : ValueKind::text;
}

// The labels of yEd's drawings, wherever in them they lie.
void find_labels(const Element& element, std::vector<std::string>& labels) {
  for (const Element below : element) {
    const bool is_label = below.name() == "NodeLabel" || below.name() == "EdgeLabel";
    const std::string_view text = without_blanks(below.text());
    if (is_label && !text.empty()) labels.emplace_back(text);
    find_labels(below, labels);
  }
}

class GraphmlReading {
 public:
  GraphmlReading(InputStream& input, RecordSink& sink)
      : sink_(sink),
        items_(input, {"graphml", "graph"}, sink.record_bytes_max()),
        records_(input, sink) {}

  void read() {
    for (XmlItems::Item item; items_.next(sink_, item);) take(item);
    for (Held& held : held_) put(held);  // every key is declared now that ever will be
    records_.end();
  }

 private:
  void take(const XmlItems::Item& item) {
    const std::string& name = item.element.name();
    if (name == "graph") {
      is_directed_ = item.element.attribute("edgedefault") != "undirected";
    } else if (name == "key") {
      declare(item.element);
    } else if (name == "data") {
      describe(item);
    } else if (!item.is_walked) {
      take_part(item.element, {}, is_directed_);
    }
  }

  void declare(const Element& key) {
    Key declared{.name = std::string(key.attribute("attr.name")),
                 .of = std::string(key.attribute("for")),
                 .kind = kind_of(key.attribute("attr.type"))};
    const std::string id(key.attribute("id"));
    if (declared.name.empty()) declared.name = id;
    for (const Element below : key) {
      if (below.name() == "default") declared.by_default = below.text();
    }
    if (keys_.size() == keys_max) {
      return refuse(key, "id", "more than " + std::to_string(keys_max) + " keys are declared");
    }
    keys_.insert_or_assign(id, std::move(declared));
  }

  void describe(const XmlItems::Item& item) {
    sink_.begin(item.line);
    const std::string id(item.element.attribute("key"));
    const auto key = keys_.find(id);
    records_.describe({property_of(key == keys_.end() ? id : key->second.name, item.element.text(),
                                   key == keys_.end() ? ValueKind::text : key->second.kind)});
  }

  void refuse(const Element& element, std::string field, std::string reason) {
    sink_.begin(element.node().line);
    sink_.refuse({.field = std::move(field), .reason = std::move(reason)});
  }

  void take_part(const Element& element, const std::string& parent, bool is_directed) {
    if (element.name() == "node") {
      take_node(element, parent);
    } else if (element.name() == "edge") {
      take_edge(element, is_directed);
    } else if (element.name() == "hyperedge") {
      take_hyperedge(element);
    } else if (element.name() != "desc" && element.name() != "data") {
      refuse(element, "",
             "expected a node, an edge or a hyperedge, found <" + element.name() + ">");
    }
  }

  void take_node(const Element& element, const std::string& parent) {
    Held held{.line = element.node().line};
    GraphNode node{.id = std::string(element.attribute("id")), .parent = parent};
    if (node.id.empty()) return refuse(element, "id", "a node needs an id");
    for (const std::string_view label : split_list(element.attribute("labels"), ":")) {
      node.types.emplace_back(label);  // Neo4j's
    }
    for (const auto& attribute : element.node().attributes) {
      if (attribute.name == "id" || attribute.name == "labels") continue;
      node.fields.push_back({.name = attribute.name, .value = attribute.value});
    }
    read_data(element, node.fields, held);
    const std::string id = node.id;
    held.part = std::move(node);
    put_or_hold(std::move(held));
    for (const Element below : element) {
      if (below.name() != "graph") continue;
      const bool is_directed = below.attribute("edgedefault") != "undirected";
      for (const Element part : below) take_part(part, id, is_directed);
    }
  }

  void take_edge(const Element& element, bool is_directed) {
    Held held{.line = element.node().line};
    GraphEdge edge{.source = std::string(element.attribute("source")),
                   .target = std::string(element.attribute("target")),
                   .is_directed = is_directed};
    if (edge.source.empty() || edge.target.empty()) {
      return refuse(element, edge.source.empty() ? "source" : "target",
                    "an edge needs the ids of two nodes");
    }
    for (const auto& [name, value] : element.node().attributes) {
      if (name == "source" || name == "target") continue;
      if (name == "directed") {
        edge.is_directed = value != "false";
      } else if (name == "label") {  // Neo4j's
        edge.type = value;
      } else {
        edge.fields.push_back({.name = name, .value = value});
      }
    }
    read_data(element, edge.fields, held);
    held.part = std::move(edge);
    put_or_hold(std::move(held));
  }

  void take_hyperedge(const Element& element) {
    Held held{.line = element.node().line};
    GraphHyperedge edge{.id = std::string(element.attribute("id"))};
    for (const Element below : element) {
      if (below.name() != "endpoint") continue;
      const std::string_view type = below.attribute("type");
      edge.members.push_back({.node = std::string(below.attribute("node")),
                              .role = type == "in"    ? "source"
                                      : type == "out" ? "target"
                                                      : ""});
      if (edge.members.back().node.empty()) {
        return refuse(below, "node", "an endpoint needs the id of a node");
      }
    }
    read_data(element, edge.fields, held);
    held.part = std::move(edge);
    put_or_hold(std::move(held));
  }

  // What yEd draws gives labels, nothing else.
  static void read_data(const Element& element, std::vector<Property>& fields, Held& held) {
    for (const Element below : element) {
      if (below.name() == "desc" && !without_blanks(below.text()).empty()) {
        fields.push_back({.name = "desc", .value = below.text()});
      }
      if (below.name() == "port") held.warnings.push_back("the ports of nodes are not kept");
      if (below.name() != "data") continue;
      if (!(below.begin() != below.end())) {
        held.data.push_back({.key = std::string(below.attribute("key")), .value = below.text()});
        continue;
      }
      std::vector<std::string> labels;
      find_labels(below, labels);
      for (std::size_t i = 0; i < labels.size(); ++i) {
        fields.push_back({.name = i == 0 ? "label" : "alias", .value = std::move(labels[i])});
      }
      held.warnings.push_back("how it is drawn is not kept");
    }
  }

  [[nodiscard]] bool knows_keys_of(const Held& held) const {
    for (const Data& data : held.data) {
      if (!keys_.contains(data.key)) return false;
    }
    return true;
  }

  void put_or_hold(Held held) {
    if (knows_keys_of(held) || held_bytes_ > sink_.record_bytes_max()) return put(held);
    for (const Data& data : held.data)
      held_bytes_ += sizeof(Held) + data.key.size() + data.value.size();
    held_.push_back(std::move(held));
  }

  void put(Held& held) {
    sink_.begin(held.line);
    for (const char* const warning : held.warnings) sink_.warn(warning);
    std::visit([&](auto& part) { fill(held.data, part); }, held.part);
  }

  template <class Part>
  void fill(const std::vector<Data>& data, Part& part) {
    constexpr const char* of = std::is_same_v<Part, GraphNode>   ? "node"
                               : std::is_same_v<Part, GraphEdge> ? "edge"
                                                                 : "hyperedge";
    for (const Data& each : data) {
      const auto key = keys_.find(each.key);
      if (key == keys_.end()) {
        sink_.warn("a key that is not declared is the name of its field");
        part.fields.push_back({.name = each.key, .value = each.value});
      } else {
        part.fields.push_back(property_of(key->second.name, each.value, key->second.kind));
      }
    }
    for (const auto& [id, key] : keys_) {
      const bool is_for = key.of == of || key.of == "all" || key.of.empty();
      if (!key.by_default || !is_for) continue;
      bool is_given = false;
      for (const Data& each : data) is_given = is_given || each.key == id;
      if (!is_given) part.fields.push_back(property_of(key.name, *key.by_default, key.kind));
    }
    records_.add(std::move(part));
  }

  RecordSink& sink_;
  XmlItems items_;
  GraphRecords records_;
  std::map<std::string, Key, std::less<>> keys_;
  bool is_directed_ = true;
  std::vector<Held> held_;
  std::size_t held_bytes_ = 0;
};

Likelihood recognize(const Beginning& beginning) {
  if (is_xml_of(beginning, "graphml")) return Likelihood::certain;
  return beginning.name.ends_with(".graphml") ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { GraphmlReading(input, sink).read(); }

}  // namespace

const Reader graphml_reader = {
    .name = "graphml",
    .title = "GraphML",
    .files = "*.graphml, *.xml",
    .example = R"(<graphml><graph edgedefault="directed"><node id="n1"/></graph></graphml>)",
    .place_unit = PlaceUnit::line,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::xml,
    .cut_out = {"node", "edge"},
};

}  // namespace relata

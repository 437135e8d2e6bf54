#include "ingest/gexf.h"

#include <map>
#include <optional>

#include "ingest/foreign_values.h"
#include "ingest/graph_records.h"
#include "ingest/xml_items.h"

namespace relata {
namespace {

using Element = XmlItems::Element;

struct Attribute {
  std::string title;
  ValueKind kind = ValueKind::text;
  bool is_list = false;
  std::optional<std::string> by_default;
};
using Attributes = std::map<std::string, Attribute, std::less<>>;

constexpr std::size_t attributes_max = 1'000;

ValueKind kind_of(std::string_view type) {
  if (type == "boolean") return ValueKind::boolean;
  for (const std::string_view number :
       {"integer", "long", "float", "double", "short", "byte", "bigdecimal", "biginteger"}) {
    if (type == number) return ValueKind::number;
  }
  return ValueKind::text;
}

// "a|b", "a;b", "a,b", "[a, b]" and "['a', \"b\"]": programs agree on nothing.
std::vector<std::string> list_of(std::string_view text) {
  text = without_blanks(text);
  const bool is_bracketed = text.size() >= 2 && text.front() == '[' && text.back() == ']';
  if (is_bracketed) text = text.substr(1, text.size() - 2);
  std::vector<std::string> items;
  std::string item;
  char quote = '\0';
  char separator = '\0';
  const std::string_view separators = is_bracketed ? "," : "|;,";
  for (const char mark : separators) {
    if (separator == '\0' && text.find(mark) != std::string_view::npos) separator = mark;
  }
  const auto end_item = [&] {
    if (const auto plain = without_blanks(item); !plain.empty()) items.emplace_back(plain);
    item.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_bracketed && c == '\\' && i + 1 < text.size()) {
      item += text[++i];
    } else if (quote != '\0') {
      c == quote ? quote = '\0' : (item += c, quote);
    } else if (is_bracketed && (c == '\'' || c == '"') && without_blanks(item).empty()) {
      quote = c;
    } else if (c == separator) {
      end_item();
    } else {
      item += c;
    }
  }
  end_item();
  return items;
}

class GexfReading {
 public:
  GexfReading(InputStream& input, RecordSink& sink)
      : sink_(sink),
        items_(input, {"gexf", "graph", "nodes", "edges"}, sink.record_bytes_max()),
        records_(input, sink) {}

  void read() {
    for (XmlItems::Item item; items_.next(sink_, item);) take(item);
    records_.end();
  }

 private:
  void take(const XmlItems::Item& item) {
    const Element& element = item.element;
    const std::string& name = element.name();
    if (name == "graph") {
      edge_type_ = element.attribute("defaultedgetype");
      const std::string_view format = element.attribute("timeformat");
      has_dates_ = format.empty() || format.starts_with("date");
    } else if (name == "attributes") {
      declare(element);
    } else if (name == "meta") {
      describe(element);
    } else if (name == "node") {
      take_node(element, {});
    } else if (name == "edge") {
      take_edge(element);
    } else if (!item.is_walked) {
      refuse(element, "", "expected a node or an edge, found <" + name + ">");
    }
  }

  void refuse(const Element& element, std::string field, std::string reason) {
    sink_.begin(element.node().line);
    sink_.refuse({.field = std::move(field), .reason = std::move(reason)});
  }

  void declare(const Element& list) {
    Attributes& attributes =
        list.attribute("class") == "edge" ? edge_attributes_ : node_attributes_;
    for (const Element element : list) {
      if (element.name() != "attribute") continue;
      if (attributes.size() == attributes_max) {
        return refuse(element, "id",
                      "more than " + std::to_string(attributes_max) + " attributes are declared");
      }
      const std::string id(element.attribute("id"));
      std::string_view type = element.attribute("type");
      Attribute attribute{.title = std::string(element.attribute("title"))};
      if (attribute.title.empty()) attribute.title = id;
      attribute.is_list = type.starts_with("list");
      if (attribute.is_list) type.remove_prefix(4);
      attribute.kind = kind_of(type);
      for (const Element below : element) {
        if (below.name() == "default") attribute.by_default = below.text();
      }
      attributes.insert_or_assign(id, std::move(attribute));
    }
  }

  void describe(const Element& meta) {
    std::vector<Property> fields;
    for (const auto& [name, value] : meta.node().attributes) {
      fields.push_back({.name = name, .value = value});
    }
    for (const Element below : meta) {
      fields.push_back({.name = below.name(), .value = std::string(without_blanks(below.text()))});
    }
    sink_.begin(meta.node().line);
    records_.describe(std::move(fields));
  }

  void add_values(const Attribute& attribute, std::string_view value,
                  std::vector<Property>& fields) {
    if (!attribute.is_list) {
      fields.push_back(property_of(attribute.title, value, attribute.kind));
      return;
    }
    for (const std::string& item : list_of(value)) {
      fields.push_back(property_of(attribute.title, item, attribute.kind));
    }
  }

  // The values of attributes that are given, then the defaults of those that are not.
  void read_values(const Element& element, const Attributes& attributes,
                   std::vector<Property>& fields) {
    std::set<std::string, std::less<>> given;
    for (const Element list : element) {
      if (list.name() != "attvalues") continue;
      for (const Element value : list) {
        // Of old, and by some programs to this day, it was "id".
        const std::string_view id =
            value.has_attribute("for") ? value.attribute("for") : value.attribute("id");
        const bool has_time = value.has_attribute("start") || value.has_attribute("end");
        if (has_time) sink_.warn("the time of a value is not kept");
        given.emplace(id);
        const auto attribute = attributes.find(id);
        if (attribute != attributes.end()) {
          add_values(attribute->second, value.attribute("value"), fields);
          continue;
        }
        sink_.warn("an attribute that is not declared is the name of its value");
        fields.push_back(
            property_of(id.empty() ? "value" : id, value.attribute("value"), ValueKind::text));
      }
    }
    for (const auto& [id, attribute] : attributes) {
      if (attribute.by_default && !given.contains(id)) {
        add_values(attribute, *attribute.by_default, fields);
      }
    }
  }

  // Both ends of a time; what is no date is a property.
  Period period_of(const Element& element, std::vector<Property>& fields) {
    Period period;
    const auto read = [&](std::string_view name, PartialDate& to) {
      const std::string_view text = element.attribute(name);
      if (text.empty()) return;
      const auto date = has_dates_ ? date_of_written(text) : std::nullopt;
      if (date) to = *date;
      if (!date || !is_date_alone(text))
        fields.push_back({.name = std::string(name), .value = std::string(text)});
    };
    read("start", period.from);
    read("startopen", period.from);
    read("end", period.to);
    read("endopen", period.to);
    return period;
  }

  void warn_of_drawing(const Element& element) {
    for (const Element below : element) {
      if (below.node().prefix == "viz") sink_.warn("how it is drawn is not kept");
    }
  }

  void take_node(const Element& element, const std::string& parent) {
    GraphNode node{.id = std::string(element.attribute("id")), .parent = parent};
    if (node.id.empty()) return refuse(element, "id", "a node needs an id");
    sink_.begin(element.node().line);
    for (const auto& [name, value] : element.node().attributes) {
      if (name == "id") continue;
      if (name == "pid") {
        node.parent = value;
      } else if (!value.empty()) {
        node.fields.push_back({.name = name, .value = value});
      }
    }
    for (const Element list : element) {
      if (list.name() != "spells") continue;
      for (const Element spell : list) {
        for (const auto& [name, value] : spell.node().attributes) {
          node.fields.push_back({.name = name, .value = value});
        }
      }
    }
    read_values(element, node_attributes_, node.fields);
    warn_of_drawing(element);
    const std::string id = node.id;
    records_.add(std::move(node));
    for (const Element list : element) {
      if (list.name() != "nodes" && list.name() != "edges") continue;
      for (const Element below : list)
        below.name() == "edge" ? take_edge(below) : take_node(below, id);
    }
  }

  void take_edge(const Element& element) {
    GraphEdge edge{.source = std::string(element.attribute("source")),
                   .target = std::string(element.attribute("target")),
                   .has_dates = has_dates_};
    if (edge.source.empty() || edge.target.empty()) {
      return refuse(element, edge.source.empty() ? "source" : "target",
                    "an edge needs the ids of two nodes");
    }
    sink_.begin(element.node().line);
    std::string_view type = element.attribute("type");
    if (type.empty()) type = edge_type_;
    edge.is_directed = type.empty() || type == "directed";
    if (type == "mutual")
      edge.fields.push_back({.name = "mutual", .value = "true", .kind = ValueKind::boolean});
    for (const auto& [name, value] : element.node().attributes) {
      static const std::set<std::string, std::less<>> elsewhere = {
          "source", "target", "type", "start", "end", "startopen", "endopen"};
      if (elsewhere.contains(name) || value.empty()) continue;
      edge.fields.push_back(
          property_of(name, value, name == "weight" ? ValueKind::number : ValueKind::text));
    }
    read_values(element, edge_attributes_, edge.fields);
    warn_of_drawing(element);
    if (const Period period = period_of(element, edge.fields); period.is_known()) {
      edge.spells.push_back(period);
    }
    read_spells(element, edge);
    records_.add(std::move(edge));
  }

  // The spells, where there are any, are the times of which the edge's own is the hull.
  void read_spells(const Element& element, GraphEdge& edge) {
    std::vector<Period> spells;
    for (const Element list : element) {
      if (list.name() != "spells") continue;
      for (const Element spell : list) {
        const Period period = period_of(spell, edge.fields);
        if (period.is_known()) spells.push_back(period);
      }
    }
    if (!spells.empty()) edge.spells = std::move(spells);
  }

  RecordSink& sink_;
  XmlItems items_;
  GraphRecords records_;
  Attributes node_attributes_;
  Attributes edge_attributes_;
  std::string edge_type_;
  bool has_dates_ = true;
};

Likelihood recognize(const Beginning& beginning) {
  if (is_xml_of(beginning, "gexf")) return Likelihood::certain;
  return beginning.name.ends_with(".gexf") ? Likelihood::likely : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) { GexfReading(input, sink).read(); }

}  // namespace

const Reader gexf_reader = {
    .name = "gexf",
    .title = "GEXF, Gephi's graphs",
    .files = "*.gexf",
    .example = R"(<gexf><graph><nodes><node id="1" label="Ivan"/></nodes></graph></gexf>)",
    .place_unit = PlaceUnit::line,
    .schemas = {graph_schema},
    .recognize = recognize,
    .read = read,
    .cut = Cut::xml,
    .cut_out = {"node", "edge"},
};

}  // namespace relata

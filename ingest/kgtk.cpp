#include "ingest/kgtk.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "ingest/first_types.h"
#include "ingest/foreign_values.h"
#include "ingest/json_fields.h"
#include "ingest/kgtk_values.h"
#include "ingest/rdf_annotations.h"
#include "ingest/table_rows.h"
#include "ingest/wikidata_types.h"

namespace relata {
namespace {

constexpr std::array node1_names = {"node1", "from", "subject"};
constexpr std::array label_names = {"label", "predicate", "relation", "relationship"};
constexpr std::array node2_names = {"node2", "to", "object"};

template <std::size_t size>
std::size_t column_of(const TableHeader& header, const std::array<const char*, size>& names) {
  for (const char* name : names) {
    if (const std::size_t column = header.column(name); column != TableHeader::absent) {
      return column;
    }
  }
  return TableHeader::absent;
}

RdfAnnotation meaning_of(std::string_view label) {
  if (label == "P580") return RdfAnnotation::from;
  if (label == "P582") return RdfAnnotation::to;
  if (label == "P585") return RdfAnnotation::at;
  if (label == "P248" || label == "P854") return RdfAnnotation::document;
  return rdf_annotation(label);
}

bool is_class_label(std::string_view label) {
  return label == "P31" || label == "instance_of" || label == "isa" || label == "type";
}

KgtkValue value_of(std::string_view cell, std::string_view column) {
  if (auto value = kgtk_value(cell)) return std::move(*value);
  refuse(std::string(column), "the quote is never closed; expected \"text\" or 'text'@en");
}

Property property_of(std::string_view label, const KgtkValue& value) {
  std::string name(label);
  if (!value.language.empty()) name += "." + value.language;
  return {.name = std::move(name), .value = value.text, .kind = value.kind};
}

// A node with what one label says of it.
void add_value(EntityRecord& node, std::string_view label, const KgtkValue& value) {
  const bool is_label = label == "label" || label == "P1448" || label == "rdfs:label";
  if ((is_label || label == "alias") && !value.text.empty()) {
    node.names.push_back({.text = value.text,
                          .language = value.language,
                          .kind = is_label ? NameKind::canonical : NameKind::alias});
  } else {
    node.properties.push_back(property_of(label, value));
  }
}

// The edge that a row is, and what is said of it in further columns.
struct Edge {
  std::string_view id;
  std::string_view node1;
  std::string_view label;
  std::string_view node2;
  KgtkValue value;  // of node2
  std::vector<std::pair<std::string_view, KgtkValue>> more;
};

class Edges {
 public:
  Edges(const TableHeader& header, RecordSink& sink)
      : header_(header),
        sink_(sink),
        id_(header.column("id")),
        node1_(column_of(header, node1_names)),
        label_(column_of(header, label_names)),
        node2_(column_of(header, node2_names)) {}

  void read(const TableRows::Row& row);
  void end();

 private:
  enum class EdgeKind : std::uint8_t { link, value };
  // What edges say of an edge. It is put together: the relation has one valid time.
  struct About {
    Period valid;
    std::vector<Property> properties;
    std::vector<std::string> documents;
    std::vector<std::uint64_t> lines;
  };

  [[nodiscard]] Edge edge_of(const TableRows::Row& row) const;
  void read_node(const TableRows::Row& row);
  void put_edge(const Edge& edge);
  void put_value(const Edge& edge);
  void put_link(const Edge& edge);
  void put_ends(const Edge& edge);
  void put_type(const Edge& edge);
  void read_on_edge(const Edge& edge, About& about);
  void put_about(const std::string& id, const About& about);
  [[nodiscard]] static bool read_time(RdfAnnotation meaning, const KgtkValue& value, Period& valid);
  void add_document(const std::string& key);

  const TableHeader& header_;
  RecordSink& sink_;
  std::size_t id_;
  std::size_t node1_;
  std::size_t label_;
  std::size_t node2_;
  std::unordered_map<std::string, EdgeKind> edges_;
  std::map<std::string, About> abouts_;  // by the edge's id
  FirstTypes types_;
};

std::string key_of_edge(std::string_view id) {
  return id.empty() ? std::string() : "kgtk:" + std::string(id);
}

Edge Edges::edge_of(const TableRows::Row& row) const {
  const auto needed = [&](std::size_t column) {
    const std::string_view cell = TableHeader::cell(row, column);
    if (cell.empty()) refuse(header_.names()[column], "expected a value");
    return cell;
  };
  Edge edge{.id = TableHeader::cell(row, id_),
            .node1 = needed(node1_),
            .label = needed(label_),
            .node2 = needed(node2_)};
  edge.value = value_of(edge.node2, header_.names()[node2_]);
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (i == id_ || i == node1_ || i == label_ || i == node2_) continue;
    for (const std::string_view cell : kgtk_list(row.cells[i])) {
      edge.more.emplace_back(header_.names()[i], value_of(cell, header_.names()[i]));
    }
  }
  return edge;
}

void Edges::read(const TableRows::Row& row) {
  if (node1_ == TableHeader::absent) return read_node(row);
  const Edge edge = edge_of(row);
  const auto about = edges_.find(std::string(edge.node1));
  if (about != edges_.end() && about->second == EdgeKind::link) {
    About& known = abouts_[about->first];
    known.lines.push_back(row.line);
    return read_on_edge(edge, known);
  }
  sink_.begin(row.line);
  put_edge(edge);  // about an edge to a value too: that is a thing of its own
}

// A node: its other columns are labels.
void Edges::read_node(const TableRows::Row& row) {
  const std::string_view id = TableHeader::cell(row, id_);
  if (id.empty()) refuse("id", "expected the id of a node");
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (i == id_) continue;
    for (const std::string_view cell : kgtk_list(row.cells[i])) {
      const std::string_view label = header_.names()[i];
      edges.push_back({.node1 = id, .label = label, .node2 = cell, .value = value_of(cell, label)});
    }
  }
  sink_.begin(row.line);
  sink_.add(EntityRecord{.key = id});
  for (const Edge& edge : edges) put_edge(edge);
}

void Edges::put_edge(const Edge& edge) {
  const bool is_name =
      edge.label == "label" || edge.label == "alias" || edge.label == "description";
  const bool is_link = edge.value.is_symbol && !is_name;
  if (!edge.id.empty()) {
    edges_.emplace(std::string(edge.id), is_link ? EdgeKind::link : EdgeKind::value);
  }
  put_ends(edge);
  if (is_link) {
    put_link(edge);
  } else {
    put_value(edge);
  }
}

// Columns about the ends: "node1;label".
void Edges::put_ends(const Edge& edge) {
  EntityRecord first{.key = edge.node1};
  EntityRecord second{.key = edge.value.text};
  for (const auto& [column, value] : edge.more) {
    if (column.starts_with("node1;")) add_value(first, column.substr(6), value);
    if (column.starts_with("node2;")) add_value(second, column.substr(6), value);
  }
  if (!first.names.empty() || !first.properties.empty()) sink_.add(first);
  const bool has_more = !second.names.empty() || !second.properties.empty();
  if (has_more && edge.value.is_symbol) sink_.add(second);
}

// Further columns stay beside the value.
void Edges::put_value(const Edge& edge) {
  EntityRecord node{.key = edge.node1};
  add_value(node, edge.label, edge.value);
  std::string qualified;
  for (const auto& [column, value] : edge.more) {
    if (column.starts_with("node1;") || (column == "rank" && value.text == "normal")) continue;
    qualified += (qualified.empty() ? "" : "; ") + std::string(column) + " " + value.text;
  }
  if (!qualified.empty()) {
    node.properties.push_back({.name = std::string(edge.label) + " qualified",
                               .value = edge.value.text + " (" + qualified + ")"});
  }
  sink_.add(node);
}

void Edges::put_type(const Edge& edge) {
  std::string type(type_of_wikidata_class(edge.value.text));
  if (type.empty()) type = type_name_of(edge.value.text);
  if (!types_.is_built_in(type)) return;
  sink_.add(EntityRecord{.key = edge.node1, .type = types_.settle(edge.node1, type)});
}

bool Edges::read_time(RdfAnnotation meaning, const KgtkValue& value, Period& valid) {
  if (!value.date.is_known()) return false;
  Period with = valid;
  if (meaning == RdfAnnotation::from && !valid.from.is_known()) {
    with.from = value.date;
  } else if (meaning == RdfAnnotation::to && !valid.to.is_known()) {
    with.to = value.date;
  } else if (meaning == RdfAnnotation::at && !valid.is_known()) {
    with = {.from = value.date, .to = value.date};
  } else {
    return false;
  }
  if (!is_in_order(with)) return false;
  valid = with;
  return true;
}

void Edges::add_document(const std::string& key) { sink_.add(DocumentRecord{.key = key}); }

void Edges::put_link(const Edge& edge) {
  const std::string key = key_of_edge(edge.id);
  const std::string type =
      is_wikidata_id(edge.label) ? std::string(edge.label) : type_name_of(edge.label);
  RelationRecord relation{
      .key = key, .type = type, .source = edge.node1, .target = edge.value.text};
  if (type != edge.label) {
    relation.properties.push_back({.name = "label", .value = std::string(edge.label)});
  }
  bool is_deprecated = false;
  for (const auto& [column, value] : edge.more) {
    if (column.starts_with("node1;") || column.starts_with("node2;")) continue;
    if (column == "rank" && value.text == "normal") continue;
    is_deprecated = is_deprecated || (column == "rank" && value.text == "deprecated");
    const RdfAnnotation meaning = meaning_of(column);
    if (read_time(meaning, value, relation.valid)) continue;
    if (meaning == RdfAnnotation::document && !value.text.empty()) {
      add_document(value.text);
      relation.claims.push_back({.document = value.text});
    } else {
      relation.properties.push_back(property_of(column, value));
    }
  }
  if (is_deprecated) {
    relation.claims.push_back({.stance = Stance::denied});
  } else if (relation.claims.empty()) {
    relation.claims.emplace_back();
  }
  if (!edge.id.empty() && relation.valid.is_known()) {
    abouts_[std::string(edge.id)].valid = relation.valid;
  }
  sink_.mention(edge.node1, "");
  sink_.mention(edge.value.text, "");
  if (is_class_label(edge.label)) put_type(edge);
  sink_.add(relation);
}

void Edges::read_on_edge(const Edge& edge, About& about) {
  const RdfAnnotation meaning = meaning_of(edge.label);
  if (read_time(meaning, edge.value, about.valid)) return;
  if (meaning == RdfAnnotation::document && !edge.value.text.empty()) {
    about.documents.push_back(edge.value.text);
  } else {
    about.properties.push_back(property_of(edge.label, edge.value));
  }
}

// The first of the edges brings what all of them say.
void Edges::put_about(const std::string& id, const About& about) {
  const std::string key = key_of_edge(id);
  RelationRecord relation{.key = key, .valid = about.valid, .properties = about.properties};
  for (const std::string& document : about.documents) {
    relation.claims.push_back({.document = document});
  }
  for (const std::uint64_t line : about.lines) {
    sink_.begin(line);
    for (const std::string& document : about.documents) add_document(document);
    sink_.add(relation);
  }
}

void Edges::end() {
  for (const auto& [id, about] : abouts_) put_about(id, about);
}

Likelihood recognize(const Beginning& beginning) {
  const std::string_view line = beginning.first_line("#");
  const auto has = [&](std::string_view name) {
    const std::vector<std::string_view> columns = split_list(line, "\t");
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  if (line.find('\t') == std::string_view::npos) return Likelihood::none;
  if (has("node1") && has("label") && has("node2")) return Likelihood::certain;
  return has("subject") && has("predicate") && has("object") ? Likelihood::likely
                                                             : Likelihood::none;
}

void read(InputStream& input, RecordSink& sink) {
  TableRows rows(input, {.delimiter = '\t', .quote = TableShape::none, .comment = "#"},
                 sink.record_bytes_max());
  TableRows::Row row;
  if (!rows.next(sink, row)) return;
  const TableHeader header(row);
  const bool is_edges = column_of(header, node1_names) != TableHeader::absent;
  const bool has_rest = column_of(header, label_names) != TableHeader::absent &&
                        column_of(header, node2_names) != TableHeader::absent;
  if (is_edges ? !has_rest : header.column("id") == TableHeader::absent) {
    sink.begin(row.line);
    sink.refuse({.field = "",
                 .reason = "expected a header with the columns node1, label and node2, or with "
                           "id; nothing can be read without"});
    return;
  }
  Edges edges(header, sink);
  while (rows.next(sink, row)) {
    const auto refuse_row = [&](Refusal refusal) {
      sink.begin(row.line);
      sink.refuse(std::move(refusal));
    };
    if (row.cells.size() != header.names().size()) {
      refuse_row(why_not_so_wide(row, header.names().size()));
      continue;
    }
    try {
      edges.read(row);
    } catch (Refusal& refusal) {
      refuse_row(std::move(refusal));
    }
  }
  edges.end();
}

}  // namespace

const Reader kgtk_reader = {
    .name = "kgtk",
    .title = "KGTK edges and nodes",
    .files = "*.tsv",
    .example =
        "id\tnode1\tlabel\tnode2\n"
        "E1\tQ42\tP69\tQ691283",
    .place_unit = PlaceUnit::line,
    .schemas = {wikidata_schema},
    .recognize = recognize,
    .read = read,
};

}  // namespace relata

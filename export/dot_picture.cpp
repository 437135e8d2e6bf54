#include "export/dot_picture.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "export/dot_labels.h"
#include "export/dot_style.h"
#include "export/dot_text.h"
#include "export/measures.h"
#include "export/words.h"

namespace relata {

namespace {

constexpr std::size_t title_columns = 90;
constexpr std::size_t legend_columns = 8;

// A line as the layout draws it, in a cell of the legend: the border of an empty cell.
std::string line_cell(std::string_view color, std::string_view style, int height) {
  std::string cell = "<TD WIDTH=\"26\" HEIGHT=\"" + std::to_string(height) +
                     "\" BORDER=\"2\" SIDES=\"B\" COLOR=\"" + std::string(color) + "\"";
  if (style != "solid") cell += " STYLE=\"" + std::string(style) + "\"";
  return "<TR>" + cell + "></TD></TR>";
}

std::string line_sample(Status status) {
  const StatusStyle& style = style_of(status);
  const std::size_t colon = style.color.find(':');
  const std::string_view first = style.color.substr(0, colon);
  std::string lines = line_cell(first, style.style, 7);
  if (colon != std::string_view::npos) {
    lines += line_cell(style.color.substr(colon + 1), style.style, 4);
  }
  lines += "<TR><TD HEIGHT=\"7\"></TD></TR>";
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD>"
         "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">" +
         lines + "</TABLE></TD><TD>" + dot_font({.size = 10, .color = first}, style.head_glyph) +
         "</TD></TR></TABLE>";
}

// The shape of a type: a character where there is one, else a small box.
std::string shape_sample(const EntityStyle& style) {
  if (!style.glyph.empty()) return dot_font({.size = 17, .color = style.fill}, style.glyph);
  const bool is_rounded = style.style == "filled,rounded";
  return "<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
         "FIXEDSIZE=\"TRUE\" WIDTH=\"20\" HEIGHT=\"13\" COLOR=\"" +
         std::string(style.line) + "\" BGCOLOR=\"" + std::string(style.fill) + "\"" +
         (is_rounded ? " STYLE=\"ROUNDED\"" : "") + "><TR><TD></TD></TR></TABLE>";
}

// What a legend says of one thing: a sample and words, side by side.
struct LegendItem {
  std::string sample;
  std::string words;
};

// Rows of one grid, so that samples and words stand below each other.
std::string legend_rows(const std::vector<LegendItem>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i % legend_columns == 0) out += i == 0 ? "<TR>" : "</TR><TR>";
    const std::string words =
        dot_font({.size = 10, .color = faint_ink}, dot_html_lines(items[i].words, 24)) + "</TD>";
    out += items[i].sample.empty() ? "<TD COLSPAN=\"2\" ALIGN=\"LEFT\">" + words
                                   : "<TD>" + items[i].sample + "</TD><TD ALIGN=\"LEFT\">" + words;
    out += "<TD WIDTH=\"10\"></TD>";
  }
  return out.empty() ? out : out + "</TR>";
}

}  // namespace

DotPicture::DotPicture(const AnswerGraph& graph, const RenderOptions& options)
    : graph_(graph), options_(options) {
  const std::vector<Measure> measures = measures_of(graph.entities);
  if (measures.empty() || is_group(measures.front())) return;
  sized_by_ = measures.front();
  for (const EntityAnswer& entity : graph.entities) {
    const EntityMeasure* own = measure_of(entity, *sized_by_);
    if (own != nullptr) measured_most_ = std::max(measured_most_, own->value);
  }
}

// In points. By the square root, so that the area goes with the measure.
int DotPicture::name_size(const EntityAnswer& entity, NodeRole role) const {
  constexpr double least = 10;
  constexpr double most = 26;
  if (!sized_by_) return role == NodeRole::emphasised ? 15 : 12;
  const EntityMeasure* own = measure_of(entity, *sized_by_);
  if (own == nullptr || measured_most_ <= 0) return static_cast<int>(least);
  return static_cast<int>(
      std::lround(least + (most - least) * std::sqrt(own->value / measured_most_)));
}

std::string DotPicture::add_node(const std::string& id, const std::string& attributes) {
  std::string written = dot_id(id);
  nodes_.insert_or_assign(written, attributes);
  return written;
}

std::string DotPicture::add_entity(EntityId entity, NodeRole role, const std::string& id) {
  const EntityAnswer& answer = graph_.entity(entity);
  const EntityStyle& style = style_of(answer);
  types_used_.emplace(answer.label.empty() ? answer.type : answer.label, &answer);
  const bool is_emphasised = role == NodeRole::emphasised;
  std::string attributes = "label=" + entity_label(answer, role, name_size(answer, role)) +
                           ", shape=" + std::string(style.shape) + ", style=\"" +
                           std::string(style.style) + "\", fillcolor=\"" + std::string(style.fill) +
                           "\", color=\"" + std::string(is_emphasised ? ink : style.line) + "\"";
  if (is_emphasised) attributes += ", penwidth=3";
  // Shapes with slanted sides leave room around the text by themselves.
  if (style.shape != "box" && style.shape != "note") attributes += ", margin=\"0.05,0.02\"";
  attributes += ", tooltip=" + entity_tooltip(answer);
  return add_node(id, attributes);
}

std::string DotPicture::entity(EntityId entity, NodeRole role) {
  const std::string& key = graph_.entity(entity).entity.key;
  const std::string id = (key.starts_with('#') ? "#" : "") + key;  // add_node() has "# "
  const std::string written = dot_id(id);
  return nodes_.contains(written) ? written : add_entity(entity, role, id);
}

void DotPicture::add_relation(const RelationEvidence& relation, const EdgePlacement& placement) {
  const StatusStyle& style = style_of(relation.status);
  statuses_used_.insert(relation.status);
  origins_used_.insert(relation.origins);
  const bool is_symmetric = graph_.relation_type(relation.relation.type).is_symmetric;
  std::string attributes = "label=" + relation_label(graph_, relation, placement.mark);
  if (is_symmetric) {
    attributes += relation.status == Status::denied ? ", dir=both" : ", dir=none";
  } else if (placement.is_reversed) {
    attributes += ", dir=back";
  }
  const std::string arrow(style.arrow);
  if (arrow != "normal") attributes += ", arrowhead=" + arrow + ", arrowtail=" + arrow;
  attributes += ", style=" + std::string(style.style) + ", color=\"" + std::string(style.color) +
                "\", penwidth=" + number_text(line_width(relation));
  if (!placement.holds_in_place) attributes += ", constraint=false";
  const std::string tooltip = relation_tooltip(graph_, relation);
  attributes += ", tooltip=" + tooltip + ", labeltooltip=" + tooltip;
  const std::string link = relation_link(graph_, relation);
  if (!link.empty()) attributes += ", URL=" + dot_string(link);
  edges_.push_back(placement.tail + " -> " + placement.head + " [" + attributes + "];");
}

void DotPicture::connect(const RelationEvidence& relation, EntityId tail, const std::string& mark) {
  const EntityId head = other_end(relation.relation, tail);
  add_relation(relation, {.tail = entity(tail),
                          .head = entity(head),
                          .is_reversed = relation.relation.source != tail,
                          .mark = mark});
}

void DotPicture::add_statement(const std::string& statement) { statements_.push_back(statement); }

std::string DotPicture::title(const std::string& note) const {
  std::string rows;
  const auto put = [&](const HtmlFont& font, const std::string& text) {
    if (text.empty()) return;
    rows += "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">" +
            dot_font(font, dot_html_lines(text, title_columns)) + "</TD></TR>";
  };
  put({.size = 18, .color = ink, .weight = HtmlFont::Weight::bold}, options_.title);
  put({.size = 11, .color = faint_ink}, options_.view);
  if (!options_.asked_with.empty()) {
    put({.size = 11, .color = faint_ink}, "asked with " + options_.asked_with);
  }
  std::istringstream notes(note);
  for (std::string line; std::getline(notes, line);) put({.size = 11, .color = "#A34700"}, line);
  if (rows.empty()) return "\"\"";
  return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">" + rows +
         "<TR><TD HEIGHT=\"10\"></TD></TR></TABLE>>";
}

std::string DotPicture::legend() const {
  std::vector<LegendItem> types;
  for (const auto& [label, entity] : types_used_) {
    types.push_back({.sample = shape_sample(style_of(*entity)), .words = label});
  }
  std::vector<LegendItem> lines;
  for (const Status status : statuses_used_) {
    const std::string words = std::string(word(status)) + std::string(style_of(status).legend);
    lines.push_back({.sample = line_sample(status), .words = words});
  }
  if (origins_used_.size() > 1) lines.push_back({.words = "wider: more origins"});
  if (sized_by_) lines.push_back({.words = "larger: more " + std::string(word(*sized_by_))});
  const std::string rows = legend_rows(types) + legend_rows(lines);
  if (rows.empty()) return "\"\"";
  return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"1\">" + rows +
         "</TABLE>>";
}

std::string DotPicture::finish(const std::string& attributes, const std::string& note) const {
  const std::string fonts = "fontname=\"" + std::string(font_names) + "\"";
  std::string out = "digraph relata {\n  graph [" + attributes + ", " + fonts +
                    ", bgcolor=white, pad=0.3, labelloc=b, labeljust=c,\n    label=" + legend() +
                    "];\n  node [" + fonts + ", fontsize=12, margin=\"0.12,0.06\", penwidth=1];\n" +
                    "  edge [" + fonts + ", fontsize=10, arrowsize=0.8];\n";
  out +=
      "  subgraph cluster_answer {\n    graph [peripheries=0, labelloc=t, labeljust=l, "
      "margin=4, tooltip=\" \",\n      label=" +
      title(note) + "];\n";
  if (nodes_.empty()) {  // a title without a node is not drawn
    out += "    \"# nothing\" [label=\"Nothing to draw.\", shape=plaintext, fontcolor=\"" +
           std::string(faint_ink) + "\"];\n";
  }
  for (const auto& [id, node] : nodes_) out += "    " + id + " [" + node + "];\n";
  for (const std::string& edge : edges_) out += "    " + edge + "\n";
  for (const std::string& statement : statements_) out += "    " + statement + "\n";
  return out + "  }\n}\n";
}

}  // namespace relata

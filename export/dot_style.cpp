#include "export/dot_style.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace relata {

namespace {

constexpr std::array<EntityStyle, 9> entity_styles = {{
    {.type = "person",
     .shape = "ellipse",
     .style = "filled",
     .fill = "#77AADD",
     .line = "#2F5F8F",
     .glyph = "⬬"},
    {.type = "organization",
     .shape = "box",
     .style = "filled",
     .fill = "#EEDD88",
     .line = "#8A7420",
     .glyph = ""},
    {.type = "country",
     .shape = "octagon",
     .style = "filled",
     .fill = "#99DDFF",
     .line = "#2A7FA8",
     .glyph = "⯃"},
    {.type = "place",
     .shape = "box",
     .style = "filled,rounded",
     .fill = "#BBCC33",
     .line = "#66731A",
     .glyph = ""},
    {.type = "military_unit",
     .shape = "hexagon",
     .style = "filled",
     .fill = "#EE8866",
     .line = "#9A4526",
     .glyph = "⬢"},
    {.type = "armed_forces",
     .shape = "hexagon",
     .style = "filled",
     .fill = "#EE8866",
     .line = "#9A4526",
     .glyph = "⬢"},
    {.type = "armed_group",
     .shape = "hexagon",
     .style = "filled",
     .fill = "#EE8866",
     .line = "#9A4526",
     .glyph = "⬢"},
    {.type = "event",
     .shape = "note",
     .style = "filled",
     .fill = "#FFAABB",
     .line = "#A84A60",
     .glyph = ""},
    {.type = "",
     .shape = "box",
     .style = "filled,rounded",
     .fill = "#DDDDDD",
     .line = "#6E6E6E",
     .glyph = ""},
}};

constexpr StatusStyle confirmed_style = {
    .color = ink, .style = "solid", .arrow = "normal", .ink = ink, .head_glyph = "►"};
constexpr StatusStyle reported_style = {
    .color = "#4D4D4D", .style = "dashed", .arrow = "normal", .ink = ink, .head_glyph = "►"};
constexpr StatusStyle contested_style = {.color = "#0072B2:#D55E00",
                                         .style = "solid",
                                         .arrow = "normal",
                                         .ink = "#A34700",
                                         .head_glyph = "►",
                                         .legend = ": orange denies"};
constexpr StatusStyle denied_style = {
    .color = "#D55E00", .style = "dotted", .arrow = "teetee", .ink = "#A34700", .head_glyph = "╢"};
constexpr StatusStyle uncertain_style = {
    .color = "#8C8C8C", .style = "dotted", .arrow = "empty", .ink = faint_ink, .head_glyph = "▷"};

const EntityStyle* find_style(std::string_view type) {
  const auto found = std::find_if(entity_styles.begin(), entity_styles.end() - 1,
                                  [&](const EntityStyle& style) { return style.type == type; });
  return found == entity_styles.end() - 1 ? nullptr : &*found;
}

}  // namespace

const EntityStyle& style_of(const EntityAnswer& entity) {
  if (const EntityStyle* style = find_style(entity.type)) return *style;
  for (const std::string& kind : entity.kinds) {
    if (const EntityStyle* style = find_style(kind)) return *style;
  }
  return entity_styles.back();
}

const StatusStyle& style_of(Status status) {
  switch (status) {
    case Status::confirmed:
      return confirmed_style;
    case Status::reported:
      return reported_style;
    case Status::contested:
      return contested_style;
    case Status::denied:
      return denied_style;
    case Status::uncertain:
      return uncertain_style;
  }
  return reported_style;
}

double line_width(const RelationEvidence& relation) {
  // Dots need some width to be seen at all.
  const double thinnest = relation.status == Status::denied ? 1.8 : 1.2;
  constexpr double widest = 5;
  const double width = thinnest + 0.7 * std::log2(std::max(relation.origins, 1));
  return std::min(std::round(width * 10) / 10, widest);
}

}  // namespace relata

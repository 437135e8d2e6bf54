#pragma once

// How diagrams look: a shape and a fill for each type of entity, a line for each status.
//
// The fills are Paul Tol's "light" scheme, made to carry dark text and to be told apart by
// colour-blind readers; the lines are from Okabe and Ito's palette. No colour says anything alone:
// shapes, dashes, arrow heads and words say it too.

#include <relata/answer.h>

#include <string_view>

namespace relata {

struct EntityStyle {
  std::string_view type;  // the type's name; empty: every other type
  std::string_view shape;
  std::string_view style;
  std::string_view fill;
  std::string_view line;
  std::string_view glyph;  // the shape in the legend; empty: a filled cell is drawn
};

struct StatusStyle {
  std::string_view color;  // a list draws parallel lines
  std::string_view style;
  std::string_view arrow;
  std::string_view ink;          // of the words at the line
  std::string_view head_glyph;   // of the sample in the legend
  std::string_view legend = "";  // what it adds to the word there
};

// By the entity's type, else by the nearest type that it is a kind of.
[[nodiscard]] const EntityStyle& style_of(const EntityAnswer& entity);
[[nodiscard]] const StatusStyle& style_of(Status status);
// Wider with each independent origin, ever less so.
[[nodiscard]] double line_width(const RelationEvidence& relation);

inline constexpr std::string_view ink = "#1A1A1A";
inline constexpr std::string_view faint_ink = "#5C5C5C";
// The first font that has a character shows it: Latin, Greek and Cyrillic; Hangul, Kana and Han;
// Arabic; Hebrew; Devanagari.
inline constexpr std::string_view font_names =
    "Noto Sans,Noto Sans CJK KR,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari,DejaVu "
    "Sans,sans-serif";

}  // namespace relata

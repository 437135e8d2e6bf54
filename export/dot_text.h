#pragma once

// Text for the DOT language. Names come from strangers: nothing in them may end a string, open a
// tag, stand for an escape such as \N, or steer the terminal that shows the file.

#include <string>
#include <string_view>
#include <vector>

namespace relata {

// A quoted identifier, different for different texts.
[[nodiscard]] std::string dot_id(std::string_view text);
// A quoted attribute value that shows `text`; its line feeds stay line breaks.
[[nodiscard]] std::string dot_string(std::string_view text);
// `text` inside an HTML-like label. Never empty, since Graphviz takes no empty text there.
[[nodiscard]] std::string dot_html(std::string_view text);
// The same, wrapped at `columns` into lines of a label.
[[nodiscard]] std::string dot_html_lines(std::string_view text, std::size_t columns);

struct HtmlFont {
  int size = 0;
  std::string_view color;
  enum class Weight : unsigned char { regular, bold } weight = Weight::regular;
};
// `html` in a font.
[[nodiscard]] std::string dot_font(const HtmlFont& font, std::string_view html);
// A few words on a dark ground, as a row of a label.
[[nodiscard]] std::string dot_badge(std::string_view text);
// A label of rows, each of them HTML.
[[nodiscard]] std::string dot_rows(const std::vector<std::string>& rows);

}  // namespace relata

#include "export/dot_text.h"

#include "export/plain_text.h"

namespace relata {

namespace {

std::string doubled_backslashes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string dot_id(std::string_view text) {
  // Backslashes first: then a control character that is written out differs from the text that
  // looks like it.
  return in_quotes(visible(doubled_backslashes(text)));
}

std::string dot_string(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    out += doubled_backslashes(visible(text.substr(0, end)));
    if (end == std::string_view::npos) break;
    out += "\\n";
    text.remove_prefix(end + 1);
  }
  return in_quotes(out);
}

std::string dot_html(std::string_view text) {
  std::string out;
  // Backslash escapes are read in HTML-like labels too, even where they come as entities.
  for (const char c : doubled_backslashes(visible(text))) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\\':
        out += "&#92;";
        break;
      default:
        out += c;
    }
  }
  return out.empty() ? " " : out;
}

std::string dot_html_lines(std::string_view text, std::size_t columns) {
  std::string out;
  for (const std::string& line : wrap(visible(text), columns)) {
    if (!out.empty()) out += "<BR/>";
    out += dot_html(line);
  }
  return out;
}

std::string dot_font(const HtmlFont& font, std::string_view html) {
  const bool is_bold = font.weight == HtmlFont::Weight::bold;
  return "<FONT POINT-SIZE=\"" + std::to_string(font.size) + "\" COLOR=\"" +
         std::string(font.color) + "\">" + (is_bold ? "<B>" : "") + std::string(html) +
         (is_bold ? "</B>" : "") + "</FONT>";
}

std::string dot_badge(std::string_view text) {
  constexpr std::size_t badge_columns = 40;
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"2\" BGCOLOR=\"#33415C\" "
         "STYLE=\"ROUNDED\"><TR><TD>" +
         dot_font({.size = 8, .color = "white", .weight = HtmlFont::Weight::bold},
                  dot_html_lines(text, badge_columns)) +
         "</TD></TR></TABLE>";
}

std::string dot_rows(const std::vector<std::string>& rows) {
  std::string out = "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">";
  for (const std::string& row : rows) out += "<TR><TD>" + row + "</TD></TR>";
  return out + "</TABLE>>";
}

}  // namespace relata

#include "export/markdown_text.h"

#include <algorithm>

#include "export/plain_text.h"

namespace relata {

namespace {

// Of what makes a list where a line begins with it: "- ", "+ ", "1. ", "1) ".
std::size_t list_mark_end(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) return 1;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool is_mark =
      digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  return is_mark ? digits + 1 : 0;
}

}  // namespace

std::string markdown_text(std::string_view text, MarkdownBrackets brackets) {
  const std::string shown = visible(text);
  std::string out;
  const std::size_t mark_end = list_mark_end(shown);
  if (mark_end > 0) out = shown.substr(0, mark_end - 1) + '\\' + shown[mark_end - 1];
  for (const char c : std::string_view(shown).substr(mark_end)) {
    const bool is_bracket = c == '[' || c == ']';
    const bool is_markup = std::string_view("\\`*_<>#|~&!").find(c) != std::string_view::npos;
    if (is_markup || (is_bracket && brackets == MarkdownBrackets::escape)) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_address(std::string_view address) {
  // What an autolink may hold, and nothing that could end it.
  const bool is_plain = std::all_of(address.begin(), address.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '<' && c != '>' && c != '"' && c != '`';
  });
  return is_web_address(address) && is_plain ? "<" + std::string(address) + ">"
                                             : markdown_text(address);
}

}  // namespace relata

#include "export/markdown_text.h"

#include <algorithm>

#include "export/plain_text.h"

namespace relata {

std::string markdown_text(std::string_view text, MarkdownBrackets brackets) {
  std::string out;
  for (const char c : visible(text)) {
    const bool is_bracket = c == '[' || c == ']';
    const bool is_markup = std::string_view("\\`*_<>#|~&!").find(c) != std::string_view::npos;
    if (is_markup || (is_bracket && brackets == MarkdownBrackets::escape)) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_address(std::string_view address) {
  const bool is_web = address.starts_with("https://") || address.starts_with("http://");
  // What an autolink may hold, and nothing that could end it.
  const bool is_plain = std::all_of(address.begin(), address.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '<' && c != '>' && c != '"' && c != '`';
  });
  return is_web && is_plain ? "<" + std::string(address) + ">" : markdown_text(address);
}

}  // namespace relata

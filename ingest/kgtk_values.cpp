#include "ingest/kgtk_values.h"

#include "ingest/foreign_values.h"
#include "ingest/wikibase_time.h"

namespace relata {
namespace {

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const char letter = text[++i];
    plain += letter == 't' ? '\t' : letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter;
  }
  return plain;
}

// ^2015-11-25T00:00:00Z/11; without a precision the digits have to do.
KgtkValue date_of(std::string_view cell) {
  constexpr int precision_day = 11;
  const std::string_view whole = cell.substr(1);
  const std::size_t slash = whole.rfind('/');
  const auto precision =
      slash == std::string_view::npos ? std::nullopt : number_of(whole.substr(slash + 1));
  const auto time = wikibase_time(whole.substr(0, slash),
                                  precision ? static_cast<int>(*precision) : precision_day);
  if (!time) return {.text = std::string(cell)};
  return {.text = time->text, .date = time->date};
}

std::optional<KgtkValue> text_in_language(std::string_view cell) {
  const std::size_t end = cell.rfind("'@");
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  return KgtkValue{.text = without_escapes(cell.substr(1, end - 1)),
                   .language = language_tag_of(cell.substr(end + 2))};
}

}  // namespace

std::optional<KgtkValue> kgtk_value(std::string_view cell) {
  constexpr std::string_view begins_number = "0123456789+-.";
  const char first = cell.empty() ? '\0' : cell.front();
  if (first == '"') {
    if (cell.size() < 2 || !cell.ends_with('"')) return std::nullopt;
    return KgtkValue{.text = without_escapes(cell.substr(1, cell.size() - 2))};
  }
  if (first == '\'') return text_in_language(cell);
  if (first == '^') return date_of(cell);
  if (first == '@' || first == '!') return KgtkValue{.text = std::string(cell)};
  if (begins_number.find(first) != std::string_view::npos) {
    const bool is_number = number_of(cell.substr(first == '+' ? 1 : 0)).has_value();
    return KgtkValue{.text = std::string(cell),
                     .kind = is_number ? ValueKind::number : ValueKind::text};
  }
  if (cell == "True" || cell == "False") {
    return KgtkValue{.text = cell == "True" ? "true" : "false", .kind = ValueKind::boolean};
  }
  // Addresses and phrases that were left without quotes.
  const bool is_phrase =
      cell.find(' ') != std::string_view::npos || cell.find("://") != std::string_view::npos;
  return KgtkValue{.is_symbol = !is_phrase, .text = without_escapes(cell)};
}

std::vector<std::string_view> kgtk_list(std::string_view cell) {
  std::vector<std::string_view> values;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= cell.size(); ++i) {
    if (i < cell.size() && cell[i] == '\\') {
      ++i;
      continue;
    }
    if (i < cell.size() && cell[i] != '|') continue;
    if (i > begin) values.push_back(cell.substr(begin, i - begin));
    begin = i + 1;
  }
  if (begin < cell.size()) values.push_back(cell.substr(begin));
  return values;
}

}  // namespace relata

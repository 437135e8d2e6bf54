#include "ingest/ucdp_sources.h"

#include <optional>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

UcdpSource source_of(std::string_view text) {
  constexpr std::size_t date_size = 10;  // YYYY-MM-DD
  UcdpSource source{.text = text, .office = {}, .date = {}, .headline = text};
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view rest = text.substr(comma + 1);
    if (rest.size() <= date_size || rest[date_size] != ',') continue;
    const auto date = PartialDate::parse(rest.substr(0, date_size));
    if (!date) continue;
    source.office = without_blanks(text.substr(0, comma));
    source.date = *date;
    source.headline = without_blanks(rest.substr(date_size + 1));
    break;
  }
  return source;
}

}  // namespace

std::vector<UcdpSource> ucdp_sources(std::string_view source_article) {
  std::string_view list = without_blanks(source_article);
  const bool is_quoted = list.size() > 1 && list.starts_with('"') && list.ends_with('"');
  if (is_quoted) list = list.substr(1, list.size() - 2);
  std::vector<UcdpSource> sources;
  for (const std::string_view text : split_list(list, is_quoted ? "\";\"" : ";")) {
    sources.push_back(source_of(text));
  }
  return sources;
}

}  // namespace relata

#include "ingest/stix_citations.h"

#include "ingest/foreign_values.h"

namespace relata {

std::vector<StixCitation> stix_citations(std::string_view text) {
  constexpr std::string_view mark = "(Citation:";
  std::vector<StixCitation> citations;
  std::string_view quote;
  for (std::size_t end = 0;;) {
    const std::size_t begin = text.find(mark, end);
    const std::size_t close = text.find(')', begin);
    if (begin == std::string_view::npos || close == std::string_view::npos) return citations;
    const std::string_view before = without_blanks(text.substr(end, begin - end));
    // What is left of the sentence after its citation is no statement.
    if (before.find_first_not_of(".,; ") != std::string_view::npos) {
      quote = without_blanks(before.substr(before.find_first_not_of(".,; ")));
    }
    const std::size_t name = begin + mark.size();
    citations.push_back({.name = without_blanks(text.substr(name, close - name)), .quote = quote});
    end = close + 1;
  }
}

}  // namespace relata

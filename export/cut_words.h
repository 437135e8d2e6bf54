#pragma once

// The words in which cuts are told.

#include <relata/cut.h>

#include <optional>
#include <string>
#include <string_view>

namespace relata {

[[nodiscard]] std::string_view word(CutOf of);
[[nodiscard]] std::string_view word(CutOutcome outcome);
// Nothing for a word that is none of them.
[[nodiscard]] std::optional<CutOf> parse_cut_of(std::string_view name);

// "2 speakers part them; fewer do not.": what was found, and why there is no cut.
[[nodiscard]] std::string outcome_words(const CutAnswer& answer);
// The names of what is cut, but of relations.
[[nodiscard]] std::string names_of(const CutAnswer& answer, const Cut& cut);
// Of sources: " They are A, B."; of several cuts the first ones, and how many others there are.
[[nodiscard]] std::string members_words(const CutAnswer& answer);
// "Cut", of several "Cut 1, 3": of which cuts the relation is part, or with which it goes.
[[nodiscard]] std::string mark_of(const CutAnswer& answer, RelationId relation);

}  // namespace relata

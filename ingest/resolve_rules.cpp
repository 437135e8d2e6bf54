#include "ingest/resolve_rules.h"

#include <array>
#include <cmath>

namespace relata {
namespace {

// In the order of Rule.
constexpr auto table = std::to_array<ResolveRule>({
    {"external_id", "one identifier", 20, false},
    {"country_name", "names of one country", 20, false},
    {"same_as", "a source says that they are one", 20, false},
    {"folded_name", "one name", 7.5, false},
    {"transliteration", "one name in two scripts or romanisations", 7, false},
    {"token_order", "the same words in another order", 6.5, false},
    {"word_breaks", "the same letters with other word breaks", 5.5, false},
    {"initials", "the same name with given names as initials", 3.5, false},
    {"name_part", "one name is the other with more words", 5, false},
    {"edit_distance", "names that a few letters part", 6, false},
    {"acronym", "one name is made of the initials of the other", 4, false},
    {"declared_alias", "the only name of one is declared for the other", 3, false},
    {"more_names", "further names agree", 2, false},
    {"long_name", "the name is long", 2, false},
    {"birth_date", "the same day of birth or foundation", 8, false},
    {"birth_year", "the same year of birth or foundation", 2, false},
    {"same_country", "the same country", 1, false},
    {"same_type", "one type", 0.5, false},
    {"shared_neighbours", "related to the same entities", 4, false},
    {"common_name", "many bear the name", -6, false},
    {"one_word", "a single word names no person", -4, false},
    {"weak_name", "the name fits many or says an office", -4, false},
    {"generic_name", "the name is made of words that many organizations bear", -4, false},
    {"other_type", "types that are no kinds of each other", -1, false},
    {"other_country", "no country in common", -3, false},
    {"related_to_each_other", "a source relates them to each other as two", -3, false},
    {"one_source", "one source has them under two keys", -3, false},
    {"type_excludes", "types that exclude each other", -20, true},
    {"other_external_id", "different identifiers in one scheme", -20, true},
    {"other_date", "dates that cannot both be", -20, true},
    {"other_number", "names that only a number tells apart", -20, true},
    {"other_direction", "names that only a direction tells apart", -20, true},
    {"other_given_name", "Korean names that one syllable tells apart", -20, true},
});
static_assert(table.size() == static_cast<std::size_t>(Rule::other_given_name) + 1);

}  // namespace

std::span<const ResolveRule> resolve_rules() { return table; }

const ResolveRule& rule_info(Rule rule) { return table[static_cast<std::size_t>(rule)]; }

double score_of(double bits) {
  constexpr double steps = 10'000;
  return std::round(steps / (1 + std::exp2(-bits))) / steps;
}

}  // namespace relata

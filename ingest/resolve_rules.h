#pragma once

// The rules by which two entities are told to be one: one table.
//
// A weight is how much a rule that holds makes it likelier, in bits: the logarithm of how much more
// often it holds of records of one thing than of records of two (I. P. Fellegi, A. B. Sunter, "A
// theory for record linkage", JASA 64, 1969). docs/resolution.md says where each comes from.

#include <relata/resolve.h>

#include <cstdint>

namespace relata {

enum class Rule : std::uint8_t {
  external_id,
  country_name,
  same_as,
  folded_name,
  transliteration,
  token_order,
  word_breaks,
  initials,
  name_part,
  edit_distance,
  acronym,
  declared_alias,
  more_names,
  long_name,
  birth_date,
  birth_year,
  same_country,
  same_type,
  shared_neighbours,
  common_name,
  one_word,
  weak_name,
  generic_name,
  other_type,
  other_country,
  related_to_each_other,
  one_source,
  type_excludes,
  other_external_id,
  other_date,
  other_number,
  other_direction,
  other_given_name,
};

[[nodiscard]] const ResolveRule& rule_info(Rule rule);
// How likely two entities that a block brings together are one before anything is known of them, in
// bits against.
inline constexpr double prior_bits = 6;

// From bits to a score.
[[nodiscard]] double score_of(double bits);

}  // namespace relata

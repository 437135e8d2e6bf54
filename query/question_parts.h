#pragma once

// A question in words, part by part: for titles, and for saying which parts leave no path.

#include <relata/search.h>
#include <cstdint>
#include <string>
#include <vector>

namespace relata {

// More hops cannot be asked for.
inline constexpr int hops_limit = 64;

enum class PartKind : std::uint8_t {
  // Of a question for a path.
  hops,
  direction,
  degree,
  // Of its view.
  known_by,
  valid,
  relation_types,
  relation_types_without,
  entity_types,
  entity_types_without,
  entities_without,
  speakers,
  speakers_without,
  documents,
  documents_without,
  publishers,
  publishers_without,
  languages,
  confidence,
  origins,
  statuses,
  retracted,  // what was retracted is left out
};

struct QuestionPart {
  PartKind kind = PartKind::known_by;
  std::string words;  // "known by 2025-04-25"
};

// The parts that are set, in the order of their kinds; of a view alone without `retracted`.
[[nodiscard]] std::vector<QuestionPart> parts_of(const Store& store, const Snapshot& at,
                                                 const View& view);
// `has_retractions`: there is something to leave out for having been retracted.
[[nodiscard]] std::vector<QuestionPart> parts_of(const Store& store, const Snapshot& at,
                                                 bool has_retractions, const PathQuery& query);

// Makes the part of `to` what it is in `from`.
void copy_part(PartKind kind, const PathQuery& from, PathQuery& to);

// The question with all of its parts given up.
[[nodiscard]] PathQuery without_parts(PathQuery query);

[[nodiscard]] std::string hops_in_words(int hops);  // "1 hop"

// "a", "a and b", "a, b and c".
[[nodiscard]] std::string join_words(const std::vector<std::string>& words);

}  // namespace relata

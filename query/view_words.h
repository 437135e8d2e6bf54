#pragma once

// A view in words, part by part: for titles, and for saying which part leaves no path.

#include <relata/search.h>
#include <cstdint>
#include <string>
#include <vector>

namespace relata {

enum class ViewPartKind : std::uint8_t {
  known_by,
  valid,
  relation_types,
  relation_types_without,
  entity_types,
  entity_types_without,
  entities_without,
  speakers,    // and those left out
  documents,   // the same
  publishers,  // the same
  languages,
  confidence,
  origins,
  statuses,
};

struct ViewPart {
  ViewPartKind kind = ViewPartKind::known_by;
  std::string words;  // "known by 2025-04-25"
  View without;       // the view with this part given up
};

// The parts that are set, in a fixed order.
[[nodiscard]] std::vector<ViewPart> parts_of(const Store& store, const Snapshot& at,
                                             const View& view);

// "a", "a and b", "a, b and c".
[[nodiscard]] std::string join_words(const std::vector<std::string>& words);

}  // namespace relata

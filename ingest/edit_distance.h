#pragma once

// How many edits part two words: letters put in, left out, changed, or two neighbours swapped (F.
// J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7, 1964;
// V. I. Levenshtein, 1966), as optimal string alignment: no letter is edited twice.

#include <string_view>

namespace relata {

// Bytes are letters: for romanised words. Gives `most` + 1 for anything further apart than `most`.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b, int most);

}  // namespace relata

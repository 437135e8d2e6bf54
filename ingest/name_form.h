#pragma once

// A name taken apart for comparing.
//
// Its words are romanised and then sounded: written in one way where romanisations and languages
// write one sound in many (sh, sch, ch; y, i, j; ph, f), so that Zelensky, Zelenskyy and Зеленський
// are one word. What is left is compared as text; a skeleton of consonant classes (after R. C.
// Russell's Soundex, 1918) only brings names together for comparing and never decides.

#include <relata/model.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/romanizer.h"

namespace relata {

struct NameForm {
  std::string text;  // as the source wrote it
  NameKind kind = NameKind::alias;
  std::string folded;
  // Sounded, in their order, without fillers and legal forms unless nothing else is there; numbers
  // as "#95".
  std::vector<std::string> tokens;
  std::vector<std::string> sorted;   // the same, in order
  std::string joined;                // the tokens without blanks
  std::string rest;                  // the sorted tokens without numbers and directions
  std::vector<std::string> numbers;  // sorted
  std::uint8_t compass = 0;          // a bit for each Compass
  std::string initials;              // of the words as they were written: "кндр"
  bool has_vowels = true;            // false: its script leaves most of them out
};

// Nothing is left of a name without letters: no tokens.
[[nodiscard]] NameForm name_form(const Name& name, Romanizer& romanizer);

// One romanised word in the spelling that its other romanisations share.
[[nodiscard]] std::string sounded(std::string_view latin);
// Its consonants by class, for blocking: "zelenski" is "slnsk".
[[nodiscard]] std::string skeleton(std::string_view sounded);
// May this be an abbreviation by initials? One short word.
[[nodiscard]] bool is_acronym_like(const NameForm& name);

}  // namespace relata

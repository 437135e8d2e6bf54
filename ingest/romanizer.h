#pragma once

// Names of every script in Latin letters.
//
// ICU's rules: those of the United States Board on Geographic Names for Cyrillic (as sources in
// English write it), Unicode's own for the rest. Hangul goes syllable by syllable, so that 김정은
// is three tokens as Kim Jong Un is. One romanisation is not the one that a source used: what the
// two have in common is left to sounded() (name_form.h).

#include <memory>
#include <string>
#include <string_view>

namespace relata {

// For one thread. Making one takes milliseconds.
class Romanizer {
 public:
  Romanizer();
  ~Romanizer();
  Romanizer(const Romanizer&) = delete;
  Romanizer& operator=(const Romanizer&) = delete;

  // Folded, ASCII but for what ICU has no rule for. The language (BCP 47) decides for Cyrillic;
  // without one, its letters do.
  [[nodiscard]] std::string latin(std::string_view name, std::string_view language);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace relata

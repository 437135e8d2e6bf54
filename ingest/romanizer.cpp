#include "ingest/romanizer.h"

#include <relata/lookup.h>
#include <relata/store.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace relata {
namespace {

constexpr std::int32_t person_syllables_max = 4;  // of a Korean name written without blanks

std::unique_ptr<icu::Transliterator> rules(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, error));
  if (U_FAILURE(error) || made == nullptr) {
    throw Error(ErrorCode::io, std::string("romanising names: ICU has no rules ") + id + " (" +
                                   u_errorName(error) + "); install libicu72 again");
  }
  return made;
}

bool is_hangul(UChar32 c) { return c >= 0xAC00 && c <= 0xD7A3; }

// A word of a few syllables is a personal name or a short one, whose syllables are its tokens.
icu::UnicodeString apart(const icu::UnicodeString& name) {
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < name.length();) {
    std::int32_t end = i;
    while (end < name.length() && is_hangul(name.char32At(end))) ++end;
    const bool splits = end - i >= 2 && end - i <= person_syllables_max;
    for (; i < end; ++i) {
      out.append(name.char32At(i));
      if (splits && i + 1 < end) out.append(static_cast<UChar32>(' '));
    }
    if (i < name.length() && !is_hangul(name.char32At(i))) {
      out.append(name.char32At(i));
      i = name.moveIndex32(i, 1);
    }
  }
  return out;
}

struct Letters {
  bool is_ascii = true;
  bool has_cyrillic = false;
  bool has_ukrainian = false;  // letters that Russian has not
  bool has_hangul = false;
};

Letters letters_of(const icu::UnicodeString& name) {
  Letters found;
  for (std::int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
    const UChar32 c = name.char32At(i);
    found.is_ascii = found.is_ascii && c < 0x80;
    found.has_cyrillic = found.has_cyrillic || (c >= 0x400 && c <= 0x52F);
    found.has_ukrainian =
        found.has_ukrainian || c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491;
    found.has_hangul = found.has_hangul || is_hangul(c);
  }
  return found;
}

}  // namespace

struct Romanizer::State {
  std::unique_ptr<icu::Transliterator> russian = rules("Russian-Latin/BGN; Any-Latin; Latin-ASCII");
  std::unique_ptr<icu::Transliterator> ukrainian =
      rules("Ukrainian-Latin/BGN; Any-Latin; Latin-ASCII");
};

Romanizer::Romanizer() : state_(std::make_unique<State>()) {}
Romanizer::~Romanizer() = default;

std::string Romanizer::latin(std::string_view folded, std::string_view language) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(folded.begin(), folded.end(), is_plain)) return std::string(folded);
  icu::UnicodeString name = icu::UnicodeString::fromUTF8(
      icu::StringPiece(folded.data(), static_cast<std::int32_t>(folded.size())));
  const Letters letters = letters_of(name);
  if (letters.has_hangul) name = apart(name);
  const bool is_ukrainian =
      letters.has_ukrainian || (letters.has_cyrillic && language.starts_with("uk"));
  (is_ukrainian ? state_->ukrainian : state_->russian)->transliterate(name);
  std::string text;
  name.toUTF8String(text);
  return fold_name(text);
}

}  // namespace relata

#include "ingest/romanizer.h"

#include <relata/lookup.h>
#include <relata/store.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace relata {
namespace {

constexpr std::size_t text_bytes_max = 2048;      // longer names are no names
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

const icu::Normalizer2* composer() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFKCInstance(error);
  if (U_FAILURE(error)) {
    throw Error(ErrorCode::io, std::string("romanising names: ICU's data cannot be loaded (") +
                                   u_errorName(error) + "); install libicu72 again");
  }
  return found;
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

bool is_cyrillic(UChar32 c) { return c >= 0x400 && c <= 0x52F; }

// Latin letters that look like Cyrillic ones, small or large, and stand among those by mistake
// (Unicode's TR 39 calls them confusable).
UChar32 cyrillic_look_alike(UChar32 c) {
  switch (c) {
    case 'a':
      return 0x430;
    case 'b':
      return 0x432;
    case 'c':
      return 0x441;
    case 'e':
      return 0x435;
    case 'h':
      return 0x43D;
    case 'i':
      return 0x456;
    case 'k':
      return 0x43A;
    case 'm':
      return 0x43C;
    case 'o':
      return 0x43E;
    case 'p':
      return 0x440;
    case 't':
      return 0x442;
    case 'x':
      return 0x445;
    case 'y':
      return 0x443;
    default:
      return c;
  }
}

// Words in which Cyrillic and Latin letters are mixed become Cyrillic.
icu::UnicodeString in_one_script(const icu::UnicodeString& name) {
  icu::UnicodeString out;
  for (std::int32_t begin = 0; begin < name.length();) {
    std::int32_t end = name.indexOf(static_cast<UChar32>(' '), begin);
    if (end < 0) end = name.length();
    bool is_mixed = false;
    for (std::int32_t i = begin; i < end; ++i) is_mixed = is_mixed || is_cyrillic(name.charAt(i));
    for (std::int32_t i = begin; i < end; ++i) {
      const char16_t c = name.charAt(i);
      out.append(is_mixed ? static_cast<char16_t>(cyrillic_look_alike(c)) : c);
    }
    if (end < name.length()) out.append(static_cast<char16_t>(' '));
    begin = end + 1;
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
    found.has_cyrillic = found.has_cyrillic || is_cyrillic(c);
    found.has_ukrainian =
        found.has_ukrainian || c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491;
    found.has_hangul = found.has_hangul || is_hangul(c);
  }
  return found;
}

}  // namespace

struct Romanizer::State {
  const icu::Normalizer2* compose = composer();
  std::unique_ptr<icu::Transliterator> russian = rules("Russian-Latin/BGN; Any-Latin; Latin-ASCII");
  std::unique_ptr<icu::Transliterator> ukrainian =
      rules("Ukrainian-Latin/BGN; Any-Latin; Latin-ASCII");
};

Romanizer::Romanizer() : state_(std::make_unique<State>()) {}
Romanizer::~Romanizer() = default;

std::string Romanizer::latin(std::string_view text, std::string_view language) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (text.size() > text_bytes_max || std::all_of(text.begin(), text.end(), is_plain)) {
    return fold_name(text);
  }
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString name =
      state_->compose->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                     text.data(), static_cast<std::int32_t>(text.size()))),
                                 error);
  if (U_FAILURE(error)) return fold_name(text);
  name.toLower(icu::Locale::getRoot());
  const Letters letters = letters_of(name);
  if (letters.has_hangul) name = apart(name);
  if (letters.has_cyrillic) name = in_one_script(name);
  const bool is_ukrainian =
      letters.has_ukrainian || (letters.has_cyrillic && language.starts_with("uk"));
  (is_ukrainian ? state_->ukrainian : state_->russian)->transliterate(name);
  // Parts t and s that are no ts; nobody else writes it.
  name.findAndReplace(icu::UnicodeString(static_cast<UChar32>(0xB7)), icu::UnicodeString());
  std::string latin;
  name.toUTF8String(latin);
  return fold_name(latin);
}

}  // namespace relata

// Folding names: two spellings of one name should meet, two names should not.
//
// Unicode compatibility case folding (NFKC_Casefold: case, width, ligatures, invisible characters),
// then accents off letters, then punctuation to nothing inside words and to a space between them.
// Accents go from alphabets in which names are often written without them (Latin, Greek, Cyrillic,
// Arabic, Hebrew); in other scripts marks are letters and stay.

#include <relata/lookup.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <limits>

namespace relata {
namespace {

// Names of lookups are at most this long; what is beyond is not compared.
constexpr std::size_t name_bytes_max = 512;

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// Inside a word these join: O'Neill is oneill, U.S. is us.
bool is_joiner(UChar32 c) {
  return c == '\'' || c == '.' || c == 0x2019 || c == 0x02BC || c == 0x2018 || c == 0x00B4 ||
         c == '`';
}

// Words with single spaces between them.
class Words {
 public:
  explicit Words(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  void letter(UChar32 c) {
    if (is_between_ && !text_.empty()) text_ += ' ';
    is_between_ = false;
    if (c < 0x80) {
      text_ += static_cast<char>(c);
      return;
    }
    char bytes[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    text_.append(bytes, static_cast<std::size_t>(size));
  }

  void gap() { is_between_ = true; }
  [[nodiscard]] bool is_full() const { return text_.size() >= bytes_max_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::size_t bytes_max_;
  std::string text_;
  bool is_between_ = false;
};

std::string fold_ascii(std::string_view text, std::size_t bytes_max) {
  Words words(bytes_max);
  for (const char c : text) {
    if (words.is_full()) break;
    if (c >= 'A' && c <= 'Z') {
      words.letter(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      words.letter(c);
    } else if (!is_joiner(c)) {
      words.gap();
    }
  }
  return words.take();
}

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(error);
  if (U_FAILURE(error)) {
    throw Error(ErrorCode::io, std::string("folding a name: ICU's data cannot be loaded (") +
                                   u_errorName(error) + "); install libicu72 again");
  }
  return *found;
}

// Letters whose strokes and ties Unicode does not take apart.
UChar32 plain_letter(UChar32 c) {
  switch (c) {
    case 0x00F8:  // ø
      return 'o';
    case 0x0111:  // đ
      return 'd';
    case 0x0142:  // ł
      return 'l';
    case 0x0131:  // ı
      return 'i';
    case 0x0127:  // ħ
      return 'h';
    default:
      return c;
  }
}

bool drops_marks(UChar32 base) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(base, &error)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

std::string fold_unicode(std::string_view text, std::size_t bytes_max) {
  static const icu::Normalizer2& casefold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& decompose = normalizer(icu::Normalizer2::getNFDInstance);
  static const icu::Normalizer2& compose = normalizer(icu::Normalizer2::getNFCInstance);
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const icu::UnicodeString apart = decompose.normalize(casefold.normalize(given, error), error);
  icu::UnicodeString bare;
  bool drops = false;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    const bool is_mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (!is_mark) drops = drops_marks(c);
    if (!is_mark || !drops) bare.append(plain_letter(c));
  }
  const icu::UnicodeString whole = compose.normalize(bare, error);
  if (U_FAILURE(error)) return {};
  Words words(bytes_max);
  for (std::int32_t i = 0; i < whole.length() && !words.is_full(); i = whole.moveIndex32(i, 1)) {
    const UChar32 c = whole.char32At(i);
    const auto kind = U_GET_GC_MASK(c);
    if ((kind & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0) {
      words.letter(c);
    } else if (!is_joiner(c)) {
      words.gap();
    }
  }
  return words.take();
}

bool is_valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::string fold(std::string_view text, std::size_t bytes_max) {
  if (is_ascii(text)) return fold_ascii(text, bytes_max);
  return is_valid_utf8(text) ? fold_unicode(text, bytes_max) : std::string();
}

// A name far beyond the limit is cut before it is folded, so that its length costs nothing; never
// inside a character.
std::string_view beginning(std::string_view text) {
  constexpr std::size_t most = 8 * name_bytes_max;
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string fold_name(std::string_view text) { return fold(beginning(text), name_bytes_max); }

std::string fold_text(std::string_view text) {
  return fold(text, std::numeric_limits<std::size_t>::max());
}

}  // namespace relata

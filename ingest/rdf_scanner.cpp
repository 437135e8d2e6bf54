#include "ingest/rdf_scanner.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

namespace relata {
namespace {

constexpr std::size_t read_bytes = std::size_t{64} << 10;
constexpr const char* xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";
constexpr const char* xsd_decimal = "http://www.w3.org/2001/XMLSchema#decimal";
constexpr const char* xsd_double = "http://www.w3.org/2001/XMLSchema#double";

bool is_digit(int c) { return c >= '0' && c <= '9'; }
bool is_letter(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(int c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// PN_CHARS_BASE of the grammars.
bool begins_name(std::int32_t c) {
  constexpr std::array<std::pair<std::int32_t, std::int32_t>, 12> ranges = {{
      {0xC0, 0xD6},
      {0xD8, 0xF6},
      {0xF8, 0x2FF},
      {0x370, 0x37D},
      {0x37F, 0x1FFF},
      {0x200C, 0x200D},
      {0x2070, 0x218F},
      {0x2C00, 0x2FEF},
      {0x3001, 0xD7FF},
      {0xF900, 0xFDCF},
      {0xFDF0, 0xFFFD},
      {0x10000, 0xEFFFF},
  }};
  return is_letter(c) || std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
           return c >= range.first && c <= range.second;
         });
}

// PN_CHARS.
bool is_in_name(std::int32_t c) {
  return begins_name(c) || is_digit(c) || c == '_' || c == '-' || c == 0xB7 ||
         (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

bool is_in_iri(std::int32_t c) {
  constexpr std::string_view forbidden = "<>\"{}|^`\\";
  return c > ' ' && (c > '~' || forbidden.find(static_cast<char>(c)) == std::string_view::npos);
}

void append(std::string& text, std::int32_t code_point) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, code_point);
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

}  // namespace

RdfScanner::RdfScanner(InputStream& input, std::size_t bytes_max)
    : input_(&input), bytes_max_(bytes_max) {
  if (peek() == 0xEF && peek(1) == 0xBB && peek(2) == 0xBF) skip(3);
}

RdfScanner::RdfScanner(std::string_view line, std::uint64_t number, std::size_t bytes_max)
    : buffer_(line.begin(), line.end()),
      end_(line.size()),
      is_at_end_(true),
      line_(number),
      bytes_max_(bytes_max) {}

bool RdfScanner::fill(std::size_t bytes) {
  while (end_ - at_ < bytes && !is_at_end_) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(at_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= at_;
    taken_ += at_;
    at_ = 0;
    if (buffer_.size() < end_ + read_bytes) buffer_.resize(end_ + read_bytes);
    const std::size_t read = input_->read(buffer_.data() + end_, read_bytes);
    end_ += read;
    is_at_end_ = read == 0;
  }
  return end_ - at_ >= bytes;
}

int RdfScanner::peek(std::size_t ahead) {
  if (end_ - at_ <= ahead && !fill(ahead + 1)) return -1;
  return static_cast<unsigned char>(buffer_[at_ + ahead]);
}

void RdfScanner::skip(std::size_t bytes) {
  for (; bytes > 0 && peek() >= 0; --bytes) {
    ++column_;
    if (buffer_[at_++] != '\n') continue;
    ++line_;
    column_ = 1;
  }
}

void RdfScanner::skip_blanks() {
  for (;;) {
    while (is_blank(peek())) skip(1);
    if (peek() != '#') return;
    while (peek() >= 0 && peek() != '\n' && peek() != '\r') skip(1);
  }
}

bool RdfScanner::take(std::string_view sign) {
  for (std::size_t i = 0; i < sign.size(); ++i) {
    if (peek(i) != static_cast<unsigned char>(sign[i])) return false;
  }
  skip(sign.size());
  return true;
}

bool RdfScanner::take_word(std::string_view word, Letters letters) {
  const int case_bit = letters == Letters::any_case ? 0x20 : 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const int c = peek(i);
    if (!is_letter(c) || (c | case_bit) != (word[i] | case_bit)) return false;
  }
  std::size_t size = 0;
  if (peek(word.size()) == ':' || is_in_name(character(word.size(), size))) return false;
  skip(word.size());
  return true;
}

void RdfScanner::fail(std::string expected) const {
  throw RdfError{.line = line_, .column = column_, .expected = std::move(expected)};
}

std::int32_t RdfScanner::character(std::size_t ahead, std::size_t& size) {
  size = 1;
  const int byte = peek(ahead);
  if (byte < 0x80) return byte;
  static_cast<void>(fill(ahead + U8_MAX_LENGTH));
  const auto* const text = reinterpret_cast<const std::uint8_t*>(buffer_.data() + at_ + ahead);
  const auto most = static_cast<std::int32_t>(std::min<std::size_t>(end_ - at_ - ahead, 4));
  std::int32_t end = 0;
  UChar32 code_point = 0;
  U8_NEXT(text, end, most, code_point);
  if (code_point < 0) fail("UTF-8");
  size = static_cast<std::size_t>(end);
  return code_point;
}

void RdfScanner::check_size(const std::string& word) const {
  if (word.size() > bytes_max_) {
    fail("no word of more than " + std::to_string(bytes_max_) + " bytes");
  }
}

void RdfScanner::take_character(std::string& word) {
  const int byte = peek();
  if (byte > ' ' && byte < 0x80) {  // most are
    word += static_cast<char>(byte);
    ++at_;
    ++column_;
    return check_size(word);
  }
  std::size_t size = 0;
  const std::int32_t c = character(0, size);
  if (c == 0) fail("no zero character");
  append(word, c);
  skip(size);
  check_size(word);
}

// \u0041 or \U00000041, after the letter.
void RdfScanner::take_escaped_code(std::size_t digits, std::string& word) {
  std::int64_t code = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int c = peek();
    if (!is_hex(c)) fail(std::to_string(digits) + " hexadecimal digits");
    code = code * 16 + (is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    skip(1);
  }
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code == 0 || code > 0x10FFFF || is_surrogate) {
    fail("the code of a character, neither zero nor a surrogate, before this");
  }
  append(word, static_cast<std::int32_t>(code));
}

std::string RdfScanner::iri_reference() {
  if (!take("<")) fail("an IRI in angle brackets");
  std::string iri;
  for (;;) {
    const int next = peek();
    if (next == '>') break;
    if (next == '\\') {
      const int kind = peek(1);
      if (kind != 'u' && kind != 'U') fail("\\u or \\U, the only escapes in an IRI");
      skip(2);
      const std::size_t before = iri.size();
      take_escaped_code(kind == 'u' ? 4 : 8, iri);
      if (!is_in_iri(static_cast<unsigned char>(iri[before]))) {
        fail("a character that may stand in an IRI before this");
      }
      continue;
    }
    if (!is_in_iri(next)) fail("a character of an IRI, or > at its end");
    take_character(iri);
  }
  skip(1);
  return iri;
}

bool RdfScanner::goes_on_after_dots(std::size_t& dots, bool is_local) {
  dots = 0;
  while (peek(dots) == '.') ++dots;
  std::size_t size = 0;
  const std::int32_t c = character(dots, size);
  const bool is_part = is_in_name(c) || (is_local && (c == ':' || c == '%' || c == '\\'));
  return is_part && dots < 4096;
}

std::string RdfScanner::blank_label() {
  if (!take("_:")) fail("a blank node");
  std::size_t size = 0;
  const std::int32_t begin = character(0, size);
  if (!begins_name(begin) && !is_digit(begin) && begin != '_') fail("the label of a blank node");
  std::string label;
  take_character(label);
  for (std::size_t dots = 0; goes_on_after_dots(dots, false);) {
    label.append(dots, '.');
    skip(dots);
    take_character(label);
  }
  return label;
}

bool RdfScanner::is_at_name() {
  std::size_t size = 0;
  return peek() == ':' || begins_name(character(0, size));
}

std::string RdfScanner::prefix() {
  std::string prefix;
  std::size_t size = 0;
  if (begins_name(character(0, size))) {
    take_character(prefix);
    for (std::size_t dots = 0; goes_on_after_dots(dots, false);) {
      prefix.append(dots, '.');
      skip(dots);
      take_character(prefix);
    }
  }
  if (!take(":")) fail("a prefix that ends with a colon");
  return prefix;
}

std::string RdfScanner::local_name() {
  constexpr std::string_view escaped = "_~.-!$&'()*+,;=/?#@%";
  std::string name;
  const auto take_part = [&] {
    if (peek() == '%') {
      if (!is_hex(peek(1)) || !is_hex(peek(2))) fail("two hexadecimal digits after %");
      for (int i = 0; i < 3; ++i) take_character(name);
    } else if (peek() == '\\') {
      const int c = peek(1);
      if (c < 0 || escaped.find(static_cast<char>(c)) == std::string_view::npos) {
        fail("a sign that can be escaped in a name after \\");
      }
      skip(1);
      take_character(name);
    } else {
      take_character(name);
    }
  };
  std::size_t size = 0;
  const std::int32_t begin = character(0, size);
  const bool has_begin = begins_name(begin) || is_digit(begin) || begin == '_' || begin == ':' ||
                         begin == '%' || begin == '\\';
  if (!has_begin) return name;
  take_part();
  for (std::size_t dots = 0; goes_on_after_dots(dots, true);) {
    name.append(dots, '.');
    skip(dots);
    take_part();
  }
  return name;
}

// After the backslash.
void RdfScanner::take_text_escape(std::string& word) {
  constexpr std::string_view letters = "tbnrf\"'\\";
  constexpr std::string_view meanings = "\t\b\n\r\f\"'\\";
  const int letter = peek();
  if (letter == 'u' || letter == 'U') {
    skip(1);
    return take_escaped_code(letter == 'u' ? 4 : 8, word);
  }
  const std::size_t place =
      letter < 0 ? std::string_view::npos : letters.find(static_cast<char>(letter));
  if (place == std::string_view::npos) fail("an escape like \\n or \\u00E9");
  word += meanings[place];
  skip(1);
}

std::string RdfScanner::text(Quotes allowed) {
  const int quote = peek();
  const bool is_allowed = quote == '"' || (quote == '\'' && allowed != Quotes::double_ones);
  if (!is_allowed) fail("a text in quotes");
  const std::string_view thrice = quote == '"' ? "\"\"\"" : "'''";
  const bool is_long = allowed == Quotes::any && take(thrice);
  if (!is_long) skip(1);
  std::string word;
  for (;;) {
    const int next = peek();
    if (next < 0) fail("the end of a text");
    if (is_long ? take(thrice) : next == quote) break;
    if (!is_long && (next == '\n' || next == '\r')) fail("the end of a text on its line");
    if (next == '\\') {
      skip(1);
      take_text_escape(word);
    } else {
      take_character(word);
    }
  }
  if (!is_long) skip(1);
  return word;
}

std::string RdfScanner::language_tag() {
  constexpr std::size_t part_max = 8;
  if (!take("@")) fail("a language");
  std::string tag;
  const auto take_part = [&] {
    const std::size_t begin = tag.size();
    while (is_letter(peek()) || is_digit(peek())) take_character(tag);
    const std::size_t size = tag.size() - begin;
    if (size == 0 || size > part_max)
      fail("the tag of a language, parts of 1 to 8 letters or digits");
  };
  if (!is_letter(peek())) fail("the tag of a language, which begins with a letter");
  take_part();
  while (peek() == '-' && peek(1) != '-') {
    take_character(tag);
    take_part();
  }
  if (take("--")) {  // the direction of writing
    tag += "--";
    const std::size_t begin = tag.size();
    take_part();
    const std::string_view direction = std::string_view(tag).substr(begin);
    if (direction != "ltr" && direction != "rtl") fail("ltr or rtl before this");
  }
  return tag;
}

RdfScanner::Number RdfScanner::number() {
  Number number{.digits = {}, .datatype = xsd_integer};
  const auto take_digits = [&] {
    while (is_digit(peek())) take_character(number.digits);
  };
  if (peek() == '+' || peek() == '-') take_character(number.digits);
  const std::size_t begin = number.digits.size();
  take_digits();
  const bool has_whole = number.digits.size() > begin;
  const auto has_exponent = [&](std::size_t at) {
    if (peek(at) != 'e' && peek(at) != 'E') return false;
    const bool has_sign = peek(at + 1) == '+' || peek(at + 1) == '-';
    return is_digit(peek(at + (has_sign ? 2 : 1)));
  };
  // A dot that no digit follows ends the statement.
  if (peek() == '.' && (is_digit(peek(1)) || (has_whole && has_exponent(1)))) {
    number.datatype = xsd_decimal;
    take_character(number.digits);
    take_digits();
  }
  if (number.digits.size() == begin) fail("a number");
  if (has_exponent(0)) {
    number.datatype = xsd_double;
    take_character(number.digits);
    if (!is_digit(peek())) take_character(number.digits);
    take_digits();
  }
  return number;
}

}  // namespace relata

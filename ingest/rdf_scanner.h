#pragma once

// The words of the RDF languages: IRIs, names, literals. They are the same in all of them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/input_stream.h"

namespace relata {

// What is wrong with the text, and where.
struct RdfError {
  std::uint64_t line = 0;
  std::uint64_t column = 0;  // in bytes, from 1
  std::string expected;
};

class RdfScanner {
 public:
  // Over an input that is read as it goes, or over a line of text. A word longer than `bytes_max`
  // is an error.
  RdfScanner(InputStream& input, std::size_t bytes_max);
  RdfScanner(std::string_view line, std::uint64_t number, std::size_t bytes_max);

  // The byte so far ahead, -1 where the text has ended.
  [[nodiscard]] int peek(std::size_t ahead = 0);
  void skip(std::size_t bytes);
  void skip_blanks();  // and comments
  [[nodiscard]] bool take(std::string_view sign);
  // The same, if no name goes on after it.
  enum class Letters : std::uint8_t { exact, any_case };
  [[nodiscard]] bool take_word(std::string_view word, Letters letters = Letters::exact);
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::uint64_t byte() const { return taken_ + at_; }  // of the input
  [[noreturn]] void fail(std::string expected) const;

  // Each at its first byte.
  [[nodiscard]] std::string iri_reference();  // <...>, as it is written, without escapes
  [[nodiscard]] std::string blank_label();    // _:b1, without the sign
  [[nodiscard]] std::string prefix();         // of a name, up to the colon, which is taken too
  [[nodiscard]] std::string local_name();     // after the colon
  enum class Quotes : std::uint8_t { any, double_ones, short_ones };
  [[nodiscard]] std::string text(Quotes allowed);
  [[nodiscard]] std::string language_tag();  // @en-GB, @en--ltr, without the sign
  struct Number {
    std::string digits;
    const char* datatype;
  };
  [[nodiscard]] Number number();

  [[nodiscard]] bool is_at_name();

 private:
  [[nodiscard]] bool fill(std::size_t bytes);
  // The character so far ahead, and its size in bytes; -1 where the text has ended.
  [[nodiscard]] std::int32_t character(std::size_t ahead, std::size_t& size);
  void take_character(std::string& word);
  void take_escaped_code(std::size_t digits, std::string& word);
  void take_text_escape(std::string& word);
  // The dots before a further character of a name belong to it.
  [[nodiscard]] bool goes_on_after_dots(std::size_t& dots, bool is_local);
  void check_size(const std::string& word) const;

  InputStream* input_ = nullptr;
  std::vector<char> buffer_;
  std::uint64_t taken_ = 0;  // before what is in the buffer
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool is_at_end_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
  std::size_t bytes_max_;
};

}  // namespace relata

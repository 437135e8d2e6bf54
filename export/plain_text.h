#pragma once

// Text from strangers, made fit to be shown: valid UTF-8, nothing that steers a terminal or turns
// the reading order, and measured in terminal columns.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// One code point of a text; an invalid byte reads as U+FFFD.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // in bytes
};

// The code point at `at`, which lies inside the text.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t code_point);

// C0 and C1 controls, bidirectional controls, line and paragraph separators, and what is invisible
// by design (joiners that scripts need excepted).
[[nodiscard]] bool is_steering(char32_t code_point);

// Valid UTF-8; the invalid bytes are replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);
// Valid UTF-8 without steering code points: they are written out, "\n", "\x1b", "\u202e".
[[nodiscard]] std::string visible(std::string_view text);

// Columns on a terminal: 2 for wide and full-width characters, 0 for combining ones.
[[nodiscard]] std::size_t width_of(char32_t code_point);
[[nodiscard]] std::size_t display_width(std::string_view text);
// At most `columns` wide; what is cut off is replaced by an ellipsis.
[[nodiscard]] std::string fit(std::string_view text, std::size_t columns);
// Lines at most `columns` wide, broken at blanks where there are any, else after what joins the
// parts of a name: "met_", "with". Never empty.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t columns);
// How wide the widest piece of it is that wrap() breaks for want of room only.
[[nodiscard]] std::size_t unbroken_width(std::string_view text);

// Does it begin with http:// or https://?
[[nodiscard]] bool is_web_address(std::string_view text);

}  // namespace relata

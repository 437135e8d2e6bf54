#pragma once

// Text from strangers in Markdown: what would be markup is escaped, and shown as it is.

#include <cstdint>
#include <string>
#include <string_view>

namespace relata {

// Whether square brackets are the writer's own.
enum class MarkdownBrackets : std::uint8_t { escape, keep };

// On one line, steering characters written out.
[[nodiscard]] std::string markdown_text(std::string_view text,
                                        MarkdownBrackets brackets = MarkdownBrackets::escape);
// A link where it is an address of the web, else text.
[[nodiscard]] std::string markdown_address(std::string_view address);

}  // namespace relata

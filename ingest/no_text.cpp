#include "ingest/no_text.h"

#include <array>

namespace relata {
namespace {

struct Signature {
  std::size_t at;
  std::string_view bytes;
  const char* what;
};

using namespace std::string_view_literals;

constexpr const char* utf_16 = "it is UTF-16; convert it, as with `iconv -f UTF-16 -t UTF-8`";
constexpr std::array<Signature, 7> signatures = {{
    {0, "\xFF\xFE"sv, utf_16},
    {0, "\xFE\xFF"sv, utf_16},
    {0, "PK\x03\x04"sv, "it is a zip archive or a workbook; unpack it, or save it as CSV"},
    {0, "%PDF-"sv, "it is a PDF; extract its text and what is said there first"},
    {0, "PAR1"sv, "it is a Parquet file; convert it to CSV or JSON Lines"},
    {0, "SQLite format 3\0"sv, "it is an SQLite database; export its tables as CSV"},
    {257, "ustar"sv, "it is a tar archive; unpack it"},
}};

// Without a mark: of ASCII in UTF-16 every other byte is zero.
bool is_unmarked_utf_16(std::string_view beginning) {
  constexpr std::size_t least = 4;
  if (beginning.size() < least) return false;
  const auto is_zero = [&](std::size_t i) { return beginning[i] == '\0'; };
  return is_zero(0) != is_zero(1) && is_zero(0) == is_zero(2) && is_zero(1) == is_zero(3);
}

}  // namespace

std::optional<std::string> why_no_text(std::string_view beginning) {
  for (const auto& [at, bytes, what] : signatures) {
    if (beginning.size() >= at && beginning.substr(at).starts_with(bytes)) return what;
  }
  if (is_unmarked_utf_16(beginning)) return utf_16;
  return std::nullopt;
}

}  // namespace relata

#include "ingest/gdelt_gkg_blocks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "ingest/foreign_values.h"

namespace relata {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::uint32_t> offset_of(std::string_view text) {
  std::uint32_t offset = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, offset);
  return error == std::errc() && stop == end ? std::optional(offset) : std::nullopt;
}

// The part after the last delimiter, which is taken off.
std::string_view take_last(std::string_view& text, char delimiter) {
  const std::size_t at = text.rfind(delimiter);
  const std::string_view last = text.substr(at + 1);
  text = text.substr(0, at);
  return last;
}

std::optional<GkgName> name_of(std::string_view block) {
  const std::size_t comma = block.rfind(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto at = offset_of(block.substr(comma + 1));
  const std::string_view name = without_blanks(block.substr(0, comma));
  if (!at || name.empty()) return std::nullopt;
  return GkgName{.name = name, .at = *at};
}

// Fields are taken from the right: names alone may hold a `#`.
std::optional<GkgPlace> place_of(std::string_view block, GkgVersion version) {
  const std::size_t marks = version == GkgVersion::v1 ? 6 : 8;
  if (static_cast<std::size_t>(std::count(block.begin(), block.end(), '#')) < marks) {
    return std::nullopt;
  }
  GkgPlace place;
  if (version == GkgVersion::v2) {
    const auto at = offset_of(take_last(block, '#'));
    if (!at) return std::nullopt;
    place.at = *at;
  }
  place.feature = take_last(block, '#');
  place.longitude = take_last(block, '#');
  place.latitude = take_last(block, '#');
  if (version == GkgVersion::v2) place.adm2 = take_last(block, '#');
  place.adm1 = take_last(block, '#');
  place.country = take_last(block, '#');
  const std::size_t mark = block.find('#');
  place.kind = block.substr(0, mark);
  place.name = without_blanks(block.substr(mark + 1));
  const bool is_kind = place.kind.size() == 1 && place.kind[0] >= '1' && place.kind[0] <= '5';
  if (!is_kind || place.name.empty() || place.country.empty()) return std::nullopt;
  return place;
}

// How many bytes "8645|190|" has at the beginning; 0 if there is no such thing.
std::size_t quotation_head(std::string_view text) {
  std::size_t size = 0;
  for (int field = 0; field < 2; ++field) {
    const std::size_t begin = size;
    while (size < text.size() && is_digit(text[size])) ++size;
    if (size == begin || size == text.size() || text[size] != '|') return 0;
    ++size;
  }
  return size;
}

}  // namespace

GkgBlocks<GkgName> gkg_names(std::string_view cell) {
  GkgBlocks<GkgName> found;
  for (const std::string_view block : split_list(cell, ";")) {
    const auto name = name_of(block);
    name ? found.blocks.push_back(*name) : void(++found.broken);
  }
  return found;
}

GkgBlocks<GkgPlace> gkg_places(std::string_view cell, GkgVersion version) {
  GkgBlocks<GkgPlace> found;
  for (const std::string_view block : split_list(cell, ";")) {
    const auto place = place_of(block, version);
    place ? found.blocks.push_back(*place) : void(++found.broken);
  }
  return found;
}

GkgBlocks<std::string_view> gkg_quotations(std::string_view cell) {
  GkgBlocks<std::string_view> found;
  for (std::size_t begin = 0; begin < cell.size();) {
    std::size_t end = cell.find('#', begin);
    while (end != std::string_view::npos && quotation_head(cell.substr(end + 1)) == 0) {
      end = cell.find('#', end + 1);
    }
    const std::string_view quotation = cell.substr(begin, end - begin);
    if (quotation_head(quotation) == 0) ++found.broken;
    found.blocks.push_back(quotation);
    begin = end == std::string_view::npos ? cell.size() : end + 1;
  }
  return found;
}

std::vector<GkgElement> gkg_elements(std::string_view cell) {
  std::vector<GkgElement> found;
  while (!(cell = without_blanks(cell)).empty()) {
    const std::size_t close = cell.find('>');
    const std::string_view name = cell.starts_with('<') && close != std::string_view::npos
                                      ? cell.substr(1, close - 1)
                                      : std::string_view();
    const std::string end = "</" + std::string(name) + ">";
    const std::size_t stop = name.empty() ? std::string_view::npos : cell.find(end, close);
    if (stop == std::string_view::npos) {
      found.push_back({.name = {}, .text = cell});
      break;
    }
    found.push_back({.name = name, .text = cell.substr(close + 1, stop - close - 1)});
    cell.remove_prefix(stop + end.size());
  }
  return found;
}

}  // namespace relata

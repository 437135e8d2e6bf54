#pragma once

// The blocks within the cells of GDELT's knowledge graph, each with delimiters of its own. What is
// cut or broken is no block, and is counted.

#include <cstdint>
#include <string_view>
#include <vector>

namespace relata {

template <class Block>
struct GkgBlocks {
  std::vector<Block> blocks;
  std::size_t broken = 0;
};

// "Ivan Petrov,120": a name, and the character that it stands at in GDELT's own English text.
struct GkgName {
  std::string_view name;
  std::uint32_t at = 0;
};
[[nodiscard]] GkgBlocks<GkgName> gkg_names(std::string_view cell);

// "4#Kyiv, Kyyiv, Misto, Ukraine#UP#UP12#25678#50.43#30.51#-1044367#88".
struct GkgPlace {
  std::string_view kind;     // 1 a country, 2 and 5 its first divisions, 3 and 4 what lies in them
  std::string_view name;     // of a country also its adjective, as the text has it
  std::string_view country;  // by FIPS 10-4, as the first division
  std::string_view adm1;
  std::string_view adm2;
  std::string_view latitude;
  std::string_view longitude;
  std::string_view feature;  // its number in a gazetteer, or its code
  std::uint32_t at = 0;
};
// Those of version 1 have neither `adm2` nor `at`.
enum class GkgVersion : std::uint8_t { v1, v2 };
[[nodiscard]] GkgBlocks<GkgPlace> gkg_places(std::string_view cell, GkgVersion version);

// "8645|190|said|I got a lot of calls": where it stands, its length, its verb, its words. A `#`
// parts quotations only where such a beginning follows; in a quotation it is text.
[[nodiscard]] GkgBlocks<std::string_view> gkg_quotations(std::string_view cell);

// "<PAGE_TITLE>Grain</PAGE_TITLE>": of the elements, which do not nest.
struct GkgElement {
  std::string_view name;  // empty: what is no element, as it stands
  std::string_view text;
};
[[nodiscard]] std::vector<GkgElement> gkg_elements(std::string_view cell);

}  // namespace relata

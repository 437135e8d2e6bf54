#include "ingest/country_names.h"

#include <relata/lookup.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <array>
#include <unordered_map>

namespace relata {
namespace {

// Names that sources write, but ICU does not.
constexpr auto other_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Antigua and Barbuda", "AG"},
    {"Bosnia", "BA"},
    {"Bosnia and Herzegovina", "BA"},
    {"Brunei Darussalam", "BN"},
    {"Burma", "MM"},
    {"Cabo Verde", "CV"},
    {"Congo", "CG"},
    {"Czech Republic", "CZ"},
    {"DPRK", "KP"},
    {"Democratic People's Republic of Korea", "KP"},
    {"Democratic Republic of Congo", "CD"},
    {"Democratic Republic of the Congo", "CD"},
    {"East Timor", "TL"},
    {"Holy See", "VA"},
    {"Iran (Islamic Republic of)", "IR"},
    {"Islamic Republic of Iran", "IR"},
    {"Ivory Coast", "CI"},
    {"Korea (Democratic People's Republic of)", "KP"},
    {"Korea (Republic of)", "KR"},
    {"Macedonia", "MK"},
    {"Myanmar", "MM"},
    {"Palestine", "PS"},
    {"People's Republic of China", "CN"},
    {"Philippine", "PH"},
    {"Republic of Korea", "KR"},
    {"Republic of the Congo", "CG"},
    {"Russian Federation", "RU"},
    {"Saint Kitts and Nevis", "KN"},
    {"Saint Lucia", "LC"},
    {"Saint Vincent and the Grenadines", "VC"},
    {"Sao Tome and Principe", "ST"},
    {"Slovak Republic", "SK"},
    {"State of Palestine", "PS"},
    {"Swaziland", "SZ"},
    {"Syrian Arab Republic", "SY"},
    {"The Bahamas", "BS"},
    {"The Gambia", "GM"},
    {"The Netherlands", "NL"},
    {"Trinidad and Tobago", "TT"},
    {"Turkey", "TR"},
    {"Türkiye", "TR"},
    {"UK", "GB"},
    {"USA", "US"},
    {"United States of America", "US"},
    {"Vatican", "VA"},
    {"Viet Nam", "VN"},
});

std::string english_name(const char* locale) {
  std::array<UChar, 128> name{};
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t size = uloc_getDisplayCountry(locale, "en", name.data(),
                                                   static_cast<std::int32_t>(name.size()), &error);
  std::string text;
  if (U_SUCCESS(error) != 0) icu::UnicodeString(name.data(), size).toUTF8String(text);
  return text;
}

struct Countries {
  std::unordered_map<std::string, Country> by_code;  // both, folded
  std::unordered_map<std::string, Country> by_name;  // folded

  Countries() {
    for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
      const std::string locale = std::string("und_") + *code;
      add({.alpha_2 = *code,
           .alpha_3 = uloc_getISO3Country(locale.c_str()),
           .name = english_name(locale.c_str())});
    }
    add({.alpha_2 = "XK", .alpha_3 = "XKX", .name = "Kosovo"});
    for (const auto& [name, code] : other_names) {
      by_name.emplace(fold_name(name), by_code.at(fold_name(code)));
    }
  }

  void add(const Country& country) {
    by_code.emplace(fold_name(country.alpha_2), country);
    by_code.emplace(fold_name(country.alpha_3), country);
    by_name.emplace(fold_name(country.name), country);
  }
};

const Countries& countries() {
  static const Countries all;
  return all;
}

std::optional<Country> found_in(const std::unordered_map<std::string, Country>& by,
                                std::string_view text) {
  const auto found = by.find(fold_name(text));
  if (found == by.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<Country> country_named(std::string_view name) {
  return found_in(countries().by_name, name);
}

std::optional<Country> country_of_code(std::string_view code) {
  return found_in(countries().by_code, code);
}

}  // namespace relata

#include "ingest/country_languages.h"

#include <relata/lookup.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "ingest/country_names.h"

namespace relata {
namespace {

// Official names and abbreviations that CLDR has not.
constexpr auto short_forms = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Korut", "KP"},
    {"Korsel", "KR"},
    {"DPRK", "KP"},
    {"D.P.R. Korea", "KP"},
    {"КНДР", "KP"},
    {"Северная Корея", "KP"},
    {"Північна Корея", "KP"},
    {"Южная Корея", "KR"},
    {"Південна Корея", "KR"},
    {"Корейская Народно-Демократическая Республика", "KP"},
    {"Корейська Народно-Демократична Республіка", "KP"},
    {"조선민주주의인민공화국", "KP"},
    {"조선", "KP"},
    {"북조선", "KP"},
    {"朝鲜民主主义人民共和国", "KP"},
    {"朝鮮民主主義人民共和国", "KP"},
    {"Republik Rakyat Demokratik Korea", "KP"},
    {"République populaire démocratique de Corée", "KP"},
    {"República Popular Democrática de Corea", "KP"},
    {"Demokratische Volksrepublik Korea", "KP"},
    {"Repubblica Popolare Democratica di Corea", "KP"},
    {"ROK", "KR"},
    {"한국", "KR"},
    {"남한", "KR"},
    {"Республика Корея", "KR"},
    {"Republik Korea", "KR"},
    {"РФ", "RU"},
    {"Российская Федерация", "RU"},
    {"Російська Федерація", "RU"},
    {"Federasi Rusia", "RU"},
    {"США", "US"},
    {"Соединённые Штаты Америки", "US"},
    {"Сполучені Штати Америки", "US"},
    {"Amerika Serikat", "US"},
    {"EE. UU.", "US"},
    {"Estados Unidos de América", "US"},
    {"États-Unis d'Amérique", "US"},
    {"PRC", "CN"},
    {"КНР", "CN"},
    {"Tiongkok", "CN"},
    {"Republik Rakyat Tiongkok", "CN"},
    {"中华人民共和国", "CN"},
    {"UAE", "AE"},
    {"ОАЭ", "AE"},
    {"ФРГ", "DE"},
    {"Bundesrepublik Deutschland", "DE"},
    {"Federal Republic of Germany", "DE"},
    {"Великобритания", "GB"},
    {"Велика Британія", "GB"},
    {"Belanda", "NL"},
    {"Белоруссия", "BY"},
    {"Білорусь", "BY"},
    {"Republic of Belarus", "BY"},
    {"KSA", "SA"},
    {"Kingdom of Saudi Arabia", "SA"},
    {"Kingdom of Norway", "NO"},
    {"French Republic", "FR"},
    {"Italian Republic", "IT"},
    {"Republic of Poland", "PL"},
    {"Republic of Türkiye", "TR"},
    {"Republic of Turkey", "TR"},
    {"Islamic Republic of Afghanistan", "AF"},
    {"Republic of India", "IN"},
    {"Republic of Iraq", "IQ"},
    {"State of Israel", "IL"},
    {"Ukrainian SSR", ""},  // a state of its own
});

// Names that are used for these countries, and not for one of them alone.
constexpr auto loose_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Great Britain", "GB"},
    {"Britain", "GB"},
    {"Grande-Bretagne", "GB"},
    {"Großbritannien", "GB"},
    {"Gran Bretaña", "GB"},
    {"Gran Bretagna", "GB"},
    {"Inggris", "GB"},  // England, too
    {"Congo", "CD"},
    {"Congo", "CG"},
    {"Korea", "KP"},
    {"Korea", "KR"},
    {"Virgin Islands", "VG"},
    {"Virgin Islands", "VI"},
});

constexpr auto parts_of_countries = std::to_array<std::string_view>(
    {"England", "Scotland", "Wales", "Northern Ireland", "Angleterre", "Inglaterra", "Inghilterra",
     "Англия", "Англія", "Шотландия", "Шотландія", "英格兰", "英格蘭", "잉글랜드"});

// Countries that one language or another tells apart by more words around one name.
constexpr auto namesakes =
    std::to_array<std::pair<const char*, const char*>>({{"CD", "CG"}, {"KP", "KR"}});

// Do the words of one stand together in the other?
bool has_words(std::string_view folded, std::string_view words) {
  return (" " + std::string(folded) + " ").find(" " + std::string(words) + " ") !=
         std::string::npos;
}

std::string display_name(const char* country_locale, const char* language) {
  std::array<UChar, 160> name{};
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t size = uloc_getDisplayCountry(country_locale, language, name.data(),
                                                   static_cast<std::int32_t>(name.size()), &error);
  std::string text;
  // A warning says that the language has no name and another's, or the code, came back.
  if (error == U_ZERO_ERROR) icu::UnicodeString(name.data(), size).toUTF8String(text);
  return text;
}

class Names {
 public:
  Names() {
    std::int32_t count = 0;
    const icu::Locale* const locales = icu::Locale::getAvailableLocales(count);
    for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
      const std::string locale = std::string("und_") + *code;
      for (std::int32_t i = 0; i < count; ++i) {
        // A country's own variant of a language says what the language does, or nothing.
        if (*locales[i].getCountry() != '\0') continue;
        add(display_name(locale.c_str(), locales[i].getName()), *code);
      }
    }
    for (std::int32_t i = 0; i < count; ++i) {
      if (*locales[i].getCountry() == '\0') add_namesakes(locales[i].getName());
    }
    for (const auto& [name, code] : short_forms) readings_[fold_name(name)] = sure(code);
    for (const auto& [name, code] : loose_names) add_loose(fold_name(name), code);
    for (const std::string_view name : parts_of_countries) {
      readings_[fold_name(name)] = {};
      parts_.push_back(fold_name(name));
    }
  }

  [[nodiscard]] CountryReading reading_of(std::string_view folded) const {
    const auto found = readings_.find(std::string(folded));
    const bool is_known = found != readings_.end();
    if (is_known && loose_.contains(found->first)) return found->second;
    // English, as other sources are read, decides where languages differ.
    if (const auto english = country_named(folded)) return sure(english->alpha_2);
    return is_known ? found->second : CountryReading();
  }

  [[nodiscard]] bool is_part(std::string_view folded) const {
    return std::find(parts_.begin(), parts_.end(), folded) != parts_.end();
  }

 private:
  static CountryReading sure(std::string_view code) {
    if (code.empty()) return {};
    return {.codes = {std::string(code)}, .is_sure = true};
  }

  void add(const std::string& name, std::string_view code) {
    std::string folded = fold_name(name);
    if (folded.empty()) return;
    const auto [at, is_new] = readings_.emplace(std::move(folded), sure(code));
    if (!is_new) add_code(at->second, code);
  }

  static void add_code(CountryReading& reading, std::string_view code) {
    auto& codes = reading.codes;
    if (std::find(codes.begin(), codes.end(), code) != codes.end()) return;
    codes.emplace_back(code);
    std::sort(codes.begin(), codes.end());
    reading.is_sure = false;
  }

  void add_loose(const std::string& folded, std::string_view code) {
    CountryReading& reading = readings_[folded];
    add_code(reading, code);
    reading.is_sure = false;
    loose_.insert(folded);
  }

  // Spanish says "Congo" of the one, and "República Democrática del Congo" of the other.
  void add_namesakes(const char* language) {
    for (const auto& [one, other] : namesakes) {
      const auto name_of = [&](const char* code) {
        return fold_name(display_name((std::string("und_") + code).c_str(), language));
      };
      const std::string first = name_of(one);
      const std::string second = name_of(other);
      if (first.empty() || second.empty()) continue;
      const bool is_first_bare = has_words(second, first);
      if (!is_first_bare && !has_words(first, second)) continue;
      const std::string& bare = is_first_bare ? first : second;
      add_loose(bare, one);
      add_loose(bare, other);
    }
  }

  std::unordered_map<std::string, CountryReading> readings_;
  std::unordered_set<std::string> loose_;  // whatever English says
  std::vector<std::string> parts_;
};

const Names& names() {
  static const Names all;
  return all;
}

}  // namespace

CountryReading country_in_any_language(std::string_view folded) {
  return names().reading_of(folded);
}

std::optional<std::string> country_code_in_any_language(std::string_view folded) {
  const CountryReading reading = country_in_any_language(folded);
  return reading.is_sure ? std::optional(reading.codes.front()) : std::nullopt;
}

bool is_part_of_country(std::string_view folded) { return names().is_part(folded); }

}  // namespace relata

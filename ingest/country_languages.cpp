#include "ingest/country_languages.h"

#include <relata/lookup.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <array>
#include <unordered_map>
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
    {"Great Britain", "GB"},
    {"Inggris", "GB"},
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
    for (const auto& [name, code] : short_forms) codes_[fold_name(name)] = code;
  }

  [[nodiscard]] std::optional<std::string> code_of(std::string_view folded) const {
    // English, as other sources are read, decides where languages differ.
    if (const auto english = country_named(folded)) return english->alpha_2;
    const auto found = codes_.find(std::string(folded));
    if (found == codes_.end() || found->second.empty()) return std::nullopt;
    return found->second;
  }

 private:
  void add(const std::string& name, const std::string& code) {
    std::string folded = fold_name(name);
    if (folded.empty()) return;
    const auto [at, is_new] = codes_.emplace(std::move(folded), code);
    if (!is_new && at->second != code) at->second.clear();
  }

  std::unordered_map<std::string, std::string> codes_;  // empty: of two countries
};

}  // namespace

std::optional<std::string> country_code_in_any_language(std::string_view folded) {
  static const Names names;
  return names.code_of(folded);
}

}  // namespace relata

#include "export/brief_language.h"

#include <relata/error.h>

#include <algorithm>
#include <chrono>

namespace relata {
namespace {

const std::array<const BriefLanguage*, 2> languages = {&brief_in_english, &brief_in_indonesian};

}  // namespace

std::vector<std::string> brief_languages() {
  std::vector<std::string> codes;
  for (const BriefLanguage* language : languages) codes.emplace_back(language->code);
  return codes;
}

const BriefLanguage& brief_language(std::string_view code) {
  const auto found = std::find_if(languages.begin(), languages.end(),
                                  [&](const BriefLanguage* known) { return known->code == code; });
  if (found != languages.end()) return **found;
  throw Error(ErrorCode::usage, "telling a brief: there is no language \"" + std::string(code) +
                                    "\"; choose one of " + joined(brief_languages(), ", "));
}

std::string filled(std::string_view sentence, BriefPlaces places) {
  std::string text;
  while (!sentence.empty()) {
    const std::size_t open = std::min(sentence.find('{'), sentence.size());
    text += sentence.substr(0, open);
    sentence.remove_prefix(open);
    if (sentence.empty()) break;
    const std::size_t close = sentence.find('}');
    const std::string_view name = sentence.substr(1, close - 1);
    for (const auto& [place, value] : places) {
      if (place == name) text += value;
    }
    sentence.remove_prefix(close + 1);
  }
  return text;
}

std::string listed(const BriefLanguage& language, const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) {
      const bool is_last = i + 1 == items.size();
      text += is_last ? (items.size() == 2 ? language.between_two : language.before_last) : ", ";
    }
    text += items[i];
  }
  return text;
}

std::string counted(const BriefLanguage& language, const BriefWords& words, std::uint64_t count) {
  return filled(for_count(words, count), {{"n", language.number(count)}});
}

const BriefPhrase* phrase_of(const BriefLanguage& language, std::string_view type) {
  const auto found = std::find_if(language.phrases.begin(), language.phrases.end(),
                                  [&](const BriefPhrase& phrase) { return phrase.type == type; });
  return found == language.phrases.end() ? nullptr : &*found;
}

std::string day_month_year(PartialDate date, const std::array<std::string_view, 12>& months) {
  const std::chrono::year_month_day day(date.first_day());
  std::string text = std::to_string(static_cast<int>(day.year()));
  if (date.precision() == Precision::year) return text;
  text = std::string(months.at(static_cast<unsigned>(day.month()) - 1)) + " " + text;
  if (date.precision() == Precision::month) return text;
  return std::to_string(static_cast<unsigned>(day.day())) + " " + text;
}

}  // namespace relata

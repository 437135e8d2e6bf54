#include "ingest/external_ids.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

namespace relata {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Letters and digits alone, letters large: "imo 9-187.629" is "IMO9187629".
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) continue;
    out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

std::optional<std::string> wikidata_id(std::string_view text) {
  const std::size_t slash = text.find_last_of("/:");
  if (slash != std::string_view::npos) {
    const std::string_view before = text.substr(0, slash);
    const bool is_of_wikidata = before.ends_with("wikidata.org/entity") ||
                                before.ends_with("wikidata.org/wiki") || before == "wd" ||
                                before == "Wikidata" || before == "wikidata";
    if (!is_of_wikidata) return std::nullopt;
    text.remove_prefix(slash + 1);
  }
  if (text.size() < 2 || text[0] != 'Q' || text[1] == '0') return std::nullopt;
  if (!std::all_of(text.begin() + 1, text.end(), is_digit)) return std::nullopt;
  return std::string(text);
}

// "intrusion-set--899ce53f-13a0-479b-a0e4-67d46e241542"
bool is_stix_id(std::string_view text) {
  const std::size_t dashes = text.find("--");
  if (dashes == std::string_view::npos || dashes == 0) return false;
  const std::string_view id = text.substr(dashes + 2);
  if (id.size() != 36) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? id[i] != '-' : std::isxdigit(static_cast<unsigned char>(id[i])) == 0)
      return false;
  }
  return true;
}

enum class Given : std::uint8_t { worldwide, by_country };

struct Scheme {
  std::string_view property;  // its letters and digits, small
  std::string_view scheme;
  Given given;
};

// Properties as FollowTheMoney, Wikidata's JSON and plain tables call them.
constexpr auto schemes = std::to_array<Scheme>({
    {"wikidataid", "wikidata", Given::worldwide},
    {"wikidata", "wikidata", Given::worldwide},
    {"qid", "wikidata", Given::worldwide},
    {"sameas", "wikidata", Given::worldwide},
    {"leicode", "lei", Given::worldwide},
    {"lei", "lei", Given::worldwide},
    {"p1278", "lei", Given::worldwide},
    {"imonumber", "imo", Given::worldwide},
    {"imo", "imo", Given::worldwide},
    {"p458", "imo", Given::worldwide},
    {"stixid", "stix", Given::worldwide},
    {"stix", "stix", Given::worldwide},
    {"inncode", "inn", Given::worldwide},
    {"ogrncode", "ogrn", Given::worldwide},
    {"passportnumber", "passport", Given::by_country},
    {"passport", "passport", Given::by_country},
    {"registrationnumber", "registration", Given::by_country},
    {"taxnumber", "tax", Given::by_country},
    {"idnumber", "id card", Given::by_country},
});

// Nothing for what is no identifier of the scheme, like "unknown" or "-".
std::optional<std::string> value_of(const Scheme& scheme, std::string_view value) {
  if (scheme.scheme == "wikidata") return wikidata_id(value);
  if (scheme.scheme == "stix") {
    return is_stix_id(value) ? std::optional(std::string(value)) : std::nullopt;
  }
  std::string text = bare(value);
  if (scheme.scheme == "lei") return is_lei(text) ? std::optional(text) : std::nullopt;
  if (scheme.scheme == "imo") {
    if (text.starts_with("IMO")) text.erase(0, 3);
    return is_imo(text) ? std::optional(text) : std::nullopt;
  }
  constexpr std::size_t digits_min = 5;
  if (std::count_if(text.begin(), text.end(), is_digit) < static_cast<int>(digits_min)) return {};
  const bool is_one_digit =
      std::all_of(text.begin(), text.end(), [&](char c) { return c == text[0]; });
  return is_one_digit ? std::nullopt : std::optional(text);
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) continue;
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

bool is_lei(std::string_view text) {
  if (text.size() != 20) return false;
  // ISO 7064, MOD 97-10: letters count as two digits, and the whole leaves 1.
  int rest = 0;
  for (const char c : text) {
    if (!is_digit(c) && !is_upper(c)) return false;
    const int value = is_digit(c) ? c - '0' : c - 'A' + 10;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest == 1 && is_digit(text[18]) && is_digit(text[19]);
}

bool is_imo(std::string_view digits) {
  if (digits.size() != 7 || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  int sum = 0;
  for (int i = 0; i < 6; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (7 - i);
  return sum % 10 == digits[6] - '0' && sum > 0;
}

bool is_one_each(std::string_view scheme) {
  return scheme == "wikidata" || scheme == "iso3166" || scheme == "lei" || scheme == "imo" ||
         scheme == "inn" || scheme == "ogrn";
}

std::string_view source_of_key(std::string_view key) {
  const std::size_t end = key.find_last_of(":/#");
  return end == std::string_view::npos ? std::string_view() : key.substr(0, end + 1);
}

std::vector<ExternalId> external_ids(const Entity& entity,
                                     const std::vector<std::string>& countries) {
  std::vector<ExternalId> ids;
  if (auto id = wikidata_id(entity.key)) ids.push_back({"wikidata", std::move(*id)});
  if (is_stix_id(entity.key)) ids.push_back({"stix", entity.key});
  for (const Property& property : entity.properties) {
    const std::string name = plain_name(property.name);
    const auto scheme = std::find_if(schemes.begin(), schemes.end(),
                                     [&](const Scheme& s) { return s.property == name; });
    if (scheme == schemes.end()) continue;
    auto value = value_of(*scheme, property.value);
    if (!value) continue;
    std::string full(scheme->scheme);
    if (scheme->given == Given::by_country) {
      if (countries.size() != 1) continue;  // whose number it is, is not said
      full += ":" + countries.front();
    }
    ids.push_back({std::move(full), std::move(*value)});
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace relata

#include "ingest/entity_profile.h"

#include <relata/lookup.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>

#include "ingest/country_languages.h"
#include "ingest/country_names.h"
#include "ingest/external_ids.h"

namespace relata {
namespace {

bool is_among(std::string_view name, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// "13.10.1944" as ISO has it; the day before the time; of other texts nothing.
std::optional<PartialDate> date_in(std::string_view text) {
  if (const auto date = PartialDate::parse(text)) return date;
  if (const std::size_t time = text.find('T'); time != std::string_view::npos) {
    return PartialDate::parse(text.substr(0, time));
  }
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || first > 2 || second - first > 3) return std::nullopt;
  const auto two = [](std::string_view part) {
    return (part.size() == 1 ? "0" : "") + std::string(part);
  };
  return PartialDate::parse(std::string(text.substr(second + 1)) + "-" +
                            two(text.substr(first + 1, second - first - 1)) + "-" +
                            two(text.substr(0, first)));
}

void take_dates(std::vector<PartialDate>& dates, std::string_view value) {
  while (!value.empty()) {  // "1965 or 1966; 19.2.1968"
    const std::size_t end = std::min({value.find(';'), value.find(" or "), value.size()});
    std::string_view one = value.substr(0, end);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (const auto date = date_in(one)) dates.push_back(*date);
    if (end == value.size()) break;
    value.remove_prefix(end + (value[end] == ';' ? 1 : 4));
  }
}

void take_country(std::vector<std::string>& countries, std::string_view value) {
  if (const auto country = country_of_code(value)) {
    countries.push_back(country->alpha_2);
  } else if (auto code = country_code_in_any_language(fold_name(value))) {
    countries.push_back(std::move(*code));
  }
}

template <class Value>
void sort_once(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

void take_properties(const Entity& entity, EntityProfile& profile) {
  for (const Property& property : entity.properties) {
    const std::string name = plain_name(property.name);
    if (is_among(name, {"country", "nationality", "citizenship", "jurisdiction"})) {
      take_country(profile.countries, property.value);
    } else if (is_among(name, {"birthdate", "dateofbirth", "dob", "born", "p569",
                               "incorporationdate", "founded", "p571"})) {
      take_dates(profile.born, property.value);
    } else if (is_among(name,
                        {"deathdate", "dateofdeath", "died", "p570", "dissolutiondate", "p576"})) {
      take_dates(profile.died, property.value);
    }
  }
  sort_once(profile.countries);
  sort_once(profile.born);
  sort_once(profile.died);
}

// A country is its ISO code: by a name in any language, or a key or property that is the code.
void take_country_code(const Entity& entity, EntityProfile& profile) {
  std::vector<std::string> codes;
  std::vector<std::string> loose;
  const bool is_part =
      std::any_of(profile.names.begin(), profile.names.end(),
                  [](const auto& name) { return is_part_of_country(name.folded); });
  for (const NameForm& name : profile.names) {
    if (is_part) break;
    const CountryReading reading = country_in_any_language(name.folded);
    auto& read = reading.is_sure ? codes : loose;
    read.insert(read.end(), reading.codes.begin(), reading.codes.end());
  }
  sort_once(codes);
  sort_once(loose);
  profile.called = codes.empty() ? loose : codes;
  std::vector<std::string> given;
  for (const Property& property : entity.properties) {
    const std::string name = plain_name(property.name);
    if (!is_among(name, {"iso2", "iso3", "iso3166", "isocode", "countrycode", "alpha2", "alpha3",
                         "p297", "p298"})) {
      continue;
    }
    if (const auto country = country_of_code(property.value)) given.push_back(country->alpha_2);
  }
  if (codes.empty() && given.empty()) {
    if (const auto country = country_of_code(entity.key)) given.push_back(country->alpha_2);
  }
  codes.insert(codes.end(), given.begin(), given.end());
  sort_once(codes);
  // Names of several countries on one record say that a name is borrowed, not which.
  if (codes.size() != 1) return;
  profile.ids.push_back({"iso3166", codes.front()});
  profile.called = codes;
  profile.is_code_by_name = given.empty();
}

// Nothing if the name is none: without letters.
std::optional<NameForm> form_of(const Name& name, Romanizer& romanizer, NameDepth depth) {
  if (depth == NameDepth::folded) {
    NameForm form{.text = name.text, .kind = name.kind, .folded = fold_name(name.text)};
    if (form.folded.empty()) return std::nullopt;
    const bool is_ascii = std::all_of(form.folded.begin(), form.folded.end(),
                                      [](char c) { return static_cast<signed char>(c) > 0; });
    if (is_ascii) return form;  // what folding leaves of ASCII are letters and digits
  }
  NameForm form = name_form(name, romanizer);
  return form.tokens.empty() ? std::nullopt : std::optional(std::move(form));
}

void take_names(const Entity& entity, EntityProfile& profile, Romanizer& romanizer,
                NameDepth depth) {
  std::set<std::string> seen;
  for (const Name& name : entity.names) {
    if (name.kind == NameKind::role || name.kind == NameKind::metonym) {
      std::string folded = fold_name(name.text);
      if (!folded.empty()) profile.set_apart.push_back(std::move(folded));
      continue;
    }
    if (profile.names.size() == profile_names_max) {
      ++profile.names_left_out;
      continue;
    }
    auto form = form_of(name, romanizer, depth);
    if (form && seen.insert(form->folded).second) profile.names.push_back(*std::move(form));
  }
  sort_once(profile.set_apart);
}

}  // namespace

std::vector<Kind> kinds_of(const Schema& schema) {
  constexpr std::array<std::pair<const char*, Kind>, 8> kinds = {
      {{"person", Kind::person},
       {"organization", Kind::organization},
       {"country", Kind::country},
       {"place", Kind::place},
       {"event", Kind::event},
       {"vessel", Kind::vessel},
       {"weapon", Kind::weapon},
       {"topic", Kind::topic}}};
  std::vector<Kind> of_types;
  for (const EntityType& type : schema.entity_types()) {
    Kind kind = Kind::unknown;
    for (const auto& [name, of_name] : kinds) {
      if (schema.is_kind_of(*schema.entity_type(type.name), name)) kind = of_name;
    }
    // FollowTheMoney's legal entity may be a person.
    of_types.push_back(type.name == "legal_entity" ? Kind::unknown : kind);
  }
  return of_types;
}

EntityProfile profile_of(const Entity& entity, Kind kind, Romanizer& romanizer, NameDepth depth) {
  EntityProfile profile{.id = entity.id, .key = entity.key, .type = entity.type, .kind = kind};
  take_names(entity, profile, romanizer, depth);
  take_properties(entity, profile);
  profile.ids = external_ids(entity, profile.countries);
  if (profile.kind == Kind::country) take_country_code(entity, profile);
  sort_once(profile.ids);
  return profile;
}

}  // namespace relata

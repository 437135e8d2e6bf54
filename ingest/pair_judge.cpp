#include "ingest/pair_judge.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "ingest/block_keys.h"
#include "ingest/name_likeness.h"
#include "ingest/name_words.h"
#include "ingest/weighing.h"

namespace relata {
namespace {

// Names beyond these are compared only for being equal.
constexpr std::size_t close_names_max = 24;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

// --- Identifiers --------------------------------------------------------------------------------

std::string scheme_words(const ExternalId& id) { return id.scheme + " " + id.value; }

// What makes it sure that two are one, if nothing speaks against it.
enum class Surety : std::uint8_t { none, by_name, said };

bool is_by_name(const ExternalId& id, const EntityProfile& a, const EntityProfile& b) {
  return id.scheme == "iso3166" && (a.is_code_by_name || b.is_code_by_name);
}

Surety weigh_equal_ids(const EntityProfile& a, const EntityProfile& b, Weighing& weighing) {
  Surety surety = Surety::none;
  for (const ExternalId& id : a.ids) {
    if (surety == Surety::said || !std::binary_search(b.ids.begin(), b.ids.end(), id)) continue;
    const Rule rule = is_by_name(id, a, b) ? Rule::country_name : Rule::external_id;
    weighing.add(rule, 1, [&] { return scheme_words(id); });
    if (!weighing.takes(rule)) continue;
    surety = rule == Rule::external_id ? Surety::said : Surety::by_name;
  }
  if (surety != Surety::none) return surety;
  // A name that fits both, and other countries too, is a reason to look.
  constexpr double loose = 0.35;
  for (const std::string& code : a.called) {
    if (!std::binary_search(b.called.begin(), b.called.end(), code)) continue;
    weighing.add(Rule::country_name, loose, [&] { return "perhaps iso3166 " + code; });
    break;
  }
  return surety;
}

Surety weigh_ids(const EntityProfile& a, const EntityProfile& b, Weighing& weighing) {
  const Surety surety = weigh_equal_ids(a, b, weighing);
  for (const ExternalId& id : a.ids) {
    if (!is_one_each(id.scheme)) continue;
    const auto is_of_scheme = [&](const ExternalId& one) { return one.scheme == id.scheme; };
    const auto other = std::find_if(b.ids.begin(), b.ids.end(), is_of_scheme);
    if (other == b.ids.end()) continue;
    const bool shares = std::any_of(b.ids.begin(), b.ids.end(), [&](const ExternalId& one) {
      return is_of_scheme(one) && std::binary_search(a.ids.begin(), a.ids.end(), one);
    });
    if (shares) continue;
    weighing.add(Rule::other_external_id, 1,
                 [&] { return scheme_words(id) + " and " + scheme_words(*other); });
    break;
  }
  return surety;
}

// --- Names --------------------------------------------------------------------------------------

struct NamePair {
  const NameForm* a = nullptr;
  const NameForm* b = nullptr;
  Likeness likeness;
  double bits = 0;
};

bool is_all_generic(const NameForm& name) {
  std::size_t begin = 0;
  while (begin < name.folded.size()) {
    const std::size_t end = std::min(name.folded.find(' ', begin), name.folded.size());
    const std::string_view word = std::string_view(name.folded).substr(begin, end - begin);
    if (!is_generic(word) && !is_filler(word) && !is_legal_form(word)) return false;
    begin = end + 1;
  }
  return true;
}

double doubts_about(const NameForm& a, const NameForm& b, Kind kind) {
  double bits = 0;
  const auto has_one_word = [](const NameForm& name) { return name.tokens.size() == 1; };
  if (kind == Kind::person && (has_one_word(a) || has_one_word(b)))
    bits += rule_info(Rule::one_word).weight;
  if (a.kind == NameKind::weak || b.kind == NameKind::weak)
    bits += rule_info(Rule::weak_name).weight;
  return bits;
}

struct NameFindings {
  std::optional<NamePair> best;
  std::size_t agreeing = 0;  // names of `a` that are one with a name of `b`, the best included
  std::optional<NamePair> contradiction;
  Rule contradicted = Rule::other_number;
};

// Of one kind if one is known.
Kind kind_of_both(const EntityProfile& a, const EntityProfile& b) {
  return a.kind == Kind::unknown ? b.kind : a.kind;
}

NameFindings compare_names(const EntityProfile& a, const EntityProfile& b,
                           const Weighing& weighing) {
  NameFindings found;
  const Kind kind = kind_of_both(a, b);
  for (std::size_t i = 0; i < a.names.size(); ++i) {
    bool agrees = false;
    for (std::size_t j = 0; j < b.names.size(); ++j) {
      const NameForm& one = a.names[i];
      const NameForm& other = b.names[j];
      const bool is_close = i < close_names_max && j < close_names_max;
      if (!is_close && one.folded != other.folded) continue;
      if (!found.contradiction) {
        const auto rule = contradiction_of(one, other, kind);
        if (rule && weighing.takes(*rule)) {
          found.contradiction = NamePair{.a = &one, .b = &other};
          found.contradicted = *rule;
        }
      }
      const auto likeness = likeness_of(one, other, kind);
      if (!likeness || !weighing.takes(likeness->rule)) continue;
      const double bits =
          rule_info(likeness->rule).weight * likeness->degree + doubts_about(one, other, kind);
      if (likeness->rule != Rule::acronym && likeness->rule != Rule::initials) agrees = true;
      if (found.best && bits <= found.best->bits) continue;
      found.best = NamePair{.a = &one, .b = &other, .likeness = *likeness, .bits = bits};
    }
    if (agrees) ++found.agreeing;
  }
  return found;
}

std::string both_names(const NamePair& pair) {
  if (pair.a->text == pair.b->text) return quoted(pair.a->text);
  return quoted(pair.a->text) + " and " + quoted(pair.b->text);
}

// Long names are seldom alike by chance. 0..1; nothing for rules that read a part of the name only.
double letters_in_common(const NamePair& pair) {
  const Rule rule = pair.likeness.rule;
  if (rule == Rule::initials || rule == Rule::acronym) return 0;
  constexpr double short_name = 10;
  constexpr double long_name = 22;
  const auto letters = static_cast<double>(std::min(pair.a->joined.size(), pair.b->joined.size()));
  return std::clamp((letters - short_name) / (long_name - short_name), 0.0, 1.0);
}

// A name that few bear says more.
double commonness(std::uint32_t bearers) {
  constexpr double few = 6;  // as many sources may tell of one thing
  constexpr double many = 96;
  return std::clamp(std::log2(std::max(bearers, 1U) / few) / std::log2(many / few), 0.0, 1.0);
}

void weigh_names(const EntityProfile& a, const EntityProfile& b, const PairContext& context,
                 const NameFindings& found, Weighing& weighing) {
  const auto nothing = [] { return std::string(); };
  if (found.contradiction) {
    // Two groups may have one alias and numbers of their own; then it takes more to be sure.
    const bool is_outweighed = found.best && (found.best->likeness.rule == Rule::folded_name ||
                                              found.best->likeness.rule == Rule::transliteration);
    weighing.add(found.contradicted, is_outweighed ? 0.2 : 1,
                 [&] { return both_names(*found.contradiction); });
  }
  if (!found.best) return;
  const NamePair& best = *found.best;
  const Kind kind = kind_of_both(a, b);
  weighing.add(best.likeness.rule, best.likeness.degree, [&] { return both_names(best); });
  const double letters = letters_in_common(best);
  if (letters > 0) weighing.add(Rule::long_name, letters, nothing);
  if (found.agreeing > 1) {
    const std::size_t more = std::min<std::size_t>(found.agreeing - 1, 2);
    weighing.add(Rule::more_names, static_cast<double>(more) / 2,
                 [&] { return std::to_string(found.agreeing - 1); });
  }
  if (kind == Kind::person && (best.a->tokens.size() == 1 || best.b->tokens.size() == 1)) {
    weighing.add(Rule::one_word, 1, nothing);
  }
  if (best.a->kind == NameKind::weak || best.b->kind == NameKind::weak) {
    weighing.add(Rule::weak_name, 1, nothing);
  }
  if (kind != Kind::person && kind != Kind::country && is_all_generic(*best.a) &&
      is_all_generic(*best.b)) {
    weighing.add(Rule::generic_name, 1, nothing);
  }
  if (const double degree = commonness(context.bearers); degree > 0) {
    weighing.add(Rule::common_name, degree, [&] {
      return std::to_string(context.bearers) + " entities share what these two share";
    });
  }
}

// The only name of one is declared for the other, and for nothing else.
bool is_declared_alias(const EntityProfile& a, const EntityProfile& b, const PairContext& context,
                       const NameFindings& found) {
  if (context.name_bearers != 2 || !found.best) return false;
  const Kind kind = a.kind;
  if (kind != b.kind || (kind != Kind::country && kind != Kind::organization)) return false;
  const NamePair& best = *found.best;
  if (best.likeness.rule != Rule::folded_name) return false;
  if (best.a->kind == NameKind::weak || best.b->kind == NameKind::weak) return false;
  const bool is_only =
      (a.names.size() == 1 && b.names.size() > 1) || (b.names.size() == 1 && a.names.size() > 1);
  constexpr std::size_t letters_min = 3;
  return is_only && best.a->folded.size() >= letters_min && !is_all_generic(*best.a);
}

// A word, or an abbreviation, is the name of many things that no source here tells of.
bool is_telling(const NameForm& name) { return name.tokens.size() > 1 && !is_acronym_like(name); }

// Whoever gives out two keys means two things, as long as it does not say otherwise itself.
bool are_of_one_source(const EntityProfile& a, const EntityProfile& b) {
  const std::string_view source = source_of_key(a.key);
  return !source.empty() && source == source_of_key(b.key);
}

// --- Types, dates, places -----------------------------------------------------------------------

void weigh_types(const EntityProfile& a, const EntityProfile& b, const Schema& schema,
                 Weighing& weighing) {
  const auto both = [&] {
    return schema.entity_type(a.type).label + " and " + schema.entity_type(b.type).label;
  };
  if (excludes(a.kind, b.kind)) return weighing.add(Rule::type_excludes, 1, both);
  if (a.type == b.type) {
    if (a.kind == Kind::unknown) return;
    return weighing.add(Rule::same_type, 1, [&] { return schema.entity_type(a.type).label; });
  }
  if (a.kind == Kind::unknown || b.kind == Kind::unknown) return;
  if (schema.is_kind_of(a.type, b.type) || schema.is_kind_of(b.type, a.type)) {
    return weighing.add(Rule::same_type, 1, both);
  }
  weighing.add(Rule::other_type, 1, both);
}

// May both dates be one day?
bool may_be_one(PartialDate a, PartialDate b) {
  return a.first_day() <= b.last_day() && b.first_day() <= a.last_day();
}

std::string date_words(PartialDate a, PartialDate b) {
  return a == b ? a.text() : a.text() + " and " + b.text();
}

void weigh_dates(const std::vector<PartialDate>& a, const std::vector<PartialDate>& b,
                 Weighing& weighing) {
  if (a.empty() || b.empty()) return;
  std::optional<std::pair<PartialDate, PartialDate>> best;
  for (const PartialDate one : a) {
    for (const PartialDate other : b) {
      if (!may_be_one(one, other)) continue;
      const bool is_day = one.precision() == Precision::day && other.precision() == Precision::day;
      if (!best || is_day) best = {one, other};
    }
  }
  if (!best) {
    return weighing.add(Rule::other_date, 1, [&] { return date_words(a.front(), b.front()); });
  }
  const bool is_day =
      best->first.precision() == Precision::day && best->second.precision() == Precision::day;
  weighing.add(is_day ? Rule::birth_date : Rule::birth_year, 1,
               [&] { return date_words(best->first, best->second); });
}

void weigh_lives(const EntityProfile& a, const EntityProfile& b, Weighing& weighing) {
  weigh_dates(a.born, b.born, weighing);
  const auto died_before_born = [](const EntityProfile& one, const EntityProfile& other) {
    return !one.died.empty() && !other.born.empty() &&
           one.died.back().last_day() < other.born.front().first_day();
  };
  if (died_before_born(a, b) || died_before_born(b, a)) {
    weighing.add(Rule::other_date, 1, [] { return "one died before the other was born"; });
  }
  if (a.died.empty() || b.died.empty()) return;
  for (const PartialDate one : a.died) {
    for (const PartialDate other : b.died) {
      if (may_be_one(one, other)) return;
    }
  }
  weighing.add(Rule::other_date, 1, [&] { return date_words(a.died.front(), b.died.front()); });
}

void weigh_countries(const EntityProfile& a, const EntityProfile& b, Weighing& weighing) {
  if (a.countries.empty() || b.countries.empty()) return;
  for (const std::string& country : a.countries) {
    if (!std::binary_search(b.countries.begin(), b.countries.end(), country)) continue;
    return weighing.add(Rule::same_country, 1, [&] { return country; });
  }
  weighing.add(Rule::other_country, 1,
               [&] { return a.countries.front() + " and " + b.countries.front(); });
}

// --- Neighbours ---------------------------------------------------------------------------------

void weigh_neighbours(const EntityProfile& a, const EntityProfile& b, const PairContext& context,
                      Weighing& weighing) {
  if (context.around_a == nullptr || context.around_b == nullptr) return;
  const auto& one = context.around_a->members;
  const auto& other = context.around_b->members;
  double degree = 0;
  std::size_t shared = 0;
  bool is_related = false;
  auto at = other.begin();
  for (const auto& member : one) {
    is_related = is_related || member.id == b.id;
    while (at != other.end() && at->id < member.id) ++at;
    if (at == other.end()) break;
    if (at->id != member.id) continue;
    ++shared;
    degree += 1 / (2.0 + member.degree_class);  // everybody is related to a hub
  }
  is_related = is_related || std::any_of(other.begin(), other.end(),
                                         [&](const auto& member) { return member.id == a.id; });
  if (shared > 0) {
    weighing.add(Rule::shared_neighbours, std::min(degree, 1.0),
                 [&] { return std::to_string(shared); });
  }
  if (is_related) weighing.add(Rule::related_to_each_other, 1, [] { return std::string(); });
}

}  // namespace

PairJudge::PairJudge(const Schema& schema, const std::vector<std::string>& without_rules)
    : schema_(schema) {
  const auto rules = resolve_rules();
  for (const std::string& name : without_rules) {
    const auto rule = std::find_if(rules.begin(), rules.end(),
                                   [&](const ResolveRule& one) { return one.name == name; });
    if (rule == rules.end()) {
      throw Error(ErrorCode::usage,
                  "resolving without the rule \"" + name +
                      "\": there is none of this name; docs/resolution.md lists them");
    }
    is_without_[static_cast<std::size_t>(rule - rules.begin())] = true;
  }
}

PairScore PairJudge::judge(const EntityProfile& a, const EntityProfile& b,
                           const PairContext& context, Words words) const {
  PairScore weighed{.bits = -prior_bits};
  Weighing weighing(weighed, is_without_, words);
  Surety surety = weigh_ids(a, b, weighing);
  if (context.is_same_as && weighing.takes(Rule::same_as)) {
    weighing.add(Rule::same_as, 1, [] { return std::string(); });
    surety = Surety::said;
  }
  weigh_types(a, b, schema_, weighing);
  if (weighed.is_forbidden && words == Words::none) return weighed;
  weigh_lives(a, b, weighing);
  if (weighed.is_forbidden && words == Words::none) return weighed;
  const NameFindings names = compare_names(a, b, weighing);
  weigh_names(a, b, context, names, weighing);
  if (is_declared_alias(a, b, context, names) && weighing.takes(Rule::declared_alias)) {
    weighing.add(Rule::declared_alias, 1, [&] { return quoted(names.best->a->text); });
    if (surety == Surety::none && is_telling(*names.best->a)) surety = Surety::by_name;
  }
  if (surety == Surety::by_name && are_of_one_source(a, b)) {
    weighing.add(Rule::one_source, 1, [&] { return std::string(source_of_key(a.key)); });
  }
  weigh_countries(a, b, weighing);
  weigh_neighbours(a, b, context, weighing);
  std::stable_sort(weighed.reasons.begin(), weighed.reasons.end(),
                   [](const ResolveReason& x, const ResolveReason& y) {
                     return std::abs(x.weight) > std::abs(y.weight);
                   });
  weighed.is_safe = surety != Surety::none && !weighing.has_against();
  return weighed;
}

}  // namespace relata

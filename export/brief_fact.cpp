#include "export/brief_fact.h"

#include <algorithm>

#include "export/brief_nouns.h"

namespace relata {
namespace {

// More than these are counted, not listed.
constexpr std::size_t periods_max = 4;

std::string when_words(const BriefLanguage& language, const Period& valid, bool lasts) {
  const BriefSentences& say = language.say;
  const auto in_date = [&](std::string_view words, PartialDate date) {
    return filled(words, {{"date", language.date(date)}});
  };
  if (valid.from == valid.to) return language.at(valid.from);
  if (!valid.to.is_known()) return in_date(lasts ? say.since : say.from, valid.from);
  if (!valid.from.is_known()) return in_date(lasts ? say.until : say.by, valid.to);
  return filled(say.span, {{"from", language.date(valid.from)}, {"to", language.date(valid.to)}});
}

// More periods than are listed, sorted.
std::string times_words(const BriefLanguage& language, const std::vector<Period>& periods,
                        bool lasts) {
  const bool are_dates = std::all_of(periods.begin(), periods.end(),
                                     [](const Period& period) { return period.from == period.to; });
  if (!are_dates) {
    return filled(language.say.spells, {{"n", language.number(periods.size())},
                                        {"first", when_words(language, periods.front(), lasts)},
                                        {"last", when_words(language, periods.back(), lasts)}});
  }
  PartialDate first;
  PartialDate last;
  for (const Period& period : periods) {
    for (const PartialDate date : {period.from, period.to}) {
      if (!date.is_known()) continue;
      if (!first.is_known() || date < first) first = date;
      if (!last.is_known() || date.last_day() > last.last_day()) last = date;
    }
  }
  return filled(language.say.times, {{"n", language.number(periods.size())},
                                     {"from", language.date(first)},
                                     {"to", language.date(last)}});
}

std::string when_words(const BriefLanguage& language, const std::vector<Period>& periods,
                       bool lasts) {
  if (periods.size() > periods_max) return times_words(language, periods, lasts);
  std::vector<std::string> words;
  for (const Period& period : periods) words.push_back(when_words(language, period, lasts));
  return listed(language, words);
}

// "leads North Korea".
std::string predicate(const BriefLanguage& language, const RelationTypeLabel& type,
                      const BriefNoun& subject, const std::string& object, bool goes_on) {
  const auto fitting = [&](std::string_view one, std::string_view many) {
    return std::string(subject.is_many && !many.empty() ? many : one);
  };
  if (const BriefPhrase* phrase = phrase_of(language, type.name)) {
    const bool has_since = goes_on && !phrase->since_one.empty();
    return (has_since ? fitting(phrase->since_one, phrase->since_many)
                      : fitting(phrase->one, phrase->many)) +
           " " + object;
  }
  const std::string label = language.label_words(type);
  if (!label.empty()) return label + " " + object;
  return filled(fitting(language.say.linked.one, language.say.linked.many),
                {{"label", type.label.empty() ? type.name : type.label}, {"object", object}});
}

}  // namespace

BriefFact fact_of(const BriefLanguage& language, const AnswerGraph& graph,
                  const std::vector<RelationId>& relations) {
  const Relation& first = graph.relation(relations.front()).relation;
  const RelationTypeLabel& type = graph.relation_type(first.type);
  std::vector<Period> periods;
  for (const RelationId id : relations) {
    const Period& valid = graph.relation(id).relation.valid;
    if (valid.is_known()) periods.push_back(valid);
  }
  std::sort(periods.begin(), periods.end());
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());

  const bool lasts = brief_type(type.name).lasts;
  const bool goes_on = lasts && periods.size() == 1 && !periods.front().to.is_known();
  const BriefNoun subject = brief_noun(language, graph, first.source);
  BriefFact fact{.text = subject.text + " " +
                         predicate(language, type, subject,
                                   brief_noun(language, graph, first.target).text, goes_on),
                 .is_dated = !periods.empty()};
  if (fact.is_dated) fact.text += " " + when_words(language, periods, lasts);
  if (first.quantity) {
    fact.text += filled(language.say.quantity, {{"quantity", language.quantity(*first.quantity)}});
  }
  fact.text = without_brackets(std::move(fact.text));
  return fact;
}

}  // namespace relata

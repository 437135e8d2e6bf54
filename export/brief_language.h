#pragma once

// A language that briefs are told in: one file each, which holds its words as tables and its
// grammar as a few functions. A third language is one more file, and a line in brief_language.cpp.
//
// A sentence is a template with places in braces, in whatever order the language wants them.

#include <relata/export.h>

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/brief_types.h"
#include "export/words.h"

namespace relata {

// How relations of a type are said, from their source to their target.
struct BriefPhrase {
  std::string_view type;
  std::string_view one;             // "leads"
  std::string_view many = {};       // "lead"; empty: as `one`
  std::string_view since_one = {};  // "has led": of a state that goes on; empty: as `one`
  std::string_view since_many = {};
};

// Words that depend on how many they are said of. `many` empty: as `one`.
struct BriefWords {
  std::string_view one;
  std::string_view many = {};
};

// Who is told of, and whether grammar takes it for several.
struct BriefNoun {
  std::string text;
  bool is_many = false;
};

struct BriefSentences {
  // {a}, {b}: the entities asked for.
  std::string_view title_one;
  std::string_view title_two;
  BriefWords is_a;             // {name}, {type}, {also}
  BriefWords is_of_no_type;    // {name}, {also}
  std::string_view also;       // {names}
  BriefWords is_called;        // {name}, {names}
  std::string_view rests_on;   // {relations}, {claims}, {documents}
  std::string_view part_told;  // {told}, {found}
  std::string_view nothing_one;
  std::string_view nothing_two;
  std::string_view direct;
  std::string_view path;          // {n}, {via}, {status}
  std::string_view further_path;  // {via}, {status}
  std::string_view paths_told;    // {told}, {found}
  BriefWords apart;               // {n}
  std::string_view more_names;    // {n}, two or more
  // A relation.
  BriefWords linked;          // {label}, {object}: for a type without a phrase
  std::string_view quantity;  // {quantity}
  std::string_view since;     // {date}
  std::string_view from;      // {date}
  std::string_view by;        // {date}
  std::string_view until;     // {date}
  std::string_view span;      // {from}, {to}
  std::string_view times;     // {n}, {from}, {to}: what is done on days
  std::string_view spells;    // {n}, {first}, {last}: what lasts, again and again
  // How sure it is: {fact}, {who}, {cited}.
  BriefWords confirmed;  // {n}
  std::string_view reported;
  std::string_view citing;     // {relay}, {who}
  std::string_view further;    // {relay}, {who}: what is cited cites in turn
  std::string_view document;   // {key}: who speaks where nobody is named
  std::string_view contested;  // {asserted}, {denied}
  BriefWords asserts_it;       // {who}
  BriefWords denies_it;        // {who}
  BriefWords denied;           // and that nobody asserts it
  BriefWords uncertain;
  BriefWords also_uncertain;  // after another sentence
  // What is not known.
  BriefWords undated;        // {n}, {all}
  BriefWords all_undated;    // none
  BriefWords narrated;       // {n}, {all}
  BriefWords all_narrated;   // none
  std::string_view silence;  // {from}, {to}
  std::string_view silent;   // {name}
  // A source.
  std::string_view narration;  // {who}
  std::string_view via;        // {names}
  std::string_view quote;      // {quote}
};

struct BriefLanguage {
  std::string_view code;
  BriefSentences say;
  BriefWords relations;  // {n}
  BriefWords claims;
  BriefWords documents;
  std::string_view between_two;                           // of a list
  std::string_view before_last;                           // of a longer one
  std::array<std::string_view, brief_sections> headings;  // by BriefSectionKind
  std::array<std::string_view, brief_themes> themes;      // by BriefTheme
  std::array<std::string_view, brief_parts> parts;        // by BriefPart: what a hop is
  std::string_view view_heading;
  std::string_view sources_heading;
  std::span<const BriefPhrase> phrases;

  BriefNoun (*noun)(const EntityAnswer& entity, const std::string& name);
  std::string (*type_words)(const EntityAnswer& entity);      // "a country"
  std::string (*label_words)(const RelationTypeLabel& type);  // "": say `linked` of it
  std::string (*date)(PartialDate date);                      // "28 April 2025"
  std::string (*at)(PartialDate date);                        // "on 28 April 2025"
  std::string (*number)(std::uint64_t number);                // "four", "1,200"
  std::string (*quantity)(const Quantity& quantity);          // "more than 10,000 soldiers"
  std::string (*view)(const BriefAnswer& answer, const RenderOptions& options);
  std::vector<std::string> (*caveats)(const Shortfall& shortfall);
};

extern const BriefLanguage brief_in_english;
extern const BriefLanguage brief_in_indonesian;

// Error{usage} for a language that there is none of.
[[nodiscard]] const BriefLanguage& brief_language(std::string_view code);

using BriefPlaces = std::initializer_list<std::pair<std::string_view, std::string_view>>;
// The template with its places filled; what they are filled with is not looked at again.
[[nodiscard]] std::string filled(std::string_view sentence, BriefPlaces places);
[[nodiscard]] std::string listed(const BriefLanguage& language,
                                 const std::vector<std::string>& items);
// "4 claims" in the language's words.
[[nodiscard]] std::string counted(const BriefLanguage& language, const BriefWords& words,
                                  std::uint64_t count);
[[nodiscard]] inline std::string_view for_count(const BriefWords& words, std::uint64_t count) {
  return count == 1 || words.many.empty() ? words.one : words.many;
}
[[nodiscard]] const BriefPhrase* phrase_of(const BriefLanguage& language, std::string_view type);

// "28 April 2025", with the language's names of months.
[[nodiscard]] std::string day_month_year(PartialDate date,
                                         const std::array<std::string_view, 12>& months);

}  // namespace relata

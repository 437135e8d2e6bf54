// Briefs in English.

#include <algorithm>

#include "export/brief_language.h"

namespace relata {
namespace {

// --- How relations are said ---------------------------------------------------------------------

constexpr std::array phrases = {
    BriefPhrase{"accused", "accused"},
    BriefPhrase{"aided", "gave aid to"},
    BriefPhrase{"allied_with", "is allied with", "are allied with", "has been allied with",
                "have been allied with"},
    BriefPhrase{"arrested", "arrested"},
    BriefPhrase{"associated_with", "is associated with", "are associated with",
                "has been associated with", "have been associated with"},
    BriefPhrase{"attacked", "attacked"},
    BriefPhrase{"borders", "borders", "border", "has bordered", "have bordered"},
    BriefPhrase{"capital_of", "is the capital of", "are the capital of", "has been the capital of",
                "have been the capital of"},
    BriefPhrase{"captured", "captured"},
    BriefPhrase{"caused", "caused"},
    BriefPhrase{"citizen_of", "is a citizen of", "are citizens of", "has been a citizen of",
                "have been citizens of"},
    BriefPhrase{"commands", "commands", "command", "has commanded", "have commanded"},
    BriefPhrase{"communicated_with", "was in contact with", "were in contact with"},
    BriefPhrase{"concluded", "concluded"},
    BriefPhrase{"controls", "controls", "control", "has controlled", "have controlled"},
    BriefPhrase{"cooperated_with", "cooperated with"},
    BriefPhrase{"criticized", "criticized"},
    BriefPhrase{"demanded_from", "made demands on"},
    BriefPhrase{"deployed_to", "was deployed to", "were deployed to"},
    BriefPhrase{"deployed_troops_to", "deployed troops to"},
    BriefPhrase{"drove_out", "drove out"},
    BriefPhrase{"entered", "entered"},
    BriefPhrase{"fought_against", "fought against"},
    BriefPhrase{"fought_alongside", "fought alongside"},
    BriefPhrase{"fought_in", "fought in"},
    BriefPhrase{"founded", "founded"},
    BriefPhrase{"funds", "funds", "fund", "has funded", "have funded"},
    BriefPhrase{"held_territory_in", "held territory in"},
    BriefPhrase{"holds_office_in", "holds office in", "hold office in", "has held office in",
                "have held office in"},
    BriefPhrase{"killed", "killed"},
    BriefPhrase{"launched", "launched"},
    BriefPhrase{"leads", "leads", "lead", "has led", "have led"},
    BriefPhrase{"liberated", "liberated"},
    BriefPhrase{"located_in", "is in", "are in", "has been in", "have been in"},
    BriefPhrase{"member_of", "is a member of", "are members of", "has been a member of",
                "have been members of"},
    BriefPhrase{"met_with", "met with"},
    BriefPhrase{"negotiated_with", "negotiated with"},
    BriefPhrase{"opposed", "opposed"},
    BriefPhrase{"ordered", "ordered"},
    BriefPhrase{"owns", "owns", "own", "has owned", "have owned"},
    BriefPhrase{"parent_of", "is a parent of", "are parents of"},
    BriefPhrase{"part_of", "is part of", "are part of", "has been part of", "have been part of"},
    BriefPhrase{"participated_in", "took part in"},
    BriefPhrase{"planned", "planned"},
    BriefPhrase{"praised", "praised"},
    BriefPhrase{"preceded", "came before"},
    BriefPhrase{"protested_against", "protested against"},
    BriefPhrase{"published", "published"},
    BriefPhrase{"related_to", "is related to", "are related to"},
    BriefPhrase{"sanctioned", "sanctioned"},
    BriefPhrase{"signed_with", "signed an agreement with"},
    BriefPhrase{"spokesperson_of", "speaks for", "speak for", "has spoken for", "have spoken for"},
    BriefPhrase{"spouse_of", "is married to", "are married to", "has been married to",
                "have been married to"},
    BriefPhrase{"subordinate_to", "is subordinate to", "are subordinate to",
                "has been subordinate to", "have been subordinate to"},
    BriefPhrase{"supplied_arms_to", "supplied arms to"},
    BriefPhrase{"supplied_to", "supplied goods to"},
    BriefPhrase{"supported", "supported"},
    BriefPhrase{"thanked", "thanked"},
    BriefPhrase{"threatened", "threatened"},
    BriefPhrase{"took_place_in", "took place in"},
    BriefPhrase{"trades_with", "trades with", "trade with", "has traded with", "have traded with"},
    BriefPhrase{"trained", "trained"},
    BriefPhrase{"withdrew_from", "withdrew from"},
};

// --- Names and articles -------------------------------------------------------------------------

// "troops", but not "al-Assad".
bool is_lower(std::string_view word) {
  return !word.empty() && word.front() >= 'a' && word.front() <= 'z' &&
         std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The word that a name is about: "troops" of "North Korean troops in Russia".
std::string_view head_word(std::string_view name) {
  for (const std::string_view rest :
       {" (", ", ", " in ", " of ", " for ", " to ", " from ", " on ", " against ", " and "}) {
    name = name.substr(0, std::max<std::size_t>(name.find(rest), 1));
  }
  const std::size_t blank = name.rfind(' ');
  return blank == std::string_view::npos ? name : name.substr(blank + 1);
}

bool is_kind_of(const EntityAnswer& entity, std::string_view type) {
  return entity.type == type ||
         std::find(entity.kinds.begin(), entity.kinds.end(), type) != entity.kinds.end();
}

// Names of several words that end in a common noun are descriptions: "the Ukrainian forces".
bool takes_the(const EntityAnswer& entity, std::string_view name) {
  static constexpr std::array<std::string_view, 24> heads = {
      "Agency",   "Alliance",    "Army",     "Assembly", "Commission",  "Committee",
      "Congress", "Council",     "Court",    "Emirates", "Federation",  "Front",
      "Kremlin",  "Ministry",    "Nations",  "Navy",     "Netherlands", "Parliament",
      "Party",    "Philippines", "Republic", "Senate",   "States",      "Union"};
  static constexpr std::array<std::string_view, 3> uncountable = {"intelligence", "media", "news"};
  if (is_kind_of(entity, "person") || name.starts_with("the ") || name.starts_with("The ")) {
    return false;
  }
  const std::string_view first = name.substr(0, name.find(' '));
  if (first.ends_with("'s") || first.ends_with("’s")) return false;
  const std::string_view head = head_word(name);
  if (is_one_of(head, heads)) return true;
  return head.size() < name.size() && first != head && is_lower(head) &&
         !is_one_of(head, uncountable);
}

bool is_many(std::string_view name) {
  static constexpr std::array<std::string_view, 4> one = {"news", "headquarters", "series",
                                                          "crisis"};
  const std::string_view head = head_word(name);
  return head.size() < name.size() && is_lower(head) && head.ends_with('s') &&
         !head.ends_with("ss") && !is_one_of(head, one);
}

BriefNoun noun(const EntityAnswer& entity, const std::string& name) {
  return {.text = (takes_the(entity, name) ? "the " : "") + name, .is_many = is_many(name)};
}

std::string type_words(const EntityAnswer& entity) {
  if (entity.type == "unknown") return {};
  const std::string& type = entity.label.empty() ? entity.type : entity.label;
  const bool is_vowel =
      !type.empty() && std::string_view("aeiouAEIOU").find(type.front()) != std::string_view::npos;
  return (is_vowel ? "an " : "a ") + type;
}

// A label that somebody wrote is a phrase; one that was made of the type's name may be none.
std::string label_words(const RelationTypeLabel& type) {
  std::string spoken = type.name;
  std::replace(spoken.begin(), spoken.end(), '_', ' ');
  return type.label == spoken ? std::string() : type.label;
}

// --- Numbers and dates --------------------------------------------------------------------------

std::string date(PartialDate date) {
  return day_month_year(date, {"January", "February", "March", "April", "May", "June", "July",
                               "August", "September", "October", "November", "December"});
}

std::string at(PartialDate when) {
  return (when.precision() == Precision::day ? "on " : "in ") + date(when);
}

std::string number(std::uint64_t number) {
  static constexpr std::array<std::string_view, 11> words = {
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return number < words.size() ? std::string(words.at(number)) : grouped(number);
}

std::string view(const BriefAnswer&, const RenderOptions& options) { return options.view; }

std::vector<std::string> limits(const Shortfall& shortfall) { return caveats(shortfall); }

}  // namespace

const BriefLanguage brief_in_english = {
    .code = "en",
    .say =
        {
            .title_one = "Brief: {a}",
            .title_two = "Brief: {a} and {b}",
            .is_a = {"{name} is {type}{also}.", "{name} are {type}{also}."},
            .is_of_no_type = {"What {name} is, no record says{also}.",
                              "What {name} are, no record says{also}."},
            .also = ", also known as {names}",
            .is_called = {"{name} is referred to as {names}.",
                          "{name} are referred to as {names}."},
            .rests_on = "What follows rests on {relations}, with {claims} in {documents}.",
            .part_told = "{told} of the {found} relations in this view are told, the best "
                         "supported and the disputed ones.",
            .nothing_one = "No claim in this view speaks of {a}.",
            .nothing_two = "No claim in this view links {a} and {b} directly.",
            .direct = "{a} and {b} are linked directly {cited}.",
            .path = "The shortest way from {a} to {b} in this view has {n} steps, through {via}; "
                    "its weakest step is {status} {cited}.",
            .further_path =
                "Another one as short leads through {via}; its weakest step is {status} {cited}.",
            .paths_told = "{told} of {found} such ways are told.",
            .apart = {"Nothing in this view connects {a} with {b} in {n} step.",
                      "Nothing in this view connects {a} with {b} in {n} steps or fewer."},
            .more_names = "{n} more",
            .linked = {"is linked by \"{label}\" to {object}",
                       "are linked by \"{label}\" to "
                       "{object}"},
            .quantity = " (number given: {quantity})",
            .since = "since {date}",
            .from = "from {date} on",
            .by = "by {date}",
            .until = "until {date}",
            .span = "from {from} to {to}",
            .times = "on {n} dates from {from} to {to}",
            .spells = "at {n} times, the first of them {first}, the last {last}",
            .confirmed = {"{fact}, as one source confirms: {who}",
                          "{fact}, confirmed by {n} independent sources: {who}"},
            .reported = "according to {who}, {fact} {cited}",
            .citing = "{relay}, citing {who}",
            .further = "{relay}, which cites {who}",
            .document = "the document {key}",
            .contested = "it is contested that {fact}: {asserted}, {denied}",
            .asserts_it = {"{who} says so", "{who} say so"},
            .denies_it = {"{who} denies it", "{who} deny it"},
            .denied = {"{who} denies that {fact}; nobody in this view asserts it",
                       "{who} deny that {fact}; nobody in this view asserts it"},
            .uncertain = {"{who} calls it uncertain whether {fact}",
                          "{who} call it uncertain whether {fact}"},
            .also_uncertain = {"; {who} calls it uncertain", "; {who} call it uncertain"},
            .undated = {"When it held is not said of {n} of the {all} relations.",
                        "When they held is not said of {n} of the {all} relations."},
            .all_undated = {"When the relation held is not said.",
                            "When they held is said of none of these relations."},
            .narrated = {"For {n} of the {all} relations no speaker is named: it is told by "
                         "documents alone.",
                         "For {n} of the {all} relations no speaker is named: they are told by "
                         "documents alone."},
            .all_narrated = {"For the relation no speaker is named: it is told by documents alone.",
                             "For none of these relations is a speaker named: they are told by "
                             "documents alone."},
            .silence = "None of this was reported between {from} and {to}.",
            .silent = "None of the claims goes back to {name}.",
            .narration = "{who} (narration)",
            .via = "through {names}",
            .quote = "\"{quote}\"",
        },
    .relations = {"{n} relation", "{n} relations"},
    .claims = {"{n} claim", "{n} claims"},
    .documents = {"{n} document", "{n} documents"},
    .between_two = " and ",
    .before_last = " and ",
    .headings = {"Identity", "How they are connected", "Confirmed", "Reported, not confirmed",
                 "Hearsay", "Contested", "Uncertain", "Denied", "Not known"},
    .themes = {"Standing", "Dealings", "Aid and trade", "Force", "Events", "Other"},
    .parts = {"confirmed", "reported", "hearsay", "contested", "uncertain", "denied"},
    .view_heading = "View",
    .sources_heading = "Sources",
    .phrases = phrases,
    .noun = noun,
    .type_words = type_words,
    .label_words = label_words,
    .date = date,
    .at = at,
    .number = number,
    .quantity = quantity_words,
    .view = view,
    .caveats = limits,
};

}  // namespace relata

#include "ingest/name_words.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace relata {
namespace {

using Words = std::unordered_set<std::string_view>;
using Table = std::unordered_map<std::string_view, std::string_view>;

// One line a direction: English, Indonesian, Romance, Germanic, Russian, Ukrainian, Turkish,
// Polish, Czech, Korean, Japanese. Romanised as ICU's BGN rules do.
const std::unordered_map<std::string_view, Compass>& compass_words() {
  static const auto all = [] {
    std::unordered_map<std::string_view, Compass> words;
    const auto add = [&](Compass where, std::initializer_list<std::string_view> list) {
      for (const std::string_view word : list) words.emplace(word, where);
    };
    add(Compass::north,
        {"north",     "northern", "utara",     "nord",     "norte",   "noord",     "noordelijk",
         "severnaya", "severnyy", "severnoye", "severnoy", "sever",   "pivnichna", "pivnichnyy",
         "pivnichne", "pivnich",  "kuzey",     "polnocna", "severni", "северный",  "северная",
         "північна",  "북한",     "북조선",    "북"});
    add(Compass::south,
        {"south",     "southern", "selatan", "sud",        "sur",   "sul",      "zuid",
         "zuidelijk", "yuzhnaya", "yuzhnyy", "yuzhnoye",   "yug",   "pivdenna", "pivdennyy",
         "pivdenne",  "pivden",   "guney",   "poludniowa", "jizni", "южный",    "южная",
         "південна",  "남한",     "남조선",  "남"});
    add(Compass::east,
        {"east",      "eastern",   "timur",       "est",    "este",       "leste",
         "ost",       "oost",      "vostochnaya", "vostok", "vostochnyy", "vostochnoye",
         "skhidna",   "skhidnyy",  "skhid",       "dogu",   "wschodnia",  "vychodni",
         "восточный", "восточная", "східна",      "동"});
    add(Compass::west,
        {"west",      "western",   "barat",    "ouest",    "oeste",     "occidental", "zapadnaya",
         "zapadnyy",  "zapadnoye", "zapad",    "zakhidna", "zakhidnyy", "zakhid",     "bati",
         "zachodnia", "zapadni",   "западный", "западная", "західна",   "서"});
    return words;
  }();
  return all;
}

const Table& number_words() {
  static const Table all = {
      {"first", "1"},   {"second", "2"},   {"third", "3"},    {"fourth", "4"},  {"fifth", "5"},
      {"sixth", "6"},   {"seventh", "7"},  {"eighth", "8"},   {"ninth", "9"},   {"tenth", "10"},
      {"one", "1"},     {"two", "2"},      {"three", "3"},    {"four", "4"},    {"five", "5"},
      {"pertama", "1"}, {"kedua", "2"},    {"ketiga", "3"},   {"keempat", "4"}, {"kelima", "5"},
      {"pervyy", "1"},  {"pervaya", "1"},  {"vtoroy", "2"},   {"vtoraya", "2"}, {"tretiy", "3"},
      {"tretya", "3"},  {"pershyy", "1"},  {"persha", "1"},   {"druhyy", "2"},  {"druha", "2"},
      {"premier", "1"}, {"premiere", "1"}, {"deuxieme", "2"}, {"erste", "1"},   {"zweite", "2"},
      {"primero", "1"}, {"primera", "1"},  {"segundo", "2"},  {"segunda", "2"}, {"ii", "2"},
      {"iii", "3"},     {"iv", "4"},       {"vi", "6"},       {"vii", "7"},     {"viii", "8"},
      {"ix", "9"},      {"xi", ""},        {"xii", "12"},     {"xiii", "13"},   {"xiv", "14"},
      {"xv", "15"},     {"xvi", "16"},     {"xvii", "17"},    {"xviii", "18"}};
  return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Compass compass_of(std::string_view token) {
  const auto found = compass_words().find(token);
  return found == compass_words().end() ? Compass::none : found->second;
}

std::optional<std::string> number_of(std::string_view token) {
  const auto word = number_words().find(token);
  if (word != number_words().end()) {
    if (word->second.empty()) return std::nullopt;  // Xi is a name more often than it is eleven
    return std::string(word->second);
  }
  // "95", "95th", "apt28", and not the code names "4hcrew" and "fail0verflow".
  const auto first = std::find_if(token.begin(), token.end(), is_digit);
  const auto end = std::find_if_not(first, token.end(), is_digit);
  constexpr std::ptrdiff_t suffix_max = 3;
  const bool is_number = first == token.begin() && token.end() - end <= suffix_max;
  if (first == token.end() || (!is_number && end != token.end())) return std::nullopt;
  std::string_view digits(first, end);
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return std::string(digits);
}

bool is_ordinal_ending(std::string_view token) {
  static const Words all = {"ya", "y",  "yy", "iy", "oy", "go", "oye", "ye",
                            "ta", "ha", "ga", "th", "nd", "rd", "st",  "e"};
  return all.contains(token);
}

bool is_filler(std::string_view token) {
  static const Words all = {"the", "of",  "and", "an", "in",  "de",  "la",
                            "le",  "les", "des", "du", "der", "die", "das",
                            "und", "del", "el",  "di", "dan", "et",  "for"};
  return all.contains(token);
}

bool is_legal_form(std::string_view token) {
  static const Words all = {"llc",
                            "ltd",
                            "limited",
                            "inc",
                            "incorporated",
                            "corp",
                            "corporation",
                            "co",
                            "company",
                            "gmbh",
                            "ag",
                            "sa",
                            "srl",
                            "sarl",
                            "spa",
                            "plc",
                            "bv",
                            "nv",
                            "oy",
                            "ab",
                            "as",
                            "kft",
                            "zrt",
                            "doo",
                            "ooo",
                            "oao",
                            "ao",
                            "pao",
                            "zao",
                            "pjsc",
                            "ojsc",
                            "jsc",
                            "cjsc",
                            "tov",
                            "pt",
                            "tbk",
                            "joint",
                            "stock",
                            "public",
                            "liability",
                            "uab",
                            "sia",
                            "rab",
                            "too",
                            "obshchestvo",
                            "tovarystvo",
                            "obmezhenoyu",
                            "vidpovidalnistyu",
                            "aktsionerne",
                            "publichne",
                            "pryvatne",
                            "ogranichennoy",
                            "otvetstvennostyu",
                            "aktsionernoye",
                            "publichnoye",
                            "zakrytoye",
                            "otkrytoye",
                            "private",
                            "pte",
                            "pvt",
                            "sdn",
                            "bhd",
                            "fze",
                            "fzco",
                            "fzc"};
  return all.contains(token);
}

bool is_generic(std::string_view token) {
  static const Words all = {"ministry",       "minister",     "government",   "parliament",
                            "army",           "navy",         "police",       "air",
                            "force",          "forces",       "armed",        "military",
                            "defence",        "defense",      "national",     "state",
                            "federal",        "central",      "bank",         "party",
                            "communist",      "democratic",   "people",       "peoples",
                            "council",        "committee",    "security",     "intelligence",
                            "service",        "agency",       "department",   "office",
                            "foreign",        "affairs",      "interior",     "internal",
                            "justice",        "finance",      "health",       "education",
                            "general",        "staff",        "court",        "supreme",
                            "constitutional", "president",    "presidential", "administration",
                            "university",     "union",        "association",  "federation",
                            "group",          "news",         "times",        "television",
                            "radio",          "guard",        "border",       "coast",
                            "special",        "operations",   "opposition",   "rebels",
                            "republic",       "kingdom",      "liberation",   "front",
                            "movement",       "commission",   "kementerian",  "pertahanan",
                            "tentara",        "polisi",       "pemerintah",   "dewan",
                            "nasional",       "partai",       "ministerstvo", "oborony",
                            "armiya",         "politsiya",    "pravitelstvo", "natsionalnyy",
                            "bankovskiy",     "tsentralnyy",  "partiya",      "sluzhba",
                            "bezopasnosti",   "inostrannykh", "del",          "vnutrennikh",
                            "ministere",      "ministerio",   "gouvernement", "gobierno",
                            "armee",          "ejercito",     "policia",      "brigade",
                            "division",       "regiment",     "battalion",    "corps",
                            "fleet",          "unit",         "command"};
  return all.contains(token);
}

bool is_korean_surname(std::string_view token) {
  static const Words all = {
      "kim",  "gim",   "lee",   "ri",    "yi",    "rhee",  "li",    "pak",  "park", "bak",  "choe",
      "choi", "jong",  "jung",  "jeong", "chung", "chong", "kang",  "gang", "cho",  "jo",   "yun",
      "yoon", "jang",  "chang", "rim",   "lim",   "im",    "han",   "o",    "oh",   "so",   "seo",
      "suh",  "sin",   "shin",  "kwon",  "gwon",  "hwang", "an",    "ahn",  "song", "ryu",  "yu",
      "yoo",  "hong",  "jon",   "jeon",  "chon",  "chun",  "ko",    "koh",  "go",   "mun",  "moon",
      "yang", "ryang", "son",   "sohn",  "pae",   "bae",   "paek",  "baek", "ho",   "heo",  "huh",
      "nam",  "sim",   "shim",  "no",    "ro",    "roh",   "noh",   "ha",   "kwak", "gwak", "cha",
      "ju",   "chu",   "choo",  "u",     "woo",   "ku",    "gu",    "koo",  "na",   "ra",   "chin",
      "jin",  "ji",    "chi",   "om",    "eom",   "chae",  "won",   "pang", "bang", "kong", "gong",
      "hyon", "hyun",  "hyeon", "ham",   "pyon",  "byeon", "yom",   "ryom", "to",   "do",   "sok",
      "seok", "sol",   "ma",    "kil",   "gil",   "pyo",   "myong", "ki",   "gi",   "pan",  "ban",
      "wang", "kum",   "geum",  "ok",    "yuk",   "maeng", "thae",  "tae",  "tong", "dong", "bag",
      "baeg", "gwag",  "og",    "yug",   "seog"};
  return all.contains(token);
}

}  // namespace relata

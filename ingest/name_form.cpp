#include "ingest/name_form.h"

#include <relata/lookup.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "ingest/name_words.h"

namespace relata {
namespace {

constexpr std::size_t tokens_max = 12;  // of a name; what follows is left out

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Spelling {
  std::string_view written;
  std::string_view sound;
};

// The longer come first. What stands for ch and its like is c, for sh and its like s.
constexpr auto spellings = std::to_array<Spelling>({
    {"shch", "s"}, {"tsch", "c"}, {"sch", "s"}, {"tch", "c"}, {"dzh", "j"},
    {"sh", "s"},   {"ch", "c"},   {"cz", "c"},  {"zh", "z"},  {"kh", "h"},
    {"ph", "f"},   {"ck", "k"},   {"th", "t"},  {"dj", "j"},  {"ts", "c"},
    {"tz", "c"},   {"gh", "g"},   {"qu", "k"},  {"ou", "u"},  {"oo", "u"},
    {"ee", "i"},   {"q", "k"},    {"x", "ks"},  {"w", "v"},   {"y", "i"},
});

std::string respelt(std::string_view latin) {
  std::string out;
  for (std::size_t i = 0; i < latin.size();) {
    const auto rest = latin.substr(i);
    constexpr std::string_view begins = "cdegkopqstwxyz";  // of the spellings
    if (begins.find(rest[0]) == std::string_view::npos && rest[0] != 'j') {
      out += rest[0];
      ++i;
      continue;
    }
    const auto found = std::find_if(spellings.begin(), spellings.end(),
                                    [&](const Spelling& s) { return rest.starts_with(s.written); });
    if (found != spellings.end()) {
      out += found->sound;
      i += found->written.size();
      continue;
    }
    const char next = rest.size() > 1 ? rest[1] : '\0';
    if (rest[0] == 'c') {
      out += next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
    } else if (rest[0] == 'j' && !is_vowel(next)) {
      out += 'i';
    } else {
      out += rest[0];
    }
    ++i;
  }
  return out;
}

void drop_doubles(std::string& word) {
  word.erase(
      std::unique(word.begin(), word.end(), [](char a, char b) { return a == b && !is_digit(a); }),
      word.end());
}

// The i of ie, ye, ije that some romanisations write and others do not.
std::string without_glides(const std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool is_glide = word[i] == 'i' && i + 1 < word.size() && word[i + 1] == 'e';
    const bool is_between = word[i] == 'i' && i > 0 && i + 1 < word.size() &&
                            is_vowel(word[i - 1]) && is_vowel(word[i + 1]);
    if (!is_glide && !is_between) out += word[i];
  }
  return out;
}

void respell_end(std::string& word) {
  const auto ends = [&](std::string_view end) {
    return word.size() > end.size() && word.ends_with(end);
  };
  if (ends("ei")) word.replace(word.size() - 2, 2, "i");
  if (ends("of")) word.replace(word.size() - 2, 2, "ov");
  if (ends("ef")) word.replace(word.size() - 2, 2, "ev");
  if (ends("ah")) word.pop_back();
}

std::string plainly_sounded(std::string_view latin) {
  std::string word = respelt(latin);
  drop_doubles(word);
  word = without_glides(word);
  drop_doubles(word);
  respell_end(word);
  return word;
}

// Given names that are one across languages, of which each source takes the form of its own.
constexpr auto given_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"volodymyr", "vladimir"},
    {"uladzimir", "vladimir"},
    {"oleksandr", "aleksandr"},
    {"alexander", "aleksandr"},
    {"aliaksandr", "aleksandr"},
    {"olexandr", "aleksandr"},
    {"serhiy", "sergey"},
    {"siarhei", "sergey"},
    {"serguei", "sergey"},
    {"mykola", "nikolay"},
    {"mikalai", "nikolay"},
    {"mykhailo", "mikhail"},
    {"mihail", "mikhail"},
    {"olena", "elena"},
    {"oleksiy", "aleksey"},
    {"dmytro", "dmitry"},
    {"dmitrii", "dmitry"},
    {"dzmitry", "dmitry"},
    {"yevhen", "evgeny"},
    {"yevhenii", "evgeny"},
    {"pavlo", "pavel"},
    {"petro", "petr"},
    {"pyotr", "petr"},
    {"hanna", "anna"},
    {"kateryna", "ekaterina"},
    {"kostyantyn", "konstantin"},
    {"kostiantyn", "konstantin"},
    {"ihor", "igor"},
    {"oleh", "oleg"},
    {"heorhiy", "georgy"},
    {"andriy", "andrey"},
    {"vitaliy", "vitaly"},
    {"artyom", "artem"},
    {"vasyl", "vasily"},
    {"iosyp", "iosif"},
    {"illya", "ilya"},
    {"mohammed", "muhammad"},
    {"mohamed", "muhammad"},
    {"mohammad", "muhammad"},
    {"muhammed", "muhammad"},
    {"mohamad", "muhammad"},
    {"mhmd", "muhammad"},
    {"viktor", "victor"},
    {"maksym", "maksim"},
    {"maxim", "maksim"},
    {"fedir", "fedor"},
    {"fyodor", "fedor"},
    {"semen", "semyon"},
    {"nataliia", "natalya"},
    {"natalia", "natalya"},
    {"tetiana", "tatyana"},
    {"tetyana", "tatyana"},
    {"tatiana", "tatyana"},
    {"svitlana", "svetlana"},
    {"iryna", "irina"},
    {"yuliia", "yulia"},
    {"hryhoriy", "grigory"},
});

std::string first_form(std::string word) {
  static const auto forms = [] {
    std::unordered_map<std::string, std::string> all;
    for (const auto& [other, first] : given_names) {
      all.emplace(plainly_sounded(other), plainly_sounded(first));
    }
    return all;
  }();
  const auto found = forms.find(word);
  return found == forms.end() ? word : found->second;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty() && words.size() < tokens_max) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

// All words stay if nothing else would be left. Were some dropped?
template <class Drops>
bool drop_unless_all(std::vector<std::string_view>& words, const Drops& drops) {
  if (std::all_of(words.begin(), words.end(), drops)) return false;
  return std::erase_if(words, drops) > 0;
}

bool is_number(std::string_view word) { return std::all_of(word.begin(), word.end(), is_digit); }

void drop_ordinal_endings(std::vector<std::string_view>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!is_number(words[i - 1]) || !is_ordinal_ending(words[i])) continue;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// Words that tell nobody from another: "the", "llc".
void drop_empty_words(std::vector<std::string_view>& words) {
  drop_unless_all(words, is_filler);
  const bool has_form = drop_unless_all(words, is_legal_form);
  // "obshchestvo s ogranichennoy otvetstvennostyu", "tovarystvo z ...": the rest of a legal form.
  if (has_form) {
    drop_unless_all(words, [](std::string_view word) { return word == "s" || word == "z"; });
  }
  drop_ordinal_endings(words);
}

std::string without_digits(std::string_view word) {
  std::string out(word);
  std::erase_if(out, is_digit);
  return out;
}

void take_word(NameForm& form, std::string_view word, std::vector<std::string>& rest) {
  const auto number = number_of(word);
  const Compass where = compass_of(word);
  std::string token = number && (is_digit(word.front()) || !is_digit(word.back()))
                          ? "#" + *number
                          : first_form(plainly_sounded(word));
  if (number) form.numbers.push_back(*number);
  if (where != Compass::none) {
    form.compass = static_cast<std::uint8_t>(form.compass | 1U << static_cast<unsigned>(where));
  } else if (!number) {
    rest.push_back(token);
  } else if (!token.starts_with('#')) {
    rest.push_back(without_digits(token));
  }
  form.tokens.push_back(std::move(token));
}

// Arabic and Hebrew: U+0590 to U+06FF, in UTF-8 D6 90 to DB BF.
bool has_vowels(std::string_view folded) {
  return std::none_of(folded.begin(), folded.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xD6 && byte <= 0xDB;
  });
}

std::string initials_of(std::string_view folded) {
  std::string initials;
  for (const std::string_view word : words_of(folded)) {
    if (is_filler(word)) continue;
    std::size_t size = 1;  // of the first character
    while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80) ++size;
    initials += word.substr(0, size);
  }
  return initials;
}

std::string joined_with(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

}  // namespace

std::string sounded(std::string_view latin) { return first_form(plainly_sounded(latin)); }

NameForm name_form(const Name& name, Romanizer& romanizer) {
  NameForm form{.text = name.text, .kind = name.kind, .folded = fold_name(name.text)};
  const std::string latin = romanizer.latin(name.text, name.language);
  form.has_vowels = has_vowels(form.folded);
  std::vector<std::string_view> words = words_of(latin);
  drop_empty_words(words);
  std::vector<std::string> rest;
  for (const std::string_view word : words) take_word(form, word, rest);
  // Directions of a script whose romanisation is no word of the table.
  for (const std::string_view word : words_of(form.folded)) {
    const Compass where = compass_of(word);
    if (where == Compass::none) continue;
    form.compass = static_cast<std::uint8_t>(form.compass | 1U << static_cast<unsigned>(where));
  }
  form.sorted = form.tokens;
  std::sort(form.sorted.begin(), form.sorted.end());
  std::sort(rest.begin(), rest.end());
  std::sort(form.numbers.begin(), form.numbers.end());
  form.joined = joined_with(form.tokens, "");
  form.rest = joined_with(rest, " ");
  form.initials = initials_of(form.folded);
  return form;
}

std::string skeleton(std::string_view sounded) {
  if (sounded.starts_with('#')) return std::string(sounded);
  std::string out;
  for (std::size_t i = 0; i < sounded.size(); ++i) {
    const char c = sounded[i];
    char sort = c;
    switch (c) {
      case 'a':
      case 'e':
      case 'i':
      case 'o':
      case 'u':
        if (i > 0) continue;
        sort = 'a';
        break;
      case 'h':
        if (i > 0) continue;
        sort = 'k';
        break;
      case 'p':
      case 'f':
      case 'v':
        sort = 'b';
        break;
      case 'g':
      case 'q':
        sort = 'k';
        break;
      case 'd':
        sort = 't';
        break;
      case 'z':
      case 'c':
      case 'j':
        sort = 's';
        break;
      default:
        break;
    }
    if (out.empty() || out.back() != sort) out += sort;
  }
  return out;
}

bool is_acronym_like(const NameForm& name) {
  constexpr std::size_t letters_max = 8;
  std::size_t letters = 0;
  for (const char c : name.folded) {
    if (c == ' ') return false;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++letters;
  }
  return letters >= 3 && letters <= letters_max;
}

}  // namespace relata

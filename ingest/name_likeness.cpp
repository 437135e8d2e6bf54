#include "ingest/name_likeness.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "ingest/edit_distance.h"
#include "ingest/name_words.h"

namespace relata {
namespace {

// Edits that one word may need, by the length of the shorter: short words are other words.
int edits_allowed(std::size_t length) {
  if (length <= 3) return 0;
  if (length <= 6) return 1;
  return length <= 10 ? 2 : 3;
}

bool is_initial(const std::string& token) {
  return token.size() == 1 && token[0] >= 'a' && token[0] <= 'z';
}

// Do numbers and directions agree? A name that has none fits one that has only if words say so.
bool has_same_marks(const NameForm& a, const NameForm& b) {
  return a.numbers == b.numbers && a.compass == b.compass;
}

// Each token of the shorter is one of the longer, or the initial of one, in any order.
struct Alignment {
  std::size_t equal = 0;
  std::size_t initials = 0;
  std::size_t left_out = 0;  // of the longer
};

std::optional<Alignment> aligned(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b) {
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  std::vector<bool> is_used(longer.size());
  std::vector<const std::string*> open;
  Alignment found{.left_out = longer.size() - shorter.size()};
  const auto take = [&](const auto& fits) {
    for (std::size_t i = 0; i < longer.size(); ++i) {
      if (is_used[i] || !fits(longer[i])) continue;
      is_used[i] = true;
      return true;
    }
    return false;
  };
  for (const std::string& token : shorter) {
    if (take([&](const std::string& other) { return other == token; })) {
      ++found.equal;
    } else {
      open.push_back(&token);
    }
  }
  for (const std::string* token : open) {
    const bool fits = take([&](const std::string& other) {
      if (other[0] != (*token)[0]) return false;
      return is_initial(*token) || is_initial(other);
    });
    if (!fits) return std::nullopt;
    ++found.initials;
  }
  return found;
}

// Of the letters of both, how many are right if each word is read as the nearest of the other name;
// nothing if a word has no counterpart that is near enough.
std::optional<double> letters_right(const std::vector<std::string>& a,
                                    const std::vector<std::string>& b) {
  if (a.size() != b.size()) return std::nullopt;
  std::vector<bool> is_used(b.size());
  std::size_t letters = 0;
  int edits = 0;
  for (const std::string& token : a) {
    std::size_t best = b.size();
    int best_edits = 0;
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (is_used[i]) continue;
      const bool is_number = token[0] == '#' || b[i][0] == '#';
      const int most = is_number ? 0 : edits_allowed(std::min(token.size(), b[i].size()));
      const int distance = edit_distance(token, b[i], most);
      if (distance > most || (best < b.size() && distance >= best_edits)) continue;
      best = i;
      best_edits = distance;
    }
    if (best == b.size()) return std::nullopt;
    is_used[best] = true;
    edits += best_edits;
    letters += std::max(token.size(), b[best].size());
  }
  return 1 - static_cast<double>(edits) / static_cast<double>(letters);
}

std::optional<Likeness> spelling_of(const NameForm& a, const NameForm& b) {
  constexpr double right_min = 0.75;
  auto right = letters_right(a.sorted, b.sorted);
  if (!right && a.joined.size() >= 8 && b.joined.size() >= 8) {
    // Typing errors go across words, too.
    const int most = static_cast<int>(std::min(a.joined.size(), b.joined.size()) / 8);
    const int distance = edit_distance(a.joined, b.joined, most);
    if (distance <= most) {
      right = 1 - static_cast<double>(distance) /
                      static_cast<double>(std::max(a.joined.size(), b.joined.size()));
    }
  }
  if (!right || *right < right_min) return std::nullopt;
  return Likeness{Rule::edit_distance, (*right - right_min) / (1 - right_min)};
}

// Korean romanisations write one sound in many ways: Jong, Jung, Chong, Jeong.
std::string korean_sound(std::string_view token) {
  if (token == "park") token = "pak";
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char next = i + 1 < token.size() ? token[i + 1] : '\0';
    const bool is_round = next == 'o' || next == 'u';
    // The glides of yo, yeo, eo, eu, ye, ya.
    if (token[i] == 'e' && is_round) continue;
    if (token[i] == 'i' && (is_round || next == 'e' || next == 'a')) continue;
    switch (token[i]) {
      case 'k':
        out += 'g';
        break;
      case 't':
        out += 'd';
        break;
      case 'p':
        out += 'b';
        break;
      case 'c':
      case 'z':
        out += 'j';
        break;
      case 'r':
        out += 'l';
        break;
      case 'e':
        out += out.ends_with('o') ? 'i' : 'e';  // Choe and Choi
        break;
      default:
        out += token[i];
        break;
    }
  }
  return out;
}

bool is_korean_like(const NameForm& name) {
  constexpr std::size_t syllable_max = 6;
  return name.tokens.size() == 3 && is_korean_surname(name.tokens.front()) &&
         std::all_of(name.tokens.begin(), name.tokens.end(), [](const std::string& token) {
           return token.size() <= syllable_max && token.size() > 1;
         });
}

// The surname and the given name, however the latter's syllables are parted.
std::string korean_name(const NameForm& name) {
  std::string text = korean_sound(name.tokens.front()) + ' ';
  for (std::size_t i = 1; i < name.tokens.size(); ++i) text += korean_sound(name.tokens[i]);
  return text;
}

bool is_one_korean_name(const NameForm& a, const NameForm& b) {
  const auto has_surname = [](const NameForm& name) {
    return name.tokens.size() == 2 && is_korean_surname(name.tokens.front());
  };
  const bool is_a = is_korean_like(a);
  const bool is_b = is_korean_like(b);
  if (!(is_a && (is_b || has_surname(b))) && !(is_b && has_surname(a))) return false;
  return korean_name(a) == korean_name(b);
}

// Of a script without vowels the consonants have to do.
bool has_same_consonants(const NameForm& a, const NameForm& b) {
  constexpr std::size_t consonants_min = 5;
  if (a.has_vowels && b.has_vowels) return false;
  const std::string one = skeleton(a.joined);
  return one.size() >= consonants_min && one == skeleton(b.joined);
}

bool is_other_syllable(const std::string& a, const std::string& b) {
  const std::string one = korean_sound(a);
  const std::string other = korean_sound(b);
  if (one.back() == other.back()) return false;  // a vowel is written in many ways
  const auto longer = static_cast<int>(std::max(one.size(), other.size()));
  return 2 * edit_distance(one, other, longer) >= longer;
}

}  // namespace

std::optional<Likeness> likeness_of(const NameForm& a, const NameForm& b, Kind kind) {
  if (a.folded == b.folded) return Likeness{Rule::folded_name};
  if (!has_same_marks(a, b)) return std::nullopt;
  if (a.tokens == b.tokens) return Likeness{Rule::transliteration};
  const bool names_persons = kind == Kind::person || kind == Kind::unknown;
  if (names_persons && is_one_korean_name(a, b)) return Likeness{Rule::transliteration};
  // Kim Sok Chol and Kim Chol Sok are two.
  const bool swaps_syllables = is_korean_like(a) && is_korean_like(b);
  if (a.sorted == b.sorted && !swaps_syllables) return Likeness{Rule::token_order};
  if (has_same_consonants(a, b)) return Likeness{Rule::transliteration, 0.8};
  constexpr std::size_t joined_min = 5;
  if (a.joined == b.joined && a.joined.size() >= joined_min) return Likeness{Rule::word_breaks};
  if (const auto alignment = aligned(a.sorted, b.sorted); alignment && alignment->equal > 0) {
    const std::size_t shorter = std::min(a.tokens.size(), b.tokens.size());
    if (alignment->initials > 0) {
      if (names_persons && alignment->left_out <= 1) return Likeness{Rule::initials};
    } else if (shorter >= 2 && alignment->left_out > 0) {
      // Of two words three are more often the same name than of two words seven.
      return Likeness{Rule::name_part, 1.0 / static_cast<double>(alignment->left_out)};
    }
    return std::nullopt;
  }
  if (auto spelling = spelling_of(a, b)) return spelling;
  const bool is_initials = (a.tokens.size() >= 3 && is_acronym_like(b) && a.initials == b.folded) ||
                           (b.tokens.size() >= 3 && is_acronym_like(a) && b.initials == a.folded);
  if (is_initials && kind != Kind::person) return Likeness{Rule::acronym};
  return std::nullopt;
}

std::optional<Rule> contradiction_of(const NameForm& a, const NameForm& b, Kind kind) {
  if (a.folded == b.folded) return std::nullopt;
  if (a.rest == b.rest) {
    if (!a.numbers.empty() && !b.numbers.empty() && a.numbers != b.numbers)
      return Rule::other_number;
    const bool is_apart = a.compass != 0 && b.compass != 0 && (a.compass & b.compass) == 0;
    if (is_apart && kind != Kind::person) return Rule::other_direction;
  }
  if (kind != Kind::person && kind != Kind::unknown) return std::nullopt;
  if (!is_korean_like(a) || !is_korean_like(b)) return std::nullopt;
  if (korean_sound(a.tokens[0]) != korean_sound(b.tokens[0])) return std::nullopt;
  const bool is_first = korean_sound(a.tokens[1]) == korean_sound(b.tokens[1]);
  const bool is_second = korean_sound(a.tokens[2]) == korean_sound(b.tokens[2]);
  if (is_first == is_second) return std::nullopt;
  const std::size_t other = is_first ? 2 : 1;
  if (!is_other_syllable(a.tokens[other], b.tokens[other])) return std::nullopt;
  return Rule::other_given_name;
}

}  // namespace relata

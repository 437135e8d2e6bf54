#include "graph/near_words.h"

#include <relata/lookup.h>

#include <algorithm>

#include "graph/nearest_names.h"
#include "graph/words.h"

namespace relata {
namespace {

// "max degree" of degree-max and of max-degree.
std::string with_parts_in_order(std::string_view word) {
  std::vector<std::string> parts(1);
  for (const char c : word) {
    if (c == '-' || c == '_' || c == ' ') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  std::sort(parts.begin(), parts.end());
  std::string whole;
  for (const std::string& part : parts) whole += (whole.empty() ? "" : " ") + part;
  return whole;
}

// `form`: how the words are compared.
template <class Form>
std::vector<std::string> nearest(std::string_view word, std::span<const std::string> known,
                                 const Form& form) {
  constexpr std::size_t near_max = 3;
  const std::string folded = fold_name(form(word));
  if (folded.empty()) return {};
  NearestNames names(folded, near_max);
  for (std::size_t place = 0; place < known.size(); ++place) {
    names.offer(fold_name(form(known[place])), EntityId{place}, NameKind::alias);
  }
  std::vector<std::string> near;
  for (const NameMatch& match : names.take()) near.push_back(known[match.entity.value]);
  return near;
}

}  // namespace

std::vector<std::string> near_words(std::string_view word, std::span<const std::string> known) {
  std::vector<std::string> near =
      nearest(word, known, [](std::string_view text) { return std::string(text); });
  return near.empty() ? nearest(word, known, with_parts_in_order) : near;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known,
                         std::string_view before) {
  std::vector<std::string> near = near_words(word, known);
  for (std::string& one : near) one.insert(0, before);
  return near.empty() ? "" : "did you mean " + joined(near, " or ") + "?";
}

}  // namespace relata

#pragma once

// What a misspelt word may have been meant for, among the few that are known: types, options,
// verbs.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// The nearest first, three at most. A word whose parts stand in another order ("degree-max") is
// near where no other is.
[[nodiscard]] std::vector<std::string> near_words(std::string_view word,
                                                  std::span<const std::string> known);

// "did you mean --max-degree or --max-hops?", each with `before` before it; "" if none is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known,
                                       std::string_view before = "");

// "the store knows no relation type \"comands\"; near: \"commands\"; `relata types` lists them".
// `types` are those of a schema.
template <class Type>
[[nodiscard]] std::string unknown_type_words(std::string_view kind, std::string_view name,
                                             const std::vector<Type>& types) {
  std::vector<std::string> known;
  for (const Type& type : types) known.push_back(type.name);
  std::string near;
  for (const std::string& word : near_words(name, known)) {
    near += (near.empty() ? "; near: \"" : ", \"") + word + "\"";
  }
  return "the store knows no " + std::string(kind) + " type \"" + std::string(name) + "\"" + near +
         "; `relata types` lists them";
}

}  // namespace relata

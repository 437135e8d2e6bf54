#pragma once

// The names closest to a misspelt one.
//
// Distance is Levenshtein's, in code points, found with Myers' bit vectors (G. Myers, "A fast
// bit-vector algorithm for approximate string matching based on dynamic programming", J. ACM 46,
// 1999), cut to the first 64 code points of the name that is looked for.

#include <relata/store.h>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata {

class NearestNames {
 public:
  // Names further away than a third of the length of `folded` (at least one edit) are not near.
  NearestNames(std::string_view folded, std::size_t limit);

  void offer(std::string_view folded, EntityId entity, NameKind kind);
  // By distance, name, entity; at most `limit`, one for each entity.
  [[nodiscard]] std::vector<NameMatch> take();

 private:
  [[nodiscard]] int distance(std::string_view folded) const;
  [[nodiscard]] std::uint64_t positions(char32_t code_point) const;
  void shrink();

  std::size_t limit_;
  int length_ = 0;
  int distance_max_ = 0;
  std::array<std::uint64_t, 128> ascii_positions_{};
  std::unordered_map<char32_t, std::uint64_t> other_positions_;
  std::vector<NameMatch> matches_;
};

}  // namespace relata

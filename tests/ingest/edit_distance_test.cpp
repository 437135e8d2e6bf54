// Edit distances against the plain definition.

#include "ingest/edit_distance.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace relata;

namespace {

// Optimal string alignment, by its recursion.
int by_definition(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  const auto rest_a = a.substr(1);
  const auto rest_b = b.substr(1);
  int best = by_definition(rest_a, rest_b) + (a[0] == b[0] ? 0 : 1);
  best = std::min({best, by_definition(rest_a, b) + 1, by_definition(a, rest_b) + 1});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    best = std::min(best, by_definition(a.substr(2), b.substr(2)) + 1);
  }
  return best;
}

}  // namespace

TEST_CASE("an edit puts in, leaves out, changes or swaps a letter") {
  CHECK(edit_distance("zelensky", "zelensky", 3) == 0);
  CHECK(edit_distance("zelensky", "zelenskyy", 3) == 1);
  CHECK(edit_distance("selensky", "zelensky", 3) == 1);
  CHECK(edit_distance("zelesnky", "zelensky", 3) == 1);
  CHECK(edit_distance("", "abc", 3) == 3);
  CHECK(edit_distance("kim", "", 2) == 3);  // further apart than was asked
}

TEST_CASE("edit distances are those of the definition, cut at the most that is asked for") {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string text(random() % 7, ' ');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const int most = static_cast<int>(random() % 8);
    CAPTURE(a, b, most);
    CHECK(edit_distance(a, b, most) == std::min(by_definition(a, b), most + 1));
  }
}

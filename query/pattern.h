#pragma once

// A pattern as it is written: what each of its parts says, and where.

#include <relata/adjacency.h>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

constexpr int pattern_hops_max = 32;

// A piece of a pattern's text.
struct PatternWord {
  std::string text;
  std::size_t column = 0;  // in code points, from 1
};

// Types, or a name; neither: any entity.
struct PatternNode {
  std::vector<PatternWord> types;
  std::optional<PatternWord> name;
};

struct PatternStep {
  std::vector<PatternWord> types;  // empty: any
  Direction direction = Direction::any;
  int hops_min = 1;
  int hops_max = 1;
  PatternWord text;  // the whole step
};

// One node more than steps, and at least one step.
struct Pattern {
  std::vector<PatternNode> nodes;
  std::vector<PatternStep> steps;
};

// Error{usage}, as in relata/pattern.h.
[[nodiscard]] Pattern parse_pattern(std::string_view text);

// "reading the pattern: at column 9: ": the beginning of what is said of a part.
[[nodiscard]] std::string at_column(std::size_t column);

}  // namespace relata

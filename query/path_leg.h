#pragma once

// One leg of a path, as it is asked for and as it is answered.

#include <relata/adjacency.h>
#include <cstdint>
#include <vector>

namespace relata {

enum class SideChoice : std::uint8_t {
  cheaper,         // by the degrees of the frontier
  fewer_entities,  // by what was reached: the same on every model, where that shows in the answer
};

// The ends are sorted, each once, and none is at both.
struct PathLeg {
  std::vector<std::uint64_t> from;
  std::vector<std::uint64_t> to;
  Direction direction = Direction::any;
  int hops_max = 0;
  // all: a level is completed when it meets the other side.
  enum class Want : std::uint8_t { one, all } want = Want::one;
  SideChoice side = SideChoice::cheaper;
  std::vector<std::uint64_t> barred = {};       // not gone through; none is an end
  std::vector<std::uint64_t> barred_next = {};  // not gone to from the one that is `from`; sorted
};

enum class PathOutcome : std::uint8_t {
  found,
  exhausted,  // there is none of any length
  too_far,    // there is none of hops_max hops or fewer
  cut,        // a limit, or asked to stop
};

}  // namespace relata

#pragma once

// The least paths that pass no vertex twice, one after another.
//
// J. Y. Yen, "Finding the K Shortest Loopless Paths in a Network", Management Science 17, 1971;
// with E. L. Lawler's rule of 1972 that a path is only left where it left the one it came from, or
// later. Each path but the first leaves an earlier one at some vertex; the least way on from there,
// around what lies before it and around the ways already taken, is one search from both ends.
//
// Where paths may begin at several vertices, they are taken to come from one vertex before them
// all: the choice of where to begin is a way on from there. Between its ends a path goes through
// none of the vertices that it may begin or end at: it would have a shorter one within it.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "query/path_leg.h"

namespace relata {

class BestPaths {
 public:
  using Sequence = std::vector<std::uint64_t>;
  struct Step {
    PathOutcome outcome = PathOutcome::cut;
    Sequence path = {};                         // after `found`: the least, both ends included
    std::vector<std::uint64_t> hop_costs = {};  // empty: hops are all alike
  };
  struct Found {
    Sequence path;
    std::vector<std::uint64_t> hop_costs = {};
  };
  using FindLeast = std::function<Step(const PathLeg&)>;

  // `whole` is asked for as it stands, but for paths without hops.
  BestPaths(const PathLeg& whole, FindLeast find_least)
      : whole_(whole), find_least_(std::move(find_least)) {}

  // By cost, then hops, then vertices. When the search is cut, those that were known for
  // certain to be the next by then.
  [[nodiscard]] std::vector<Found> find(std::size_t paths_max);
  // Why there are no more: `found` if there may be.
  [[nodiscard]] PathOutcome outcome() const { return outcome_; }

 private:
  struct Candidate {
    Sequence path;
    std::vector<std::uint64_t> hop_costs;
    std::size_t shared = 0;  // so many vertices are those of the path that it leaves

    [[nodiscard]] std::uint64_t cost() const {
      return std::accumulate(hop_costs.begin(), hop_costs.end(), std::uint64_t{0});
    }
    friend bool operator<(const Candidate& a, const Candidate& b) {
      return std::tuple(a.cost(), a.path.size(), a.path) <
             std::tuple(b.cost(), b.path.size(), b.path);
    }
  };

  void leave(const Candidate& candidate);
  void leave_after(const Candidate& candidate, std::size_t shared);
  [[nodiscard]] PathLeg leg_after(const Sequence& path, std::size_t shared) const;
  [[nodiscard]] Sequence taken_after(const Sequence& path, std::size_t shared) const;
  [[nodiscard]] PathOutcome why_no_more();

  const PathLeg& whole_;
  FindLeast find_least_;
  std::vector<Found> found_;
  std::set<Candidate> candidates_;
  std::vector<PathLeg> dead_ends_;
  PathOutcome outcome_ = PathOutcome::found;
};

}  // namespace relata

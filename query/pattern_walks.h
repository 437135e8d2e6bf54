#pragma once

// The paths that a pattern fits, once it is known which of the graph's hops lie on a way to its
// end.
//
// Depth first from where matches begin, in order of entities: what comes out is in order. A walk
// goes on only in roles from which the end is reached in just the hops that are left, so it fails
// only where every way on passes an entity again. Of one sequence of entities all roles are
// followed at the same time, so it comes out once.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "query/compiled_pattern.h"
#include "query/search_watch.h"

namespace relata {

// For each entity and role the numbers of hops of the ways between there and an end of the
// pattern, a bit for each.
class RoleLengths {
 public:
  void clear() { lengths_.clear(); }
  // False if it is known.
  bool insert(std::uint64_t entity, int state, int hops);
  [[nodiscard]] bool has(std::uint64_t entity, int state) const {
    return lengths_.contains(key_of(entity, state));
  }
  // Those of the states in which there is a way of so many hops.
  [[nodiscard]] StateSet with(std::uint64_t entity, StateSet states, int hops) const;

 private:
  // A pattern has fewer states than this.
  static constexpr std::uint64_t states_end = 64;
  [[nodiscard]] static std::uint64_t key_of(std::uint64_t entity, int state) {
    return entity * states_end + static_cast<std::uint64_t>(state);
  }

  boost::unordered_flat_map<std::uint64_t, std::uint64_t> lengths_;
};

// A hop that a step of the pattern can make.
struct PatternHop {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::size_t step = 0;
  friend auto operator<=>(const PatternHop&, const PatternHop&) = default;
};

class PatternWalks {
 public:
  using Sequence = std::vector<std::uint64_t>;
  // Takes a match; false: no more are wanted.
  using Take = std::function<bool(const Sequence&)>;

  // `hops` are sorted, each once; `lengths` are those of ways to the end.
  PatternWalks(const CompiledPattern& pattern, std::span<const PatternHop> hops,
               const RoleLengths& lengths, SearchWatch& watch)
      : pattern_(pattern), hops_(hops), lengths_(lengths), watch_(watch) {}

  // Every match of so many hops that begins here, in order of entities. False if no more are
  // wanted, or the search was cut.
  bool walk(std::uint64_t begin, int hops_total, const Take& take);

  // Which steps can make each hop of a match.
  [[nodiscard]] std::vector<std::vector<std::size_t>> steps_of(const Sequence& match) const;

 private:
  // An entity of the path, and where its ways on are.
  struct Station {
    StateSet states = 0;
    std::size_t next = 0;
    std::size_t end = 0;
  };

  [[nodiscard]] Station station(std::uint64_t entity, StateSet states) const;
  // Those that lead to the same entity as the first of them.
  [[nodiscard]] std::span<const PatternHop> parallel_hops(const Station& station) const;
  [[nodiscard]] StateSet after(StateSet states, std::span<const PatternHop> hops) const;

  const CompiledPattern& pattern_;
  std::span<const PatternHop> hops_;
  const RoleLengths& lengths_;
  SearchWatch& watch_;
};

}  // namespace relata

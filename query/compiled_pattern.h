#pragma once

// A pattern, made ready for a search: an automaton whose states are the roles that an entity can
// have on a path.
//
// A step that may be repeated up to m times has m roles before it: that of the node where it
// begins, and m - 1 of entities that it goes through. So the states of a pattern are numbered along
// its longest path, and a hop leads either to the next state or to that of the next node. A set of
// states is a bit for each.

#include <relata/pattern.h>
#include <relata/schema.h>
#include <cstdint>
#include <optional>
#include <vector>

#include "query/pattern.h"

namespace relata {

using StateSet = std::uint64_t;

[[nodiscard]] constexpr StateSet state_bit(int state) { return StateSet{1} << state; }

class CompiledPattern {
 public:
  struct Node {
    std::vector<bool> types;         // by id; empty: any
    std::vector<std::uint64_t> ids;  // sorted; empty: any
    int state = 0;
  };
  struct Step {
    Direction direction = Direction::any;
    std::optional<View> view;  // the question's, kept to the step's types; none: that leaves none
    PatternWord text;
    int hops_min = 1;
    int hops_max = 1;
    int first_state = 0;
    StateSet states = 0;   // from which it leads on
    StateSet leaving = 0;  // of these, from which it leads to the next node
  };

  // `bound`: for each node the entities that it is kept to; empty: any of its types. Errors as in
  // relata/pattern.h.
  CompiledPattern(const Pattern& pattern, const std::vector<std::vector<EntityId>>& bound,
                  const View& view, const Schema& schema);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  [[nodiscard]] int last_state() const { return nodes_.back().state; }
  // The most hops that a match can have, and the fewest.
  [[nodiscard]] int hops_max() const { return last_state(); }
  [[nodiscard]] int hops_min() const;

  [[nodiscard]] bool takes(const Node& node, std::uint64_t entity, EntityTypeId type) const;
  // Which of these states the entity can be in.
  [[nodiscard]] StateSet fitting(StateSet states, std::uint64_t entity, EntityTypeId type) const;
  // Where a hop of the step leads from any of these states, and from where it leads to them.
  [[nodiscard]] StateSet after(StateSet states, std::size_t step) const;
  [[nodiscard]] StateSet before(StateSet states, std::size_t step) const;
  [[nodiscard]] StateSet at_next_node(std::size_t step) const {
    return state_bit(nodes_[step + 1].state);
  }
  // The entities that are named, sorted.
  [[nodiscard]] std::vector<std::uint64_t> named() const;

 private:
  std::vector<Node> nodes_;
  std::vector<Step> steps_;
  StateSet node_states_ = 0;
};

}  // namespace relata

#pragma once

// The ways that a weighted search has found from one of its ends, as labels of cost and hops.
//
// P. Hansen, "Bicriterion path problems", 1980. With a bound on hops a vertex may be worth reaching
// in two ways, at less cost or with fewer hops; each is a label. One that is better in neither than
// another of its vertex is surpassed. Labels are settled by cost, then hops. Where every hop costs
// something, whatever a label may come from is settled before it is.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace relata {

// What a way costs.
struct Way {
  std::uint64_t cost = 0;
  int hops = 0;
  friend auto operator<=>(const Way&, const Way&) = default;
};

class WayLabels {
 public:
  using Vertex = std::uint64_t;
  using Place = std::uint32_t;  // of a label, in the order in which they are made
  static constexpr Place nowhere = std::numeric_limits<Place>::max();

  struct Label {
    std::uint64_t cost = 0;
    Vertex vertex = 0;
    Place before = nowhere;   // the label that it comes from
    Place tie = nowhere;      // the first of those that it may come from as well
    Place sibling = nowhere;  // another label of the vertex
    std::uint8_t hops = 0;
    bool is_settled = false;
    bool is_surpassed = false;
    [[nodiscard]] Way way() const { return {.cost = cost, .hops = hops}; }
  };
  enum class Made : std::uint8_t { nothing, label, label_of_new_vertex };

  // Keeps a way to a vertex, over the label `before`, unless another surpasses it.
  Made reach(Vertex vertex, const Way& way, Place before = nowhere);

  [[nodiscard]] bool is_exhausted() const { return open_.empty(); }
  [[nodiscard]] std::size_t open_size() const { return open_.size(); }
  // While it is not exhausted: what will be settled costs no less.
  [[nodiscard]] const Way& least_open() const { return open_.front().way; }
  // While it is not exhausted: the next label, or nothing if it was surpassed meanwhile.
  [[nodiscard]] std::optional<Place> settle();

  [[nodiscard]] const Label& operator[](Place place) const { return labels_[place]; }
  [[nodiscard]] std::span<const Label> all() const { return labels_; }
  // The label of a vertex that has just this way.
  [[nodiscard]] Place find(Vertex vertex, const Way& way) const;
  // Calls each(label) for the labels of a vertex that are not surpassed.
  template <class Each>
  void for_each_of(Vertex vertex, const Each& each) const {
    for (Place place = first_of(vertex); place != nowhere; place = labels_[place].sibling) {
      if (!labels_[place].is_surpassed) each(labels_[place]);
    }
  }
  // Calls each(place) for all that a label may come from.
  template <class Each>
  void for_each_before(Place place, const Each& each) const {
    if (labels_[place].before == nowhere) return;
    each(labels_[place].before);
    for (Place tie = labels_[place].tie; tie != nowhere; tie = ties_[tie].next) {
      each(ties_[tie].before);
    }
  }

 private:
  struct Open {
    Way way;
    Place place = nowhere;
    friend auto operator<=>(const Open&, const Open&) = default;
  };
  struct Tie {
    Place before = nowhere;
    Place next = nowhere;
  };

  [[nodiscard]] Place first_of(Vertex vertex) const {
    const auto first = first_.find(vertex);
    return first == first_.end() ? nowhere : first->second;
  }

  std::vector<Label> labels_;
  std::vector<Tie> ties_;
  std::vector<Open> open_;  // a heap, the least first
  boost::unordered_flat_map<Vertex, Place> first_;
};

}  // namespace relata

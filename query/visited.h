#pragma once

// Which vertices a search has reached, and at which place of its order of discovery.
//
// Two kinds with one interface: an array over all vertices that is never cleared (each search
// stamps its cells with its own number), and a hash map for a search that must not cost anything in
// proportion to the graph.

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "graph/prefetch.h"

namespace relata {

constexpr std::uint32_t not_reached = std::numeric_limits<std::uint32_t>::max();

class StampedPlaces {
 public:
  explicit StampedPlaces(std::uint64_t vertices) : cells_(vertices) {}

  void make_room_for(std::uint64_t vertices) {
    if (vertices > cells_.size()) cells_.resize(vertices);
  }
  void clear() {
    if (++stamp_ != 0) return;
    std::fill(cells_.begin(), cells_.end(), Cell{});
    stamp_ = 1;
  }
  [[nodiscard]] std::uint32_t find(std::uint64_t vertex) const {
    const Cell& cell = cells_[vertex];
    return cell.stamp == stamp_ ? cell.place : not_reached;
  }
  // False if it is there already.
  bool insert(std::uint64_t vertex, std::uint32_t place) {
    Cell& cell = cells_[vertex];
    if (cell.stamp == stamp_) return false;
    cell = {.stamp = stamp_, .place = place};
    return true;
  }
  // Of a vertex that is there.
  void move(std::uint64_t vertex, std::uint32_t place) { cells_[vertex].place = place; }
  void will_ask(std::uint64_t vertex) const { prefetch(&cells_[vertex]); }

 private:
  struct Cell {
    std::uint32_t stamp = 0;
    std::uint32_t place = 0;
  };
  std::vector<Cell> cells_;
  std::uint32_t stamp_ = 0;
};

class HashedPlaces {
 public:
  void clear() { places_.clear(); }
  [[nodiscard]] std::uint32_t find(std::uint64_t vertex) const {
    const auto found = places_.find(vertex);
    return found == places_.end() ? not_reached : found->second;
  }
  bool insert(std::uint64_t vertex, std::uint32_t place) {
    return places_.emplace(vertex, place).second;
  }
  void move(std::uint64_t vertex, std::uint32_t place) { places_.find(vertex)->second = place; }
  void will_ask(std::uint64_t) const {}

 private:
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> places_;
};

// A vertex in the order of discovery.
struct Reached {
  std::uint64_t vertex = 0;
  std::uint32_t parent = not_reached;  // its place
  std::uint8_t degree_class = 0;
};

// What one search reaches from one end, level by level. Kept between searches for its memory.
template <class Places>
struct SearchSide {
  Places places;
  std::vector<Reached> order = {};
  std::vector<std::size_t> levels = {};  // where each begins in the order

  // The first level: sorted, each once.
  void start(std::span<const std::uint64_t> vertices, std::uint8_t degree_class) {
    places.clear();
    order.clear();
    levels.assign(1, 0);
    for (const std::uint64_t vertex : vertices) {
      places.insert(vertex, static_cast<std::uint32_t>(order.size()));
      order.push_back({.vertex = vertex, .degree_class = degree_class});
    }
  }
  [[nodiscard]] int depth() const { return static_cast<int>(levels.size()) - 1; }
  // The last level: from its begin to the end of the order.
  [[nodiscard]] std::size_t frontier_begin() const { return levels.back(); }
  [[nodiscard]] bool is_exhausted() const { return frontier_begin() == order.size(); }
  // Is it on this level?
  [[nodiscard]] bool is_on_level(std::uint64_t vertex, int level) const {
    const std::uint32_t place = places.find(vertex);
    if (place == not_reached) return false;
    const auto at = static_cast<std::size_t>(level);
    const std::size_t end = at + 1 < levels.size() ? levels[at + 1] : order.size();
    return place >= levels[at] && place < end;
  }
  // Puts the order from `first` on by id.
  void sort_by_id(std::size_t first) { sort_by_id(first, order.size()); }
  // The same in another order.
  template <class IsLess>
  void sort(std::size_t first, const IsLess& is_less) {
    sort(first, order.size(), is_less);
  }
  // Puts what each parent led to on the last level by id.
  void sort_children_by_id() {
    for (std::size_t first = frontier_begin(); first < order.size();) {
      std::size_t last = first + 1;
      while (last < order.size() && order[last].parent == order[first].parent) ++last;
      sort_by_id(first, last);
      first = last;
    }
  }

 private:
  void sort_by_id(std::size_t first, std::size_t last) {
    sort(first, last, [](const Reached& a, const Reached& b) { return a.vertex < b.vertex; });
  }
  template <class IsLess>
  void sort(std::size_t first, std::size_t last, const IsLess& is_less) {
    const auto begin = order.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(last);
    if (std::is_sorted(begin, end, is_less)) return;
    std::sort(begin, end, is_less);
    for (std::size_t place = first; place < last; ++place) {
      places.move(order[place].vertex, static_cast<std::uint32_t>(place));
    }
  }
};

}  // namespace relata

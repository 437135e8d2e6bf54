#pragma once

// The physical limit beside each figure: a bare kernel over arrays, one thread, that resolves no
// name, reads no evidence and knows no store.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "bench/actor_graph.h"

namespace relata::bench {

class BareGraph {
 public:
  explicit BareGraph(const ActorGraph& graph);

  enum class Filter : std::uint8_t { none, view };

  // The hops of a shortest path, either way along relations; -1 if there is none.
  [[nodiscard]] int distance(std::uint32_t from, std::uint32_t to, Filter filter);
  // Touches every relation of an entity and its columns; gives a sum that depends on all of them.
  [[nodiscard]] std::uint64_t touch_relations(std::uint32_t entity) const;
  // How many other entities lie within so many hops.
  [[nodiscard]] std::uint64_t count_near(std::uint32_t entity, int hops);
  // How many sequences of entities are shortest paths. Double: they may be more than 2^64.
  [[nodiscard]] double count_shortest(std::uint32_t from, std::uint32_t to);

 private:
  struct Link {
    std::uint32_t neighbour;
    std::uint16_t day;
    std::uint16_t confidence;
    std::uint16_t type;
    std::uint16_t document;
  };

  [[nodiscard]] static bool is_in_view(const Link& link) {
    return link.day >= view_first_day && link.day <= view_last_day &&
           link.confidence >= view_confidence;
  }

  void find_from_below(const std::vector<std::uint32_t>& level);
  // Adds up the paths that join the sides over the links of one level; 0 if they do not meet. The
  // entities of the next level are marked.
  [[nodiscard]] double join_level(int side, std::uint32_t marks_first);

  std::vector<std::uint64_t> first_;
  std::vector<Link> links_;
  std::vector<double> counts_;        // of shortest paths from the side that reached it
  std::vector<std::uint32_t> marks_;  // a mark is good for the question that set it only
  std::uint32_t mark_ = 0;
  std::vector<std::uint32_t> sides_[2];
  std::vector<std::uint32_t> next_;
};

// Relations from source to target, for measures of the whole.
class BareDigraph {
 public:
  explicit BareDigraph(const ActorGraph& graph);

  [[nodiscard]] std::uint32_t count_components() const;
  // The entity that ranks highest; parallel relations count as often as they are there.
  [[nodiscard]] std::uint32_t highest_ranked(int iterations) const;

 private:
  std::vector<std::uint64_t> first_;  // by target
  std::vector<std::uint32_t> sources_;
  std::vector<std::uint32_t> out_degrees_;
};

// How long RocksDB alone takes to open a store to read, with its defaults but one thread to open
// files, as relata opens them, and to read one value of each family. Milliseconds.
[[nodiscard]] double bare_opening_ms(const std::filesystem::path& store);

}  // namespace relata::bench

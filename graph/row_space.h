#pragma once

// Where the rows of a graph in memory lie: arrays that it shares with the later graphs made of it.
//
// Each end of a relation has a place, its index in two arrays. These are addresses reserved once
// for several times as many ends, so that what was written never moves and is found by its place
// alone. They are cut into segments, which are filled one after the other and then left alone (a
// log; Rosenblum and Ousterhout, 1992):
//
//     a graph    counts of each segment how many places its rows have there, and holds those in
//                which it has any
//     a segment  that no graph holds gives its memory back, and may be filled anew
//     holes      are places in the segments that a graph holds which are not its own any more.
//                Where there are more than holes_allowed(), it is told which rows to put elsewhere
//
// A row of more than a segment has segments of its own, side by side.
// Threads: any number may make spaces of one, use them and drop them. One uses one at a time.

#include <relata/date.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace relata {

// What filters ask of an end.
struct EndColumns {
  std::uint32_t relation = 0;
  PartialDate from;
  PartialDate to;
  PartialDate reported;
  std::uint16_t type = 0;
  std::uint16_t neighbour_type = 0;
  std::uint16_t confidence_max = 0;
  std::uint8_t origins_max = 0;
  std::uint8_t flags = 0;  // the stances, and whether it is exact
};
static_assert(sizeof(EndColumns) == 24);

class RowSpace {
 public:
  RowSpace() = default;  // without room
  // For a graph of so many ends to begin with. Throws std::bad_alloc.
  explicit RowSpace(std::uint64_t ends);
  // A copy is the space of a later graph, which has the same rows to begin with.

  // The arrays, by place.
  [[nodiscard]] std::uint32_t* neighbours() const;
  [[nodiscard]] EndColumns* columns() const;

  // So many places (1 or more) side by side for this vertex's row, which the caller fills before
  // others see it. Nothing if all addresses are in use, which takes graphs that are kept.
  [[nodiscard]] std::optional<std::uint64_t> take(std::uint32_t vertex, std::uint64_t count);
  // No row of this graph is there any more.
  void leave(std::uint64_t first, std::uint64_t count);

  // A quarter of the graph's own places, and one segment.
  [[nodiscard]] std::uint64_t holes_allowed() const;
  [[nodiscard]] std::uint64_t holes() const;
  // Of all segments that are held, the holes included.
  [[nodiscard]] std::uint64_t bytes() const;

  // The places of a segment and whose rows were put there, some of which have gone since.
  struct Sparse {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
    std::vector<std::uint32_t> vertices;
  };
  // What has most holes, if there are more than allowed: once its rows are elsewhere, it is let go.
  [[nodiscard]] std::optional<Sparse> to_empty() const;

 private:
  struct Arrays;
  struct Segment;
  struct Held {
    std::shared_ptr<Segment> segment;
    std::uint64_t own = 0;  // places of this graph's rows
  };

  void hold(const std::shared_ptr<Segment>& segment, std::uint64_t count);

  std::shared_ptr<Arrays> arrays_;
  std::vector<Held> held_;  // of each segment of the arrays
  std::uint64_t own_ = 0;
};

}  // namespace relata

// Where the rows of graphs in memory lie.

#include "graph/row_space.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>
#include <thread>

using relata::RowSpace;

namespace {

constexpr std::uint64_t segment_places = 1024;  // of the smallest graphs

// A graph of rows that each hold one number, again and again.
class Rows {
 public:
  explicit Rows(std::uint64_t ends) : space_(ends) {}

  // False if there are no addresses.
  bool put(std::uint32_t vertex, std::uint64_t size, std::uint32_t number) {
    const auto first = space_.take(vertex, size);
    if (!first) return false;
    std::fill_n(space_.neighbours() + *first, size, number);
    std::fill_n(space_.columns() + *first, size, relata::EndColumns{.relation = number});
    if (vertex >= rows_.size()) rows_.resize(vertex + 1);
    space_.leave(rows_[vertex].first, rows_[vertex].size);
    rows_[vertex] = {.first = *first, .size = size, .number = number};
    return true;
  }
  // As a graph does that goes on. False if there are no addresses.
  bool close_holes() {
    while (const auto sparse = space_.to_empty()) {
      for (const std::uint32_t vertex : sparse->vertices) {
        const Row row = rows_[vertex];
        if (row.first >= sparse->end || row.first + row.size <= sparse->first) continue;
        moved_ += row.size;
        if (!put(vertex, row.size, row.number)) return false;
      }
    }
    return true;
  }
  [[nodiscard]] bool are_right() const {
    return std::ranges::all_of(rows_, [&](const Row& row) {
      const auto is_number = [&](std::uint32_t neighbour) { return neighbour == row.number; };
      const auto has_number = [&](const relata::EndColumns& columns) {
        return columns.relation == row.number;
      };
      return std::all_of(space_.neighbours() + row.first,
                         space_.neighbours() + row.first + row.size, is_number) &&
             std::all_of(space_.columns() + row.first, space_.columns() + row.first + row.size,
                         has_number);
    });
  }
  [[nodiscard]] const RowSpace& space() const { return space_; }
  [[nodiscard]] std::uint64_t moved() const { return moved_; }

 private:
  struct Row {
    std::uint64_t first = 0;
    std::uint64_t size = 0;
    std::uint32_t number = 0;
  };

  RowSpace space_;
  std::vector<Row> rows_;
  std::uint64_t moved_ = 0;
};

}  // namespace

TEST_CASE("rows lie one behind the other, and what is as large as a segment by itself") {
  RowSpace space(10);
  CHECK(space.take(0, 3) == 0);
  CHECK(space.take(1, segment_places - 3) == 3);
  CHECK(space.take(2, 1) == segment_places);
  CHECK(space.take(3, 2 * segment_places + 1) == 2 * segment_places);  // and two more
  CHECK(space.take(4, 1) == segment_places + 1);
  CHECK(space.holes() == 0);
  space.leave(2 * segment_places, 2 * segment_places + 1);
  CHECK(space.take(5, segment_places) == 2 * segment_places);  // is free again
  CHECK(space.holes() == 0);
}

TEST_CASE("a segment is free when the last space that holds it is gone") {
  RowSpace space(10);
  REQUIRE(space.take(0, segment_places) == 0);
  auto earlier = std::make_unique<RowSpace>(space);
  space.leave(0, segment_places);
  space.neighbours()[0] = 7;
  CHECK(space.take(0, segment_places) == segment_places);
  earlier.reset();
  CHECK(space.take(1, segment_places) == 0);
  CHECK(space.neighbours()[0] == 0);  // the memory was given back
}

TEST_CASE("there are no more places when spaces that are kept hold all addresses") {
  Rows rows(10);
  std::vector<Rows> kept;
  std::uint32_t number = 1;
  while (rows.put(0, segment_places + 1, number)) {
    kept.push_back(rows);
    ++number;
    REQUIRE(number < 1000);
  }
  CHECK(number > 30);
  CHECK(std::ranges::all_of(kept, &Rows::are_right));
  kept.clear();
  CHECK(rows.put(0, segment_places + 1, number));
  CHECK(rows.are_right());
}

namespace {

constexpr std::uint32_t vertices = 2000;

// Puts one row after another, of which few are large.
class Putter {
 public:
  explicit Putter(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  // False if there are no addresses.
  bool put(Rows& rows, std::uint32_t vertex, std::uint32_t number) {
    const std::size_t size = below(50) == 0 ? 1 + below(3000) : 1 + below(30);
    put_ += size;
    return rows.put(vertex, size, number);
  }
  bool put_some(Rows& rows, std::uint32_t number) {
    for (int i = 0; i < 20; ++i) {
      if (!put(rows, static_cast<std::uint32_t>(below(vertices)), number)) return false;
    }
    return true;
  }
  [[nodiscard]] std::uint64_t have_put() const { return put_; }

 private:
  std::mt19937 random_;
  std::uint64_t put_ = 0;
};

Rows full_rows(Putter& putter) {
  Rows rows(100'000);
  for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
    REQUIRE(putter.put(rows, vertex, vertex));
  }
  return rows;
}

}  // namespace

TEST_CASE("holes are closed in proportion to what is put, and rows of kept spaces stay") {
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    Putter putter(seed);
    std::vector<Rows> spaces = {full_rows(putter)};
    for (std::uint32_t step = 0; step < 200; ++step) {
      Rows later = spaces[putter.below(spaces.size())];
      REQUIRE(putter.put_some(later, vertices + step));
      const std::uint64_t moved_before = later.moved();
      REQUIRE(later.close_holes());
      REQUIRE(later.space().holes() <= later.space().holes_allowed());
      REQUIRE(later.moved() - moved_before <= 50'000);
      REQUIRE(later.are_right());
      if (spaces.size() == 3) {
        spaces.erase(spaces.begin() + static_cast<std::ptrdiff_t>(putter.below(3)));
      }
      spaces.push_back(std::move(later));
      REQUIRE(std::ranges::all_of(spaces, &Rows::are_right));
    }
    CHECK(spaces.back().moved() < 5 * putter.have_put());
  }
}

TEST_CASE("threads may make spaces of one, fill them and drop them") {
  Putter putter(50);
  const Rows first = full_rows(putter);
  std::vector<int> is_right(4, 1);
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0; i < is_right.size(); ++i) {
    threads.emplace_back([&, i] {
      Putter own(60 + i);
      Rows rows = first;
      for (std::uint32_t step = 0; step < 200; ++step) {
        if (step % 40 == 39) rows = first;
        const Rows earlier = rows;
        const bool has_room = own.put_some(rows, vertices + step) && rows.close_holes();
        if (!has_room || !rows.are_right() || !earlier.are_right()) is_right[i] = 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(is_right == std::vector<int>(is_right.size(), 1));
  CHECK(first.are_right());
}

TEST_CASE("a segment that is let go while another space asks for room in it is let go in peace") {
  const RowSpace base(10);
  const auto take_and_drop = [&] {
    for (int i = 0; i < 20'000; ++i) {
      RowSpace later = base;
      // More than half of a segment: no two fit into one.
      if (later.take(0, segment_places / 2 + 1).value_or(0) % segment_places != 0) std::abort();
    }
  };
  std::thread other(take_and_drop);
  take_and_drop();
  other.join();
  RowSpace last = base;
  CHECK(last.take(0, 1).has_value());
  CHECK(last.holes() == 0);
}

TEST_CASE("memory of huge pages is given back and reads as zero when it is taken again") {
  RowSpace space(200'000);
  const std::uint64_t count = 1'200'000;  // three segments
  const auto fill = [&](std::uint64_t first, std::uint32_t number) {
    std::fill_n(space.neighbours() + first, count, number);
    std::fill_n(space.columns() + first, count, relata::EndColumns{.relation = number});
  };
  const std::uint64_t kept = space.take(0, count).value();
  fill(kept, 7);
  const std::uint64_t dropped = space.take(1, count).value();
  fill(dropped, 8);
  space.leave(dropped, count);
  REQUIRE(space.take(2, count) == dropped);
  const auto is_zero = [&](std::uint64_t place) {
    return space.neighbours()[place] == 0 && space.columns()[place].relation == 0;
  };
  for (std::uint64_t i = 0; i < count; ++i) REQUIRE(is_zero(dropped + i));
  for (std::uint64_t i = 0; i < count; ++i) REQUIRE(space.neighbours()[kept + i] == 7);
}

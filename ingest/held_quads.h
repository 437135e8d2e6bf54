#pragma once

// Rows that say when a fact began or ended, kept until both are known.
//
// A triple may hold several times, so that it can have several beginnings and ends. They are joined
// whatever the order of their rows: each end with the latest beginning before it that has none yet.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/records.h"

namespace relata {

enum class QuadEnd : std::uint8_t { since, until };

class HeldQuads {
 public:
  static constexpr std::size_t rows_max = 1'000'000;

  struct Row {
    std::uint64_t line = 0;
    QuadEnd end = QuadEnd::since;
    PartialDate date;
    std::string when;  // the last two columns as they stand
  };
  // A time in which a triple held, and the rows that say so; those of one end and date are equal.
  struct Interval {
    Period valid;
    std::vector<Row> rows;
  };

  void add(std::string_view triple, Row row);
  [[nodiscard]] bool is_full() const { return rows_ >= rows_max; }

  // Calls take(triple, interval) for all, in the order in which the triples came, and forgets them.
  template <class Take>
  void release(const Take& take) {
    for (const Triple* triple : order_) {
      for (const Interval& interval : joined(triple->second)) take(triple->first, interval);
    }
    order_.clear();
    triples_.clear();
    rows_ = 0;
  }

  [[nodiscard]] static std::vector<Interval> joined(std::vector<Row> rows);

 private:
  using Triples = std::unordered_map<std::string, std::vector<Row>>;
  using Triple = Triples::value_type;

  Triples triples_;
  std::vector<const Triple*> order_;
  std::size_t rows_ = 0;
};

}  // namespace relata

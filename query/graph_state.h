#pragma once

// What a Graph holds: the rows, and the arrays that its searches use in turn, which it shares with
// the later graphs made of it.

#include <relata/search.h>
#include <memory>
#include <mutex>
#include <vector>

#include "graph/csr_graph.h"
#include "graph/retractions.h"
#include "query/visited.h"

namespace relata {

// Lent to one search at a time, so that a search neither clears nor allocates in proportion to the
// graph.
struct SearchArrays {
  explicit SearchArrays(std::uint64_t vertices)
      : forward{.places = StampedPlaces(vertices)}, backward{.places = StampedPlaces(vertices)} {}
  void make_room_for(std::uint64_t vertices) {
    forward.places.make_room_for(vertices);
    backward.places.make_room_for(vertices);
  }
  SearchSide<StampedPlaces> forward;
  SearchSide<StampedPlaces> backward;
};

// Those that no search uses now.
class SpareArrays {
 public:
  [[nodiscard]] std::unique_ptr<SearchArrays> borrow(std::uint64_t vertices);
  void give_back(std::unique_ptr<SearchArrays> arrays);

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<SearchArrays>> free_;
};

struct Graph::State {
  State(const Store& the_store, Snapshot the_snapshot, CsrGraph the_rows,
        std::shared_ptr<SpareArrays> spare);

  const Store& store;
  Snapshot at;
  Schema schema;
  std::shared_ptr<const Retractions> retractions;
  CsrGraph rows;

  // Told when it is first asked for: it costs the store more than a search may.
  [[nodiscard]] Day last_reported() const;
  [[nodiscard]] const std::shared_ptr<SpareArrays>& spare_arrays() const { return spare_; }

  class Loan {
   public:
    explicit Loan(const State& state)
        : spare_(*state.spare_), arrays_(spare_.borrow(state.rows.vertex_end())) {}
    ~Loan() { spare_.give_back(std::move(arrays_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    SearchArrays* operator->() const { return arrays_.get(); }

   private:
    SpareArrays& spare_;
    std::unique_ptr<SearchArrays> arrays_;
  };

 private:
  mutable std::once_flag last_reported_told_;
  mutable Day last_reported_{};
  std::shared_ptr<SpareArrays> spare_;
};

}  // namespace relata

#pragma once

// What a Graph holds: the rows, and the arrays that its searches use in turn.

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
  SearchSide<StampedPlaces> forward;
  SearchSide<StampedPlaces> backward;
};

struct Graph::State {
  State(const Store& the_store, Snapshot the_snapshot, CsrGraph the_rows);

  const Store& store;
  Snapshot at;
  Schema schema;
  std::shared_ptr<const Retractions> retractions;
  CsrGraph rows;
  std::uint64_t entities = 0;

  // Told when it is first asked for: it costs the store more than a search may.
  [[nodiscard]] Day last_reported() const;

  class Loan {
   public:
    explicit Loan(const State& state) : state_(state), arrays_(state.borrow()) {}
    ~Loan() { state_.give_back(std::move(arrays_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    SearchArrays* operator->() const { return arrays_.get(); }

   private:
    const State& state_;
    std::unique_ptr<SearchArrays> arrays_;
  };

 private:
  [[nodiscard]] std::unique_ptr<SearchArrays> borrow() const;
  void give_back(std::unique_ptr<SearchArrays> arrays) const;

  mutable std::once_flag last_reported_told_;
  mutable Day last_reported_{};
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<SearchArrays>> free_;
};

}  // namespace relata

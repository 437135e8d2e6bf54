#include "query/graph_state.h"
#include "query/hop_weight.h"

namespace relata {

std::unique_ptr<SearchArrays> SpareArrays::borrow(std::uint64_t vertices) {
  std::unique_ptr<SearchArrays> arrays;
  {
    const std::scoped_lock lock(mutex_);
    if (!free_.empty()) {
      arrays = std::move(free_.back());
      free_.pop_back();
    }
  }
  if (arrays == nullptr) return std::make_unique<SearchArrays>(vertices);
  arrays->make_room_for(vertices);
  return arrays;
}

void SpareArrays::give_back(std::unique_ptr<SearchArrays> arrays) {
  const std::scoped_lock lock(mutex_);
  free_.push_back(std::move(arrays));
}

Graph::State::State(const Store& the_store, Snapshot the_snapshot, CsrGraph the_rows,
                    std::shared_ptr<SpareArrays> spare)
    : store(the_store),
      at(std::move(the_snapshot)),
      schema(store.schema(at)),
      retractions(Retractions::read(store, at)),
      rows(std::move(the_rows)),
      spare_(std::move(spare)) {}

Day Graph::State::last_reported() const {
  std::call_once(last_reported_told_, [&] { last_reported_ = last_reported_day(store, at); });
  return last_reported_;
}

Graph::Graph(const Store& store, Snapshot at)
    : state_(std::make_unique<State>(store, at, CsrGraph(store, at),
                                     std::make_shared<SpareArrays>())) {}

Graph::Graph(std::unique_ptr<State> state) : state_(std::move(state)) {}

Graph Graph::at(const Store& store, Snapshot later) const {
  const std::uint64_t relations_max = std::max<std::uint64_t>(relations() / 5, 1000);
  std::optional<Changed> changed;
  if (state_->at.head <= later.head) changed = store.changed(state_->at, later, relations_max);
  if (!changed) return {store, std::move(later)};
  CsrGraph rows(state_->rows, store, later, *changed);
  return Graph(
      std::make_unique<State>(store, std::move(later), std::move(rows), state_->spare_arrays()));
}

Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

std::uint64_t Graph::entities() const {
  std::uint64_t entities = 0;
  for (const Batch& batch : state_->store.batches(state_->at)) entities += batch.entities;
  return entities;
}

std::uint64_t Graph::relations() const { return state_->rows.relations(); }

double Graph::bytes_per_relation() const {
  const auto relations = static_cast<double>(state_->rows.relations());
  return relations == 0 ? 0 : static_cast<double>(state_->rows.bytes()) / relations;
}

}  // namespace relata

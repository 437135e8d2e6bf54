// A graph in memory that goes on to later snapshots has the rows of one that is loaded then.

#include <relata/judge.h>
#include <catch2/catch.hpp>
#include <random>
#include <thread>

#include "graph/csr_graph.h"
#include "tests/graph/random_batches.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::RandomBatches;
using relata::testing::TemporaryDirectory;

namespace {

constexpr BatchNumber batches_in_store = 9;
constexpr std::uint64_t no_limit = 1'000'000;

void fill(Store& store, std::uint32_t seed, BatchNumber count = batches_in_store) {
  RandomBatches batches(seed);
  for (BatchNumber i = 0; i < count; ++i) store.commit(batches.next(store, 20));
}

std::vector<AdjacencyEntry> row_of(const CsrGraph& graph, CsrGraph::Vertex vertex) {
  std::vector<AdjacencyEntry> row;
  for (const Direction direction : {Direction::forward, Direction::reverse}) {
    auto [edge, end] = edges_in_row(vertex, direction, graph);
    for (; edge != end; ++edge) row.push_back(entry_of(*edge, graph));
  }
  return row;
}

// Where a document got its date later than its claims came, what goes on knows it, and what lies in
// the store does not.
std::vector<AdjacencyEntry> without_late_dates(std::vector<AdjacencyEntry> row,
                                               const std::vector<AdjacencyEntry>& stored) {
  for (std::size_t i = 0; i < row.size() && i < stored.size(); ++i) {
    if (stored[i].reported.is_known()) continue;
    row[i].reported = {};
    row[i].is_exact = stored[i].is_exact;
  }
  return row;
}

// The first vertex whose row is another one; none if there is none.
CsrGraph::Vertex first_other_row(const CsrGraph& graph, const CsrGraph& expected) {
  for (CsrGraph::Vertex vertex = 0; vertex < expected.vertex_end(); ++vertex) {
    const auto row = row_of(expected, vertex);
    if (without_late_dates(row_of(graph, vertex), row) != row) return vertex;
  }
  return CsrGraph::null_vertex();
}

void check_same_rows(const CsrGraph& graph, const CsrGraph& expected) {
  REQUIRE(graph.relations() == expected.relations());
  REQUIRE(graph.vertex_end() == expected.vertex_end());
  REQUIRE(first_other_row(graph, expected) == CsrGraph::null_vertex());
}

// In steps of so many batches.
void check_going_on(const Store& store, BatchNumber step) {
  auto graph = std::make_unique<CsrGraph>(store, store.snapshot(0));
  for (BatchNumber head = 0; head < batches_in_store;) {
    const Snapshot from = store.snapshot(head);
    head = std::min(head + step, batches_in_store);
    const Snapshot to = store.snapshot(head);
    CAPTURE(from.head, to.head);
    const auto changed = store.changed(from, to, no_limit);
    REQUIRE(changed);
    REQUIRE(std::ranges::is_sorted(changed->relations, {}, &RelationRef::id));
    REQUIRE(changed->entities.empty());
    const auto before = std::move(graph);
    const CsrGraph expected_before(store, from);
    graph = std::make_unique<CsrGraph>(*before, store, to, *changed);
    check_same_rows(*graph, CsrGraph(store, to));
    check_same_rows(*before, expected_before);  // is as it was
  }
}

// A store of many batches, and what a graph has that is loaded at each of them.
struct Series {
  explicit Series(std::uint32_t seed, BatchNumber batches) : store(make_memory_store()) {
    fill(*store, seed, batches);
    for (BatchNumber head = 0; head <= batches; ++head) {
      loaded.push_back(std::make_unique<CsrGraph>(*store, store->snapshot(head)));
    }
  }
  [[nodiscard]] BatchNumber batches() const { return loaded.size() - 1; }
  [[nodiscard]] std::shared_ptr<const CsrGraph> later(const CsrGraph& graph, BatchNumber from,
                                                      BatchNumber to) const {
    const auto changed = store->changed(store->snapshot(from), store->snapshot(to), no_limit);
    return std::make_shared<const CsrGraph>(graph, *store, store->snapshot(to), changed.value());
  }
  [[nodiscard]] bool has_right_rows(const CsrGraph& graph, BatchNumber head) const {
    return graph.relations() == loaded[head]->relations() &&
           first_other_row(graph, *loaded[head]) == CsrGraph::null_vertex();
  }

  std::unique_ptr<Store> store;
  std::vector<std::unique_ptr<CsrGraph>> loaded;  // by head
};

// The graphs that someone has who goes on in leaps, from the last or an earlier one, and keeps
// some.
class Keeper {
 public:
  Keeper(const Series& series, std::uint32_t seed) : series_(series), random_(seed) {}

  // From where all begin. False if a row was not as in a loaded graph when it was made, or when it
  // was dropped.
  bool go_to_the_end(const std::shared_ptr<const CsrGraph>& first, BatchNumber head) {
    kept_.push_back({.head = head, .graph = first});
    bool is_right = true;
    while (kept_.back().head < series_.batches()) {
      const Kept& from = kept_[one_in(8) ? below(kept_.size()) : kept_.size() - 1];
      const BatchNumber to = std::min(from.head + 1 + below(3), series_.batches());
      kept_.push_back({.head = to, .graph = series_.later(*from.graph, from.head, to)});
      is_right = is_right && is_as_loaded(kept_.back());
      while (kept_.size() > 2 && one_in(2)) {
        const auto dropped = kept_.begin() + static_cast<std::ptrdiff_t>(below(kept_.size() - 1));
        is_right = is_right && is_as_loaded(*dropped);
        kept_.erase(dropped);
      }
    }
    return is_right;
  }
  [[nodiscard]] const CsrGraph& last() const { return *kept_.back().graph; }

 private:
  struct Kept {
    BatchNumber head = 0;
    std::shared_ptr<const CsrGraph> graph;
  };

  [[nodiscard]] bool is_as_loaded(const Kept& kept) const {
    return series_.has_right_rows(*kept.graph, kept.head);
  }
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }

  const Series& series_;
  std::mt19937 random_;
  std::vector<Kept> kept_;
};

}  // namespace

TEST_CASE("a graph that goes on to a later snapshot has the rows of one that is loaded there") {
  for (std::uint32_t seed = 700; seed < 730; ++seed) {
    CAPTURE(seed);
    const auto memory = make_memory_store();
    fill(*memory, seed);
    check_going_on(*memory, 1);
    check_going_on(*memory, 4);
  }
  const TemporaryDirectory directory;
  create_store(directory.path() / "store");
  const auto disk = open_store(directory.path() / "store", OpenMode::write);
  fill(*disk, 800);
  check_going_on(*disk, 1);
  check_going_on(*disk, 3);
}

TEST_CASE("graphs of a long series have the rows of loaded ones, whichever are kept or dropped") {
  for (std::uint32_t seed = 1000; seed < 1004; ++seed) {
    CAPTURE(seed);
    const Series series(seed, 120);
    const BatchNumber begin = 40;
    Keeper keeper(series, seed);
    CHECK(keeper.go_to_the_end(
        std::make_shared<const CsrGraph>(*series.store, series.store->snapshot(begin)), begin));
  }
}

TEST_CASE("threads may make later graphs of one and of each other's, and drop them") {
  const Series series(1100, 120);
  const BatchNumber begin = 40;
  const auto first = std::make_shared<const CsrGraph>(*series.store, series.store->snapshot(begin));
  std::vector<int> is_right(4);
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0; i < is_right.size(); ++i) {
    threads.emplace_back(
        [&, i] { is_right[i] = Keeper(series, 1200 + i).go_to_the_end(first, begin) ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(is_right == std::vector<int>(is_right.size(), 1));
  CHECK(series.has_right_rows(*first, begin));
}

TEST_CASE("what a graph that went on takes beyond a loaded one is bounded") {
  // Places that are no more in use: a quarter, and a segment of the least size. Each place may have
  // been a row of its own, which is noted with 4 bytes.
  constexpr std::uint64_t bytes_of_a_place = 32;
  constexpr std::uint64_t segment_places = 1024;
  const Series series(1300, 200);
  const BatchNumber begin = 20;
  auto graph = std::make_shared<const CsrGraph>(*series.store, series.store->snapshot(begin));
  std::uint64_t most = 0;
  int fell = 0;
  for (BatchNumber head = begin; head < series.batches(); ++head) {
    CAPTURE(head);
    graph = series.later(*graph, head, head + 1);
    const CsrGraph& loaded = *series.loaded[head + 1];
    REQUIRE(graph->bytes() >= loaded.bytes());
    const std::uint64_t beyond = graph->bytes() - loaded.bytes();
    const std::uint64_t ends = 2 * loaded.relations();
    // Of the rows themselves, too, more may be noted than there are.
    REQUIRE(beyond <= (ends / 4 + segment_places) * bytes_of_a_place + 4 * ends);
    if (beyond < most) ++fell;
    most = beyond;
  }
  CHECK(fell > 5);  // holes were closed
  REQUIRE(series.has_right_rows(*graph, series.batches()));
}

TEST_CASE("a graph goes on over judgements on who is one with whom, and over their withdrawal") {
  int regrouped = 0;
  for (std::uint32_t seed = 900; seed < 960; ++seed) {
    CAPTURE(seed);
    const auto store = make_memory_store();
    fill(*store, seed);
    auto judged_before = judged_store(*store, store->snapshot(0));
    auto graph = std::make_unique<CsrGraph>(*judged_before, store->snapshot(0));
    for (BatchNumber head = 1; head <= batches_in_store; ++head) {
      const Snapshot from = store->snapshot(head - 1);
      const Snapshot to = store->snapshot(head);
      const auto judged = judged_store(*store, to);
      const auto changed = judged->changed(from, to, no_limit);
      REQUIRE(changed);
      if (store->judgements(from) != store->judgements(to)) ++regrouped;
      graph = std::make_unique<CsrGraph>(*graph, *judged, to, *changed);
      check_same_rows(*graph, CsrGraph(*judged, to));
    }
  }
  CHECK(regrouped > 50);
}

TEST_CASE("what has changed is not told where it is more than was asked for") {
  const auto store = make_memory_store();
  fill(*store, 3);
  const Snapshot from = store->snapshot(4);
  const Snapshot to = store->snapshot(5);
  CHECK(store->changed(from, to, no_limit));
  CHECK_FALSE(store->changed(from, to, 1));
  CHECK(store->changed(to, to, 0)->relations.empty());
}

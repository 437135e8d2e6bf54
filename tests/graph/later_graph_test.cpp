// A graph in memory that goes on to later snapshots has the rows of one that is loaded then.

#include <relata/judge.h>
#include <catch2/catch.hpp>

#include "graph/csr_graph.h"
#include "tests/graph/random_batches.h"
#include "tests/graph/temporary_directory.h"

using namespace relata;
using relata::testing::RandomBatches;
using relata::testing::TemporaryDirectory;

namespace {

constexpr BatchNumber batches_in_store = 9;
constexpr std::uint64_t no_limit = 1'000'000;

void fill(Store& store, std::uint32_t seed) {
  RandomBatches batches(seed);
  for (BatchNumber i = 0; i < batches_in_store; ++i) store.commit(batches.next(store, 20));
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

void check_same_rows(const CsrGraph& graph, const CsrGraph& expected) {
  REQUIRE(graph.relations() == expected.relations());
  REQUIRE(graph.vertex_end() == expected.vertex_end());
  for (CsrGraph::Vertex vertex = 0; vertex < expected.vertex_end(); ++vertex) {
    CAPTURE(vertex);
    const auto row = row_of(expected, vertex);
    REQUIRE(without_late_dates(row_of(graph, vertex), row) == row);
  }
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

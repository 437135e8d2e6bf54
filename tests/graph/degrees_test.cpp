#include "graph/degrees.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/graph/random_batches.h"
#include "tests/graph/temporary_directory.h"

namespace relata::testing {
namespace {

// By every record of a relation.
std::vector<std::uint64_t> counted(const Store& store, const Snapshot& at) {
  std::vector<std::uint64_t> degrees(store.info().entity_id_end, 0);
  ScanSink sink;
  sink.relation = [&](const RelationClaims& seen) {
    ++degrees[seen.relation.source.value];
    ++degrees[seen.relation.target.value];
  };
  store.scan(at, {}, sink);
  return degrees;
}

void check_degrees(const Store& store, const Snapshot& at) {
  const std::vector<std::uint64_t> degrees = counted(store, at);
  std::vector<EntityId> ids;
  for (std::uint64_t id = 0; id < degrees.size(); ++id) ids.push_back({id});
  for (const std::uint64_t most : {0, 1, 3, 1'000'000}) {
    DegreeReader reader(store, at, most);
    reader.read(ids, [] { return false; });
    for (const EntityId id : ids) {
      CAPTURE(id.value, most);
      REQUIRE(reader.find(id) == std::min(degrees[id.value], most));
    }
  }
  const ExpandSink sink = [&](EntityId, std::span<const AdjacencyEntry> entries) {
    for (const AdjacencyEntry& entry : entries) {
      const DegreeBounds bounds = degree_bounds(entry, at);
      const std::uint64_t degree = degrees[entry.neighbour.value];
      CAPTURE(entry.neighbour.value, at.head, bounds.least, degree, bounds.most);
      REQUIRE(bounds.least <= degree);
      REQUIRE(degree <= bounds.most);
    }
  };
  (void)store.expand(at, ids, {}, 1'000'000'000, sink);
}

}  // namespace

TEST_CASE("degrees are those of the records, at every state of every kind of store") {
  const std::uint32_t first_seed = 500;
  for (std::uint32_t seed = first_seed; seed < first_seed + 6; ++seed) {
    CAPTURE(seed);
    const TemporaryDirectory directory;
    create_store(directory.path() / "store");
    const auto on_disk = open_store(directory.path() / "store", OpenMode::write);
    const auto in_memory = make_memory_store();
    for (Store* store : {on_disk.get(), in_memory.get()}) {
      RandomBatches batches(seed);
      for (int batch = 0; batch < 5; ++batch) store->commit(batches.next(*store, 60));
      for (BatchNumber head = 1; head <= store->snapshot().head; ++head) {
        check_degrees(*store, store->snapshot(head));
      }
      CHECK(store->verify().empty());
    }
  }
}

TEST_CASE("degrees are counted no further when a search has to end") {
  const auto store = make_memory_store();
  RandomBatches batches(7);
  store->commit(batches.next(*store, 60));
  const Snapshot now = store->snapshot();
  DegreeReader reader(*store, now, 10);
  reader.read({EntityId{0}}, [] { return true; });
  CHECK_FALSE(reader.find({0}).has_value());
}

}  // namespace relata::testing

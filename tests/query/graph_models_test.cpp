#include <catch2/catch.hpp>

#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <random>
#include <set>
#include <thread>

#include "graph/csr_graph.h"
#include "graph/store_graph.h"
#include "query/graph_state.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<CsrGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<CsrGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<CsrGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<StoreGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<StoreGraph>));

using Row = std::vector<std::tuple<std::uint64_t, std::uint64_t, std::uint64_t>>;

// Source, target and relation of each edge, in the graph's order.
template <class G, class Range>
Row row_of(const Range& range, const G& g) {
  Row row;
  for (auto [edge, end] = range; edge != end; ++edge) {
    row.emplace_back(source(*edge, g), target(*edge, g), entry_of(*edge, g).relation.value);
  }
  return row;
}

StoreGraph graph_of(const Store& store, const Snapshot& at) {
  return StoreGraph(store, at, {}, [] { return false; });
}

std::string why_or_length(const PathAnswer& answer) {
  return answer.paths.empty() ? answer.why_none : std::to_string(answer.paths[0].hops.size());
}

}  // namespace

TEST_CASE("both models of the graph have the same rows, each relation once") {
  const std::uint32_t first_seed = 500;
  for (std::uint32_t seed = first_seed; seed < first_seed + 100; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const CsrGraph csr(store, now);
    const StoreGraph lazy = graph_of(store, now);
    std::set<std::uint64_t> relations;
    for (const EntityId entity : story.entities()) {
      const Row out = row_of(out_edges(entity.value, csr), csr);
      const Row in = row_of(in_edges(entity.value, csr), csr);
      REQUIRE(out == row_of(out_edges(entity.value, lazy), lazy));
      REQUIRE(in == row_of(in_edges(entity.value, lazy), lazy));
      REQUIRE(std::is_sorted(out.begin(), out.end()));
      REQUIRE(std::is_sorted(in.begin(), in.end()));
      REQUIRE(out.size() == out_degree(entity.value, csr));
      REQUIRE(degree(entity.value, csr) == degree(entity.value, lazy));
      for (const auto& [from, to, relation] : out) {
        REQUIRE(from == entity.value);
        REQUIRE(relations.insert(relation).second);
      }
      auto [lazy_edge, lazy_end] = in_edges(entity.value, lazy);
      for (auto [edge, end] = in_edges(entity.value, csr); edge != end; ++edge, ++lazy_edge) {
        AdjacencyEntry expected = entry_of(*lazy_edge, lazy);
        expected.batch = 0;  // the rows in memory do not hold these two
        expected.degree_class = 0;
        REQUIRE(entry_of(*edge, csr) == expected);
      }
    }
    REQUIRE(relations.size() == csr.relations());
  }
}

TEST_CASE("Boost.Graph's own search runs on the graph in memory and finds the same distances") {
  int reached = 0;
  for (std::uint32_t seed = 42; seed < 62; ++seed) {
    CAPTURE(seed);
    // Of a type that is not symmetric: Boost.Graph follows what goes out.
    std::mt19937 random(seed);
    StoreBuilder build;
    std::vector<EntityId> entities;
    for (int i = 0; i < 12; ++i) entities.push_back(build.entity("e" + std::to_string(i)));
    const auto any = [&] { return entities[random() % entities.size()]; };
    for (int i = 0; i < 24; ++i) build.relate(any(), any());
    build.commit();
    const Store& store = build.store();
    const Snapshot now = store.snapshot();
    const CsrGraph csr(store, now);
    const std::uint64_t from = entities.front().value;
    std::vector<int> distances(num_vertices(csr), -1);
    distances[from] = 0;
    boost::breadth_first_search(csr, from,
                                boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                    distances.data(), boost::on_tree_edge{}))));
    for (const EntityId to : entities) {
      const PathQuery query{
          .from = {from}, .to = to, .direction = Direction::forward, .hops_max = 64};
      const auto answer = find_paths(store, now, query);
      const int expected = distances[to.value];
      CAPTURE(to.value);
      REQUIRE(answer.paths.empty() == (expected < 0));
      if (expected < 0) continue;
      REQUIRE(static_cast<int>(answer.paths[0].hops.size()) == expected);
      ++reached;
    }
  }
  CHECK(reached > 50);
}

TEST_CASE("a hub of 100,000 relations is not read when the other side is cheaper") {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  std::vector<EntityId> leaves;
  for (int i = 0; i < 100'000; ++i) {
    leaves.push_back(build.entity("leaf-" + std::to_string(i)));
    build.relate(leaves.back(), hub);
  }
  const EntityId far = build.entity("far");
  build.relate(leaves[77'777], far);
  build.commit();
  const Graph graph = build.graph();
  const auto both = [&](const PathQuery& query) {
    const auto answer = find_paths(build.store(), build.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(graph, query)));
    return answer;
  };
  const auto from_hub = both({.from = hub, .to = far});
  CHECK(from_hub.paths.at(0).hops.size() == 2);
  CHECK(from_hub.counters.relations_tested < 100);
  CHECK(find_paths(graph, {.from = hub, .to = far}).counters.relations_tested < 100);
  const auto to_hub = both({.from = far, .to = hub});
  CHECK(to_hub.counters.relations_tested < 100);
  // A path through the hub meets it from both of its leaves.
  const PathQuery through{.from = leaves[1], .to = leaves[99'999]};
  CHECK(sequences(both(through)) == std::vector{std::to_string(leaves[1].value) + " 0 " +
                                                std::to_string(leaves[99'999].value)});
  CHECK(find_paths(graph, through).counters.relations_tested < 100);
  const auto all = find_neighborhood(graph, {.center = hub, .entities_max = 200'000});
  CHECK(all.neighbors.size() == 100'001);
}

TEST_CASE("a chain of 10,000 is walked as far as it was asked for") {
  StoreBuilder build;
  std::vector<EntityId> chain{build.entity("0")};
  for (int i = 1; i < 10'000; ++i) {
    chain.push_back(build.entity(std::to_string(i)));
    build.relate(chain[chain.size() - 2], chain.back());
  }
  build.commit();
  const Graph graph = build.graph();
  const auto both = [&](std::size_t to, Direction direction) {
    const PathQuery query{
        .from = chain[0], .to = chain[to], .direction = direction, .hops_max = 64};
    const auto answer = find_paths(build.store(), build.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(graph, query)));
    return why_or_length(answer);
  };
  CHECK(both(64, Direction::any) == "64");
  CHECK(both(64, Direction::forward) == "64");
  CHECK_THAT(both(64, Direction::reverse), Catch::Contains("only against the direction"));
  CHECK(both(9'999, Direction::any) ==
        "Even without a view they are more than 64 hops apart, if they are connected at all.");
  CHECK(graph.entities() == 10'000);
  CHECK(graph.relations() == 9'999);
}

TEST_CASE("the graph in memory takes at most 64 bytes a relation, entities included") {
  StoreBuilder build;
  std::vector<EntityId> entities;
  for (int i = 0; i < 100; ++i) entities.push_back(build.entity(std::to_string(i)));
  for (std::size_t i = 0; i < 1000; ++i) build.relate(entities[i % 100], entities[i * 7 % 100]);
  build.commit();
  CHECK(build.graph().bytes_per_relation() < 64);
}

namespace {

// The same relations in each row, and how many bytes they take beyond those of a graph that is
// loaded anew: what a later graph shares holds rows that it has replaced.
double bytes_beyond_a_load(const Graph& graph, const StoreBuilder& build, std::size_t entities) {
  const Graph loaded = build.graph();
  const CsrGraph& rows = graph.state().rows;
  const CsrGraph& expected = loaded.state().rows;
  REQUIRE(rows.relations() == expected.relations());
  for (std::uint64_t vertex = 0; vertex < entities; ++vertex) {
    REQUIRE(row_of(out_edges(vertex, rows), rows) == row_of(out_edges(vertex, expected), expected));
    REQUIRE(row_of(in_edges(vertex, rows), rows) == row_of(in_edges(vertex, expected), expected));
  }
  return graph.bytes_per_relation() - loaded.bytes_per_relation();
}

}  // namespace

TEST_CASE("a later graph shares the arrays of an earlier one, unless a fifth is new") {
  StoreBuilder build;
  std::vector<EntityId> entities;
  for (int i = 0; i < 100; ++i) entities.push_back(build.entity(std::to_string(i)));
  const auto relate = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) build.relate(entities[i % 100], entities[i * 7 % 100]);
    build.commit();
  };
  relate(6000);
  const Snapshot first = build.now();
  const Graph graph = build.graph();
  relate(1);
  const Graph later = graph.at(build.store(), build.now());
  CHECK(bytes_beyond_a_load(later, build, 100) > 0);
  relate(2000);
  CHECK(bytes_beyond_a_load(later.at(build.store(), build.now()), build, 100) == 0);
  CHECK(later.at(build.store(), first).relations() == 6000);
  CHECK(graph.relations() == 6000);
}

namespace {

// A hub with more relations than fit into a segment, whose row changes with each batch.
struct GrowingHub {
  GrowingHub() {
    for (int i = 0; i < 20'000; ++i) {
      leaves.push_back(build.entity(std::to_string(i)));
      build.relate(hub, leaves.back());
    }
    build.commit();
  }
  void grow() {
    build.relate(leaves[grown++], hub);
    build.commit();
  }
  [[nodiscard]] std::size_t entities() const { return leaves.size() + 1; }

  StoreBuilder build;
  EntityId hub = build.entity("hub");
  std::vector<EntityId> leaves;
  std::size_t grown = 0;
};

}  // namespace

TEST_CASE("a hub's row that is written again and again leaves no memory behind") {
  GrowingHub growing;
  Graph graph = growing.build.graph();
  for (int i = 0; i < 30; ++i) {
    growing.grow();
    graph = graph.at(growing.build.store(), growing.build.now());
    REQUIRE(bytes_beyond_a_load(graph, growing.build, growing.entities()) < 0.1);
  }
}

TEST_CASE(
    "graphs that are all kept move to new arrays when they hold the old ones, and stay right") {
  struct Kept {
    Snapshot at;
    Graph graph;
  };
  GrowingHub growing;
  const Store& store = growing.build.store();
  std::vector<Kept> kept;
  kept.push_back({.at = growing.build.now(), .graph = growing.build.graph()});
  bool has_moved = false;
  double beyond = 0;
  for (int i = 0; i < 40; ++i) {
    growing.grow();
    const Snapshot now = growing.build.now();
    kept.push_back({.at = now, .graph = kept.back().graph.at(store, now)});
    const double now_beyond =
        bytes_beyond_a_load(kept.back().graph, growing.build, growing.entities());
    has_moved = has_moved || now_beyond < beyond;
    beyond = now_beyond;
  }
  CHECK(has_moved);
  for (const auto& [at, graph] : kept) {
    CAPTURE(at.head);
    const CsrGraph& rows = graph.state().rows;
    const StoreGraph stored = graph_of(store, at);
    for (const std::uint64_t vertex : {growing.hub.value, growing.leaves[0].value}) {
      REQUIRE(row_of(out_edges(vertex, rows), rows) == row_of(out_edges(vertex, stored), stored));
      REQUIRE(row_of(in_edges(vertex, rows), rows) == row_of(in_edges(vertex, stored), stored));
    }
  }
}

TEST_CASE("a search in a later graph has room for entities that the earlier one had not") {
  StoreBuilder build;
  std::vector<EntityId> entities = {build.entity("0")};
  const auto grow = [&] {
    entities.push_back(build.entity(std::to_string(entities.size())));
    build.relate(entities[entities.size() - 2], entities.back());
    build.commit();
  };
  grow();
  Graph graph = build.graph();
  for (int i = 0; i < 50; ++i) {
    const PathQuery query{.from = entities.front(), .to = entities.back(), .hops_max = 64};
    REQUIRE(find_paths(graph, query).paths.at(0).hops.size() == entities.size() - 1);
    const Graph earlier = std::move(graph);
    grow();
    graph = earlier.at(build.store(), build.now());
    REQUIRE(find_paths(earlier, query).paths.at(0).hops.size() == entities.size() - 2);
  }
}

TEST_CASE("an empty store is an empty graph") {
  StoreBuilder build;
  const Graph graph(build.store(), build.now());  // nothing was committed
  CHECK(graph.entities() == 0);
  CHECK(graph.relations() == 0);
  CHECK(graph.bytes_per_relation() == 0);
}

TEST_CASE("many threads may search one graph") {
  StoreBuilder build;
  std::vector<EntityId> entities;
  for (int i = 0; i < 300; ++i) entities.push_back(build.entity(std::to_string(i)));
  for (std::size_t i = 0; i < 900; ++i) {
    build.relate(entities[i * 31 % 300], entities[(i * i + 7) % 300]);
  }
  build.commit();
  const Graph graph = build.graph();
  const auto answers = [&] {
    std::string all;
    for (std::size_t i = 0; i < 60; ++i) {
      all += digest(find_paths(graph, {.from = entities[i], .to = entities[299 - i]}));
    }
    return all;
  };
  const std::string expected = answers();
  std::vector<std::string> got(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& text : got) threads.emplace_back([&] { text = answers(); });
  }
  for (const std::string& text : got) CHECK(text == expected);
}

TEST_CASE("a deadline and a full set of visited entities end a search with what it has") {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  for (int i = 0; i < 5'000; ++i) build.relate(hub, build.entity("leaf-" + std::to_string(i)));
  build.commit();
  const NeighborhoodQuery query{.center = hub, .hops = 2, .limits = {.visited_max = 100}};
  for (const auto& answer : {find_neighborhood(build.store(), build.now(), query),
                             find_neighborhood(build.graph(), query)}) {
    CHECK(answer.limits_hit == std::vector{Limit::visited});
    CHECK(answer.neighbors.size() > 100);
  }
  std::stop_source stop;
  stop.request_stop();
  const auto stopped =
      find_neighborhood(build.store(), build.now(), {.center = hub, .stop = stop.get_token()});
  CHECK(stopped.is_stopped);
  CHECK(stopped.neighbors.size() == 1);
}

}  // namespace relata::testing

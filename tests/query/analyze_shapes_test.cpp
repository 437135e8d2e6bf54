// Measures on shapes that are large or awkward, and against Boost.Graph's own.

#include <relata/analyze.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/page_rank.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "query/measures.h"
#include "tests/query/build.h"

namespace relata::testing {
namespace {

using Vertex = LinkGraph::Vertex;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<LinkGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<LinkGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<LinkGraph>));

LinkGraph graph_of(Vertex vertices, const std::vector<std::pair<Vertex, Vertex>>& links) {
  std::vector<std::pair<Vertex, Vertex>> ends;
  for (const auto& [a, b] : links) {
    ends.emplace_back(a, b);
    ends.emplace_back(b, a);
  }
  std::sort(ends.begin(), ends.end());
  std::vector<std::uint64_t> offsets(vertices + std::size_t{1});
  std::vector<Vertex> neighbours;
  for (const auto& [a, b] : ends) {
    ++offsets[a + 1];
    neighbours.push_back(b);
  }
  for (Vertex v = 0; v < vertices; ++v) offsets[v + 1] += offsets[v];
  return {std::move(offsets), std::move(neighbours)};
}

std::vector<std::pair<Vertex, Vertex>> random_links(Vertex vertices, std::size_t count,
                                                    std::uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<Vertex> any(0, vertices - 1);
  std::set<std::pair<Vertex, Vertex>> links;
  while (links.size() < count) {
    const Vertex a = any(random);
    const Vertex b = any(random);
    if (a < b) links.emplace(a, b);
  }
  return {links.begin(), links.end()};
}

// Every measure of links alone, none of them cut; the searches from a few sources.
std::vector<Measured> measure_all(const LinkGraph& links, std::uint64_t exact_steps_max = 0) {
  SearchWatch watch({.time_ms_max = 0}, {});
  std::vector<Measured> all;
  all.push_back(measure_degree(links));
  all.push_back(measure_components(links));
  all.push_back(measure_brokerage(links, watch));
  all.push_back(measure_cores(links, watch));
  all.push_back(measure_triangles(links, watch));
  all.push_back(measure_communities(links, watch));
  all.push_back(measure_pagerank(links, links, 20, watch));
  auto searched = measure_by_searches(links,
                                      {.measures = {Measure::betweenness, Measure::closeness},
                                       .exact_steps_max = exact_steps_max,
                                       .sources = 2},
                                      watch);
  all.push_back(std::move(searched.betweenness));
  all.push_back(std::move(searched.closeness));
  return all;
}
enum Place : std::size_t { degree, component, brokerage, core, triangles, community, pagerank };

double figure(const Measured& measured, const std::string& name) {
  for (const Figure& one : measured.figures) {
    if (one.name == name) return one.value;
  }
  FAIL("there is no figure " << name);
  return 0;
}

MeasuredBySearches searched(const LinkGraph& links, const AnalysisQuery& query) {
  SearchWatch watch(query.limits, query.stop);
  return measure_by_searches(links, query, watch);
}

const std::vector<Measure> both_searched = {Measure::betweenness, Measure::closeness};

}  // namespace

TEST_CASE("betweenness, components and PageRank are those of Boost.Graph") {
  const Vertex vertices = 300;
  const auto pairs = random_links(vertices, 500, 11);
  const LinkGraph links = graph_of(vertices, pairs);
  using Boost = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  const Boost boost_graph(pairs.begin(), pairs.end(), vertices);
  const auto index = get(boost::vertex_index, boost_graph);
  const auto map_of = [&](auto& values) {
    return boost::make_iterator_property_map(values.begin(), index);
  };
  std::vector<double> through(vertices);
  boost::brandes_betweenness_centrality(boost_graph, map_of(through));
  std::vector<int> numbers(vertices);
  boost::connected_components(boost_graph, map_of(numbers));

  const auto all = measure_all(links, 1'000'000'000);
  const auto linked = static_cast<double>(links.linked());
  for (Vertex a = 0; a < vertices; ++a) {
    CAPTURE(a);
    REQUIRE(all[7].values[a] ==
            Approx(through[a] / ((linked - 1) * (linked - 2) / 2)).margin(1e-12));
    for (Vertex b = 0; b < vertices; ++b) {
      if (!links.is_linked(a) || !links.is_linked(b)) continue;
      const bool are_connected = all[component].values[a] == all[component].values[b];
      REQUIRE(are_connected == (numbers[a] == numbers[b]));
    }
  }

  // Boost.Graph's ranks add up to 1 only where everything leads on: both ways around a ring.
  std::vector<std::pair<Vertex, Vertex>> ring = random_links(vertices, 400, 12);
  for (Vertex v = 0; v < vertices; ++v) {
    const std::pair link(std::min(v, (v + 1) % vertices), std::max(v, (v + 1) % vertices));
    if (std::find(ring.begin(), ring.end(), link) == ring.end()) ring.push_back(link);
  }
  using Both = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  Both both(vertices);
  for (const auto& [a, b] : ring) {
    add_edge(a, b, both);
    add_edge(b, a, both);
  }
  std::vector<double> ranks(vertices);
  boost::graph::page_rank(
      both, boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, both)),
      boost::graph::n_iterations(200));
  const double sum = std::accumulate(ranks.begin(), ranks.end(), 0.0);
  const LinkGraph ring_links = graph_of(vertices, ring);
  SearchWatch watch({.time_ms_max = 0}, {});
  const Measured ranked = measure_pagerank(ring_links, ring_links, 200, watch);
  for (Vertex v = 0; v < vertices; ++v) {
    CAPTURE(v);
    REQUIRE(ranked.values[v] == Approx(ranks[v] / sum).epsilon(1e-6));
  }
}

TEST_CASE("a chain of a million is measured without a stack as deep") {
  const Vertex vertices = 1'000'000;
  std::vector<std::pair<Vertex, Vertex>> pairs;
  for (Vertex v = 0; v + 1 < vertices; ++v) pairs.emplace_back(v, v + 1);
  const auto all = measure_all(graph_of(vertices, pairs));
  CHECK(figure(all[component], "components") == 1);
  CHECK(figure(all[brokerage], "articulation_points") == vertices - 2);
  CHECK(figure(all[core], "core_max") == 1);
  CHECK(figure(all[triangles], "triangles") == 0);
  CHECK(figure(all[community], "modularity") > 0.99);
  CHECK(all[brokerage].values[0] == 1);
  CHECK(all[brokerage].values[500'000] == 2);
}

TEST_CASE("a star of a million leaves is one community around one broker") {
  const Vertex vertices = 1'000'001;
  std::vector<std::pair<Vertex, Vertex>> pairs;
  for (Vertex v = 1; v < vertices; ++v) pairs.emplace_back(0, v);
  const auto all = measure_all(graph_of(vertices, pairs));
  CHECK(all[brokerage].values[0] == 1'000'000);
  CHECK(figure(all[brokerage], "articulation_points") == 1);
  CHECK(figure(all[community], "communities") == 1);
  CHECK(figure(all[community], "modularity") == Approx(0).margin(1e-9));
  CHECK(all[7].values[0] == Approx(1).epsilon(1e-5));  // between all others, or nearly: two sources
  CHECK(all[pagerank].values[0] > 0.4);
}

TEST_CASE("in a complete graph all are alike") {
  const Vertex vertices = 200;
  std::vector<std::pair<Vertex, Vertex>> pairs;
  for (Vertex a = 0; a < vertices; ++a) {
    for (Vertex b = a + 1; b < vertices; ++b) pairs.emplace_back(a, b);
  }
  const auto all = measure_all(graph_of(vertices, pairs), 1'000'000'000);
  for (Vertex v = 0; v < vertices; ++v) {
    REQUIRE(all[core].values[v] == 199);
    REQUIRE(all[triangles].values[v] == 199.0 * 198 / 2);
    REQUIRE(all[brokerage].values[v] == 1);
    REQUIRE(all[7].values[v] == 0);
    REQUIRE(all[8].values[v] == Approx(1));
  }
  CHECK(figure(all[triangles], "transitivity") == 1);
  CHECK(figure(all[triangles], "triangles") == 200.0 * 199 * 198 / 6);
  CHECK(figure(all[community], "communities") == 1);
}

TEST_CASE("ten thousand parallel relations are one link") {
  StoreBuilder build;
  const EntityId a = build.entity("a"), b = build.entity("b");
  for (int i = 0; i < 10'000; ++i) build.relate(i % 2 == 0 ? a : b, i % 2 == 0 ? b : a);
  build.commit();
  const auto answer =
      analyze(build.store(), build.now(), {.measures = {Measure::degree, Measure::relations}});
  CHECK(answer.links_found == 1);
  CHECK(answer.columns[0].values == std::vector<double>{1, 1});
  CHECK(answer.columns[1].values == std::vector<double>{10'000, 10'000});
}

TEST_CASE("more shortest paths than a number holds are counted all the same") {
  // Diamonds in a row: joint, two ways, joint. From end to end there are 2^1200 paths.
  const Vertex diamonds = 1'200;
  std::vector<std::pair<Vertex, Vertex>> pairs;
  for (Vertex d = 0; d < diamonds; ++d) {
    const Vertex joint = 3 * d;
    for (const Vertex way : {joint + 1, joint + 2}) {
      pairs.emplace_back(joint, way);
      pairs.emplace_back(way, joint + 3);
    }
  }
  const Vertex vertices = 3 * diamonds + 1;
  const auto exact = searched(graph_of(vertices, pairs), {.measures = {Measure::betweenness}});
  REQUIRE(exact.betweenness.standard_errors.empty());
  const double all_pairs = (vertices - 1.0) * (vertices - 2.0) / 2;
  for (const Vertex d : {Vertex{1}, Vertex{40}, Vertex{600}, Vertex{1'199}}) {
    CAPTURE(d);
    // All that is before a joint meets all that is behind it there, and the two ways of each side
    // of a diamond meet at either of its joints.
    const double before = 3.0 * d;
    const double behind = vertices - 1.0 - before;
    const double expected = (before * behind + 0.5 + 0.5) / all_pairs;
    CHECK(exact.betweenness.values[3 * d] == Approx(expected).epsilon(1e-9));
    const double way = (before + 1) * (vertices - before - 3.0) / 2 / all_pairs;
    CHECK(exact.betweenness.values[3 * d + 1] == Approx(way).epsilon(1e-6));
  }
}

TEST_CASE("Zachary's karate club falls into its four communities") {
  const std::vector<std::pair<Vertex, Vertex>> club = {
      {0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},
      {0, 11},  {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},
      {1, 7},   {1, 13},  {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},
      {2, 9},   {2, 13},  {2, 27},  {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},
      {4, 10},  {5, 6},   {5, 10},  {5, 16},  {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},
      {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32},
      {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29}, {23, 32}, {23, 33}, {24, 25},
      {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31}, {28, 33}, {29, 32},
      {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33}};
  REQUIRE(club.size() == 78);
  const auto all = measure_all(graph_of(34, club), 1'000'000);
  // The best that there is (Agarwal and Kempe 2008).
  CHECK(figure(all[community], "communities") == 4);
  CHECK(figure(all[community], "modularity") == Approx(0.41979).epsilon(1e-4));
  CHECK(figure(all[triangles], "triangles") == 45);
  CHECK(figure(all[core], "core_max") == 4);
  CHECK(all[7].values[0] == Approx(0.43763).epsilon(1e-4));  // Brandes's, as others publish it
}

TEST_CASE("a sample's estimates are near what searches from all give, and the same each time") {
  const LinkGraph links = graph_of(600, random_links(600, 1'500, 5));
  const auto exact = searched(links, {.measures = both_searched});
  const AnalysisQuery sampling{.measures = both_searched, .exact_steps_max = 0, .sources = 60};
  const auto sampled = searched(links, sampling);
  const auto check = [&](const Measured& truth, const Measured& estimate) {
    REQUIRE(truth.standard_errors.empty());
    REQUIRE(estimate.extent == Extent::complete);
    CHECK(figure(estimate, "sources") == 60);
    const double bound = figure(estimate, "error_bound");
    double squares = 0;
    double expected = 0;
    for (Vertex v = 0; v < links.vertex_end(); ++v) {
      const double error = estimate.values[v] - truth.values[v];
      REQUIRE(std::abs(error) <= bound);
      squares += error * error;
      expected += estimate.standard_errors[v] * estimate.standard_errors[v];
    }
    CHECK(squares / expected > 0.5);
    CHECK(squares / expected < 2);
  };
  check(exact.betweenness, sampled.betweenness);
  check(exact.closeness, sampled.closeness);
  CHECK(searched(links, sampling).betweenness.values == sampled.betweenness.values);
}

TEST_CASE("searches that run out of time leave an estimate from those that were made") {
  const LinkGraph links = graph_of(20'000, random_links(20'000, 100'000, 6));
  // On a busy machine a moment may be too short for two searches; none of these is long enough for
  // all of them.
  MeasuredBySearches cut;
  for (std::uint64_t time_ms_max = 100; time_ms_max <= 12'800; time_ms_max *= 2) {
    cut = searched(links, {.measures = both_searched,
                           .exact_steps_max = UINT64_MAX,
                           .limits = {.time_ms_max = time_ms_max}});
    if (cut.betweenness.extent != Extent::none) break;
  }
  CHECK(cut.betweenness.extent == Extent::partial);
  CHECK(figure(cut.closeness, "sources") < 20'000);
  CHECK(cut.closeness.standard_errors.size() == 20'000);
}

TEST_CASE("every measure that takes long ends when it is asked to") {
  const LinkGraph links = graph_of(100'000, random_links(100'000, 400'000, 7));
  std::stop_source stop;
  stop.request_stop();
  SearchWatch watch({}, stop.get_token());
  CHECK(measure_brokerage(links, watch).extent == Extent::none);
  CHECK(measure_cores(links, watch).extent == Extent::none);
  CHECK(measure_triangles(links, watch).extent == Extent::none);
  CHECK(measure_communities(links, watch).extent == Extent::partial);
  CHECK(measure_pagerank(links, links, 20, watch).extent == Extent::none);
  CHECK(measure_by_searches(links, {.measures = both_searched}, watch).closeness.extent ==
        Extent::none);
}

}  // namespace relata::testing

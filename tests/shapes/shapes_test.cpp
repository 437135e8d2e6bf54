// Every search on shapes that are too large, too dense or too deep for one that is careless, out of
// a real store and on the graph in memory: it ends in time, in bounded memory, and both say the
// same.

#include <relata/according.h>
#include <relata/among.h>
#include <relata/analyze.h>
#include <relata/brief.h>
#include <relata/common_neighbors.h>
#include <relata/connect.h>
#include <relata/cut.h>
#include <relata/diff.h>
#include <relata/export.h>
#include <relata/ingest.h>
#include <relata/lookup.h>
#include <relata/neighborhood.h>
#include <relata/pattern.h>
#include <relata/search.h>
#include <relata/sources.h>
#include <relata/timeline.h>
#include <sys/resource.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <optional>

#include "tests/crash/scratch.h"

namespace relata::testing {
namespace {

constexpr int million = 1'000'000;
// A busy machine may take ten times as long as an idle one.
constexpr std::uint64_t time_ms_max = 100'000;
constexpr double seconds_max = 150;  // with the evidence, which the limit does not bound
constexpr long memory_kib_max = 3L << 20;

// Entities e0, e1 ..., relations between them, each with a claim by e0 in one of two documents.
class Records {
 public:
  explicit Records(const std::filesystem::path& path) : out_(path) {
    out_ << R"({"document":"d0","title":"One","lang":"en","date":"2025-01-01"})"
         << "\n"
         << R"({"document":"d1","title":"Two","lang":"id","date":"2025-02-01"})"
         << "\n";
  }
  void entities(int count) {
    for (int i = 0; i < count; ++i) {
      out_ << R"({"entity":"e)" << i << R"(","type":"person","names":["Name )" << i << "\"]}\n";
    }
  }
  void relate(int source, int target) {
    const char* stance = relations_ % 7 == 3 ? "denied" : "asserted";
    out_ << R"({"relation":"r)" << relations_ << R"(","type":"met_with","source":"e)" << source
         << R"(","target":"e)" << target
         << R"(","valid":{"from":"2024-05-01"},"claims":[{"document":"d)" << relations_ % 2
         << R"(","speaker":"e0","stance":")" << stance << "\"}]}\n";
    ++relations_;
  }

 private:
  std::ofstream out_;
  int relations_ = 0;
};

class Shape {
 public:
  template <class Write>
  explicit Shape(const Write& write) {
    const std::filesystem::path input = directory_.path() / "shape.jsonl";
    {
      Records records(input);
      write(records);
    }
    const std::filesystem::path path = directory_.path() / "store";
    create_store(path);
    {
      const auto store = open_store(path, OpenMode::write);
      ingest(*store, {.inputs = {input.string()}});
    }
    std::filesystem::remove(input);
    store_ = open_store(path, OpenMode::read);
    now_ = store_->snapshot();
    graph_.emplace(*store_, now_);
  }

  [[nodiscard]] EntityId entity(int number) const {
    return resolve_entity(*store_, now_, "e" + std::to_string(number)).id;
  }

  template <class Find>
  auto stored(const char* search, const Find& find) const {
    INFO("searched for: " << search);
    return timed([&] { return find(*store_, now_); });
  }
  // Asks the store and the graph.
  template <class Find>
  auto each(const char* search, const Find& find) const {
    INFO("searched for: " << search);
    return std::array{timed([&] { return find(*store_, now_); }),
                      timed([&] { return find(*graph_); })};
  }
  // They say the same.
  template <class Find>
  auto both(const char* search, const Find& find) const {
    auto answers = each(search, find);
    INFO("searched for: " << search);
    REQUIRE(said(answers[0]) == said(answers[1]));
    return std::move(answers[0]);
  }

 private:
  template <class Find>
  static auto timed(const Find& find) {
    const auto begin = std::chrono::steady_clock::now();
    auto answer = find();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    CHECK(seconds.count() < seconds_max);
    for (const Limit limit : answer.limits_hit) REQUIRE(limit != Limit::time);
    return answer;
  }
  // All of it but what it cost.
  template <class Answer>
  static std::string said(Answer answer) {
    answer.counters = {};
    return render(answer, Format::json);
  }

  ScratchDirectory directory_;
  std::unique_ptr<Store> store_;
  Snapshot now_;
  std::optional<Graph> graph_;
};

constexpr SearchLimits limits{.time_ms_max = time_ms_max};

// Every search about three entities, in every form that goes about it in another way.
void ask_everything(const Shape& shape, EntityId a, EntityId b, EntityId c) {
  const auto paths = [&](const char* search, const auto& change) {
    PathQuery query{.from = a, .to = b, .limits = limits};
    change(query);
    return shape.both(search, [&](const auto&... in) { return find_paths(in..., query); });
  };
  (void)paths("a path", [](PathQuery&) {});
  (void)paths("all paths", [](PathQuery& q) { q.kind = PathKind::all_shortest; });
  (void)paths("best paths", [](PathQuery& q) {
    q.kind = PathKind::best;
    q.paths_max = 3;
  });
  for (const PathWeight weight :
       {PathWeight::age, PathWeight::support, PathWeight::credible, PathWeight::widest}) {
    (void)paths("a path by weight", [&](PathQuery& q) { q.weight = weight; });
  }
  for (const TimeOrder order : {TimeOrder::fewest_hops, TimeOrder::earliest_arrival}) {
    (void)paths("a path in time order", [&](PathQuery& q) { q.order = order; });
  }
  (void)paths("a path without hubs", [](PathQuery& q) { q.degree_max = 3; });
  (void)paths("a path that hubs charge", [](PathQuery& q) { q.hub_penalty = 1; });
  (void)paths("a path that types charge",
              [](PathQuery& q) { q.type_costs = {{.relation_type = "met_with", .times = 2}}; });
  (void)paths("a path through", [&](PathQuery& q) { q.via = {c}; });
  (void)paths("a path from any", [&](PathQuery& q) { q.from_others = {c}; });
  (void)paths("a path in a view", [](PathQuery& q) {
    q.view.known_by = *PartialDate::parse("2025-01-15");
    q.view.statuses = {Status::confirmed, Status::reported};
  });
  // What would open one is looked for in a part of the time, so how much is found differs.
  const PathQuery none{.from = a, .to = b, .view = {.origins_min = 2}, .limits = limits};
  for (const auto& answer :
       shape.each("no path", [&](const auto&... in) { return find_paths(in..., none); })) {
    CHECK(answer.paths.empty());
    CHECK_FALSE(answer.why_none.empty());
  }

  const auto around = [&](const char* search, const auto& change) {
    NeighborhoodQuery query{.center = a, .limits = limits};
    change(query);
    return shape.both(search, [&](const auto&... in) { return find_neighborhood(in..., query); });
  };
  (void)around("neighbours", [](NeighborhoodQuery&) {});
  (void)around("two hops", [](NeighborhoodQuery& q) { q.hops = 2; });
  (void)around("an ego network", [](NeighborhoodQuery& q) {
    q.is_ego_network = true;
    q.counts_types = true;
    q.entities_max = 1'000;
    q.relations_max = 20'000;
  });
  for (const NeighborOrder order :
       {NeighborOrder::support, NeighborOrder::recency, NeighborOrder::degree}) {
    (void)around("first neighbours", [&](NeighborhoodQuery& q) {
      q.hops = 2;
      q.order = order;
      q.per_entity_max = 5;
    });
  }
  (void)around("no hubs", [](NeighborhoodQuery& q) {
    q.hops = 3;
    q.degree_max = 3;
  });

  const auto trees = [&](const char* search, const auto& change) {
    ConnectQuery query{.entities = {a, b, c}, .limits = limits};
    change(query);
    return shape.both(search, [&](const auto&... in) { return find_connection(in..., query); });
  };
  (void)trees("a tree", [](ConnectQuery&) {});
  (void)trees("a tree by weight", [](ConnectQuery& q) { q.weight = PathWeight::support; });
  (void)trees("a tree without hubs", [](ConnectQuery& q) { q.degree_max = 3; });
  (void)trees("a tree that hubs charge", [](ConnectQuery& q) { q.hub_penalty = 1; });
  (void)shape.both("what relates them", [&](const auto&... in) {
    return find_among(in..., {.entities = {a, b, c}, .limits = limits});
  });
  (void)shape.both("common neighbours", [&](const auto&... in) {
    return find_common_neighbors(in..., {.entities = {a, b}, .limits = limits});
  });
  for (const char* pattern : {"* -[met_with]-> *", "person -[*]-> person <-[*]- person"}) {
    (void)shape.both("matches", [&](const auto&... in) {
      return find_matches(
          in..., {.pattern = pattern, .from = {a}, .counted_max = 50'000, .limits = limits});
    });
    (void)shape.both("matches anywhere", [&](const auto&... in) {
      return find_matches(in..., {.pattern = pattern, .counted_max = 50'000, .limits = limits});
    });
  }
  for (const CutOf of :
       {CutOf::relations, CutOf::entities, CutOf::documents, CutOf::speakers, CutOf::publishers}) {
    (void)shape.both("a cut", [&](const auto&... in) {
      return find_cut(in..., {.from = a, .to = b, .of = of, .limits = limits});
    });
  }
  (void)shape.both("a brief", [&](const auto&... in) {
    return find_brief(in..., {.entity = a, .limits = limits});
  });
  (void)shape.both("a brief on two", [&](const auto&... in) {
    return find_brief(in..., {.entity = a, .other = b, .limits = limits});
  });
  (void)shape.both("measures", [&](const auto&... in) {
    return analyze(in..., {.measures = {Measure::pagerank, Measure::degree, Measure::component,
                                        Measure::brokerage, Measure::core, Measure::community,
                                        Measure::triangles},
                           .limits = limits});
  });
  (void)shape.both("sampled measures", [&](const auto&... in) {
    return analyze(in..., {.measures = {Measure::betweenness, Measure::closeness},
                           .exact_steps_max = 0,
                           .sources = 5,
                           .limits = limits});
  });

  (void)shape.stored("a timeline", [&](const auto&... in) {
    return find_timeline(in..., {.entity = a, .limits = limits, .unit = Precision::month});
  });
  (void)shape.stored("a pair's timeline", [&](const auto&... in) {
    return find_timeline(in..., {.entity = a, .limits = limits, .other = b});
  });
  (void)shape.stored("according to", [&](const auto&... in) {
    return find_according(in..., {.path = {.from = a, .to = b, .limits = limits},
                                  .camps = {{.name = "e0", .speakers = {shape.entity(0)}},
                                            {.name = "e1", .speakers = {shape.entity(1)}}}});
  });
  (void)shape.stored("claims", [&](const auto&... in) {
    return find_claims(in..., {.about = "name 1", .limits = limits});
  });
  (void)shape.stored("what is contested", [&](const auto&... in) {
    return find_claims(in..., {.view = {.statuses = {Status::contested}}, .limits = limits});
  });
  (void)shape.stored("sources",
                     [&](const auto&... in) { return find_sources(in..., {.limits = limits}); });
  (void)shape.stored("a difference", [&](const auto&... in) {
    return find_diff(in..., {.before = {.known_by = *PartialDate::parse("2025-01-15")},
                             .after = {.known_by = *PartialDate::parse("2025-02-15")},
                             .limits = limits});
  });

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  CHECK(usage.ru_maxrss < memory_kib_max);
}

}  // namespace

TEST_CASE("every search ends on a star of a million leaves, from the hub and from a leaf") {
  const Shape shape([](Records& records) {
    records.entities(million + 1);
    for (int i = 1; i <= million; ++i) records.relate(i % 2 == 0 ? i : 0, i % 2 == 0 ? 0 : i);
  });
  const auto path = shape.both("a path", [&](const auto&... in) {
    return find_paths(in..., {.from = shape.entity(1), .to = shape.entity(2)});
  });
  REQUIRE(path.paths.size() == 1);
  CHECK(path.paths[0].hops.size() == 2);
  ask_everything(shape, shape.entity(1), shape.entity(2), shape.entity(3));
  ask_everything(shape, shape.entity(0), shape.entity(4), shape.entity(5));
}

TEST_CASE("every search ends on a chain of a million") {
  const Shape shape([](Records& records) {
    records.entities(million + 1);
    for (int i = 0; i < million; ++i) records.relate(i, i + 1);
  });
  const auto path = shape.both("a long path", [&](const auto&... in) {
    return find_paths(in..., {.from = shape.entity(0), .to = shape.entity(60), .hops_max = 64});
  });
  REQUIRE(path.paths.size() == 1);
  CHECK(path.paths[0].hops.size() == 60);
  ask_everything(shape, shape.entity(0), shape.entity(6), shape.entity(3));
  ask_everything(shape, shape.entity(0), shape.entity(million), shape.entity(million / 2));
}

TEST_CASE("every search ends on a complete graph of a thousand") {
  constexpr int entities = 1'000;
  const Shape shape([](Records& records) {
    records.entities(entities);
    for (int i = 0; i < entities; ++i) {
      for (int k = 0; k < i; ++k) records.relate(i, k);
    }
  });
  const auto common = shape.both("common neighbours", [&](const auto&... in) {
    return find_common_neighbors(in..., {.entities = {shape.entity(0), shape.entity(1)}});
  });
  CHECK(common.neighbors_found == entities - 2);
  ask_everything(shape, shape.entity(0), shape.entity(500), shape.entity(999));
}

TEST_CASE("every search ends on ten thousand parallel relations, one hop long and two") {
  const Shape shape([](Records& records) {
    records.entities(3);
    for (int i = 0; i < 10'000; ++i) {
      records.relate(0, 1);
      records.relate(1, 2);
    }
  });
  const auto path = shape.both("a path", [&](const auto&... in) {
    return find_paths(in..., {.from = shape.entity(0), .to = shape.entity(2)});
  });
  REQUIRE(path.paths.size() == 1);
  CHECK(path.paths[0].hops[0].relations.size() == 10'000);
  ask_everything(shape, shape.entity(0), shape.entity(2), shape.entity(1));
}

TEST_CASE("every search ends on entities without relations") {
  const Shape shape([](Records& records) { records.entities(3); });
  ask_everything(shape, shape.entity(0), shape.entity(1), shape.entity(2));
}

}  // namespace relata::testing

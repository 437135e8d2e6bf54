#include <relata/analyze.h>
#include <relata/error.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <numeric>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

const std::vector<Measure> all_measures = {
    Measure::degree,    Measure::relations, Measure::pagerank,  Measure::betweenness,
    Measure::closeness, Measure::component, Measure::brokerage, Measure::core,
    Measure::community, Measure::triangles};

using Values = std::map<EntityId, double>;

// The links of a story, and every measure of them the slow way.
class SlowMeasures {
 public:
  SlowMeasures(const Store& store, const Snapshot& at, const View& view) {
    const Oracle oracle(store, at, view);
    const Schema schema = store.schema(at);
    for (const RelationId id : oracle.everything()) {
      const Relation& relation = oracle.relations().at(id).relation;
      const auto [source, target] = std::pair(relation.source, relation.target);
      if (source == target) continue;
      links_[source].insert(target);
      links_[target].insert(source);
      ways_[source].insert(target);
      if (schema.relation_type(relation.type).is_symmetric) ways_[target].insert(source);
      ++relations_[source];
      ++relations_[target];
    }
    for (const auto& [entity, others] : links_) hops_[entity] = hops_from(entity, {});
  }

  [[nodiscard]] std::size_t size() const { return links_.size(); }
  [[nodiscard]] Values of(Measure measure) const {
    if (measure == Measure::pagerank) return ranks();
    if (measure == Measure::component) return components();
    Values values;
    for (const auto& [entity, others] : links_) values[entity] = of(measure, entity);
    return values;
  }

  [[nodiscard]] double modularity(const Values& communities) const {
    double ends = 0;
    double within = 0;
    std::map<double, double> degrees;
    for (const auto& [entity, others] : links_) {
      const double own = communities.at(entity);
      degrees[own] += static_cast<double>(others.size());
      ends += static_cast<double>(others.size());
      for (const EntityId other : others) within += communities.at(other) == own ? 1 : 0;
    }
    double by_chance = 0;
    for (const auto& [community, degree] : degrees) by_chance += degree * degree / ends / ends;
    return within / ends - by_chance;
  }
  // Of every way to part the entities.
  [[nodiscard]] double best_modularity() const {
    double best = -1;
    Values parted;
    const std::function<void(std::size_t, double)> part = [&](std::size_t place, double groups) {
      if (place == links_.size()) {
        best = std::max(best, modularity(parted));
        return;
      }
      const EntityId entity = std::next(links_.begin(), static_cast<long>(place))->first;
      for (double group = 1; group <= groups + 1; ++group) {
        parted[entity] = group;
        part(place + 1, std::max(groups, group));
      }
    };
    part(0, 0);
    return best;
  }
  // Can each of a community be reached from each other one within it?
  [[nodiscard]] bool hang_together(const Values& communities) const {
    for (const auto& [entity, community] : communities) {
      std::set<EntityId> others;
      std::size_t members = 0;
      for (const auto& [other, its] : communities) {
        if (its == community) {
          ++members;
        } else {
          others.insert(other);
        }
      }
      if (hops_from(entity, others).size() != members) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] std::map<EntityId, int> hops_from(EntityId from,
                                                  const std::set<EntityId>& without) const {
    std::map<EntityId, int> hops{{from, 0}};
    std::vector<EntityId> order{from};
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (const EntityId other : links_.at(order[i])) {
        if (without.contains(other) || hops.contains(other)) continue;
        hops[other] = hops[order[i]] + 1;
        order.push_back(other);
      }
    }
    return hops;
  }

  // Shortest paths from one to another: the sum over the neighbours that are nearer to the end.
  [[nodiscard]] double paths(EntityId from, EntityId to) const {
    if (from == to) return 1;
    double count = 0;
    for (const EntityId next : links_.at(from)) {
      if (hops_.at(next).at(to) + 1 == hops_.at(from).at(to)) count += paths(next, to);
    }
    return count;
  }

  [[nodiscard]] double betweenness(EntityId entity) const {
    double through = 0;
    for (const auto& [from, hops] : hops_) {
      for (const auto& [to, distance] : hops) {
        if (!(from < to) || from == entity || to == entity || !hops.contains(entity)) continue;
        const bool is_on_way = hops.at(entity) + hops_.at(entity).at(to) == distance;
        if (is_on_way) through += paths(from, entity) * paths(entity, to) / paths(from, to);
      }
    }
    const auto others = static_cast<double>(size()) - 1;
    return others < 2 ? 0 : through / (others * (others - 1) / 2);
  }

  [[nodiscard]] double closeness(EntityId entity) const {
    double sum = 0;
    for (const auto& [other, hops] : hops_.at(entity)) sum += hops == 0 ? 0 : 1.0 / hops;
    return sum / (static_cast<double>(size()) - 1);
  }

  [[nodiscard]] double parts_without(EntityId entity) const {
    double parts = 0;
    std::set<EntityId> seen{entity};
    for (const EntityId other : links_.at(entity)) {
      if (seen.contains(other)) continue;
      ++parts;
      for (const auto& [reached, hops] : hops_from(other, {entity})) seen.insert(reached);
    }
    return parts;
  }

  [[nodiscard]] double core(EntityId entity) const {
    for (std::size_t k = 1;; ++k) {
      std::set<EntityId> left;
      for (const auto& [other, others] : links_) left.insert(other);
      for (std::size_t before = 0; before != left.size();) {
        before = left.size();
        std::erase_if(left, [&](EntityId one) {
          const auto& others = links_.at(one);
          const auto within = std::count_if(others.begin(), others.end(),
                                            [&](EntityId other) { return left.contains(other); });
          return static_cast<std::size_t>(within) < k;
        });
      }
      if (!left.contains(entity)) return static_cast<double>(k - 1);
    }
  }

  [[nodiscard]] double triangles(EntityId entity) const {
    double count = 0;
    for (const EntityId a : links_.at(entity)) {
      for (const EntityId b : links_.at(entity)) count += a < b && links_.at(a).contains(b) ? 1 : 0;
    }
    return count;
  }

  [[nodiscard]] double of(Measure measure, EntityId entity) const {
    switch (measure) {
      case Measure::degree:
        return static_cast<double>(links_.at(entity).size());
      case Measure::relations:
        return relations_.at(entity);
      case Measure::betweenness:
        return betweenness(entity);
      case Measure::closeness:
        return closeness(entity);
      case Measure::brokerage:
        return parts_without(entity);
      case Measure::core:
        return core(entity);
      case Measure::triangles:
        return triangles(entity);
      case Measure::pagerank:
      case Measure::component:
      case Measure::community:
        break;
    }
    return -1;
  }

  [[nodiscard]] Values components() const {
    std::set<std::pair<long, EntityId>> firsts;  // the greatest first
    for (const auto& [entity, hops] : hops_) {
      if (hops.begin()->first == entity) firsts.emplace(-static_cast<long>(hops.size()), entity);
    }
    Values values;
    double number = 0;
    for (const auto& [size, first] : firsts) {
      ++number;
      for (const auto& [entity, hops] : hops_.at(first)) values[entity] = number;
    }
    return values;
  }

  [[nodiscard]] Values ranks() const {
    const auto count = static_cast<double>(size());
    Values ranks;
    for (const auto& [entity, others] : links_) ranks[entity] = 1 / count;
    for (int i = 0; i < 300; ++i) {
      Values next;
      for (const auto& [entity, others] : links_) next[entity] += 0.15 / count;
      for (const auto& [entity, rank] : ranks) {
        const auto ways = ways_.find(entity);
        if (ways == ways_.end()) {
          for (auto& [other, value] : next) value += 0.85 * rank / count;
        } else {
          const auto each = 0.85 * rank / static_cast<double>(ways->second.size());
          for (const EntityId to : ways->second) next[to] += each;
        }
      }
      ranks = next;
    }
    return ranks;
  }

  std::map<EntityId, std::set<EntityId>> links_;
  std::map<EntityId, std::set<EntityId>> ways_;  // from source to target
  std::map<EntityId, double> relations_;
  std::map<EntityId, std::map<EntityId, int>> hops_;
};

Values values_of(const AnalysisAnswer& answer, const MeasureColumn& column) {
  Values values;
  for (std::size_t i = 0; i < answer.entities.size(); ++i) {
    values[answer.entities[i]] = column.values.at(i);
  }
  return values;
}

std::string words_of(const AnalysisAnswer& answer) {
  std::string text = std::to_string(answer.relations_found) + "\n";
  for (const EntityId id : answer.entities) text += std::to_string(id.value) + " ";
  for (const MeasureColumn& column : answer.columns) {
    text += "\n" + std::to_string(static_cast<int>(column.extent));
    for (const double value : column.values) text += " " + std::to_string(value);
    for (const double error : column.standard_errors) text += " ±" + std::to_string(error);
    for (const Figure& figure : column.figures) {
      text += " " + figure.name + " " + std::to_string(figure.value);
    }
    for (const std::uint64_t size : column.sizes) text += " " + std::to_string(size);
  }
  return text + "\n" + digest(answer.graph);
}

double figure(const AnalysisAnswer& answer, std::size_t column, const std::string& name) {
  for (const Figure& one : answer.columns.at(column).figures) {
    if (one.name == name) return one.value;
  }
  FAIL("there is no figure " << name);
  return 0;
}

AnalysisAnswer analyze(StoreBuilder& build, const AnalysisQuery& query) {
  return relata::analyze(build.store(), build.now(), query);
}

}  // namespace

TEST_CASE("each measure is what counting the slow way gives, in every view") {
  const std::uint32_t first_seed = 9000;
  std::size_t measured = 0;
  std::size_t parted_best = 0;
  std::size_t parted = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 150; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 4; ++round) {
      const View view = story.view();
      CAPTURE(round, describe_view(store, now, view));
      const SlowMeasures slow(store, now, view);
      const AnalysisQuery query{.measures = all_measures, .view = view, .entities_max = 100};
      const AnalysisAnswer answer = relata::analyze(graph, query);
      REQUIRE(words_of(answer) == words_of(relata::analyze(store, now, query)));
      REQUIRE(answer.entities_found == slow.size());
      REQUIRE(answer.entities.size() == slow.size());
      if (slow.size() == 0) continue;
      for (const MeasureColumn& column : answer.columns) {
        CAPTURE(static_cast<int>(column.measure));
        REQUIRE(column.extent == Extent::complete);
        const Values values = values_of(answer, column);
        if (column.measure == Measure::community) continue;
        for (const auto& [entity, value] : slow.of(column.measure)) {
          CAPTURE(entity.value);
          REQUIRE(values.at(entity) == Approx(value).margin(1e-8));
        }
      }
      const Values communities = values_of(answer, answer.columns[8]);
      REQUIRE(slow.hang_together(communities));
      const double modularity = figure(answer, 8, "modularity");
      REQUIRE(modularity == Approx(slow.modularity(communities)).margin(1e-12));
      measured += slow.size();
      if (slow.size() > 7) continue;
      const double best = slow.best_modularity();
      REQUIRE(modularity <= best + 1e-12);
      parted_best += modularity > best - 1e-12 ? 1 : 0;
      ++parted;
    }
  }
  CHECK(measured > 1000);
  CHECK(static_cast<double>(parted_best) > 0.9 * static_cast<double>(parted));
}

TEST_CASE("entities are listed by the first measure, groups by their number, equals by id") {
  StoreBuilder build;
  std::vector<EntityId> e;
  for (int i = 0; i < 7; ++i) e.push_back(build.entity(std::to_string(i)));
  build.relate(e[5], e[6]);
  for (const std::size_t i : {0, 1, 2}) build.relate(e[i], e[3]);
  build.relate(e[4], e[4]);  // links nobody
  build.commit();
  const auto by_degree = analyze(build, {.measures = {Measure::degree}, .entities_max = 3});
  CHECK(by_degree.entities == std::vector{e[3], e[0], e[1]});
  CHECK(by_degree.entities_found == 6);
  CHECK(by_degree.links_found == 4);
  CHECK(by_degree.relations_found == 5);
  CHECK(figure(by_degree, 0, "degree_max") == 3);
  const auto by_component = analyze(build, {.measures = {Measure::component, Measure::degree}});
  CHECK(by_component.entities == std::vector{e[0], e[1], e[2], e[3], e[5], e[6]});
  CHECK(by_component.columns[0].values == std::vector<double>{1, 1, 1, 1, 2, 2});
  CHECK(by_component.columns[0].sizes == std::vector<std::uint64_t>{4, 2});
  CHECK(by_component.graph.entity(e[3]).measures.size() == 2);
}

TEST_CASE("measures join the entities of another answer") {
  StoreBuilder build;
  const EntityId a = build.entity("a"), b = build.entity("b"), alone = build.entity("c");
  build.relate(a, b);
  build.commit();
  ClaimsAnswer everything = find_everything(build.store(), build.now(), {});
  add_measures(
      analyze(build, {.measures = {Measure::degree, Measure::core}, .detail = Detail::structure}),
      everything.graph);
  REQUIRE(everything.graph.entity(a).measures.size() == 2);
  CHECK(everything.graph.entity(b).measures[1].measure == Measure::core);
  CHECK(everything.graph.entity(b).measures[1].value == 1);
  CHECK(everything.graph.entity(alone).measures.empty());
}

TEST_CASE("a store in which nothing is linked has no measures, and no error either") {
  StoreBuilder build;
  build.entity("alone");
  build.commit();
  for (const auto& answer :
       {analyze(build, {.measures = all_measures}),
        relata::analyze(*make_memory_store(), {}, {.measures = all_measures})}) {
    CHECK(answer.entities.empty());
    CHECK(answer.entities_found == 0);
    CHECK(answer.links_found == 0);
    for (const MeasureColumn& column : answer.columns) CHECK(column.extent == Extent::complete);
  }
}

TEST_CASE("a question that cannot be answered is one clear error") {
  StoreBuilder build;
  build.relate(build.entity("a"), build.entity("b"));
  build.commit();
  const auto error_of = [&](const AnalysisQuery& query) {
    try {
      (void)analyze(build, query);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK_THAT(error_of({.measures = {}}), Catch::Contains("no measure"));
  CHECK_THAT(error_of({.measures = {Measure::core, Measure::core}}),
             Catch::Contains("core is asked for twice"));
  CHECK_THAT(error_of({.entities_max = 0}), Catch::Contains("0 entities"));
  CHECK_THAT(error_of({.sources = 1}), Catch::Contains("2 sources"));
  CHECK_THAT(error_of({.pagerank_iterations_max = 0}), Catch::Contains("1 or more"));
  CHECK_THAT(error_of({.view = {.relation_types = {"no_such_type"}}}),
             Catch::Contains("no_such_type"));
  CHECK_THAT(error_of({.view = {.entities_without = {EntityId{99}}}}), Catch::Contains("99"));
}

TEST_CASE("an analysis that is cut gives what it has, and says what it has not") {
  StoreBuilder build;
  const EntityId hub = build.entity("hub");
  for (int i = 0; i < 100; ++i) build.relate(hub, build.entity(std::to_string(i)));
  build.commit();
  const auto crowded = analyze(build, {.measures = all_measures, .limits = {.visited_max = 50}});
  CHECK(crowded.limits_hit == std::vector{Limit::visited});
  CHECK(crowded.entities.empty());
  for (const MeasureColumn& column : crowded.columns) CHECK(column.extent == Extent::none);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = analyze(build, {.measures = all_measures, .stop = stop.get_token()});
  CHECK(stopped.is_stopped);
  for (const MeasureColumn& column : stopped.columns) CHECK(column.extent == Extent::none);
}

}  // namespace relata::testing

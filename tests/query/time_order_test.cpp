#include "query/time_order.h"

#include <relata/error.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

// What a relation's dates allow, worked out from what the header of time_order.h says.
struct Days {
  Day first;
  Day last;
};

std::optional<Days> days_in(const Period& valid, Certainty order, Doubt doubt) {
  const bool has_from = valid.from.is_known();
  const bool has_to = valid.to.is_known();
  if (!has_from && !has_to) {
    if (order == Certainty::certain || doubt == Doubt::leave_out) return std::nullopt;
    return Days{.first = Day::min(), .last = Day::max()};
  }
  if (order == Certainty::possible) {
    return Days{.first = has_from ? valid.from.first_day() : Day::min(),
                .last = has_to ? valid.to.last_day() : Day::max()};
  }
  if (!has_to) return Days{.first = valid.from.last_day(), .last = valid.from.first_day()};
  if (!has_from) return Days{.first = valid.to.last_day(), .last = valid.to.first_day()};
  return Days{.first = std::min(valid.from.last_day(), valid.to.last_day()),
              .last = std::max(valid.from.first_day(), valid.to.first_day())};
}

struct Best {
  int hops = 0;
  Day arrival = Day::max();
};

// Every walk over every choice of relations, whether or not it passes an entity twice.
class SlowWalker {
 public:
  SlowWalker(const Oracle& oracle, const PathQuery& query, Certainty order)
      : oracle_(oracle), query_(query), order_(order) {
    from_ = query.from_others;
    from_.push_back(query.from);
    to_ = query.to_others;
    to_.push_back(query.to);
  }

  [[nodiscard]] std::optional<Best> best() {
    best_.reset();
    for (const EntityId begin : from_) walk(begin);
    return best_;
  }

  // The relations over which these entities can be passed by this day.
  [[nodiscard]] std::vector<std::set<RelationId>> relations(const std::vector<EntityId>& path,
                                                            Day arrival) {
    std::vector<std::set<RelationId>> all(path.size() - 1);
    std::vector<RelationId> chosen;
    const auto choose = [&](const auto& self) -> void {
      const std::size_t at = chosen.size();
      if (at == all.size()) {
        if (arrived() > arrival) return;
        for (std::size_t i = 0; i < at; ++i) all[i].insert(chosen[i]);
        return;
      }
      for (const RelationId id : oracle_.between(path[at], path[at + 1], query_.direction)) {
        if (!push(id)) continue;
        chosen.push_back(id);
        self(self);
        chosen.pop_back();
        hops_.pop_back();
      }
    };
    choose(choose);
    return all;
  }

 private:
  // False if it cannot come after the others.
  bool push(RelationId id) {
    const Period& valid = oracle_.relations().at(id).relation.valid;
    const auto days = days_in(valid, order_, query_.view.doubt);
    if (!days) return false;
    for (const Days& before : hops_) {
      if (before.first > days->last) return false;
    }
    hops_.push_back(*days);
    return true;
  }
  [[nodiscard]] Day arrived() const {
    Day arrival = Day::min();
    for (const Days& days : hops_) arrival = std::max(arrival, days.first);
    return arrival;
  }
  [[nodiscard]] bool is_better(const Best& other) const {
    if (!best_) return true;
    if (query_.order == TimeOrder::fewest_hops) {
      return std::pair(other.hops, other.arrival) < std::pair(best_->hops, best_->arrival);
    }
    return std::pair(other.arrival, other.hops) < std::pair(best_->arrival, best_->hops);
  }

  void walk(EntityId at) {
    const auto is_in = [](const std::vector<EntityId>& list, EntityId id) {
      return std::find(list.begin(), list.end(), id) != list.end();
    };
    if (!hops_.empty() && is_in(to_, at)) {
      const Best found{.hops = static_cast<int>(hops_.size()), .arrival = arrived()};
      if (is_better(found)) best_ = found;
    }
    if (static_cast<int>(hops_.size()) == query_.hops_max) return;
    for (const auto& [id, seen] : oracle_.relations()) {
      if (!oracle_.judged(id).is_in) continue;
      const Relation& relation = seen.relation;
      const auto go = [&](EntityId from, EntityId to) {
        if (from != at) return;
        if (!oracle_.takes_entity(to) && !is_in(from_, to) && !is_in(to_, to)) return;
        if (!push(id)) return;
        walk(to);
        hops_.pop_back();
      };
      for (const auto& [way, from, to] :
           {std::tuple(Direction::forward, relation.source, relation.target),
            std::tuple(Direction::reverse, relation.target, relation.source)}) {
        if (oracle_.leads(id, way, query_.direction)) go(from, to);
      }
    }
  }

  const Oracle& oracle_;
  const PathQuery& query_;
  Certainty order_;
  std::vector<EntityId> from_;
  std::vector<EntityId> to_;
  std::vector<Days> hops_;
  std::optional<Best> best_;
};

Day arrival_of(const Path& path) {
  return path.arrival.is_known() ? path.arrival.first_day() : Day::min();
}

std::vector<EntityId> entities_of(const Path& path) {
  std::vector<EntityId> entities{path.from};
  for (const Hop& hop : path.hops) entities.push_back(hop.to);
  return entities;
}

void check_path(const Path& path, const Best& best, SlowWalker& walker) {
  REQUIRE(static_cast<int>(path.hops.size()) == best.hops);
  REQUIRE(arrival_of(path) == best.arrival);
  const auto relations = walker.relations(entities_of(path), best.arrival);
  for (std::size_t i = 0; i < path.hops.size(); ++i) {
    REQUIRE(path.hops[i].relations ==
            std::vector<RelationId>(relations[i].begin(), relations[i].end()));
  }
}

std::vector<Day> days_between(const PartialDate& date) {
  std::vector<Day> days;
  for (Day day = date.first_day(); day <= date.last_day(); day += std::chrono::days(1)) {
    days.push_back(day);
  }
  return days;
}

// Every pair of days that the dates of a period may stand for.
std::vector<std::pair<Day, Day>> readings_of(const Period& period) {
  std::vector<std::pair<Day, Day>> readings;
  for (const Day from : days_between(period.from)) {
    for (const Day to : days_between(period.to)) {
      if (from <= to) readings.emplace_back(from, to);
    }
  }
  return readings;
}

// a - b in 2024, b - c in 2024-03, and a detour a - d - b early in 2024; c - e is over by 2023.
class DatedStory {
 public:
  DatedStory() {
    for (const char* key : {"a", "b", "c", "d", "e"}) build_.entity(key);
    ab = build_.relate({0}, {1}, {.valid = "2024"});
    build_.relate({1}, {2}, {.valid = "2024-03"});
    build_.relate({0}, {3}, {.valid = "2024-01-05"});
    build_.relate({3}, {1}, {.valid = "2024-02..2024-02-20"});
    build_.relate({2}, {4}, {.valid = "2022..2023"});
    build_.commit();
  }
  [[nodiscard]] PathAnswer find(const PathQuery& query) {
    const PathAnswer answer = find_paths(build_.store(), build_.now(), query);
    REQUIRE(digest(answer) == digest(find_paths(build_.graph(), query)));
    return answer;
  }

  static constexpr EntityId a{0}, b{1}, c{2}, d{3}, e{4};
  StoreBuilder build_;
  RelationId ab;
};

}  // namespace

TEST_CASE("paths in order of time are the best of all walks, for either reading, on both models") {
  const std::uint32_t first_seed = 91'000;
  int certain_found = 0;
  int possible_found = 0;
  int both_found = 0;
  int detours = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 400; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 6; ++round) {
      PathQuery query{
          .from = story.entity(),
          .to = story.entity(),
          .view = story.one_in(2) ? View{} : story.view(),
          .direction = story.direction(),
          .hops_max = static_cast<int>(1 + story.below(4)),
          .order = story.one_in(2) ? TimeOrder::fewest_hops : TimeOrder::earliest_arrival};
      if (story.one_in(3)) query.from_others = story.some_entities(2);
      if (story.one_in(3)) query.to_others = story.some_entities(2);
      if (story.one_in(4)) query.view.doubt = Doubt::take;
      story.leave_out_some(query);
      CAPTURE(round, query.from.value, query.to.value, query.hops_max,
              static_cast<int>(query.order), describe_view(store, now, query.view));
      const Oracle oracle(store, now, query.view);
      const PathAnswer answer = find_paths(store, now, query);
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      REQUIRE(answer.why_none.empty() == !answer.paths.empty());
      if (!answer.paths.empty() && answer.paths.front().hops.empty()) continue;
      SlowWalker certain_walker(oracle, query, Certainty::certain);
      SlowWalker possible_walker(oracle, query, Certainty::possible);
      const auto certain = certain_walker.best();
      const auto possible = possible_walker.best();
      const bool has_certain =
          !answer.paths.empty() && answer.paths.front().in_order == Certainty::certain;
      REQUIRE(has_certain == certain.has_value());
      REQUIRE(answer.paths.empty() == !possible.has_value());
      if (certain) check_path(answer.paths.front(), *certain, certain_walker);
      if (possible && answer.paths.back().in_order == Certainty::possible) {
        check_path(answer.paths.back(), *possible, possible_walker);
        ++possible_found;
        if (certain) ++both_found;
      } else if (certain && query.order == TimeOrder::fewest_hops) {
        REQUIRE(certain->hops == possible->hops);
      }
      if (certain) ++certain_found;
      PathQuery plain = query;
      plain.order = TimeOrder::any;
      const bool is_detour =
          !answer.paths.empty() &&
          answer.paths.front().hops.size() > find_paths(graph, plain).paths.front().hops.size();
      if (is_detour) ++detours;
    }
  }
  CHECK(certain_found > 100);
  CHECK(possible_found > 100);
  CHECK(both_found > 20);
  CHECK(detours > 20);
}

TEST_CASE(
    "an order is certain if every reading of the dates leaves days for it, possible if one does") {
  const std::array<const char*, 8> periods = {"2023-02",
                                              "2023-02-10",
                                              "2023-02-10..2023-02",
                                              "2023-02..2023-02-20",
                                              "2023-02-05..2023-02-12",
                                              "2023-03",
                                              "2023-03-03..2023-03-09",
                                              "2023-02..2023-03-02"};
  int seen[3] = {};
  for (const char* first : periods) {
    for (const char* second : periods) {
      CAPTURE(first, second);
      const Period before = Period::parse(first).value();
      const Period after = Period::parse(second).value();
      bool fits_all = true;
      bool fits_some = false;
      for (const auto& [begun, ended] : readings_of(before)) {
        for (const auto& [begins, ends] : readings_of(after)) {
          const bool fits = begun <= ends;  // a day of the first, and one of the second after it
          fits_all = fits_all && fits;
          fits_some = fits_some || fits;
        }
      }
      const auto fits = [&](Certainty order) {
        const TimeReading reading{.order = order};
        return hop_days(before, reading)->first <= hop_days(after, reading)->last;
      };
      REQUIRE(fits(Certainty::certain) == fits_all);
      REQUIRE(fits(Certainty::possible) == fits_some);
      ++seen[fits_all ? 2 : fits_some ? 1 : 0];
    }
  }
  CHECK(seen[0] > 5);
  CHECK(seen[1] > 5);
  CHECK(seen[2] > 5);
}

TEST_CASE("a longer path is taken where the order of a shorter one is only possible") {
  DatedStory story;
  const PathAnswer answer =
      story.find({.from = story.a, .to = story.c, .order = TimeOrder::fewest_hops});
  REQUIRE(sequences(answer) == std::vector<std::string>{"0 3 1 2", "0 1 2"});
  CHECK(answer.paths[0].in_order == Certainty::certain);
  CHECK(answer.paths[0].arrival.text() == "2024-03-31");
  CHECK(answer.paths[1].in_order == Certainty::possible);
  CHECK(answer.paths[1].arrival.text() == "2024-03-01");
  // By arrival the shorter one is no better.
  const PathAnswer first =
      story.find({.from = story.a, .to = story.c, .order = TimeOrder::earliest_arrival});
  CHECK(sequences(first) == std::vector<std::string>{"0 3 1 2"});
}

TEST_CASE("an entity is reached again where the first way came too late to go on") {
  StoreBuilder build;
  for (const char* key : {"a", "b", "c", "d"}) build.entity(key);
  build.relate({0}, {1}, {.valid = "2024-06-01"});  // straight, and too late
  build.relate({0}, {2}, {.valid = "2024-01-01"});
  build.relate({2}, {1}, {.valid = "2024-01-02"});
  build.relate({1}, {3}, {.valid = "2024-02-01"});
  build.commit();
  const PathQuery query{.from = {0}, .to = {3}, .order = TimeOrder::fewest_hops};
  const PathAnswer answer = find_paths(build.graph(), query);
  CHECK(sequences(answer) == std::vector<std::string>{"0 2 1 3"});
  CHECK(answer.paths[0].in_order == Certainty::certain);
  CHECK(digest(answer) == digest(find_paths(build.store(), build.now(), query)));
}

TEST_CASE("where no order of dates allows a path, that is why there is none") {
  DatedStory story;
  const PathAnswer answer =
      story.find({.from = story.a, .to = story.e, .order = TimeOrder::earliest_arrival});
  CHECK(answer.paths.empty());
  CHECK(answer.why_none ==
        "There is one of 3 hops, but none of up to 8 whose dates can be in order.");
  const PathAnswer longer =
      story.find({.from = story.a, .to = story.c, .hops_max = 1, .order = TimeOrder::fewest_hops});
  CHECK(longer.paths.empty());
  CHECK(longer.limits_hit == std::vector{Limit::hops});
}

TEST_CASE("a relation without a valid time is left out and counted, or taken as possible") {
  StoreBuilder build;
  for (const char* key : {"a", "b", "c"}) build.entity(key);
  build.relate({0}, {1}, {.valid = "2024"});
  build.relate({1}, {2});
  build.commit();
  PathQuery query{.from = {0}, .to = {2}, .order = TimeOrder::fewest_hops};
  const PathAnswer without = find_paths(build.graph(), query);
  CHECK(without.paths.empty());
  CHECK(without.counters.doubtful_dates == 1);
  query.view.doubt = Doubt::take;
  const PathAnswer with = find_paths(build.graph(), query);
  REQUIRE(with.paths.size() == 1);
  CHECK(with.paths[0].in_order == Certainty::possible);
  CHECK(with.paths[0].arrival.text() == "2024-01-01");
  CHECK(with.counters.doubtful_dates == 0);
}

TEST_CASE("relations that come too late for the rest of the path are not among its hops'") {
  DatedStory story;
  const RelationId early = story.build_.relate({0}, {1}, {.valid = "2024-01-07"});
  story.build_.relate({0}, {1}, {.valid = "2024-09"});
  story.build_.commit();
  const PathAnswer answer =
      story.find({.from = story.a, .to = story.c, .order = TimeOrder::fewest_hops});
  REQUIRE(sequences(answer) == std::vector<std::string>{"0 1 2"});
  CHECK(answer.paths[0].in_order == Certainty::certain);
  CHECK(answer.paths[0].hops[0].relations == std::vector{early});
  CHECK(answer.graph.relations.size() == 2);
}

TEST_CASE("what does not go with an order of time is refused") {
  DatedStory story;
  PathQuery query{.from = story.a, .to = story.c, .order = TimeOrder::fewest_hops};
  const auto refused = [&](const PathQuery& asked) {
    CHECK_THROWS_WITH(story.find(asked), Catch::Contains("in order of time one path"));
  };
  PathQuery all = query;
  all.kind = PathKind::all_shortest;
  refused(all);
  PathQuery through = query;
  through.via = {story.b};
  refused(through);
  PathQuery weighed = query;
  weighed.weight = PathWeight::age;
  refused(weighed);
}

TEST_CASE("an entity is connected with itself before any date") {
  DatedStory story;
  const PathAnswer answer =
      story.find({.from = story.a, .to = story.a, .order = TimeOrder::fewest_hops});
  REQUIRE(answer.paths.size() == 1);
  CHECK(answer.paths[0].hops.empty());
  CHECK_FALSE(answer.paths[0].arrival.is_known());
}

TEST_CASE("a search in order of time that is cut gives the best by then, and says so") {
  DatedStory story;
  PathQuery query{.from = story.a, .to = story.c, .order = TimeOrder::earliest_arrival};
  query.limits.visited_max = 1;
  const PathAnswer answer = story.find(query);
  CHECK(answer.paths.empty());
  CHECK(answer.limits_hit == std::vector{Limit::visited});
  CHECK_THAT(answer.why_none, Catch::Contains("there may be a path"));
  std::stop_source stop;
  stop.request_stop();
  query.limits = {};
  query.stop = stop.get_token();
  CHECK(story.find(query).is_stopped);
}

}  // namespace relata::testing

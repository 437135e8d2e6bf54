// What opens a path where there is none, against trying every value and every set of members.

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>

#include "tests/query/oracle.h"
#include "tests/query/random_story.h"

namespace relata::testing {
namespace {

class Tries {
 public:
  Tries(const Store& store, const Snapshot& at, const PathQuery& query)
      : store_(store), at_(at), query_(query), everything_(store, at, {}) {}

  [[nodiscard]] std::optional<int> hops(const PathQuery& query) const {
    Oracle oracle(store_, at_, query.view);
    if (query.degree_max) oracle.hold_back(*query.degree_max);
    const auto hops = oracle.distance(query.from, query.to, query.direction);
    return hops && *hops <= query.hops_max ? hops : std::nullopt;
  }

  // The first of the values, as they are ordered, that opens a path.
  template <class Value, class Change>
  [[nodiscard]] std::optional<Value> first(const std::vector<Value>& values,
                                           const Change& change) const {
    for (const Value& value : values) {
      PathQuery changed = query_;
      change(changed, value);
      if (hops(changed)) return value;
    }
    return std::nullopt;
  }

  // Days on which something may begin to be known, or to have held; those after `asked`, or before.
  [[nodiscard]] std::vector<Day> days_after(Day asked) const {
    std::set<Day> days = all_days();
    return {days.upper_bound(asked), days.end()};
  }
  [[nodiscard]] std::vector<Day> days_before(Day asked) const {
    std::set<Day> days = all_days();
    std::vector<Day> before(days.begin(), days.lower_bound(asked));
    std::reverse(before.begin(), before.end());
    return before;
  }

  // How many of the members have to be given up at least; nothing if all do not do.
  template <class Value>
  [[nodiscard]] std::optional<std::size_t> fewest(std::vector<Value> View::*list) const {
    const std::vector<Value>& asked = query_.view.*list;
    std::optional<std::size_t> least;
    for (unsigned chosen = 1; chosen < 1U << asked.size(); ++chosen) {
      PathQuery changed = query_;
      (changed.view.*list).clear();
      for (std::size_t i = 0; i < asked.size(); ++i) {
        if ((chosen >> i & 1U) == 0) (changed.view.*list).push_back(asked[i]);
      }
      const auto size = static_cast<std::size_t>(std::popcount(chosen));
      if (hops(changed) && (!least || size < *least)) least = size;
    }
    return least;
  }

  [[nodiscard]] std::vector<std::uint64_t> degrees_above(std::uint64_t asked) const {
    std::set<std::uint64_t> degrees;
    for (const auto& [id, seen] : everything_.relations()) {
      degrees.insert(everything_.degree(seen.relation.source));
      degrees.insert(everything_.degree(seen.relation.target));
    }
    return {degrees.upper_bound(asked), degrees.end()};
  }

 private:
  [[nodiscard]] std::set<Day> all_days() const {
    std::set<Day> days;
    const auto add = [&](PartialDate date) {
      if (!date.is_known()) return;
      days.insert(date.first_day());
      days.insert(date.last_day());
    };
    for (const auto& [id, document] : everything_.documents()) add(document.date);
    for (const auto& [id, seen] : everything_.relations()) {
      add(seen.relation.valid.from);
      add(seen.relation.valid.to);
      for (const Claim& claim : seen.claims) add(claim.reported);
    }
    return days;
  }

  const Store& store_;
  const Snapshot& at_;
  const PathQuery& query_;
  Oracle everything_;
};

std::vector<int> down_from(int above, int least) {
  std::vector<int> values;
  for (int value = above - 1; value >= least; --value) values.push_back(value);
  return values;
}

const Opening* find(const std::vector<Opening>& openings, const auto& is_wanted) {
  const auto found = std::find_if(openings.begin(), openings.end(), is_wanted);
  return found == openings.end() ? nullptr : &*found;
}

void check_values(const Tries& tries, const PathQuery& query,
                  const std::vector<Opening>& openings) {
  const View& view = query.view;
  if (view.known_by.is_known() && view.statuses.empty()) {
    const auto day = tries.first(tries.days_after(view.known_by.last_day()), [](auto& q, Day d) {
      q.view.known_by = PartialDate::from_day(d);
    });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.known_by.is_known() && o.view.known_by != view.known_by;
    });
    REQUIRE((opening != nullptr) == day.has_value());
    if (opening != nullptr) REQUIRE(opening->view.known_by.last_day() == *day);
  }
  if (view.valid.to.is_known()) {
    const auto day = tries.first(tries.days_after(view.valid.to.last_day()), [](auto& q, Day d) {
      q.view.valid.to = PartialDate::from_day(d);
    });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.valid.to.is_known() && o.view.valid.to != view.valid.to;
    });
    REQUIRE((opening != nullptr) == day.has_value());
    if (opening != nullptr) REQUIRE(opening->view.valid.to.last_day() == *day);
  }
  if (view.valid.from.is_known()) {
    const auto day =
        tries.first(tries.days_before(view.valid.from.first_day()),
                    [](auto& q, Day d) { q.view.valid.from = PartialDate::from_day(d); });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.valid.from.is_known() && o.view.valid.from != view.valid.from;
    });
    REQUIRE((opening != nullptr) == day.has_value());
    if (opening != nullptr) REQUIRE(opening->view.valid.from.first_day() == *day);
  }
  if (view.confidence_min && view.statuses.empty()) {
    const auto parts =
        tries.first(down_from(view.confidence_min->parts / 2500, 0), [](auto& q, int quarters) {
          q.view.confidence_min = Confidence{static_cast<std::uint16_t>(quarters * 2500)};
        });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.confidence_min && o.view.confidence_min != view.confidence_min;
    });
    REQUIRE((opening != nullptr) == parts.has_value());
    if (opening != nullptr) REQUIRE(opening->view.confidence_min->parts == *parts * 2500);
  }
  if (view.origins_min > 0) {
    const auto origins =
        tries.first(down_from(view.origins_min, 1), [](auto& q, int n) { q.view.origins_min = n; });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.origins_min > 0 && o.view.origins_min != view.origins_min;
    });
    REQUIRE((opening != nullptr) == origins.has_value());
    if (opening != nullptr) REQUIRE(opening->view.origins_min == *origins);
  }
  if (query.degree_max) {
    const auto degree = tries.first(tries.degrees_above(*query.degree_max),
                                    [](auto& q, std::uint64_t d) { q.degree_max = d; });
    const Opening* opening =
        find(openings, [&](const Opening& o) { return o.degree_max != query.degree_max; });
    REQUIRE((opening != nullptr) == degree.has_value());
    if (opening != nullptr) REQUIRE(*opening->degree_max == *degree);
  }
}

template <class Value>
void check_list(const Tries& tries, const PathQuery& query, std::vector<Value> View::*list,
                const std::vector<Opening>& openings) {
  const auto fewest = tries.fewest(list);
  const Opening* opening = find(openings, [&](const Opening& o) {
    return (o.view.*list).size() < (query.view.*list).size();
  });
  if (fewest) REQUIRE(opening != nullptr);
  if (!fewest || opening == nullptr) return;
  REQUIRE((query.view.*list).size() - (opening->view.*list).size() == *fewest);
}

}  // namespace

TEST_CASE("what opens a path is the least of all values and sets that do, on both models") {
  const std::uint32_t first_seed = 71'000;
  std::size_t looked_for = 0;
  std::size_t values = 0;
  std::size_t wholes = 0;
  for (std::uint32_t seed = first_seed; seed < first_seed + 250; ++seed) {
    CAPTURE(seed);
    RandomStory story(seed);
    const Store& store = story.build().store();
    const Snapshot now = store.snapshot();
    const Graph graph = story.build().graph();
    for (int round = 0; round < 12; ++round) {
      PathQuery query{.from = story.entity(),
                      .to = story.entity(),
                      .view = story.view(),
                      .direction = story.direction(),
                      .hops_max = static_cast<int>(1 + story.below(4))};
      if (story.one_in(3)) query.degree_max = story.below(8);
      for (int i = 0; i < 2; ++i) story.leave_out_some(query);
      const PathAnswer answer = find_paths(store, now, query);
      const bool is_other_reason =
          answer.openings.empty() && !answer.why_none.starts_with("No single part");
      if (is_other_reason) continue;
      ++looked_for;
      CAPTURE(round, query.from.value, query.to.value, query.hops_max, answer.why_none,
              describe_view(store, now, query.view));
      REQUIRE(digest(answer) == digest(find_paths(graph, query)));
      const PathQuery& asked = answer.question;  // each entity once in a list
      const Tries tries(store, now, asked);
      for (const Opening& opening : answer.openings) {
        PathQuery then = asked;
        then.view = opening.view;
        then.degree_max = opening.degree_max;
        REQUIRE(tries.hops(then) == opening.hops);
        ++(opening.with.empty() ? wholes : values);
      }
      check_values(tries, asked, answer.openings);
      check_list(tries, asked, &View::relation_types_without, answer.openings);
      check_list(tries, asked, &View::entity_types_without, answer.openings);
      check_list(tries, asked, &View::entities_without, answer.openings);
      check_list(tries, asked, &View::speakers_without, answer.openings);
      check_list(tries, asked, &View::documents_without, answer.openings);
      check_list(tries, asked, &View::publishers_without, answer.openings);
    }
  }
  CHECK(looked_for > 200);
  CHECK(values > 150);
  CHECK(wholes > 100);
}

TEST_CASE("looking for what opens a path ends at its share of the limits, and says so") {
  StoreBuilder build;
  std::vector<EntityId> chain{build.entity("0")};
  for (int i = 1; i < 60; ++i) {
    chain.push_back(build.entity(std::to_string(i)));
    build.relate(chain[chain.size() - 2], chain.back());
  }
  build.commit();
  const PathQuery query{.from = chain.front(),
                        .to = chain.back(),
                        .view = {.known_by = date("2024")},
                        .hops_max = 64,
                        .limits = {.visited_max = 100}};
  const PathAnswer answer = find_paths(build.store(), build.now(), query);
  CHECK(answer.openings.empty());
  CHECK(answer.why_none == "Why there is none was not found out within the limits.");
  PathQuery shorter = query;
  shorter.to = chain[5];
  const PathAnswer some = find_paths(build.store(), build.now(), shorter);
  CHECK(some.why_none ==
        "The view forbids it: giving up \"known by 2024\" leaves one of 5 hops. What else would do "
        "was not looked for: a limit was reached.");
}

}  // namespace relata::testing

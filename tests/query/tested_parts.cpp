#include "tests/query/tested_parts.h"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>

namespace relata::testing {

std::optional<int> Tries::hops(const PathQuery& query) const {
  Oracle oracle(store_, at_, query.view);
  if (query.degree_max) oracle.hold_back(*query.degree_max);
  if (!query.via.empty()) {
    const std::vector<std::string> paths = oracle.shortest(query);
    if (paths.empty()) return std::nullopt;
    return static_cast<int>(std::count(paths[0].begin(), paths[0].end(), ' '));
  }
  const auto hops = oracle.distance(query.from, query.to, query.direction);
  return hops && *hops <= query.hops_max ? hops : std::nullopt;
}

std::vector<Day> Tries::days_after(Day asked) const {
  const std::set<Day> days = all_days();
  return {days.upper_bound(asked), days.end()};
}

std::vector<Day> Tries::days_before(Day asked) const {
  const std::set<Day> days = all_days();
  std::vector<Day> before(days.begin(), days.lower_bound(asked));
  std::reverse(before.begin(), before.end());
  return before;
}

std::vector<std::uint64_t> Tries::degrees_above(std::uint64_t asked) const {
  std::set<std::uint64_t> degrees;
  for (const auto& [id, seen] : everything_.relations()) {
    degrees.insert(everything_.degree(seen.relation.source));
    degrees.insert(everything_.degree(seen.relation.target));
  }
  return {degrees.upper_bound(asked), degrees.end()};
}

std::set<Day> Tries::all_days() const {
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

namespace {

using Openings = std::vector<Opening>;

const Opening* find(const Openings& openings, const auto& is_wanted) {
  const auto found = std::find_if(openings.begin(), openings.end(), is_wanted);
  return found == openings.end() ? nullptr : &*found;
}

std::vector<int> down_from(int above, int least) {
  std::vector<int> values;
  for (int value = above - 1; value >= least; --value) values.push_back(value);
  return values;
}

void check_hops(const Tries& tries, const Openings& openings) {
  PathQuery changed = tries.query();
  const Opening* opening =
      find(openings, [&](const Opening& o) { return o.hops_max != changed.hops_max; });
  changed.hops_max = 64;
  const auto hops = tries.hops(changed);
  REQUIRE((opening != nullptr) == hops.has_value());
  if (opening != nullptr) REQUIRE(opening->hops_max == *hops);
}

void check_direction(const Tries& tries, const Openings& openings) {
  PathQuery changed = tries.query();
  changed.direction = Direction::any;
  const Opening* opening =
      find(openings, [&](const Opening& o) { return o.direction != tries.query().direction; });
  REQUIRE((opening != nullptr) == tries.hops(changed).has_value());
  if (opening != nullptr) REQUIRE(opening->direction == Direction::any);
}

void check_degree(const Tries& tries, const Openings& openings) {
  const auto asked = tries.query().degree_max;
  if (!asked) return;
  const auto degree =
      tries.first(tries.degrees_above(*asked), [](auto& q, std::uint64_t d) { q.degree_max = d; });
  const Opening* opening = find(openings, [&](const Opening& o) { return o.degree_max != asked; });
  REQUIRE((opening != nullptr) == degree.has_value());
  if (opening != nullptr) REQUIRE(*opening->degree_max == *degree);
}

void check_known_by(const Tries& tries, const Openings& openings) {
  const View& view = tries.query().view;
  if (!view.known_by.is_known() || !view.statuses.empty()) return;
  const auto day = tries.first(tries.days_after(view.known_by.last_day()),
                               [](auto& q, Day d) { q.view.known_by = PartialDate::from_day(d); });
  const Opening* opening = find(openings, [&](const Opening& o) {
    return o.view.known_by.is_known() && o.view.known_by != view.known_by;
  });
  REQUIRE((opening != nullptr) == day.has_value());
  if (opening != nullptr) REQUIRE(opening->view.known_by.last_day() == *day);
}

// Of several parts a period is changed at its end, or else at its beginning.
void check_valid(const Tries& tries, const Openings& openings) {
  const Period& valid = tries.query().view.valid;
  const bool has_one_each = openings.empty() || openings[0].changes.size() == 1;
  std::optional<Day> later;
  if (valid.to.is_known()) {
    later = tries.first(tries.days_after(valid.to.last_day()),
                        [](auto& q, Day d) { q.view.valid.to = PartialDate::from_day(d); });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.valid.to.is_known() && o.view.valid.to != valid.to;
    });
    REQUIRE((opening != nullptr) == later.has_value());
    if (opening != nullptr) REQUIRE(opening->view.valid.to.last_day() == *later);
  }
  if (valid.from.is_known() && (has_one_each || !later)) {
    const auto day = tries.first(tries.days_before(valid.from.first_day()), [](auto& q, Day d) {
      q.view.valid.from = PartialDate::from_day(d);
    });
    const Opening* opening = find(openings, [&](const Opening& o) {
      return o.view.valid.from.is_known() && o.view.valid.from != valid.from;
    });
    REQUIRE((opening != nullptr) == day.has_value());
    if (opening != nullptr) REQUIRE(opening->view.valid.from.last_day() == *day);
  }
}

void check_confidence(const Tries& tries, const Openings& openings) {
  const View& view = tries.query().view;
  if (!view.confidence_min || !view.statuses.empty()) return;
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

void check_origins(const Tries& tries, const Openings& openings) {
  const int asked = tries.query().view.origins_min;
  if (asked == 0) return;
  const auto origins =
      tries.first(down_from(asked, 1), [](auto& q, int n) { q.view.origins_min = n; });
  const Opening* opening = find(openings, [&](const Opening& o) {
    return o.view.origins_min > 0 && o.view.origins_min != asked;
  });
  REQUIRE((opening != nullptr) == origins.has_value());
  if (opening != nullptr) REQUIRE(opening->view.origins_min == *origins);
}

// How many of the members have to be given up at least; nothing if all do not do.
template <class Value>
std::optional<std::size_t> fewest(const Tries& tries, std::vector<Value> View::*list) {
  const std::vector<Value>& asked = tries.query().view.*list;
  std::optional<std::size_t> least;
  for (unsigned chosen = 1; chosen < 1U << asked.size(); ++chosen) {
    PathQuery changed = tries.query();
    (changed.view.*list).clear();
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if ((chosen >> i & 1U) == 0) (changed.view.*list).push_back(asked[i]);
    }
    const auto size = static_cast<std::size_t>(std::popcount(chosen));
    if (tries.hops(changed) && (!least || size < *least)) least = size;
  }
  return least;
}

template <class Value>
void check_fewer(const Tries& tries, std::vector<Value> View::*list, const Openings& openings) {
  const std::vector<Value>& asked = tries.query().view.*list;
  const auto least = fewest(tries, list);
  const Opening* opening =
      find(openings, [&](const Opening& o) { return (o.view.*list).size() < asked.size(); });
  if (least) REQUIRE(opening != nullptr);
  if (!least || opening == nullptr) return;
  REQUIRE(asked.size() - (opening->view.*list).size() == *least);
}

// One more of the names that random stories have, if one will do.
void check_more(const Tries& tries, std::vector<std::string> View::*list,
                const std::vector<std::string>& names, const Openings& openings) {
  const std::vector<std::string>& asked = tries.query().view.*list;
  if (asked.empty()) return;
  const auto one =
      tries.first(names, [&](auto& q, const std::string& name) { (q.view.*list).push_back(name); });
  if (!one) return;
  REQUIRE(find(openings, [&](const Opening& o) {
            return (o.view.*list).size() == asked.size() + 1;
          }) != nullptr);
}

using Check = std::function<void(const Tries&, const Openings&)>;

template <class Field>
TestedPart of_question(Check check, Field PathQuery::*field) {
  return {.is_same = [=](const PathQuery& a, const PathQuery& b) { return a.*field == b.*field; },
          .copy = [=](const PathQuery& from, PathQuery& to) { to.*field = from.*field; },
          .check = std::move(check)};
}

template <class... Fields>
TestedPart of_view(Check check, Fields View::*... fields) {
  return {
      .is_same = [=](const PathQuery& a,
                     const PathQuery& b) { return ((a.view.*fields == b.view.*fields) && ...); },
      .copy = [=](const PathQuery& from,
                  PathQuery& to) { ((to.view.*fields = from.view.*fields), ...); },
      .check = std::move(check)};
}

template <class Value>
TestedPart of_list(std::vector<Value> View::*without) {
  return of_view([=](const Tries& t, const Openings& o) { check_fewer(t, without, o); }, without);
}

TestedPart of_types(std::vector<std::string> View::*list, std::vector<std::string> names) {
  return of_view([=](const Tries& t, const Openings& o) { check_more(t, list, names, o); }, list);
}

}  // namespace

PathQuery nothing_asked() { return {.view = {.with_retracted = true}, .hops_max = 64}; }

const std::vector<TestedPart>& tested_parts() {
  const auto unchecked = [](const Tries&, const Openings&) {};
  static const std::vector<TestedPart> parts{
      of_question(check_hops, &PathQuery::hops_max),
      of_question(check_direction, &PathQuery::direction),
      of_question(check_degree, &PathQuery::degree_max),
      of_view(check_known_by, &View::known_by),
      of_view(check_valid, &View::valid),
      of_types(&View::relation_types, {"met_with", "thanked", "supplied_to"}),
      of_list(&View::relation_types_without),
      of_types(&View::entity_types, {"person", "country", "organization", "news_agency", "place"}),
      of_list(&View::entity_types_without),
      of_list(&View::entities_without),
      of_view(unchecked, &View::speakers),
      of_list(&View::speakers_without),
      of_view(unchecked, &View::documents),
      of_list(&View::documents_without),
      of_view(unchecked, &View::publishers),
      of_list(&View::publishers_without),
      of_view(unchecked, &View::languages),
      of_view(check_confidence, &View::confidence_min),
      of_view(check_origins, &View::origins_min),
      of_view(unchecked, &View::statuses),
      of_view(unchecked, &View::with_retracted),
  };
  return parts;
}

PathQuery opened(PathQuery asked, const Opening& opening) {
  asked.view = opening.view;
  asked.direction = opening.direction;
  asked.hops_max = opening.hops_max;
  asked.degree_max = opening.degree_max;
  return asked;
}

}  // namespace relata::testing

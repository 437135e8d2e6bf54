#include "query/least_change.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace relata {
namespace {

// Days that dates can be turned to.
const Day first_day{std::chrono::year{1} / 1 / 1};
const Day last_day{std::chrono::year{9999} / 12 / 31};
// Of longer lists single members are tried, and all.
constexpr std::size_t list_max = 12;
// No more relations than this are in any store.
constexpr std::int64_t degree_end = std::int64_t{1} << 40;

// A part of a question that can be turned from what was asked to ever wider settings.
struct Dial {
  std::int64_t asked = 0;
  std::int64_t widest = 0;
  std::function<void(PathQuery&, std::int64_t)> turn;

  [[nodiscard]] PathQuery turned(const PathQuery& query, std::int64_t setting) const {
    PathQuery changed = query;
    turn(changed, setting);
    return changed;
  }
};

class ChangeSearch {
 public:
  ChangeSearch(const Schema& schema, const PathQuery& query, const PathTries& tries)
      : schema_(schema), query_(query), tries_(tries) {}

  std::vector<LeastChange> run(PartKind part) {
    try_part(part);
    return std::move(found_);
  }

 private:
  void try_part(PartKind part) {
    switch (part) {
      case PartKind::hops:
        return try_hops();
      case PartKind::degree:
        return try_degree();
      case PartKind::known_by:
        return try_known_by();
      case PartKind::valid:
        return try_valid();
      case PartKind::confidence:
        return try_confidence();
      case PartKind::origins:
        return try_dial({.asked = query_.view.origins_min,
                         .widest = 1,
                         .turn = [](PathQuery& q, std::int64_t setting) {
                           q.view.origins_min = static_cast<int>(setting);
                         }});
      case PartKind::statuses:
        return try_statuses();
      case PartKind::relation_types:
        return try_more_types(&View::relation_types, relation_type_names());
      case PartKind::entity_types:
        return try_more_types(&View::entity_types, entity_type_names());
      case PartKind::relation_types_without:
        return try_fewer(&View::relation_types_without);
      case PartKind::entity_types_without:
        return try_fewer(&View::entity_types_without);
      case PartKind::entities_without:
        return try_fewer(&View::entities_without);
      case PartKind::speakers_without:
        return try_fewer(&View::speakers_without);
      case PartKind::documents_without:
        return try_fewer(&View::documents_without);
      case PartKind::publishers_without:
        return try_fewer(&View::publishers_without);
      case PartKind::direction:
      case PartKind::speakers:
      case PartKind::documents:
      case PartKind::publishers:
      case PartKind::languages:
      case PartKind::retracted:
        return;  // asked for or not
    }
  }

  void add(int rank, PathQuery question, int hops) {
    found_.push_back({.rank = rank, .question = std::move(question), .hops = hops});
  }

  // The nearest setting that opens a path.
  void try_dial(const Dial& dial) {
    if (dial.asked == dial.widest) return;
    const auto hops = tries_.try_path(dial.turned(query_, dial.widest));
    if (hops) try_between(dial, {.setting = dial.widest, .hops = *hops});
  }

  struct Opened {
    std::int64_t setting = 0;
    int hops = 0;
  };
  // The nearest between what was asked and what opens one.
  void try_between(const Dial& dial, Opened open) {
    std::int64_t shut = dial.asked;
    while (std::max(shut, open.setting) - std::min(shut, open.setting) > 1 && !tries_.is_cut()) {
      const std::int64_t middle = shut + (open.setting - shut) / 2;
      if (const auto hops = tries_.try_path(dial.turned(query_, middle))) {
        open = {.setting = middle, .hops = *hops};
      } else {
        shut = middle;
      }
    }
    if (!tries_.is_cut()) add(a_value, dial.turned(query_, open.setting), open.hops);
  }

  // As many as the shortest path takes.
  void try_hops() {
    PathQuery changed = query_;
    changed.hops_max = hops_limit;
    const auto hops = tries_.try_path(changed);
    if (!hops) return;
    changed.hops_max = *hops;
    add(a_value, std::move(changed), *hops);
  }

  // The bound is doubled until it opens a path, so that no degree is counted much further.
  void try_degree() {
    Dial dial{
        .asked = static_cast<std::int64_t>(std::min<std::uint64_t>(*query_.degree_max, degree_end)),
        .turn = [](PathQuery& q, std::int64_t setting) {
          q.degree_max = static_cast<std::uint64_t>(setting);
        }};
    for (std::int64_t step = 1; dial.asked < degree_end && !tries_.is_cut(); step *= 2) {
      const std::int64_t wider = std::min(dial.asked + step, degree_end);
      if (const auto hops = tries_.try_path(dial.turned(query_, wider))) {
        return try_between(dial, {.setting = wider, .hops = *hops});
      }
      dial.asked = wider;  // shut as well
    }
  }

  void try_known_by() {
    if (!is_monotone_in_claims(query_.view)) return;
    try_dial(
        {.asked = number_of(query_.view.known_by.last_day()),
         .widest = number_of(last_day),
         .turn = [](PathQuery& q, std::int64_t setting) { q.view.known_by = date_of(setting); }});
  }

  // Until later, or from earlier on.
  void try_valid() {
    const DayRange days = days_of(query_.view.valid);
    if (query_.view.valid.to.is_known()) {
      try_dial(
          {.asked = number_of(days.last),
           .widest = number_of(last_day),
           .turn = [](PathQuery& q, std::int64_t setting) { q.view.valid.to = date_of(setting); }});
    }
    if (query_.view.valid.from.is_known()) {
      try_dial({.asked = number_of(days.first),
                .widest = number_of(first_day),
                .turn = [](PathQuery& q, std::int64_t setting) {
                  q.view.valid.from = date_of(setting);
                }});
    }
  }

  void try_confidence() {
    if (!is_monotone_in_claims(query_.view)) return;
    try_dial({.asked = query_.view.confidence_min->parts,
              .widest = 0,
              .turn = [](PathQuery& q, std::int64_t setting) {
                q.view.confidence_min = Confidence{static_cast<std::uint16_t>(setting)};
              }});
  }

  // The fewest of `count` members, and no more than `most`, that open a path when
  // `change(query, chosen)` is made of them; of as many those with the shortest path, then the
  // first.
  template <class Change>
  void try_sets(std::size_t count, std::size_t most, const Change& change) {
    for (std::size_t size = 1; size <= most; ++size) {
      if (count > list_max && size > 1 && size < count) continue;
      std::vector<bool> chosen(count, false);
      std::fill_n(chosen.begin(), size, true);
      std::optional<std::pair<int, PathQuery>> best;
      do {
        PathQuery changed = query_;
        change(changed, chosen);
        const auto hops = tries_.try_path(changed);
        if (hops && (!best || *hops < best->first)) best.emplace(*hops, std::move(changed));
      } while (!tries_.is_cut() && std::prev_permutation(chosen.begin(), chosen.end()));
      if (tries_.is_cut()) return;
      if (!best) continue;
      const bool is_whole = size == count && count > 1;
      return add(is_whole ? a_whole_part : static_cast<int>(size), std::move(best->second),
                 best->first);
    }
  }

  // With members of a list of what is left out given up.
  template <class Value>
  void try_fewer(std::vector<Value> View::*list) {
    const std::vector<Value>& asked = query_.view.*list;
    const auto change = [&](PathQuery& changed, const std::vector<bool>& chosen) {
      std::vector<Value> kept;
      for (std::size_t i = 0; i < asked.size(); ++i) {
        if (!chosen[i]) kept.push_back(asked[i]);
      }
      changed.view.*list = kept;
    };
    try_sets(asked.size(), asked.size(), change);
  }

  void try_statuses() {
    std::vector<Status> more;
    for (const Status status : {Status::confirmed, Status::reported, Status::contested,
                                Status::denied, Status::uncertain}) {
      const auto& asked = query_.view.statuses;
      if (std::find(asked.begin(), asked.end(), status) == asked.end()) more.push_back(status);
    }
    const auto change = [&](PathQuery& changed, const std::vector<bool>& chosen) {
      for (std::size_t i = 0; i < more.size(); ++i) {
        if (chosen[i]) changed.view.statuses.push_back(more[i]);
      }
    };
    // With all of them the part is given up.
    try_sets(more.size(), more.size() - std::min<std::size_t>(more.size(), 1), change);
  }

  // With one more type, the narrowest: several that only do together are not looked for.
  void try_more_types(std::vector<std::string> View::*list,
                      const std::vector<std::string>& names_by_kinds) {
    const std::vector<std::string>& asked = query_.view.*list;
    for (const std::string& name : names_by_kinds) {
      if (tries_.is_cut()) return;
      if (std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
      PathQuery changed = query_;
      (changed.view.*list).push_back(name);
      if (const auto hops = tries_.try_path(changed)) return add(1, std::move(changed), *hops);
    }
  }

  [[nodiscard]] std::vector<std::string> relation_type_names() const {
    std::vector<std::string> names;
    for (const RelationType& type : schema_.relation_types()) names.push_back(type.name);
    return names;
  }

  // Those that fewest types are kinds of first.
  [[nodiscard]] std::vector<std::string> entity_type_names() const {
    std::vector<std::pair<std::size_t, std::string>> names;
    for (const EntityType& type : schema_.entity_types()) {
      std::size_t kinds = 0;
      for (std::uint32_t id = 0; id < schema_.entity_types().size(); ++id) {
        if (schema_.is_kind_of({id}, type.name)) ++kinds;
      }
      names.emplace_back(kinds, type.name);
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> sorted;
    for (auto& [kinds, name] : names) sorted.push_back(std::move(name));
    return sorted;
  }

  [[nodiscard]] static std::int64_t number_of(Day day) { return day.time_since_epoch().count(); }
  [[nodiscard]] static PartialDate date_of(std::int64_t number) {
    return PartialDate::from_day(Day(std::chrono::days(number)));
  }

  const Schema& schema_;
  const PathQuery& query_;
  const PathTries& tries_;
  std::vector<LeastChange> found_;
};

}  // namespace

std::vector<LeastChange> least_changes(const Schema& schema, PartKind part, const PathQuery& query,
                                       const PathTries& tries) {
  return ChangeSearch(schema, query, tries).run(part);
}

}  // namespace relata

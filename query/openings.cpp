#include "query/openings.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "graph/words.h"
#include "query/view_words.h"

namespace relata {
namespace {

// Days that dates can be turned to.
const Day first_day{std::chrono::year{1} / 1 / 1};
const Day last_day{std::chrono::year{9999} / 12 / 31};
// Of longer lists single members are tried, and all.
constexpr std::size_t list_max = 12;

// What a change gives up: the members of a list that it is about, or a whole part.
constexpr int a_value = 0;
constexpr int a_whole_part = std::numeric_limits<int>::max();

struct Ranked {
  int rank = a_value;
  Opening opening;
};

std::string degree_words(std::uint64_t degree) {
  return "no hub of more than " + std::to_string(degree) +
         (degree == 1 ? " relation" : " relations");
}

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

class OpeningSearch {
 public:
  OpeningSearch(const Store& store, const Snapshot& at, const Schema& schema,
                const PathQuery& query, const PathTries& tries)
      : store_(store),
        at_(at),
        schema_(schema),
        query_(query),
        tries_(tries),
        view_parts_(parts_of(store, at, query.view)) {}

  FoundOpenings run(bool has_retractions) {
    if (query_.degree_max) try_degree();
    for (const ViewPart& part : view_parts_) try_part(part);
    if (has_retractions && !query_.view.with_retracted) {
      PathQuery changed = query_;
      changed.view.with_retracted = true;
      try_whole("without what was retracted", changed);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Ranked& a, const Ranked& b) {
      return std::tie(a.rank, a.opening.hops) < std::tie(b.rank, b.opening.hops);
    });
    FoundOpenings found{.openings = {}, .parts = std::move(parts_)};
    for (Ranked& one : found_) found.openings.push_back(std::move(one.opening));
    return found;
  }

 private:
  [[nodiscard]] bool judges_outcomes() const { return !query_.view.statuses.empty(); }

  void add(int rank, std::string instead_of, const PathQuery& changed, int hops) {
    std::string with;
    if (changed.degree_max && changed.degree_max != query_.degree_max) {
      with = degree_words(*changed.degree_max);
    }
    // The one part of the changed view that the view did not have.
    for (const ViewPart& part : parts_of(store_, at_, changed.view)) {
      const bool is_new =
          std::none_of(view_parts_.begin(), view_parts_.end(),
                       [&](const ViewPart& known) { return known.words == part.words; });
      if (is_new) with = part.words;
    }
    found_.push_back({.rank = rank,
                      .opening = {.instead_of = std::move(instead_of),
                                  .with = std::move(with),
                                  .hops = hops,
                                  .view = changed.view,
                                  .degree_max = changed.degree_max}});
  }

  bool try_whole(const std::string& words, const PathQuery& changed) {
    parts_.push_back(words);
    const auto hops = tries_.try_path(changed);
    if (hops) add(a_whole_part, words, changed, *hops);
    return hops.has_value();
  }

  // The nearest setting that opens a path.
  bool try_dial(const std::string& words, const Dial& dial) {
    if (dial.asked == dial.widest) return false;
    const auto hops = tries_.try_path(dial.turned(query_, dial.widest));
    return hops && try_between(words, dial, {.setting = dial.widest, .hops = *hops});
  }

  struct Opened {
    std::int64_t setting = 0;
    int hops = 0;
  };
  // The nearest between what was asked and what opens one.
  bool try_between(const std::string& words, const Dial& dial, Opened open) {
    std::int64_t shut = dial.asked;
    while (std::max(shut, open.setting) - std::min(shut, open.setting) > 1 && !tries_.is_cut()) {
      const std::int64_t middle = shut + (open.setting - shut) / 2;
      if (const auto hops = tries_.try_path(dial.turned(query_, middle))) {
        open = {.setting = middle, .hops = *hops};
      } else {
        shut = middle;
      }
    }
    if (tries_.is_cut()) return false;
    add(a_value, words, dial.turned(query_, open.setting), open.hops);
    return true;
  }

  // The bound is doubled until it opens a path, so that no degree is counted much further.
  void try_degree() {
    const std::string words = degree_words(*query_.degree_max);
    parts_.push_back(words);
    PathQuery without = query_;
    without.degree_max.reset();
    const auto hops = tries_.try_path(without);
    if (!hops) return;
    // No more relations than this are in any store, so that this bound opens one.
    constexpr std::int64_t end = std::int64_t{1} << 40;
    Dial dial{.asked = static_cast<std::int64_t>(std::min<std::uint64_t>(*query_.degree_max, end)),
              .turn = [](PathQuery& q, std::int64_t setting) {
                q.degree_max = static_cast<std::uint64_t>(setting);
              }};
    for (std::int64_t step = 1; dial.asked < end && !tries_.is_cut(); step *= 2) {
      const std::int64_t wider = std::min(dial.asked + step, end);
      if (const auto found = tries_.try_path(dial.turned(query_, wider))) {
        if (try_between(words, dial, {.setting = wider, .hops = *found})) return;
        break;
      }
      dial.asked = wider;  // shut as well
    }
    add(a_whole_part, words, without, *hops);
  }

  void try_part(const ViewPart& part) {
    if (tries_.is_cut()) return;
    parts_.push_back(part.words);
    PathQuery without = query_;
    without.view = part.without;
    const auto hops = tries_.try_path(without);
    // What opens nothing at its widest opens nothing before, unless claims can take a status away.
    if (!hops && !judges_outcomes()) return;
    if (!try_less(part) && hops) add(a_whole_part, part.words, without, *hops);
  }

  // Less than giving up the whole part.
  bool try_less(const ViewPart& part) {
    switch (part.kind) {
      case ViewPartKind::known_by:
        return !judges_outcomes() && try_known_by(part.words);
      case ViewPartKind::valid:
        return try_valid(part.words);
      case ViewPartKind::confidence:
        return !judges_outcomes() && try_confidence(part.words);
      case ViewPartKind::origins:
        return try_dial(part.words, {.asked = query_.view.origins_min,
                                     .widest = 1,
                                     .turn = [](PathQuery& q, std::int64_t setting) {
                                       q.view.origins_min = static_cast<int>(setting);
                                     }});
      case ViewPartKind::statuses:
        return try_statuses(part.words);
      case ViewPartKind::relation_types:
        return try_more_types(part.words, &View::relation_types, relation_type_names());
      case ViewPartKind::entity_types:
        return try_more_types(part.words, &View::entity_types, entity_type_names());
      case ViewPartKind::relation_types_without:
        return try_fewer(part.words, &View::relation_types_without);
      case ViewPartKind::entity_types_without:
        return try_fewer(part.words, &View::entity_types_without);
      case ViewPartKind::entities_without:
        return try_fewer(part.words, &View::entities_without);
      case ViewPartKind::speakers:
        return try_fewer(part.words, &View::speakers_without);
      case ViewPartKind::documents:
        return try_fewer(part.words, &View::documents_without);
      case ViewPartKind::publishers:
        return try_fewer(part.words, &View::publishers_without);
      case ViewPartKind::languages:
        break;
    }
    return false;
  }

  bool try_known_by(const std::string& words) {
    return try_dial(words, {.asked = number_of(query_.view.known_by.last_day()),
                            .widest = number_of(last_day),
                            .turn = [](PathQuery& q, std::int64_t setting) {
                              q.view.known_by = date_of(setting);
                            }});
  }

  // Until later, or from earlier on.
  bool try_valid(const std::string& words) {
    const DayRange days = days_of(query_.view.valid);
    bool is_open = false;
    if (query_.view.valid.to.is_known()) {
      is_open |= try_dial(words, {.asked = number_of(days.last),
                                  .widest = number_of(last_day),
                                  .turn = [](PathQuery& q, std::int64_t setting) {
                                    q.view.valid.to = date_of(setting);
                                  }});
    }
    if (query_.view.valid.from.is_known()) {
      is_open |= try_dial(words, {.asked = number_of(days.first),
                                  .widest = number_of(first_day),
                                  .turn = [](PathQuery& q, std::int64_t setting) {
                                    q.view.valid.from = date_of(setting);
                                  }});
    }
    return is_open;
  }

  bool try_confidence(const std::string& words) {
    return try_dial(words, {.asked = query_.view.confidence_min->parts,
                            .widest = 0,
                            .turn = [](PathQuery& q, std::int64_t setting) {
                              q.view.confidence_min =
                                  Confidence{static_cast<std::uint16_t>(setting)};
                            }});
  }

  // The fewest of `count` members, and no more than `most`, that open a path when
  // `change(query, chosen)` is made of them; of as many those with the shortest path, then the
  // first.
  template <class Change>
  bool try_sets(const std::string& words, std::size_t count, std::size_t most,
                const Change& change) {
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
      if (tries_.is_cut()) return false;
      if (!best) continue;
      const bool is_whole = size == count && count > 1;
      add(is_whole ? a_whole_part : static_cast<int>(size), words, best->second, best->first);
      return true;
    }
    return false;
  }

  // With members of a list of what is left out given up.
  template <class Value>
  bool try_fewer(const std::string& words, std::vector<Value> View::*list) {
    const std::vector<Value>& asked = query_.view.*list;
    const auto change = [&](PathQuery& changed, const std::vector<bool>& chosen) {
      std::vector<Value> kept;
      for (std::size_t i = 0; i < asked.size(); ++i) {
        if (!chosen[i]) kept.push_back(asked[i]);
      }
      changed.view.*list = kept;
    };
    return try_sets(words, asked.size(), asked.size(), change);
  }

  bool try_statuses(const std::string& words) {
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
    return try_sets(words, more.size(), more.size() - std::min<std::size_t>(more.size(), 1),
                    change);
  }

  // With one more type, the narrowest: several that only do together are not looked for.
  bool try_more_types(const std::string& words, std::vector<std::string> View::*list,
                      const std::vector<std::string>& names_by_kinds) {
    const std::vector<std::string>& asked = query_.view.*list;
    for (const std::string& name : names_by_kinds) {
      if (tries_.is_cut()) return false;
      if (std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
      PathQuery changed = query_;
      (changed.view.*list).push_back(name);
      const auto hops = tries_.try_path(changed);
      if (!hops) continue;
      add(1, words, changed, *hops);
      return true;
    }
    return false;
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

  const Store& store_;
  const Snapshot& at_;
  const Schema& schema_;
  const PathQuery& query_;
  const PathTries& tries_;
  std::vector<ViewPart> view_parts_;
  std::vector<Ranked> found_;
  std::vector<std::string> parts_;
};

}  // namespace

FoundOpenings find_openings(const Store& store, const Snapshot& at, const Schema& schema,
                            bool has_retractions, const PathQuery& query, const PathTries& tries) {
  return OpeningSearch(store, at, schema, query, tries).run(has_retractions);
}

std::string hops_in_words(int hops) {
  return std::to_string(hops) + (hops == 1 ? " hop" : " hops");
}

std::string opening_words(const Opening& opening) {
  const std::string leaves = " leaves one of " + hops_in_words(opening.hops);
  if (opening.with.empty()) return "giving up \"" + opening.instead_of + "\"" + leaves;
  return "\"" + opening.with + "\" instead of \"" + opening.instead_of + "\"" + leaves;
}

}  // namespace relata

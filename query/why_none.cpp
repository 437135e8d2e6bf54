#include "query/why_none.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "graph/words.h"
#include "query/openings.h"
#include "query/question_parts.h"

namespace relata {
namespace {

// The share of a question's limits that looking for openings may use.
constexpr std::uint64_t openings_share = 4;
constexpr std::uint64_t openings_ms_max = 10'000;

SearchLimits share_of(SearchLimits limits) {
  limits.visited_max = std::max<std::uint64_t>(limits.visited_max / openings_share, 1);
  limits.time_ms_max = limits.time_ms_max == 0
                           ? openings_ms_max
                           : std::max<std::uint64_t>(limits.time_ms_max / openings_share, 1);
  return limits;
}

// Asks changed questions.
class Asker {
 public:
  Asker(PathRunner& runner, const Schema& schema,
        const std::shared_ptr<const Retractions>& retractions, const SearchWatch& watch)
      : runner_(runner), schema_(schema), retractions_(retractions), watch_(watch) {}

  // Each with the limits of the whole.
  FoundPaths run(const PathQuery& query) {
    SearchWatch watch(watch_.rest(), watch_.stop());
    FoundPaths found = run(query, watch);
    if (found.outcome == PathOutcome::cut) is_cut_ = true;
    return found;
  }
  // All within one watch.
  FoundPaths run(const PathQuery& query, SearchWatch& watch) {
    const PathProblem problem{.stations = stations_of(query),
                              .direction = query.direction,
                              .hops_max = query.hops_max,
                              .side = SideChoice::fewer_entities,
                              .degree_max = query.degree_max};
    return runner_.run(CompiledView(query.view, schema_, retractions_), problem, 0, watch);
  }
  // Was one of the first kind?
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  PathRunner& runner_;
  const Schema& schema_;
  const std::shared_ptr<const Retractions>& retractions_;
  const SearchWatch& watch_;
  bool is_cut_ = false;
};

// One entity by its name, several by what they are to the question.
std::string end_in_words(const Store& store, const Snapshot& at, EntityId end,
                         const std::vector<EntityId>& others, const char* several) {
  if (!others.empty()) return several;
  return "\"" + shown_name(store.entities(at, {&end, 1}).front()) + "\"";
}

// At the beginning of a sentence; a name in quotes stays as it is.
std::string capitalized(std::string words) {
  words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
  return words;
}

std::string in_different_components(const Store& store, const Snapshot& at, const PathQuery& query,
                                    const FoundPaths& found) {
  const std::string from =
      end_in_words(store, at, query.from, query.from_others, "the entities to begin at");
  const std::string to =
      end_in_words(store, at, query.to, query.to_others, "the entities to end at");
  const std::string& exhausted = found.is_forward_exhausted ? from : to;
  const std::size_t ends =
      1 + (found.is_forward_exhausted ? query.from_others : query.to_others).size();
  if (found.exhausted_size == ends) {
    return ends == 1 ? exhausted + " has no relations to other entities."
                     : "None of " + exhausted + " has relations to other entities.";
  }
  return capitalized(from) + " and " + to +
         " lie in different components of the graph: the one of " + exhausted + " holds " +
         std::to_string(found.exhausted_size) + " entities.";
}

// A leg as a question of its own, of any length.
PathQuery leg_of(const PathQuery& query, std::size_t leg) {
  PathQuery one = query;
  one.via.clear();
  one.hops_max = hops_limit;
  if (leg > 0) {
    one.from = query.via[leg - 1];
    one.from_others.clear();
  }
  if (leg < query.via.size()) {
    one.to = query.via[leg];
    one.to_others.clear();
  }
  return one;
}

// The first leg that has no way, however long.
struct StuckLeg {
  PathQuery leg;
  FoundPaths found;
};
std::optional<StuckLeg> stuck_leg(Asker& asker, const PathQuery& query) {
  for (std::size_t i = 0; i <= query.via.size(); ++i) {
    const PathQuery leg = leg_of(query, i);
    FoundPaths found = asker.run(leg);
    if (found.outcome == PathOutcome::exhausted) return StuckLeg{leg, std::move(found)};
    if (found.outcome != PathOutcome::found) break;
  }
  return std::nullopt;
}

std::string leg_in_words(const Store& store, const Snapshot& at, const PathQuery& leg) {
  return "from " + end_in_words(store, at, leg.from, leg.from_others, "the entities to begin at") +
         " to " + end_in_words(store, at, leg.to, leg.to_others, "the entities to end at");
}

const char* const not_found_out = "Why there is none was not found out within the limits.";

// `any` is the question without its parts, which has no path either.
std::string not_connected(Asker& asker, const Store& store, const Snapshot& at,
                          const PathQuery& any, const FoundPaths& found) {
  if (any.via.empty()) return in_different_components(store, at, any, found);
  const auto stuck = stuck_leg(asker, any);
  if (!stuck) return not_found_out;
  return "There is no way " + leg_in_words(store, at, stuck->leg) + ". " +
         in_different_components(store, at, stuck->leg, stuck->found);
}

// One question without a path, on the way to why that is so.
class Explanation {
 public:
  Explanation(Asker& asker, const Store& store, const Snapshot& at, const Schema& schema,
              bool has_retractions, const PathQuery& query, const SearchWatch& watch)
      : asker_(asker),
        watch_(watch),
        problem_{.store = store,
                 .at = at,
                 .schema = schema,
                 .has_retractions = has_retractions,
                 .query = query,
                 .tries = {.try_path = [this](const PathQuery& asked) { return try_path(asked); },
                           .is_cut = [this] { return share_->is_cut(); }}} {}
  Explanation(const Explanation&) = delete;
  Explanation& operator=(const Explanation&) = delete;

  NoPath run() {
    const PathQuery any = without_parts(problem_.query);
    const FoundPaths anything = asker_.run(any);
    if (anything.outcome == PathOutcome::exhausted) {
      std::string why = not_connected(asker_, problem_.store, problem_.at, any, anything);
      return {.why = std::move(why), .is_apart = true, .is_cut = asker_.is_cut()};
    }
    PathQuery changed = problem_.query;
    changed.hops_max = hops_limit;
    const FoundPaths longer = asker_.run(changed);
    NoPath none =
        longer.outcome == PathOutcome::found ? too_long(changed, longer.hops) : forbidden(anything);
    none.is_beyond_hops = longer.outcome != PathOutcome::exhausted;
    if (longer.outcome == PathOutcome::cut) none.is_cut = true;
    return none;
  }

 private:
  [[nodiscard]] bool is_cut() const { return asker_.is_cut() || (share_ && share_->is_cut()); }

  std::optional<int> try_path(const PathQuery& asked) {
    const FoundPaths found = asker_.run(asked, *share_);
    if (found.outcome != PathOutcome::found) return std::nullopt;
    return found.hops;
  }

  NoPath too_long(PathQuery changed, int hops) {
    changed.hops_max = hops;
    const std::string path = problem_.query.via.empty()
                                 ? "The shortest path"
                                 : "The shortest path that goes through all of them";
    return {.why = path + " has " + hops_in_words(hops) + ", more than the " +
                   std::to_string(problem_.query.hops_max) + " that were asked for.",
            .openings = {opening_between(problem_, changed, hops)}};
  }

  // Of a path through others, where it is stuck is said as well.
  NoPath forbidden(const FoundPaths& anything) {
    NoPath none = by_direction();
    if (none.openings.empty()) {
      none = by_one(anything);
      none.is_cut = is_cut();
    }
    if (problem_.query.via.empty()) return none;
    const auto stuck = stuck_leg(asker_, problem_.query);
    if (!stuck) none.is_cut = none.is_cut || asker_.is_cut();
    if (stuck) {
      none.why += " The first leg that has no way is that " +
                  leg_in_words(problem_.store, problem_.at, stuck->leg) + ".";
    }
    return none;
  }

  NoPath by_direction() {
    if (problem_.query.direction == Direction::any) return {};
    PathQuery changed = problem_.query;
    changed.direction = Direction::any;
    const FoundPaths found = asker_.run(changed);
    if (found.outcome != PathOutcome::found) return {};
    return {.why = "There is one only against the direction of the relations: of " +
                   hops_in_words(found.hops) + " if their direction does not matter.",
            .openings = {opening_between(problem_, changed, found.hops)}};
  }

  NoPath by_one(const FoundPaths& anything) {
    share_.emplace(share_of(watch_.rest()), watch_.stop());
    std::vector<Opening> openings = openings_by_one(problem_);
    if (!openings.empty()) {
      const std::string what = problem_.query.degree_max ? "The question" : "The view";
      const std::string why = what + " forbids it: " + in_words(openings);
      return {.why = why, .openings = std::move(openings)};
    }
    if (anything.outcome == PathOutcome::too_far) {
      return {.why = "Even without a view they are more than " + hops_in_words(hops_limit) +
                     " apart, if they are connected at all."};
    }
    if (is_cut()) return {.why = not_found_out};
    return by_several();
  }

  NoPath by_several() {
    JointOpenings found = openings_by_several(problem_);
    std::string why = "No single part of the question forbids it, only several together";
    if (!found.openings.empty()) {
      const auto is_of_one = [](const Opening& opening) { return opening.changes.size() == 1; };
      if (std::ranges::any_of(found.openings, is_of_one)) why = "The question forbids it";
      why += ": " + in_words(found.openings);
      if (found.others != 0) {
        why += " As many parts in " + std::to_string(found.others) +
               (found.others == 1 ? " other combination do too." : " other combinations do too.");
      }
      return {.why = std::move(why), .openings = std::move(found.openings)};
    }
    std::vector<std::string> parts;
    for (const QuestionPart& part :
         parts_of(problem_.store, problem_.at, problem_.has_retractions, problem_.query)) {
      parts.push_back("\"" + part.words + "\"");
    }
    return {.why = why + ", of " + join_words(parts) +
                   ". Which of them was not found out within the limits."};
  }

  [[nodiscard]] std::string in_words(const std::vector<Opening>& openings) const {
    std::vector<std::string> words;
    for (const Opening& opening : openings) words.push_back(opening_words(opening));
    return joined(words, ", or ") + "." +
           (share_->is_cut() ? " What else would do was not looked for: a limit was reached." : "");
  }

  Asker& asker_;
  const SearchWatch& watch_;
  std::optional<SearchWatch> share_;  // of the limits; its clock runs from the first opening on
  OpeningProblem problem_;
};

}  // namespace

NoPath why_none(PathRunner& runner, const Store& store, const Snapshot& at, const Schema& schema,
                const std::shared_ptr<const Retractions>& retractions, const PathQuery& query,
                const SearchWatch& watch) {
  Asker asker(runner, schema, retractions, watch);
  const bool is_in_order = query.order != TimeOrder::any;
  if (is_in_order) {
    const FoundPaths found = asker.run(query);
    if (found.outcome == PathOutcome::found) {
      return {.why = "There is one of " + hops_in_words(found.hops) + ", but none of up to " +
                     std::to_string(query.hops_max) + " whose dates can be in order."};
    }
  }
  NoPath none = Explanation(asker, store, at, schema, retractions != nullptr, query, watch).run();
  // A path that one opens need not be in order.
  if (is_in_order) none.openings.clear();
  return none;
}

std::string why_cut(const SearchWatch& watch, const SearchLimits& limits, const std::string& what) {
  std::string by = "it was asked to stop";
  if (watch.limit() == Limit::visited) {
    by = "it had visited " + std::to_string(limits.visited_max) +
         (limits.visited_max == 1 ? " entity" : " entities");
  } else if (watch.limit() == Limit::time) {
    by = "its " + std::to_string(limits.time_ms_max) + " ms were over";
  }
  return "The search was ended before it was complete (" + by + "): there may be " + what + ".";
}

}  // namespace relata

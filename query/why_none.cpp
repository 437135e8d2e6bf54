#include "query/why_none.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "graph/words.h"
#include "query/openings.h"
#include "query/view_words.h"

namespace relata {
namespace {

constexpr int hops_limit = 64;

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

// The question without a view and bounds.
PathQuery unbounded(PathQuery query) {
  query.view = {.with_retracted = true};
  query.direction = Direction::any;
  query.hops_max = hops_limit;
  query.degree_max.reset();
  return query;
}

template <class Change>
PathQuery changed(PathQuery query, const Change& change) {
  change(query);
  return query;
}

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

// What forbids it is a part of the question, or several together.
NoPath why_forbidden(Asker& asker, const Store& store, const Snapshot& at, const Schema& schema,
                     bool has_retractions, const PathQuery& query, const SearchWatch& watch,
                     const FoundPaths& anything) {
  SearchWatch share(share_of(watch.rest()), watch.stop());
  const PathTries tries{.try_path = [&](const PathQuery& asked) -> std::optional<int> {
                          const FoundPaths found = asker.run(asked, share);
                          if (found.outcome != PathOutcome::found) return std::nullopt;
                          return found.hops;
                        },
                        .is_cut = [&] { return share.is_cut(); }};
  FoundOpenings found = find_openings(store, at, schema, has_retractions, query, tries);
  if (!found.openings.empty()) {
    std::vector<std::string> words;
    for (const Opening& opening : found.openings) words.push_back(opening_words(opening));
    const std::string what = query.degree_max ? "The question" : "The view";
    const std::string more =
        share.is_cut() ? " What else would do was not looked for: a limit was reached." : "";
    return {.why = what + " forbids it: " + joined(words, ", or ") + "." + more,
            .openings = std::move(found.openings)};
  }
  if (anything.outcome == PathOutcome::too_far) {
    return {.why = "Even without a view they are more than " + hops_in_words(hops_limit) +
                   " apart, if they are connected at all."};
  }
  std::vector<std::string> parts;
  if (query.direction != Direction::any) parts.emplace_back("the direction");
  for (const std::string& part : found.parts) parts.push_back("\"" + part + "\"");
  if (share.is_cut() || asker.is_cut() || parts.empty()) {
    return {.why = "Why there is none was not found out within the limits."};
  }
  if (parts.size() == 1 || anything.hops > query.hops_max) {
    parts.push_back("the limit of " + hops_in_words(query.hops_max));
  }
  return {.why = "No single part of the question forbids it, only several together: " +
                 join_words(parts) + "."};
}

NoPath why_no_leg(PathRunner& runner, const Store& store, const Snapshot& at, const Schema& schema,
                  const std::shared_ptr<const Retractions>& retractions, const PathQuery& query,
                  const SearchWatch& watch) {
  Asker asker(runner, schema, retractions, watch);
  const FoundPaths anything = asker.run(unbounded(query));
  if (anything.outcome == PathOutcome::exhausted) {
    return {.why = in_different_components(store, at, query, anything)};
  }
  const FoundPaths longer =
      asker.run(changed(query, [](PathQuery& q) { q.hops_max = hops_limit; }));
  const bool is_beyond_hops = longer.outcome != PathOutcome::exhausted;
  if (longer.outcome == PathOutcome::found) {
    return {.why = "The shortest path has " + hops_in_words(longer.hops) + ", more than the " +
                   std::to_string(query.hops_max) + " that were asked for.",
            .is_beyond_hops = true};
  }
  if (query.direction != Direction::any) {
    const FoundPaths found =
        asker.run(changed(query, [](PathQuery& q) { q.direction = Direction::any; }));
    if (found.outcome == PathOutcome::found) {
      return {.why = "There is one only against the direction of the relations: of " +
                     hops_in_words(found.hops) + " if their direction does not matter.",
              .is_beyond_hops = is_beyond_hops};
    }
  }
  NoPath none =
      why_forbidden(asker, store, at, schema, retractions != nullptr, query, watch, anything);
  none.is_beyond_hops = is_beyond_hops;
  return none;
}

}  // namespace

NoPath why_none(PathRunner& runner, const Store& store, const Snapshot& at, const Schema& schema,
                const std::shared_ptr<const Retractions>& retractions, const PathQuery& query,
                const SearchWatch& watch) {
  if (query.order != TimeOrder::any) {
    const FoundPaths found = Asker(runner, schema, retractions, watch).run(query);
    if (found.outcome == PathOutcome::found) {
      return {.why = "There is one of " + hops_in_words(found.hops) + ", but none of up to " +
                     std::to_string(query.hops_max) + " whose dates can be in order."};
    }
  }
  if (query.via.empty()) {
    NoPath none = why_no_leg(runner, store, at, schema, retractions, query, watch);
    if (query.order != TimeOrder::any) none.openings.clear();
    return none;
  }
  int hops = 0;
  for (std::size_t i = 0; i <= query.via.size(); ++i) {
    const PathQuery leg = leg_of(query, i);
    const FoundPaths found = Asker(runner, schema, retractions, watch).run(leg);
    if (found.outcome == PathOutcome::found) {
      hops += found.hops;
      continue;
    }
    NoPath none = why_no_leg(runner, store, at, schema, retractions, leg, watch);
    const std::string from =
        end_in_words(store, at, leg.from, leg.from_others, "the entities to begin at");
    const std::string to = end_in_words(store, at, leg.to, leg.to_others, "the entities to end at");
    none.openings.clear();
    none.why = "There is no way from " + from + " to " + to + ". " + none.why;
    return none;
  }
  return {.why = "The shortest path that goes through all of them has " + hops_in_words(hops) +
                 ", more than the " + std::to_string(query.hops_max) + " that were asked for.",
          .is_beyond_hops = true};
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

#include "query/why_none.h"

#include <cctype>

#include "graph/words.h"
#include "query/view_words.h"

namespace relata {
namespace {

constexpr int hops_limit = 64;

std::string hops_in_words(int hops) {
  return std::to_string(hops) + (hops == 1 ? " hop" : " hops");
}

// Asks the same question again with something given up.
class Relaxed {
 public:
  Relaxed(PathRunner& runner, const Schema& schema,
          const std::shared_ptr<const Retractions>& retractions, const PathQuery& query,
          const SearchWatch& watch)
      : runner_(runner), schema_(schema), retractions_(retractions), query_(query), watch_(watch) {}

  FoundPaths run(const View& view, Direction direction, int hops_max) {
    SearchWatch watch(watch_.rest(), watch_.stop());
    const PathProblem problem{.stations = stations_of(query_),
                              .direction = direction,
                              .hops_max = hops_max,
                              .side = SideChoice::fewer_entities};
    FoundPaths found = runner_.run(CompiledView(view, schema_, retractions_), problem, 0, watch);
    if (found.outcome == PathOutcome::cut) is_cut_ = true;
    return found;
  }
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  PathRunner& runner_;
  const Schema& schema_;
  const std::shared_ptr<const Retractions>& retractions_;
  const PathQuery& query_;
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

NoPath why_no_leg(PathRunner& runner, const Store& store, const Snapshot& at, const Schema& schema,
                  const std::shared_ptr<const Retractions>& retractions, const PathQuery& query,
                  const SearchWatch& watch) {
  Relaxed relaxed(runner, schema, retractions, query, watch);
  const FoundPaths anything = relaxed.run({.with_retracted = true}, Direction::any, hops_limit);
  if (anything.outcome == PathOutcome::exhausted) {
    return {.why = in_different_components(store, at, query, anything)};
  }
  const FoundPaths longer = relaxed.run(query.view, query.direction, hops_limit);
  const bool is_beyond_hops = longer.outcome != PathOutcome::exhausted;
  if (longer.outcome == PathOutcome::found) {
    return {.why = "The shortest path has " + hops_in_words(longer.hops) + ", more than the " +
                   std::to_string(query.hops_max) + " that were asked for.",
            .is_beyond_hops = true};
  }
  std::vector<std::string> words;
  if (query.direction != Direction::any) {
    const FoundPaths found = relaxed.run(query.view, Direction::any, query.hops_max);
    if (found.outcome == PathOutcome::found) {
      return {.why = "There is one only against the direction of the relations: of " +
                     hops_in_words(found.hops) + " if their direction does not matter.",
              .is_beyond_hops = is_beyond_hops};
    }
    words.emplace_back("the direction");
  }
  std::vector<std::string> enough;
  std::vector<ViewPart> parts = parts_of(store, at, query.view);
  if (retractions != nullptr && !query.view.with_retracted) {
    parts.push_back({.words = "without what was retracted", .without = query.view});
    parts.back().without.with_retracted = true;
  }
  for (const ViewPart& part : parts) {
    const FoundPaths found = relaxed.run(part.without, query.direction, query.hops_max);
    if (found.outcome == PathOutcome::found) {
      enough.push_back("giving up \"" + part.words + "\" leaves one of " +
                       hops_in_words(found.hops));
    }
    words.push_back("\"" + part.words + "\"");
  }
  if (!enough.empty()) {
    return {.why = "The view forbids it: " + joined(enough, ", or ") + ".",
            .is_beyond_hops = is_beyond_hops};
  }
  if (anything.outcome == PathOutcome::too_far) {
    return {.why = "Even without a view they are more than " + hops_in_words(hops_limit) +
                   " apart, if they are connected at all.",
            .is_beyond_hops = is_beyond_hops};
  }
  if (relaxed.is_cut() || words.empty()) {
    return {.why = "Why there is none was not found out within the limits.",
            .is_beyond_hops = is_beyond_hops};
  }
  if (words.size() == 1 || anything.hops > query.hops_max) {
    words.push_back("the limit of " + hops_in_words(query.hops_max));
  }
  return {.why = "No single part of the question forbids it, only several together: " +
                 join_words(words) + ".",
          .is_beyond_hops = is_beyond_hops};
}

}  // namespace

NoPath why_none(PathRunner& runner, const Store& store, const Snapshot& at, const Schema& schema,
                const std::shared_ptr<const Retractions>& retractions, const PathQuery& query,
                const SearchWatch& watch) {
  if (query.order != TimeOrder::any) {
    const FoundPaths found = Relaxed(runner, schema, retractions, query, watch)
                                 .run(query.view, query.direction, query.hops_max);
    if (found.outcome == PathOutcome::found) {
      return {.why = "There is one of " + hops_in_words(found.hops) + ", but none of up to " +
                     std::to_string(query.hops_max) + " whose dates can be in order."};
    }
  }
  if (query.via.empty()) {
    return why_no_leg(runner, store, at, schema, retractions, query, watch);
  }
  int hops = 0;
  for (std::size_t i = 0; i <= query.via.size(); ++i) {
    const PathQuery leg = leg_of(query, i);
    const FoundPaths found =
        Relaxed(runner, schema, retractions, leg, watch).run(leg.view, leg.direction, leg.hops_max);
    if (found.outcome == PathOutcome::found) {
      hops += found.hops;
      continue;
    }
    NoPath none = why_no_leg(runner, store, at, schema, retractions, leg, watch);
    const std::string from =
        end_in_words(store, at, leg.from, leg.from_others, "the entities to begin at");
    const std::string to = end_in_words(store, at, leg.to, leg.to_others, "the entities to end at");
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
    by = "it had visited " + std::to_string(limits.visited_max) + " entities";
  } else if (watch.limit() == Limit::time) {
    by = "its " + std::to_string(limits.time_ms_max) + " ms were over";
  }
  return "The search was ended before it was complete (" + by + "): there may be " + what + ".";
}

}  // namespace relata

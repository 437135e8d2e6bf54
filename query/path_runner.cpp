#include "query/path_runner.h"

#include <algorithm>
#include <optional>

#include "graph/store_graph.h"
#include "query/best_paths.h"
#include "query/graph_state.h"
#include "query/time_search.h"
#include "query/vertex_sets.h"
#include "query/weighted_search.h"

namespace relata {
namespace {

Vertices all_of(const std::vector<Vertices>& stations) {
  Vertices all;
  for (const Vertices& station : stations) all.insert(all.end(), station.begin(), station.end());
  sort_unique(all);
  return all;
}

// The searches of one question on one model of the graph, leg by leg.
template <class G, class Places>
class LegRunner {
 public:
  LegRunner(const G& graph, ViewJudge& judge, SearchWatch& watch, SearchSide<Places>& forward,
            SearchSide<Places>& backward, HopCosts& costs, const PathProblem& problem,
            std::uint8_t class_of_ends)
      : graph_(graph),
        judge_(judge),
        watch_(watch),
        forward_(forward),
        backward_(backward),
        costs_(costs),
        problem_(problem),
        asked_for_(all_of(problem.stations)),
        class_of_ends_(class_of_ends) {}

  FoundPaths run(std::size_t paths_max) {
    if (problem_.order != TimeOrder::any) return run_in_order();
    const bool wants_best = problem_.kind == PathKind::best || is_weighted();
    return wants_best ? run_best(paths_max) : run_legs(paths_max);
  }

 private:
  [[nodiscard]] bool is_weighted() const { return !problem_.weight.counts_hops(); }
  [[nodiscard]] bool wants_all() const { return problem_.kind == PathKind::all_shortest; }

  [[nodiscard]] PathLeg leg_between(const Vertices& from, const Vertices& to) const {
    return {.from = from,
            .to = to,
            .direction = problem_.direction,
            .hops_max = problem_.hops_max - found_.hops,
            .want = wants_all() ? PathLeg::Want::all : PathLeg::Want::one,
            .side = problem_.side};
  }

  FoundPaths run_legs(std::size_t paths_max) {
    for (std::size_t i = 0; i + 1 < problem_.stations.size(); ++i) {
      run_leg(problem_.stations[i], problem_.stations[i + 1]);
      if (found_.outcome != PathOutcome::found) return std::move(found_);
    }
    found_.paths_found = 1;
    std::vector<Vertices> paths;
    if (paths_max > 0) paths.push_back(least_);
    if (wants_all() && !is_partial_) {
      found_.paths_found = all_->count();
      paths = all_->list(paths_max);
    }
    read_hops(paths);
    return std::move(found_);
  }

  void run_leg(const Vertices& from, const Vertices& to) {
    const Vertices both = in_both(from, to);
    if (!both.empty()) {
      add_least({both.front()});
      add_all(ShortestDag(both));
      return;
    }
    const PathLeg leg = leg_between(from, to);
    PathSearch<G, Places> search(graph_, judge_, watch_, forward_, backward_, leg, asked_for_);
    found_.outcome = search.run(class_of_ends_);
    if (found_.outcome == PathOutcome::exhausted) {
      found_.is_forward_exhausted = search.is_forward_exhausted();
      found_.exhausted_size = search.exhausted_size();
    }
    if (found_.outcome != PathOutcome::found) return;
    add_least(search.least_path());
    if (wants_all() && !is_partial_) add_all(search.all_paths());
  }

  // Between one station and one other.
  FoundPaths run_best(std::size_t paths_max) {
    const Vertices both = in_both(problem_.stations.front(), problem_.stations.back());
    std::vector<BestPaths::Found> paths;
    for (const std::uint64_t vertex : both) {
      if (paths.size() < paths_max) paths.push_back({.path = {vertex}});
    }
    PathLeg whole = leg_between(without(problem_.stations.front(), both),
                                without(problem_.stations.back(), both));
    whole.barred = both;
    const bool has_both_ends = !whole.from.empty() && !whole.to.empty();
    if (has_both_ends && paths.size() < paths_max) {
      BestPaths best(whole, [&](const PathLeg& leg) { return find_least(leg); });
      const std::vector<BestPaths::Found> longer = best.find(paths_max - paths.size());
      paths.insert(paths.end(), longer.begin(), longer.end());
      if (paths.empty()) found_.outcome = best.outcome();
      found_.is_beyond_hops = !paths.empty() && best.outcome() == PathOutcome::too_far;
    }
    found_.paths_found = paths.size();
    std::vector<Vertices> sequences;
    for (const auto& [path, hop_costs] : paths) sequences.push_back(path);
    read_hops(sequences);
    if (is_weighted()) {
      for (std::size_t i = 0; i < paths.size(); ++i) {
        found_.paths[i].weight = problem_.weight.told(paths[i].hop_costs);
        if (problem_.weight.has_tolls()) {
          found_.paths[i].toll = problem_.weight.told_tolls(half_tolls_of(paths[i].path));
        }
      }
    }
    return std::move(found_);
  }

  // Two for each entity that a path goes through.
  std::vector<std::uint64_t> half_tolls_of(const Vertices& path) {
    std::vector<std::uint64_t> halves;
    for (std::size_t i = 1; i + 1 < path.size(); ++i) {
      const int doublings = judge_.hubs().doublings({path[i]}, degree_bounds(path[i], graph_));
      halves.insert(halves.end(), 2, problem_.weight.half_toll(doublings));
    }
    return halves;
  }

  // The best path whose order is certain; and one whose order is only possible, if it is better.
  FoundPaths run_in_order() {
    const Vertices both = in_both(problem_.stations.front(), problem_.stations.back());
    if (!both.empty()) {
      read_hops({{both.front()}});
    } else {
      const PathLeg leg = leg_between(problem_.stations.front(), problem_.stations.back());
      const auto certain = find_in_order(leg, Certainty::certain);
      const auto possible = find_in_order(leg, Certainty::possible);
      if (certain && possible && !(*possible < *certain)) found_.paths.pop_back();
    }
    found_.paths_found = found_.paths.size();
    if (!found_.paths.empty()) found_.outcome = PathOutcome::found;
    return std::move(found_);
  }

  // What the path that was found is compared by: hops, or the day by which it may arrive.
  std::optional<std::int64_t> find_in_order(const PathLeg& leg, Certainty order) {
    const Doubt doubt = judge_.view().doubt();
    const TimeReading reading{.order = order, .doubt = doubt};
    TimeSearch<G, Places> search(graph_, judge_, watch_, forward_.places, leg, asked_for_,
                                 problem_.order, reading);
    found_.outcome = search.run();
    if (found_.outcome != PathOutcome::found) return std::nullopt;
    found_.is_beyond_hops = found_.is_beyond_hops || search.is_beyond_hops();
    read_hops({search.path()});
    FoundPath& path = found_.paths.back();
    path.in_order = order;
    path.arrival = arrival_of(path.hops, reading);
    const Day earliest = arrival_of(path.hops, {.order = Certainty::possible, .doubt = doubt});
    keep_in_order(path.hops, path.arrival, reading);
    if (problem_.order == TimeOrder::fewest_hops) return std::ssize(path.hops);
    return earliest.time_since_epoch().count();
  }

  BestPaths::Step find_least(const PathLeg& leg) {
    if (is_weighted()) {
      WeightedSearch<G> search(graph_, judge_, watch_, costs_, leg, asked_for_);
      const PathOutcome outcome = search.run();
      return {.outcome = outcome, .path = search.path(), .hop_costs = search.hop_costs()};
    }
    PathSearch<G, Places> search(graph_, judge_, watch_, forward_, backward_, leg, asked_for_);
    BestPaths::Step step{.outcome = search.run(class_of_ends_)};
    if (step.outcome == PathOutcome::found) step.path = search.least_path();
    return step;
  }

  void read_hops(const std::vector<Vertices>& paths) {
    HopReader<G> reader(graph_, judge_, problem_.direction);
    for (const Vertices& path : paths) {
      found_.paths.push_back({.from = path.front(),
                              .hops = reader.hops_of(path),
                              .weight = static_cast<double>(path.size() - 1)});
    }
  }

  void add_least(const Vertices& leg) {
    found_.hops += static_cast<int>(leg.size()) - 1;
    least_.insert(least_.end(), leg.begin() + (least_.empty() ? 0 : 1), leg.end());
  }

  // Nothing if the search was cut: the least path is known by then, the others are not.
  void add_all(const std::optional<ShortestDag>& leg) {
    if (!leg) {
      is_partial_ = true;
    } else if (all_) {
      all_->append(*leg);
    } else {
      all_ = leg;
    }
  }

  const G& graph_;
  ViewJudge& judge_;
  SearchWatch& watch_;
  SearchSide<Places>& forward_;
  SearchSide<Places>& backward_;
  HopCosts& costs_;
  const PathProblem& problem_;
  Vertices asked_for_;
  std::uint8_t class_of_ends_;
  FoundPaths found_;
  Vertices least_;
  std::optional<ShortestDag> all_;
  bool is_partial_ = false;
};

}  // namespace

std::vector<std::vector<std::uint64_t>> stations_of(const PathQuery& query) {
  const auto sorted = [](EntityId first, const std::vector<EntityId>& others) {
    Vertices vertices{first.value};
    for (const EntityId id : others) vertices.push_back(id.value);
    std::sort(vertices.begin(), vertices.end());
    return vertices;
  };
  std::vector<Vertices> stations{sorted(query.from, query.from_others)};
  for (const EntityId id : query.via) stations.push_back({id.value});
  stations.push_back(sorted(query.to, query.to_others));
  return stations;
}

FoundPaths StorePathRunner::run(const CompiledView& view, const PathProblem& problem,
                                std::size_t paths_max, SearchWatch& watch) {
  const StoreGraph graph(store_, at_, view.hint(), [&] { return watch.is_cut_now(); });
  ViewJudge judge(store_, at_, view, watch, problem.hub_rule());
  SearchSide<HashedPlaces> forward{.places = {}};
  SearchSide<HashedPlaces> backward{.places = {}};
  HopCosts costs(store_, at_, view, watch, problem.weight);
  return LegRunner(graph, judge, watch, forward, backward, costs, problem, degree_class_unknown)
      .run(paths_max);
}

FoundPaths GraphPathRunner::run(const CompiledView& view, const PathProblem& problem,
                                std::size_t paths_max, SearchWatch& watch) {
  const Graph::State& state = graph_.state();
  ViewJudge judge(state.store, state.at, view, watch, problem.hub_rule());
  const Graph::State::Loan arrays(state);
  HopCosts costs(state.store, state.at, view, watch, problem.weight);
  return LegRunner(state.rows, judge, watch, arrays->forward, arrays->backward, costs, problem, 0)
      .run(paths_max);
}

Day GraphPathRunner::last_reported() const { return graph_.state().last_reported(); }

}  // namespace relata

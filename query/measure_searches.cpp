// Betweenness and closeness: a search breadth first from each entity, or from some of them.
//
// From each source, going back from the farthest to the nearest gives what share of its shortest
// paths to all others goes through each vertex (Brandes 2001). Sources come in a random order with
// a fixed seed, so that those made until a search is cut are a sample too. What is estimated from k
// of n has its standard error from the variance among the k. With a chance of 0.95 no value of the
// n is farther off than a bound that Hoeffding's inequality gives (Eppstein and Wang 2004, Brandes
// and Pich 2007). Riondato and Kornaropoulos (2016) sample single paths: each costs less, but tells
// less, and nothing of closeness.

#include <algorithm>
#include <cmath>
#include <random>

#include "query/measures.h"

namespace relata {
namespace {

using Vertex = LinkGraph::Vertex;

// How many shortest paths there are: more than a double holds, where a thousand diamonds stand in a
// row. `number` times step_size to the power of `steps`; 1 or more, and less than twice step_size.
struct PathCount {
  static constexpr double step_size = 0x1p512;

  double number = 0;
  std::int32_t steps = 0;

  void add(const PathCount& other) {
    if (other.steps == steps) {
      number += other.number;
    } else if (other.steps > steps) {
      *this = {.number = other.number + lowered(number, other.steps - steps), .steps = other.steps};
    } else {
      number += lowered(other.number, steps - other.steps);
    }
    if (number >= step_size) *this = {.number = number / step_size, .steps = steps + 1};
  }
  // What is two steps below is nothing beside it.
  [[nodiscard]] static double lowered(double number, std::int32_t steps) {
    if (steps == 0) return number;
    return steps == 1 ? number / step_size : 0;
  }
};

// What the sources say of one vertex, each a number from 0 to 1.
struct Sample {
  double sum = 0;
  double squares = 0;

  void add(double value) {
    sum += value;
    squares += value * value;
  }
};

class SearchesFromSources {
 public:
  SearchesFromSources(const LinkGraph& links, const AnalysisQuery& query, SearchWatch& watch)
      : links_(links), pace_(watch), cells_(links.vertex_end()) {
    const auto asks_for = [&](Measure measure) {
      return std::find(query.measures.begin(), query.measures.end(), measure) !=
             query.measures.end();
    };
    if (asks_for(Measure::betweenness)) through_.resize(links.vertex_end());
    if (asks_for(Measure::closeness)) near_.resize(links.vertex_end());
    for (Vertex vertex = 0; vertex < links.vertex_end(); ++vertex) {
      if (links.is_linked(vertex)) sources_.push_back(vertex);
    }
    linked_ = sources_.size();
    wanted_ = linked_;
    const bool is_exact = linked_ == 0 || linked_ + links.ends() <= query.exact_steps_max / linked_;
    if (!is_exact) wanted_ = std::min(linked_, query.sources);
    shuffle();
  }

  void run() {
    while (made_ < wanted_ && reach_from(sources_[made_])) {
      note_distances();
      if (!through_.empty()) note_paths();
      clear();
      ++made_;
    }
  }

  [[nodiscard]] MeasuredBySearches take() const {
    return {.betweenness = measured(through_), .closeness = measured(near_)};
  }

 private:
  struct Cell {
    PathCount paths;       // from the source
    double passed_on = 0;  // to each shortest path that leads here, of what lies behind
    std::int32_t hops = -1;
  };

  // The first of the sources, so many as are wanted, are drawn at random.
  void shuffle() {
    constexpr std::uint64_t seed = 42;
    std::mt19937_64 random(seed);
    for (std::uint64_t i = 0; i < wanted_; ++i) {
      std::swap(sources_[i], sources_[i + random() % (linked_ - i)]);
    }
  }

  // False if the search is over before all are reached.
  [[nodiscard]] bool reach_from(Vertex source) {
    order_.assign(1, source);
    cells_[source] = {.paths = {.number = 1}, .hops = 0};
    for (std::size_t next = 0; next < order_.size(); ++next) {
      const Vertex vertex = order_[next];
      const Cell& cell = cells_[vertex];
      for (const Vertex other : links_.row(vertex)) {
        Cell& reached = cells_[other];
        if (reached.hops < 0) {
          reached.hops = cell.hops + 1;
          order_.push_back(other);
        }
        if (reached.hops == cell.hops + 1) reached.paths.add(cell.paths);
      }
      if (pace_.is_over(1 + links_.degree(vertex))) return false;
    }
    return true;
  }

  void note_distances() {
    if (near_.empty()) return;
    for (const Vertex vertex : order_) {
      if (cells_[vertex].hops > 0) near_[vertex].add(1.0 / cells_[vertex].hops);
    }
  }

  void note_paths() {
    const double others = std::max(static_cast<double>(linked_) - 2, 1.0);
    for (std::size_t place = order_.size(); place-- > 0;) {
      const Vertex vertex = order_[place];
      Cell& cell = cells_[vertex];
      double behind = 0;
      for (const Vertex other : links_.row(vertex)) {
        const Cell& next = cells_[other];
        if (next.hops != cell.hops + 1) continue;
        behind += PathCount::lowered(next.passed_on, next.paths.steps - cell.paths.steps);
      }
      const double share = cell.paths.number * behind;
      if (place != 0 && share > 0) through_[vertex].add(share / others);
      cell.passed_on = (1 + share) / cell.paths.number;
    }
  }

  void clear() {
    for (const Vertex vertex : order_) cells_[vertex] = {};
  }

  [[nodiscard]] Measured measured(const std::vector<Sample>& samples) const {
    if (samples.empty() && links_.vertex_end() != 0) return {};
    const bool is_exact = made_ == linked_;
    if (!is_exact && made_ < 2) return {.extent = Extent::none};
    Measured measured{.extent = made_ == wanted_ ? Extent::complete : Extent::partial};
    const auto count = static_cast<double>(made_);
    const auto linked = static_cast<double>(linked_);
    // No source says anything of itself.
    const double scale = linked_ < 2 ? 0 : linked / (linked - 1);
    for (const Sample& sample : samples) {
      measured.values.push_back(count == 0 ? 0 : scale * sample.sum / count);
      if (is_exact) continue;
      const double variance =
          std::max(sample.squares - sample.sum * sample.sum / count, 0.0) / (count - 1);
      measured.standard_errors.push_back(scale *
                                         std::sqrt(variance / count * (1 - count / linked)));
    }
    measured.figures.push_back({.name = "sources", .value = count});
    if (!is_exact) {
      constexpr double chance_off = 0.05;
      measured.figures.push_back(
          {.name = "error_bound",
           .value = scale * std::sqrt(std::log(2 * linked / chance_off) / (2 * count))});
    }
    return measured;
  }

  const LinkGraph& links_;
  Pace pace_;
  std::vector<Cell> cells_;
  std::vector<Vertex> order_;  // of one search
  std::vector<Vertex> sources_;
  std::uint64_t linked_ = 0;
  std::uint64_t wanted_ = 0;
  std::uint64_t made_ = 0;
  std::vector<Sample> through_;  // empty: not asked for
  std::vector<Sample> near_;
};

}  // namespace

MeasuredBySearches measure_by_searches(const LinkGraph& links, const AnalysisQuery& query,
                                       SearchWatch& watch) {
  SearchesFromSources searches(links, query, watch);
  searches.run();
  return searches.take();
}

}  // namespace relata

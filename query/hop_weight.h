#pragma once

// What relations cost under a weight (relata/path_weight.h), as whole numbers: sums come out the
// same in whatever order they are added up.
//
// What going through an entity costs (PathQuery::hub_penalty) is its toll: the penalty times the
// doublings of its relations, which is their logarithm to the base 2, rounded down. That a path
// through what has many relations says little, and how far to discount it, is taken from
// D. Croes et al. ("Inferring meaningful pathways in weighted metabolic networks", J. Molecular
// Biology 356, 2006), who charge a node its degree, and D. Himmelstein and S. Baranzini
// ("Heterogeneous network edge prediction", PLoS Computational Biology 11(7), 2015), who multiply a
// path by degree^-w at each node: so a logarithm where costs are added up. Whole doublings, since
// the class of a degree often lies beside each neighbour, and the degree does not.
//
// Each of the two hops that meet at an entity bears half of its toll, so that a search may come
// from either end.

#include <relata/answer.h>
#include <relata/path_weight.h>
#include <relata/store.h>
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "query/compiled_view.h"
#include "query/search_watch.h"

namespace relata {

class HopWeight {
 public:
  HopWeight() = default;
  // `times_by_type`: what relations of each type cost more; empty: no type does.
  HopWeight(PathWeight weight, Day counted_back_from, double hub_penalty,
            std::vector<double> times_by_type = {});

  [[nodiscard]] PathWeight weight() const { return weight_; }
  [[nodiscard]] bool has_tolls() const { return hub_penalty_ > 0; }
  // Are all hops alike, so that the fewest are the best?
  [[nodiscard]] bool counts_hops() const {
    return weight_ == PathWeight::hops && !has_tolls() && times_by_type_.empty();
  }

  // 1 or more.
  [[nodiscard]] std::uint64_t cost_of(const RelationEvidence& relation) const;
  // Where the summary says all that is asked for: the claims need not be read.
  [[nodiscard]] std::optional<std::uint64_t> cost_of(const AdjacencyEntry& entry) const;
  // No relation costs less.
  [[nodiscard]] std::uint64_t cost_min() const;
  // Half of what going through an entity costs whose relations have doubled so often.
  [[nodiscard]] std::uint64_t half_toll(int doublings) const;
  // What a path costs, as an answer tells it.
  [[nodiscard]] double told(const std::vector<std::uint64_t>& hops) const;
  // The tolls among it, by their halves; 0 if there are none.
  [[nodiscard]] double told_tolls(const std::vector<std::uint64_t>& halves) const;

 private:
  struct Basis {
    double asserted = 0;  // the confidence of those who assert it, added up
    double doubt = 1;     // the chance that all of them are wrong
    double denied = 0;
    double denial_doubt = 1;
    PartialDate date;
  };
  [[nodiscard]] static Basis basis_of(const RelationEvidence& relation);
  [[nodiscard]] std::uint64_t cost_of(const Basis& basis, double times) const;
  [[nodiscard]] double times_of(RelationTypeId type) const {
    return times_by_type_.empty() ? 1 : times_by_type_[type.value];
  }

  PathWeight weight_ = PathWeight::hops;
  Day counted_back_from_{};
  double hub_penalty_ = 0;
  std::vector<double> times_by_type_;
  double times_min_ = 1;
};

// The costs of the relations that a search meets. Claims are read where a summary does not do, and
// kept.
class HopCosts {
 public:
  HopCosts(const Store& store, const Snapshot& at, const CompiledView& view, SearchWatch& watch,
           const HopWeight& weight)
      : store_(store), at_(at), view_(view), watch_(watch), weight_(weight) {}

  [[nodiscard]] const HopWeight& weight() const { return weight_; }
  // Nothing if its claims have to be read first.
  [[nodiscard]] std::optional<std::uint64_t> find(const AdjacencyEntry& entry) const;
  // Relations in the view.
  void read(std::vector<RelationRef> relations);

 private:
  const Store& store_;
  const Snapshot& at_;
  const CompiledView& view_;
  SearchWatch& watch_;
  HopWeight weight_;
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> read_;  // by relation id
};

// The last day of the last date of a claim or document; if none has one, of a valid time; else
// 1970-01-01. Costs what Store::statistics() does.
[[nodiscard]] Day last_reported_day(const Store& store, const Snapshot& at);

}  // namespace relata

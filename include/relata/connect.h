#pragma once

// How several entities hang together: a small tree of relations that joins all of them.
//
// The least such tree (a Steiner tree) is NP-hard to find for many. Of two entities it is a
// shortest path, of three the least there is; of k more it costs at most 2 (1 - 1/k) times as much,
// in practice mostly as little, and the answer says below what no tree can be. The direction of
// relations does not matter.
//
//     const auto tree = relata::find_connection(*store, now, {.entities = {kim, putin, kursk}});
//     for (const auto& leg : tree.legs) show(leg);

#include <relata/search.h>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

// Error{usage} for fewer than two entities, or one that the view leaves out.
struct ConnectQuery {
  std::vector<EntityId> entities;  // each counts once; more take longer and are bounded worse
  View view = {};
  PathWeight weight = PathWeight::hops;  // of relations as for paths, added up; not widest
  // Longer ways from one of the entities to another are not looked for, 1..64; where the least tree
  // of three branches, longer ways to the branching are not (by hops any that are in it are).
  int hops_max = 16;
  SearchLimits limits = {};
  std::stop_token stop = {};
  // Away from hubs, as for paths (PathQuery). What is asked for is gone through whatever its
  // degree.
  std::optional<std::uint64_t> degree_max = {};
  // Each hop bears half of what going through the entities at its ends costs: where the tree
  // branches into three, an entity costs one and a half times as much as on a path. 0 to 100.
  double hub_penalty = 0;
  std::vector<TypeCost> type_costs = {};  // as for paths
};

struct ConnectAnswer {
  ConnectQuery question;
  // The entities asked for that hang together, each in the order asked; one group: they all do.
  std::vector<std::vector<EntityId>> groups;
  // The tree (of several groups the tree of each), cut where it branches and at the entities asked
  // for. Each leg leads away from the first entity of its group.
  std::vector<Path> legs;
  double weight = 0;  // what all hops cost; credible: their product
  double toll = 0;    // with a hub_penalty: how much of it; credible: what it was multiplied by
  // No tree weighs less (credible: more). Nothing: not known, since they do not hang together, or
  // since longer ways than hops_max were not looked for where hops do not weigh alike.
  std::optional<double> weight_bound = {};
  bool is_least = false;  // no tree is better; false also if that is not known
  std::string
      why_apart;  // several groups: what keeps the first two apart, or what ended the search
  AnswerGraph graph;
  // Of several groups: they may hang together all the same; of one: another tree may be better.
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// Visits what lies about half as far from the entities as they lie from each other; of three, where
// that leaves a better tree possible, what is near enough to be where it branches. Weights other
// than hops visit more, and read the claims of relations that have several.
[[nodiscard]] ConnectAnswer find_connection(const Store& store, const Snapshot& at,
                                            const ConnectQuery& query);
[[nodiscard]] ConnectAnswer find_connection(const Graph& graph, const ConnectQuery& query);

}  // namespace relata

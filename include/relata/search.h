#pragma once

// Paths and claims, each under a view.
//
// A search runs straight out of a store, reading only what it touches, or on a Graph loaded into
// memory; both give the same answers. Any number of threads may search one store or one graph. The
// view is evaluated on each relation as it is reached: a path that the view forbids is never found,
// one that it allows is never missed. Ties are broken by entity id, then relation id.
//
//     const relata::PathQuery query{.from = kim, .to = kursk, .view = view};
//     const auto answer = relata::find_paths(*store, now, query);
//     if (answer.paths.empty()) std::puts(answer.why_none.c_str());

#include <relata/answer.h>
#include <relata/opening.h>
#include <relata/path_weight.h>
#include <relata/store.h>
#include <relata/time_order.h>
#include <relata/view.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace relata {

// The whole of a store at one snapshot as an immutable graph in memory, for many questions. Holds
// about as many bytes for a relation as bytes_per_relation() says; loading reads the adjacency
// once. The store must outlive it: claims and names are read from there, for the answer only.
//
// Whoever stays open beside a writer goes on to a later graph for later questions:
//
//     const relata::Snapshot later = store->snapshot();
//     if (later.head != now.head) graph = graph.at(*store, later);
class Graph {
 public:
  Graph(const Store& store, Snapshot at);
  ~Graph();
  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;

  // The same store's graph at a later snapshot; questions to this one may go on meanwhile. Reads
  // what is new, copies 18 bytes an entity, and shares the rest with this one: takes a quarter more
  // memory than a load, and 15 MB, at most. Reads everything where more than a fifth is new.
  // `store` is this one's, or is judged as of `later` (relata/judge.h).
  [[nodiscard]] Graph at(const Store& store, Snapshot later) const;

  [[nodiscard]] std::uint64_t entities() const;  // adds up the batches: reads a row of each
  [[nodiscard]] std::uint64_t relations() const;
  [[nodiscard]] double bytes_per_relation() const;

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  explicit Graph(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

// --- Paths ------------------------------------------------------------------------------------

enum class PathKind : std::uint8_t {
  shortest,      // one: of those with the fewest hops (or the best weight), the least by ids
  all_shortest,  // every sequence of entities with the fewest hops, least first
  best,          // the paths_max shortest ones that pass no entity twice, best first; not `via`
};

// With `via`, a path is made of legs: to the first of them, on to the next, and so to the end. Each
// leg is a shortest one by itself, so that an entity may lie on two. What a path shall keep away
// from is left out by the view; Error{usage} if it is asked for as well.
struct PathQuery {
  EntityId from;
  EntityId to;
  View view = {};
  PathKind kind = PathKind::shortest;
  // forward: each hop from source to target; reverse: against that. A relation of a type that the
  // schema calls symmetric leads both ways.
  Direction direction = Direction::any;
  int hops_max = 8;             // longer paths are not looked for. 1..64.
  std::size_t paths_max = 100;  // all_shortest: no more are listed; best: so many, 1 or more
  SearchLimits limits = {};
  std::stop_token stop = {};  // when asked to stop, what was found so far comes back, marked
  std::vector<EntityId> from_others = {};  // a path may begin at any of these as well
  std::vector<EntityId> to_others = {};    // and end at any of these
  std::vector<EntityId> via = {};          // and goes through all of these, in this order
  PathWeight weight = PathWeight::hops;    // else not all_shortest, nor `via`; widest: not best
  // Else `shortest`, by hops, not `via`: the best path whose order is certain, and the best whose
  // order is only possible if that is better. What has no valid time is doubtful (View::doubt).
  TimeOrder order = TimeOrder::any;
  // Away from hubs, which connect everything and tell little. An entity's degree is how many
  // relations it has in the store, those outside the view included; one with itself counts twice.
  // What the question names is gone through whatever its degree.
  std::optional<std::uint64_t> degree_max = {};  // not through what has more relations
  // Going through an entity costs so much for each doubling of its relations: nothing for 1, once
  // for 2 and 3, 16 times for 78,179. Added to what the hops cost; credible: each doubling
  // multiplies by 2^-hub_penalty. 0 to 100. As for `weight`; not with widest.
  double hub_penalty = 0;
  std::vector<TypeCost> type_costs = {};  // each type once; as for `weight`; not with widest
  // No path: say why, and what would open one, which takes up to hundreds of searches more.
  bool explains_none = true;
};

// A step between two entities, over every relation in the view that links them this way.
struct Hop {
  EntityId from;
  EntityId to;
  std::vector<RelationId> relations;  // by id, never empty
};

struct Path {
  EntityId from;
  std::vector<Hop> hops;  // empty if both ends are one entity
  double weight = 0;      // what the hops cost; credible: their product, widest: the least of them
  double toll = 0;        // with a hub_penalty: how much of it; credible: what it was multiplied by
  // With a TimeOrder. `arrival`: when the last hop can be made, at the latest if the order is
  // certain, else at the earliest; unknown without dates. Hops have the relations that this takes.
  Certainty in_order = Certainty::certain;
  PartialDate arrival = {};
};

struct PathAnswer {
  PathQuery question;
  std::vector<Path> paths;
  std::uint64_t paths_found = 0;  // all_shortest: may exceed paths.size(); up to 2^64 - 1
  AnswerGraph graph;
  std::vector<Limit> limits_hit;  // the answer may be incomplete
  bool is_stopped = false;
  std::string why_none;  // no path: different components, or which part of the question forbids it
  std::vector<Opening> openings;  // no path: what would open one, the least first; not with `order`
  // A limit, or a stop, ended the search for why there is none, or for what else would open one.
  bool is_explanation_cut = false;
  Counters counters;
};

// Throws Error{usage} for a number out of its range and for what is not asked for together,
// Error{not_found} for an entity or type that is not there. Weights other than hops visit more, and
// read the claims of relations that have several.
[[nodiscard]] PathAnswer find_paths(const Store& store, const Snapshot& at, const PathQuery& query);
[[nodiscard]] PathAnswer find_paths(const Graph& graph, const PathQuery& query);

// --- Claims -----------------------------------------------------------------------------------

struct ClaimsQuery {
  // A relation's key; or text that is looked for, folded, in relation keys, type names and labels,
  // quotes, and the names of both ends. Empty: every relation in the view.
  std::string about;
  View view = {};
  std::size_t results_max = 100;  // relations
  SearchLimits limits = {};
  std::stop_token stop = {};
};

struct ClaimsAnswer {
  ClaimsQuery question;
  std::vector<RelationId> relations;  // by id
  std::uint64_t relations_found = 0;
  AnswerGraph graph;
  std::vector<Limit> limits_hit;
  bool is_stopped = false;
  Counters counters;
};

// A key costs a lookup, text a walk over all relations.
[[nodiscard]] ClaimsAnswer find_claims(const Store& store, const Snapshot& at,
                                       const ClaimsQuery& query);

// Everything in the view, entities without relations included, in memory: what `export` writes.
[[nodiscard]] ClaimsAnswer find_everything(const Store& store, const Snapshot& at,
                                           const View& view);

// The view in words, for titles: "known by 2025-04-25, without speaker South Korea". Empty for the
// default view.
[[nodiscard]] std::string describe_view(const Store& store, const Snapshot& at, const View& view);

}  // namespace relata

#pragma once

// What fits a pattern: from the node that the fewest entities fit, forward to the pattern's end,
// and back from there to its begin; then along what that leaves (query/pattern_walks.h).
//
// For one number of hops after another, so that the shortest matches are found first, and longer
// ones are looked for only while more are wanted.

#include <relata/pattern.h>
#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "graph/csr_graph.h"
#include "graph/store_graph.h"
#include "query/pattern_reach.h"

namespace relata {

struct FoundMatches {
  std::vector<std::vector<FoundHop>> matches;
  std::uint64_t count = 0;
  bool has_more = false;  // than were counted
  std::string why_none;
};

inline constexpr std::uint32_t no_type = EntityTypeId::none_value;

// The type of each entity, by id; no_type where there is none.
inline std::vector<std::uint32_t> types_of_entities(const StoreGraph&, const Store& store,
                                                    const Snapshot& at, SearchWatch& watch) {
  constexpr std::uint64_t part_size = std::uint64_t{1} << 18;  // between two looks at the clock
  std::vector<std::uint32_t> types(store.info().entity_id_end, no_type);
  ScanSink sink;
  sink.entity = [&](const Entity& entity) { types[entity.id.value] = entity.type.value; };
  const std::uint64_t parts = types.size() / part_size + 1;
  for (std::uint64_t part = 0; part < parts && !watch.is_cut_now(); ++part) {
    store.scan(at, {.part = part, .parts = parts}, sink);
  }
  return types;
}

// Those without relations are left out: they match nothing.
inline std::vector<std::uint32_t> types_of_entities(const CsrGraph& graph, const Store&,
                                                    const Snapshot&, SearchWatch& watch) {
  std::vector<std::uint32_t> types(graph.vertex_end(), no_type);
  for (std::uint64_t vertex = 0; vertex < types.size() && !watch.is_cut(); ++vertex) {
    for_each_edge(vertex, Direction::any, graph, [&](const auto& edge, std::uint64_t other) {
      types[other] = entry_of(edge, graph).neighbour_type.value;
    });
    watch.test(degree(vertex, graph));
  }
  return types;
}

// The node that the fewest entities fit, as far as their types say; of equals the last, from which
// the way back is the whole search. The same for both models of the graph.
inline std::size_t node_with_fewest(const CompiledPattern& pattern, const Schema& schema,
                                    const Store& store, const Snapshot& at) {
  const auto& nodes = pattern.nodes();
  const auto is_named = [](const CompiledPattern::Node& node) { return !node.ids.empty(); };
  std::vector<std::uint64_t> counts;
  if (std::any_of(nodes.begin(), nodes.end(), is_named)) {
    constexpr std::uint64_t many = std::numeric_limits<std::uint64_t>::max();
    for (const auto& node : nodes) counts.push_back(is_named(node) ? node.ids.size() : many);
  } else {
    const std::vector<TypeCount> types = store.statistics(at).entity_types;
    for (const auto& node : nodes) {
      std::uint64_t& count = counts.emplace_back(0);
      for (const auto& [type, entities] : types) {
        const auto id = schema.entity_type(type);
        if (id && pattern.takes(node, EntityId::none_value, *id)) count += entities;
      }
    }
  }
  const auto last_of_least = std::min_element(counts.rbegin(), counts.rend());
  return static_cast<std::size_t>(counts.rend() - last_of_least) - 1;
}

template <class G>
class MatchSearch {
 public:
  MatchSearch(const G& graph, const Store& store, const Snapshot& at, const Schema& schema,
              const CompiledPattern& pattern, const CompiledView& view, PatternScans<G> scans,
              SearchWatch& watch)
      : graph_(graph),
        store_(store),
        at_(at),
        schema_(schema),
        pattern_(pattern),
        view_(view),
        scans_(std::move(scans)),
        watch_(watch),
        forward_(graph, pattern, scans_, watch, Towards::end),
        backward_(graph, pattern, scans_, watch, Towards::begin) {}

  FoundMatches run(const MatchQuery& query) {
    start();
    for (int hops = 1; hops <= pattern_.hops_max(); ++hops) {
      if (!lead_to_end(hops)) break;
      if (hops < pattern_.hops_min() || !lead_to_begin(hops)) continue;
      if (!walk(hops, query)) break;
    }
    read_hops();
    if (found_.count == 0 && !watch_.is_cut()) found_.why_none = why_none();
    return std::move(found_);
  }

 private:
  struct Listed {
    PatternWalks::Sequence entities;
    std::vector<std::vector<std::size_t>> steps;
  };

  void start() {
    anchor_ = node_with_fewest(pattern_, schema_, store_, at_);
    const auto& anchor = pattern_.nodes()[anchor_];
    const std::vector<std::uint64_t> candidates =
        anchor.ids.empty() ? candidates_of(anchor) : anchor.ids;
    forward_.start(candidates, anchor.state, nullptr, 0);
    if (anchor.state == pattern_.last_state()) ends_ = candidates;
  }

  // Where no entity is named.
  [[nodiscard]] std::vector<std::uint64_t> candidates_of(const CompiledPattern::Node& node) {
    const auto types = types_of_entities(graph_, store_, at_, watch_);
    std::vector<std::uint64_t> candidates;
    for (std::uint64_t id = 0; id < types.size(); ++id) {
      if (types[id] == no_type || !view_.takes_entity({id}, {types[id]})) continue;
      if (pattern_.takes(node, id, {types[id]})) candidates.push_back(id);
    }
    return candidates;
  }

  // The roles that are reached in so many hops or fewer. False if nothing is left to be found.
  bool lead_to_end(int hops) {
    bool has_grown = hops == 1;
    while (is_forward_open_ && forward_.depth() < hops) {
      is_forward_open_ = forward_.extend();
      has_grown = has_grown || is_forward_open_;
      for (const auto& [vertex, states] : forward_.frontier()) {
        if ((states & state_bit(pattern_.last_state())) != 0) ends_.push_back(vertex);
      }
    }
    if (has_grown) {
      std::sort(ends_.begin(), ends_.end());
      ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
      backward_.start(ends_, pattern_.last_state(), &forward_.lengths(),
                      pattern_.nodes()[anchor_].state);
    }
    const bool leads_on = is_forward_open_ || !backward_.frontier().empty();
    return leads_on && !watch_.is_cut();
  }

  // The roles from which there is a way of just so many hops to the end.
  bool lead_to_begin(int hops) {
    while (backward_.depth() < hops) {
      if (!backward_.extend()) return false;
    }
    return true;
  }

  // False if no more matches are wanted, or the search was cut.
  bool walk(int hops, const MatchQuery& query) {
    PatternWalks walks(pattern_, backward_.hops(), backward_.lengths(), watch_);
    const auto take = [&](const PatternWalks::Sequence& match) {
      found_.has_more = found_.count == query.counted_max;
      if (found_.has_more) return false;
      if (listed_.size() < query.matches_max) {
        listed_.push_back({.entities = match, .steps = walks.steps_of(match)});
      }
      ++found_.count;
      return true;
    };
    for (const auto& [vertex, states] : backward_.frontier()) {
      if ((states & state_bit(0)) == 0) continue;
      if (!walks.walk(vertex, hops, take)) return false;
    }
    return true;
  }

  void read_hops() {
    for (const Listed& match : listed_) {
      std::vector<FoundHop>& hops = found_.matches.emplace_back();
      for (std::size_t i = 0; i + 1 < match.entities.size(); ++i) {
        hops.push_back({.from = match.entities[i], .to = match.entities[i + 1], .relations = {}});
        add_relations(match.steps[i], hops.back());
      }
    }
  }

  void add_relations(const std::vector<std::size_t>& steps, FoundHop& hop) {
    const auto is_less = [](const RelationRef& a, const RelationRef& b) { return a.id < b.id; };
    for (const std::size_t step : steps) {
      const auto fitting = scans_[step]->reader.hops_of({hop.from, hop.to}).front().relations;
      hop.relations.insert(hop.relations.end(), fitting.begin(), fitting.end());
    }
    std::sort(hop.relations.begin(), hop.relations.end(), is_less);
    hop.relations.erase(std::unique(hop.relations.begin(), hop.relations.end()),
                        hop.relations.end());
  }

  [[nodiscard]] const CompiledPattern::Step& step_of(int state) const {
    const auto& steps = pattern_.steps();
    return *std::find_if(steps.begin(), steps.end(),
                         [&](const auto& step) { return (step.states & state_bit(state)) != 0; });
  }

  [[nodiscard]] std::string why_none() const {
    const auto nothing_fits = [](const CompiledPattern::Step& step, const std::string& where) {
      return "Nothing in the view fits \"" + step.text.text + "\" at column " +
             std::to_string(step.text.column) + where;
    };
    if (forward_.farthest() < pattern_.last_state()) {
      return nothing_fits(step_of(forward_.farthest()), ", with what comes before it.");
    }
    if (backward_.farthest() > 0) {
      return nothing_fits(step_of(backward_.farthest() - 1), ", with what comes after it.");
    }
    return "Whatever fits the pattern passes an entity twice.";
  }

  const G& graph_;
  const Store& store_;
  const Snapshot& at_;
  const Schema& schema_;
  const CompiledPattern& pattern_;
  const CompiledView& view_;
  PatternScans<G> scans_;
  SearchWatch& watch_;
  PatternReach<G> forward_;
  PatternReach<G> backward_;
  std::size_t anchor_ = 0;           // the node to begin at
  std::vector<std::uint64_t> ends_;  // where matches may end
  bool is_forward_open_ = true;
  std::vector<Listed> listed_;
  FoundMatches found_;
};

}  // namespace relata

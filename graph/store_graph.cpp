#include "graph/store_graph.h"

#include <algorithm>
#include <tuple>

namespace relata {
namespace {

// Entries between two looks at the clock.
constexpr std::size_t read_budget = 65'536;
// Beyond this a vertex is a hub, whatever its degree.
constexpr std::size_t probe_budget = 2'048;

}  // namespace

StoreGraph::StoreGraph(const Store& store, const Snapshot& at, const PruneHint& hint,
                       std::function<bool()> is_cut)
    : store_(store), at_(at), hint_(hint), is_cut_(std::move(is_cut)) {}

bool StoreGraph::has_row(Vertex vertex, Direction direction) const {
  const auto found = rows_.find(vertex);
  if (found == rows_.end()) return false;
  const bool needs_out = direction != Direction::reverse;
  const bool needs_in = direction != Direction::forward;
  return (!needs_out || found->second.has_out) && (!needs_in || found->second.has_in);
}

bool StoreGraph::announce(std::span<const Vertex> vertices, Direction direction) const {
  std::vector<EntityId> missing;
  for (const Vertex vertex : vertices) {
    if (!has_row(vertex, direction)) missing.push_back({vertex});
  }
  if (missing.empty()) return true;
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  return read(missing, direction);
}

bool StoreGraph::read(std::span<const EntityId> ids, Direction direction) const {
  PruneHint hint = hint_;
  hint.direction = direction;
  Delivery delivery;
  const ExpandSink sink = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    if (delivery.owners.empty() || delivery.owners.back().first != owner.value) {
      delivery.owners.emplace_back(owner.value, delivery.entries.size());
    }
    delivery.entries.insert(delivery.entries.end(), entries.begin(), entries.end());
  };
  auto rest = store_.expand(at_, ids, hint, read_budget, sink);
  while (rest) {
    if (is_cut_()) return false;
    rest = store_.expand(at_, ids, hint, read_budget, sink, rest);
  }
  keep(std::move(delivery));
  for (const EntityId id : ids) {  // those without relations are known now, too
    Rows& rows = rows_[id.value];
    rows.has_out = rows.has_out || direction != Direction::reverse;
    rows.has_in = rows.has_in || direction != Direction::forward;
  }
  return true;
}

// Sorts each owner's entries by direction, neighbour and relation, and keeps the latest of each
// relation.
void StoreGraph::keep(Delivery delivery) const {
  const auto place = [](const AdjacencyEntry& e) {
    return std::tuple(e.direction, e.neighbour, e.relation);
  };
  std::vector<AdjacencyEntry>& entries = arena_.emplace_back(std::move(delivery.entries));
  for (std::size_t i = 0; i < delivery.owners.size(); ++i) {
    const auto [owner, first] = delivery.owners[i];
    const std::size_t last =
        i + 1 == delivery.owners.size() ? entries.size() : delivery.owners[i + 1].second;
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(first);
    auto end = entries.begin() + static_cast<std::ptrdiff_t>(last);
    std::sort(begin, end, [&](const AdjacencyEntry& a, const AdjacencyEntry& b) {
      return std::tuple(place(a), b.batch) < std::tuple(place(b), a.batch);
    });
    end = std::unique(begin, end, [&](const AdjacencyEntry& a, const AdjacencyEntry& b) {
      return place(a) == place(b);
    });
    const auto in = std::partition_point(
        begin, end, [](const AdjacencyEntry& e) { return e.direction == Direction::forward; });
    Rows& rows = rows_[owner];
    if (!rows.has_out) rows.out = {begin, in};
    if (!rows.has_in) rows.in = {in, end};
  }
}

std::span<const AdjacencyEntry> StoreGraph::row(Vertex vertex, Direction direction) const {
  if (!has_row(vertex, direction) && !announce({&vertex, 1}, direction)) return {};
  const Rows& rows = rows_.find(vertex)->second;
  return direction == Direction::reverse ? rows.in : rows.out;
}

std::uint64_t StoreGraph::probe_degree(Vertex vertex, Direction direction) const {
  if (!has_row(vertex, direction)) {
    PruneHint hint = hint_;
    hint.direction = direction;
    std::uint64_t met = 0;
    const EntityId id{vertex};
    const auto rest =
        store_.expand(at_, {&id, 1}, hint, probe_budget,
                      [&](EntityId, std::span<const AdjacencyEntry> e) { met += e.size(); });
    if (rest || !announce({&vertex, 1}, direction)) return met;
  }
  std::uint64_t degree = 0;
  if (direction != Direction::reverse) degree += row(vertex, Direction::forward).size();
  if (direction != Direction::forward) degree += row(vertex, Direction::reverse).size();
  return degree;
}

std::uint64_t expansion_cost(StoreGraph::Vertex vertex, std::uint8_t degree_class,
                             Direction direction, const StoreGraph& g) {
  if (degree_class == degree_class_unknown) return g.probe_degree(vertex, direction);
  // Degrees of one class lie between half of this and this.
  return std::uint64_t{3} << degree_class >> 2;
}

std::vector<StoreGraph::Edge> edges_between(StoreGraph::Vertex from, StoreGraph::Vertex to,
                                            Direction direction, const StoreGraph& g) {
  // The same relations lie in the row of either end: one that is here already is used.
  const Direction back = direction == Direction::forward ? Direction::reverse : Direction::forward;
  const bool use_to = !g.has_row(from, direction) && g.has_row(to, back);
  const auto [owner, other, side] =
      use_to ? std::tuple(to, EntityId{from}, back) : std::tuple(from, EntityId{to}, direction);
  const auto row = g.row(owner, side);
  auto entry = std::partition_point(
      row.begin(), row.end(),
      [wanted = other](const AdjacencyEntry& e) { return e.neighbour < wanted; });
  std::vector<StoreGraph::Edge> found;
  for (; entry != row.end() && entry->neighbour == other; ++entry) {
    found.push_back({.owner = owner, .entry = &*entry});
  }
  return found;
}

}  // namespace relata

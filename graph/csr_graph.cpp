#include "graph/csr_graph.h"

#include <tuple>

#include "graph/narrow.h"

namespace relata {

CsrGraph::CsrGraph(const Store& store, const Snapshot& at)
    : rows_(narrow<std::uint32_t>(store.info().entity_id_end, "entity")) {
  const Outgoing outgoing = read_outgoing(store, at);
  learn_types(store, at, outgoing);
  fill(outgoing);
}

void CsrGraph::lie_in(RowSpace space) {
  space_ = std::move(space);
  neighbours_ = space_.neighbours();
  columns_ = space_.columns();
}

CsrGraph::Columns CsrGraph::columns_of(const AdjacencyEntry& entry) {
  Columns columns;
  columns.relation = narrow<std::uint32_t>(entry.relation.value, "relation");
  columns.from = entry.valid.from;
  columns.to = entry.valid.to;
  columns.reported = entry.reported;
  columns.type = narrow<std::uint16_t>(entry.type.value, "relation type");
  columns.neighbour_type = narrow<std::uint16_t>(entry.neighbour_type.value, "entity type");
  columns.confidence_max = entry.confidence_max;
  columns.origins_max = entry.origins_max;
  columns.flags =
      static_cast<std::uint8_t>(entry.stances | (entry.is_exact ? exact_flag : std::uint8_t{0}));
  return columns;
}

CsrGraph::Outgoing CsrGraph::read_outgoing(const Store& store, const Snapshot& at) const {
  Outgoing outgoing;
  auto& rows = outgoing.entries;
  std::uint64_t relations = 0;
  for (const Batch& batch : store.batches(at)) relations += batch.relations;
  rows.reserve(relations);
  outgoing.begins.assign(vertex_end() + 1, 0);

  // Sorts what was read of the last owner, and keeps the latest entry of each relation.
  std::size_t begin = 0;
  const auto close_row = [&] {
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(begin);
    std::sort(first, rows.end(), [](const Outgoing::Entry& a, const Outgoing::Entry& b) {
      return std::tuple(a.neighbour, a.columns.relation, b.batch) <
             std::tuple(b.neighbour, b.columns.relation, a.batch);
    });
    const auto end =
        std::unique(first, rows.end(), [](const Outgoing::Entry& a, const Outgoing::Entry& b) {
          return a.columns.relation == b.columns.relation;
        });
    rows.erase(end, rows.end());
  };
  std::uint64_t vertex = 0;  // the rows before it are closed
  ScanSink sink;
  sink.adjacency = [&](EntityId owner, std::span<const AdjacencyEntry> entries) {
    if (owner.value != vertex) {
      close_row();
      while (vertex < owner.value) outgoing.begins[++vertex] = rows.size();
      begin = rows.size();
    }
    for (const AdjacencyEntry& entry : entries) {
      rows.push_back({.neighbour = narrow<std::uint32_t>(entry.neighbour.value, "entity"),
                      .batch = narrow<std::uint32_t>(entry.batch, "batch"),
                      .columns = columns_of(entry)});
    }
  };
  store.scan(at, {}, sink);
  close_row();
  while (vertex < vertex_end()) outgoing.begins[++vertex] = rows.size();
  return outgoing;
}

void CsrGraph::learn_types(const Store& store, const Snapshot& at, const Outgoing& outgoing) {
  types_.assign(vertex_end(), type_unknown);
  for (const Outgoing::Entry& row : outgoing.entries)
    types_[row.neighbour] = row.columns.neighbour_type;
  // An entity that is nothing's target is told by its record only.
  constexpr std::size_t read_at_once = 8192;
  std::vector<EntityId> missing;
  const auto read_missing = [&] {
    for (const Entity& entity : store.entities(at, missing)) {
      types_[entity.id.value] = narrow<std::uint16_t>(entity.type.value, "entity type");
    }
    missing.clear();
  };
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    const bool is_end = outgoing.begins[vertex] != outgoing.begins[vertex + 1];
    if (is_end && types_[vertex] == type_unknown) missing.push_back({vertex});
    if (missing.size() == read_at_once) read_missing();
  }
  read_missing();
}

void CsrGraph::fill(const Outgoing& outgoing) {
  for (const Outgoing::Entry& entry : outgoing.entries) ++rows_[entry.neighbour].all;
  ends_ = 2 * outgoing.entries.size();
  lie_in(RowSpace(ends_));
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    Row& row = rows_[vertex];
    row.out = static_cast<std::uint32_t>(outgoing.begins[vertex + 1] - outgoing.begins[vertex]);
    row.all += row.out;
    if (row.all != 0) row.begin = space_.take(static_cast<std::uint32_t>(vertex), row.all).value();
  }
  std::vector<std::uint64_t> cursors;  // where the next incoming one of each goes
  cursors.reserve(vertex_end());
  for (const Row& row : rows_) cursors.push_back(row.begin + row.out);
  // Sources come in order and their rows are sorted, so that the incoming ones get sorted too.
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    std::uint64_t out = rows_[vertex].begin;
    for (std::uint64_t i = outgoing.begins[vertex]; i < outgoing.begins[vertex + 1]; ++i, ++out) {
      const Outgoing::Entry& entry = outgoing.entries[i];
      neighbours_[out] = entry.neighbour;
      columns_[out] = entry.columns;
      const std::uint64_t in = cursors[entry.neighbour]++;
      neighbours_[in] = static_cast<std::uint32_t>(vertex);
      columns_[in] = entry.columns;
      columns_[in].neighbour_type = types_[vertex];
    }
  }
}

std::uint64_t CsrGraph::bytes() const {
  return rows_.size() * (sizeof(Row) + sizeof(types_[0])) + space_.bytes();
}

std::vector<CsrGraph::Edge> edges_between(CsrGraph::Vertex from, CsrGraph::Vertex to,
                                          Direction direction, const CsrGraph& g) {
  // The same relations lie in the row of either end: the shorter one is searched.
  const Direction back = direction == Direction::forward ? Direction::reverse : Direction::forward;
  const bool is_from_shorter = degree_towards(from, direction, g) <= degree_towards(to, back, g);
  const auto [owner, other, side] =
      is_from_shorter ? std::tuple(from, to, direction) : std::tuple(to, from, back);
  const auto [begin, end] = edges_in_row(owner, side, g);
  auto edge = std::partition_point(
      begin, end, [&, wanted = other](const CsrGraph::Edge& e) { return g.neighbour(e) < wanted; });
  std::vector<CsrGraph::Edge> found;
  for (; edge != end && g.neighbour(*edge) == other; ++edge) found.push_back(*edge);
  return found;
}

}  // namespace relata

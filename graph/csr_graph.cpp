#include "graph/csr_graph.h"

#include <limits>
#include <string>
#include <tuple>

namespace relata {
namespace {

constexpr std::uint16_t type_unknown = std::numeric_limits<std::uint16_t>::max();

template <class Small>
Small narrow(std::uint64_t value, const char* what) {
  if (value >= std::numeric_limits<Small>::max()) {
    throw Error(ErrorCode::usage, std::string("loading the graph into memory: it holds ") + what +
                                      " " + std::to_string(value) +
                                      ", more than fit; search the store instead");
  }
  return static_cast<Small>(value);
}

}  // namespace

CsrGraph::CsrGraph(const Store& store, const Snapshot& at)
    : vertex_end_(narrow<std::uint32_t>(store.info().entity_id_end, "entity")) {
  const Rows outgoing = read_rows(store, at);
  fill(outgoing, types_of_ends(store, at, outgoing));
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

CsrGraph::Rows CsrGraph::read_rows(const Store& store, const Snapshot& at) const {
  Rows outgoing;
  auto& rows = outgoing.rows;
  std::uint64_t relations = 0;
  for (const Batch& batch : store.batches(at)) relations += batch.relations;
  rows.reserve(relations);
  outgoing.begins.assign(vertex_end_ + 1, 0);

  // Sorts what was read of the last owner, and keeps the latest entry of each relation.
  std::size_t begin = 0;
  const auto close_row = [&] {
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(begin);
    std::sort(first, rows.end(), [](const Rows::Row& a, const Rows::Row& b) {
      return std::tuple(a.neighbour, a.columns.relation, b.batch) <
             std::tuple(b.neighbour, b.columns.relation, a.batch);
    });
    const auto end = std::unique(first, rows.end(), [](const Rows::Row& a, const Rows::Row& b) {
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
  while (vertex < vertex_end_) outgoing.begins[++vertex] = rows.size();
  return outgoing;
}

std::vector<std::uint16_t> CsrGraph::types_of_ends(const Store& store, const Snapshot& at,
                                                   const Rows& outgoing) const {
  std::vector<std::uint16_t> types(vertex_end_, type_unknown);
  for (const Rows::Row& row : outgoing.rows) types[row.neighbour] = row.columns.neighbour_type;
  // An entity that is nothing's target is told by its record only.
  constexpr std::size_t read_at_once = 8192;
  std::vector<EntityId> missing;
  const auto read_missing = [&] {
    for (const Entity& entity : store.entities(at, missing)) {
      types[entity.id.value] = narrow<std::uint16_t>(entity.type.value, "entity type");
    }
    missing.clear();
  };
  for (Vertex vertex = 0; vertex < vertex_end_; ++vertex) {
    const bool is_end = outgoing.begins[vertex] != outgoing.begins[vertex + 1];
    if (is_end && types[vertex] == type_unknown) missing.push_back({vertex});
    if (missing.size() == read_at_once) read_missing();
  }
  read_missing();
  return types;
}

void CsrGraph::fill(const Rows& outgoing, const std::vector<std::uint16_t>& types) {
  std::vector<std::uint64_t> cursors(vertex_end_, 0);  // first the in-degrees
  for (const Rows::Row& row : outgoing.rows) ++cursors[row.neighbour];
  offsets_.resize(2 * vertex_end_ + 1);
  std::uint64_t place = 0;
  for (Vertex vertex = 0; vertex < vertex_end_; ++vertex) {
    offsets_[2 * vertex] = place;
    place += outgoing.begins[vertex + 1] - outgoing.begins[vertex];
    offsets_[2 * vertex + 1] = place;
    place += cursors[vertex];
    cursors[vertex] = offsets_[2 * vertex + 1];
  }
  offsets_[2 * vertex_end_] = place;
  neighbours_.resize(place);
  columns_.resize(place);
  // Sources come in order and their rows are sorted, so that the incoming ones get sorted too.
  for (Vertex vertex = 0; vertex < vertex_end_; ++vertex) {
    std::uint64_t out = offsets_[2 * vertex];
    for (std::uint64_t i = outgoing.begins[vertex]; i < outgoing.begins[vertex + 1]; ++i, ++out) {
      const Rows::Row& row = outgoing.rows[i];
      neighbours_[out] = row.neighbour;
      columns_[out] = row.columns;
      const std::uint64_t in = cursors[row.neighbour]++;
      neighbours_[in] = static_cast<std::uint32_t>(vertex);
      columns_[in] = row.columns;
      columns_[in].neighbour_type = types[vertex];
    }
  }
}

std::uint64_t CsrGraph::bytes() const {
  return offsets_.size() * sizeof(offsets_[0]) + neighbours_.size() * sizeof(neighbours_[0]) +
         columns_.size() * sizeof(Columns);
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

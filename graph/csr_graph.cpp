#include "graph/csr_graph.h"

#include <limits>
#include <string>
#include <tuple>

#include "graph/store_graph.h"

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

CsrGraph::Arrays::Arrays(std::uint64_t ends) {
  // Memory that is not touched costs nothing.
  constexpr std::uint64_t least_room = 1 << 16;
  const std::uint64_t most = ends + std::max(ends / 4, least_room);
  neighbours.reserve(most);
  columns.reserve(most);
}

CsrGraph::CsrGraph(const Store& store, const Snapshot& at)
    : rows_(narrow<std::uint32_t>(store.info().entity_id_end, "entity")) {
  const Outgoing outgoing = read_outgoing(store, at);
  fill(outgoing, types_of_ends(store, at, outgoing));
}

CsrGraph::CsrGraph(const CsrGraph& earlier, const Store& store, const Snapshot& at,
                   std::span<const EntityId> changed)
    : rows_(earlier.rows_), ends_(earlier.ends_) {
  hold(earlier.arrays_);
  const std::uint64_t vertices = narrow<std::uint32_t>(store.info().entity_id_end, "entity");
  rows_.resize(std::max<std::uint64_t>(vertices, rows_.size()));
  const StoreGraph read(store, at, {}, [] { return false; });
  std::vector<Vertex> changed_vertices;
  for (const EntityId id : changed) changed_vertices.push_back(id.value);
  read.announce(changed_vertices, Direction::any);
  std::uint64_t room = 0;
  for (const Vertex vertex : changed_vertices) room += degree(vertex, read);

  const auto shared = arrays_;
  const std::scoped_lock lock(shared->mutex);
  if (shared->columns.size() + room > shared->columns.capacity()) move_to_new_arrays(room);
  for (const Vertex vertex : changed_vertices) add_row(vertex, read);
}

void CsrGraph::hold(std::shared_ptr<Arrays> arrays) {
  arrays_ = std::move(arrays);
  neighbours_ = arrays_->neighbours.data();
  columns_ = arrays_->columns.data();
}

// Behind all others; there is room.
void CsrGraph::add_row(Vertex vertex, const StoreGraph& read) {
  Row row{.begin = arrays_->columns.size()};
  for (const Direction direction : {Direction::forward, Direction::reverse}) {
    for (const AdjacencyEntry& entry : read.row(vertex, direction)) {
      arrays_->neighbours.push_back(narrow<std::uint32_t>(entry.neighbour.value, "entity"));
      arrays_->columns.push_back(columns_of(entry));
      ++row.all;
    }
    if (direction == Direction::forward) row.out = row.all;
  }
  ends_ = ends_ - rows_[vertex].all + row.all;
  rows_[vertex] = row;
}

void CsrGraph::move_to_new_arrays(std::uint64_t room) {
  auto arrays = std::make_shared<Arrays>(ends_ + room);
  for (Row& row : rows_) {
    const std::uint64_t begin = arrays->columns.size();
    arrays->neighbours.insert(arrays->neighbours.end(), neighbours_ + row.begin,
                              neighbours_ + row.begin + row.all);
    arrays->columns.insert(arrays->columns.end(), columns_ + row.begin,
                           columns_ + row.begin + row.all);
    row.begin = begin;
  }
  hold(std::move(arrays));
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

std::vector<std::uint16_t> CsrGraph::types_of_ends(const Store& store, const Snapshot& at,
                                                   const Outgoing& outgoing) const {
  std::vector<std::uint16_t> types(vertex_end(), type_unknown);
  for (const Outgoing::Entry& row : outgoing.entries)
    types[row.neighbour] = row.columns.neighbour_type;
  // An entity that is nothing's target is told by its record only.
  constexpr std::size_t read_at_once = 8192;
  std::vector<EntityId> missing;
  const auto read_missing = [&] {
    for (const Entity& entity : store.entities(at, missing)) {
      types[entity.id.value] = narrow<std::uint16_t>(entity.type.value, "entity type");
    }
    missing.clear();
  };
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    const bool is_end = outgoing.begins[vertex] != outgoing.begins[vertex + 1];
    if (is_end && types[vertex] == type_unknown) missing.push_back({vertex});
    if (missing.size() == read_at_once) read_missing();
  }
  read_missing();
  return types;
}

void CsrGraph::fill(const Outgoing& outgoing, const std::vector<std::uint16_t>& types) {
  for (const Outgoing::Entry& entry : outgoing.entries) ++rows_[entry.neighbour].all;
  ends_ = 0;
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    Row& row = rows_[vertex];
    row.begin = ends_;
    row.out = static_cast<std::uint32_t>(outgoing.begins[vertex + 1] - outgoing.begins[vertex]);
    row.all += row.out;
    ends_ += row.all;
  }
  auto arrays = std::make_shared<Arrays>(ends_);
  arrays->neighbours.resize(ends_);
  arrays->columns.resize(ends_);
  std::vector<std::uint64_t> cursors;  // where the next incoming one of each goes
  cursors.reserve(vertex_end());
  for (const Row& row : rows_) cursors.push_back(row.begin + row.out);
  // Sources come in order and their rows are sorted, so that the incoming ones get sorted too.
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    std::uint64_t out = rows_[vertex].begin;
    for (std::uint64_t i = outgoing.begins[vertex]; i < outgoing.begins[vertex + 1]; ++i, ++out) {
      const Outgoing::Entry& entry = outgoing.entries[i];
      arrays->neighbours[out] = entry.neighbour;
      arrays->columns[out] = entry.columns;
      const std::uint64_t in = cursors[entry.neighbour]++;
      arrays->neighbours[in] = static_cast<std::uint32_t>(vertex);
      arrays->columns[in] = entry.columns;
      arrays->columns[in].neighbour_type = types[vertex];
    }
  }
  hold(std::move(arrays));
}

std::uint64_t CsrGraph::bytes() const {
  const std::scoped_lock lock(arrays_->mutex);
  return rows_.size() * sizeof(Row) +
         arrays_->columns.size() * (sizeof(std::uint32_t) + sizeof(Columns));
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

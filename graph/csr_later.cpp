// The graph in memory at a later snapshot than an earlier one, whose arrays it shares.

#include <algorithm>
#include <tuple>

#include "graph/csr_graph.h"
#include "graph/narrow.h"
#include "graph/store_graph.h"
#include "graph/summary.h"

namespace relata {
namespace {

// As of claims' documents, which are sorted by id.
ClaimSummary summary_of(const std::vector<Claim>& claims, const std::vector<Document>& documents) {
  ClaimSummary summary;
  for (const Claim& claim : claims) {
    const auto document = std::ranges::lower_bound(documents, claim.document, {}, &Document::id);
    summary.add({.teller = teller_of(claim.speaker, claim.document, claim.via),
                 .reported = claim.reported.is_known() ? claim.reported : document->date,
                 .confidence = claim.confidence,
                 .stance = claim.stance});
  }
  return summary;
}

}  // namespace

CsrGraph::CsrGraph(const CsrGraph& earlier, const Store& store, const Snapshot& at,
                   const Changed& changed)
    : rows_(earlier.rows_), ends_(earlier.ends_), types_(earlier.types_) {
  hold(earlier.arrays_);
  rows_.resize(std::max<std::size_t>(narrow<std::uint32_t>(store.info().entity_id_end, "entity"),
                                     rows_.size()));
  types_.resize(rows_.size(), type_unknown);
  const std::vector<Later> later = read_later(store, at, changed);
  for (const EntityId id : changed.entities) {
    ends_ -= rows_[id.value].all;
    rows_[id.value] = {};
  }
  add_later(later);
}

void CsrGraph::learn_types_of_ends(const Store& store, const Snapshot& at,
                                   const std::vector<RelationClaims>& relations) {
  std::vector<EntityId> missing;
  for (const auto& [relation, claims] : relations) {
    for (const EntityId end : {relation.source, relation.target}) {
      if (types_[end.value] == type_unknown) missing.push_back(end);
    }
  }
  for (const Entity& entity : store.entities(at, missing)) {
    types_[entity.id.value] = narrow<std::uint16_t>(entity.type.value, "entity type");
  }
}

// By owner, direction, neighbour and relation.
std::vector<CsrGraph::Later> CsrGraph::read_later(const Store& store, const Snapshot& at,
                                                  const Changed& changed) {
  std::vector<Later> later;
  const auto add_end = [&](EntityId owner, const AdjacencyEntry& entry) {
    later.push_back({.owner = narrow<std::uint32_t>(owner.value, "entity"),
                     .direction = entry.direction,
                     .neighbour = narrow<std::uint32_t>(entry.neighbour.value, "entity"),
                     .columns = columns_of(entry)});
  };
  const StoreGraph whole(store, at, {}, [] { return false; });
  std::vector<Vertex> announced;
  for (const EntityId id : changed.entities) announced.push_back(id.value);
  whole.announce(announced, Direction::any);
  for (const Vertex vertex : announced) {
    for (const Direction direction : {Direction::forward, Direction::reverse}) {
      for (const AdjacencyEntry& entry : whole.row(vertex, direction)) {
        add_end({vertex}, entry);
        types_[entry.neighbour.value] = narrow<std::uint16_t>(entry.neighbour_type.value, "type");
      }
    }
  }
  constexpr std::size_t read_at_once = 8192;
  for (std::size_t first = 0; first < changed.relations.size(); first += read_at_once) {
    const std::size_t count = std::min(read_at_once, changed.relations.size() - first);
    const Evidence read = store.evidence(at, std::span(changed.relations).subspan(first, count));
    learn_types_of_ends(store, at, read.relations);
    for (const auto& [relation, claims] : read.relations) {
      AdjacencyEntry entry;
      entry.relation = relation.id;
      entry.type = relation.type;
      entry.valid = relation.valid;
      summary_of(claims, read.documents).write_to(entry);
      const auto add_unless_whole = [&](EntityId owner, EntityId other, Direction direction) {
        if (std::ranges::binary_search(changed.entities, owner)) return;
        entry.neighbour = other;
        entry.neighbour_type = {types_[other.value]};
        entry.direction = direction;
        add_end(owner, entry);
      };
      add_unless_whole(relation.source, relation.target, Direction::forward);
      add_unless_whole(relation.target, relation.source, Direction::reverse);
    }
  }
  std::ranges::sort(later, {}, [](const Later& end) {
    return std::tuple(end.owner, end.direction, end.neighbour, end.columns.relation);
  });
  return later;
}

void CsrGraph::add_later(const std::vector<Later>& later) {
  const auto each_row = [&](const auto& visit) {
    for (auto begin = later.begin(); begin != later.end();) {
      const auto is_of_another = [&](const Later& end) { return end.owner != begin->owner; };
      const auto end = std::find_if(begin, later.end(), is_of_another);
      visit(std::span(begin, end));
      begin = end;
    }
  };
  std::uint64_t room = 0;
  each_row([&](std::span<const Later> row) { room += rows_[row[0].owner].all + row.size(); });
  const auto shared = arrays_;
  const std::scoped_lock lock(shared->mutex);
  if (shared->columns.size() + room > shared->columns.capacity()) move_to_new_arrays(room);
  each_row([&](std::span<const Later> row) { add_row(row); });
}

// Behind all others, where there is room. What was there and what is later are in order; of a
// relation that is in both, the later counts.
void CsrGraph::add_row(std::span<const Later> later) {
  Row& known = rows_[later[0].owner];
  Row row{.begin = arrays_->columns.size()};
  std::uint64_t old = known.begin;
  auto next = later.begin();
  for (const Direction direction : {Direction::forward, Direction::reverse}) {
    const bool is_forward = direction == Direction::forward;
    const std::uint64_t end = known.begin + (is_forward ? known.out : known.all);
    const auto place_of_old = [&] { return std::pair(neighbours_[old], columns_[old].relation); };
    for (; next != later.end() && next->direction == direction; ++next) {
      const auto place = std::pair(next->neighbour, next->columns.relation);
      for (; old < end && place_of_old() < place; ++old) add(neighbours_[old], columns_[old]);
      if (old < end && place_of_old() == place) ++old;
      add(next->neighbour, next->columns);
    }
    for (; old < end; ++old) add(neighbours_[old], columns_[old]);
    row.all = static_cast<std::uint32_t>(arrays_->columns.size() - row.begin);
    if (is_forward) row.out = row.all;
  }
  ends_ = ends_ - known.all + row.all;
  known = row;
}

void CsrGraph::add(std::uint32_t neighbour, const Columns& columns) {
  arrays_->neighbours.push_back(neighbour);
  arrays_->columns.push_back(columns);
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

}  // namespace relata

// The graph in memory at a later snapshot than an earlier one, whose arrays it shares.

#include <algorithm>
#include <ranges>
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

template <class Value>
std::vector<Value> copy_with_room(const std::vector<Value>& values, std::size_t size, Value rest) {
  std::vector<Value> copy;
  copy.reserve(size);
  copy = values;
  copy.resize(size, rest);
  return copy;
}

}  // namespace

CsrGraph::CsrGraph(const CsrGraph& earlier, const Store& store, const Snapshot& at,
                   const Changed& changed)
    : ends_(earlier.ends_) {
  const std::size_t vertices = std::max<std::size_t>(
      narrow<std::uint32_t>(store.info().entity_id_end, "entity"), earlier.rows_.size());
  rows_ = copy_with_room(earlier.rows_, vertices, Row{});
  types_ = copy_with_room(earlier.types_, vertices, type_unknown);
  lie_in(earlier.space_);
  const std::vector<Later> later = read_later(store, at, changed);
  for (const EntityId id : changed.entities) {
    Row& row = rows_[id.value];
    space_.leave(row.begin, row.all);
    ends_ -= row.all;
    row = {};
  }
  add_later(later);
  empty_segments();
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
  for (auto begin = later.begin(); begin != later.end();) {
    const auto is_of_another = [&](const Later& end) { return end.owner != begin->owner; };
    const auto end = std::find_if(begin, later.end(), is_of_another);
    replace_row(std::span(begin, end));
    begin = end;
  }
}

// What was there and what is later are in order; of a relation that is in both, the later counts.
void CsrGraph::replace_row(std::span<const Later> later) {
  const std::uint32_t owner = later[0].owner;
  const std::uint64_t most = rows_[owner].all + later.size();
  std::optional<std::uint64_t> begin = space_.take(owner, most);
  if (!begin) {
    move_to_new_arrays(most);
    begin = space_.take(owner, most);
  }
  const Row known = rows_[owner];
  Row row{.begin = begin.value()};
  std::uint64_t old = known.begin;
  std::uint64_t place = row.begin;
  auto next = later.begin();
  for (const Direction direction : {Direction::forward, Direction::reverse}) {
    const bool is_forward = direction == Direction::forward;
    const std::uint64_t end = known.begin + (is_forward ? known.out : known.all);
    for (; next != later.end() && next->direction == direction; ++next) {
      const auto key = [&](std::uint64_t at) {
        return std::pair(neighbours_[at], columns_[at].relation);
      };
      const auto wanted = std::pair(next->neighbour, next->columns.relation);
      const std::uint64_t after =
          *std::ranges::lower_bound(std::views::iota(old, end), wanted, {}, key);
      place = copy_ends(old, after, place);
      old = after;
      if (old < end && key(old) == wanted) ++old;
      neighbours_[place] = next->neighbour;
      columns_[place] = next->columns;
      ++place;
    }
    place = copy_ends(old, end, place);
    old = end;
    row.all = static_cast<std::uint32_t>(place - row.begin);
    if (is_forward) row.out = row.all;
  }
  space_.leave(place, most - row.all);
  space_.leave(known.begin, known.all);
  ends_ = ends_ - known.all + row.all;
  rows_[owner] = row;
}

// The place after the copy.
std::uint64_t CsrGraph::copy_ends(std::uint64_t first, std::uint64_t end, std::uint64_t to) {
  std::copy(neighbours_ + first, neighbours_ + end, neighbours_ + to);
  std::copy(columns_ + first, columns_ + end, columns_ + to);
  return to + (end - first);
}

// Segments with many holes, a few for each that the new rows made necessary: with a quarter of
// holes the emptiest has a fifth at least, so that making room for one place moves four at most.
void CsrGraph::empty_segments() {
  while (const auto sparse = space_.to_empty()) {
    for (const std::uint32_t vertex : sparse->vertices) {
      if (vertex >= rows_.size()) continue;  // of a later graph than this one
      Row& row = rows_[vertex];
      const bool is_there = row.begin < sparse->end && row.begin + row.all > sparse->first;
      if (!is_there) continue;
      const auto begin = space_.take(vertex, row.all);
      if (!begin) return;  // the next graph moves to new arrays
      copy_ends(row.begin, row.begin + row.all, *begin);
      space_.leave(row.begin, row.all);
      row.begin = *begin;
    }
  }
}

// Takes what a load takes. Only if graphs that are kept hold all addresses of the old ones.
void CsrGraph::move_to_new_arrays(std::uint64_t room) {
  RowSpace space(ends_ + room);
  for (Vertex vertex = 0; vertex < vertex_end(); ++vertex) {
    Row& row = rows_[vertex];
    if (row.all == 0) continue;
    const std::uint64_t begin = space.take(static_cast<std::uint32_t>(vertex), row.all).value();
    std::copy_n(neighbours_ + row.begin, row.all, space.neighbours() + begin);
    std::copy_n(columns_ + row.begin, row.all, space.columns() + begin);
    row.begin = begin;
  }
  lie_in(std::move(space));
}

}  // namespace relata

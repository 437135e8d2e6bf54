// Ids of the store for what is new.

#include <algorithm>
#include <tuple>

#include "ingest/finisher.h"

namespace relata {
namespace {

// Gives the new records among `records` ids in the order of their keys. What comes back tells the
// final id by the provisional one, counted from `end`.
template <class Record, class IsNew>
auto number_by_key(Store& store, KeyKind kind, std::uint64_t end, std::vector<Record>& records,
                   const IsNew& is_new) {
  std::vector<Record*> fresh;
  for (Record& record : records) {
    if (is_new(record.id)) fresh.push_back(&record);
  }
  std::sort(fresh.begin(), fresh.end(),
            [](const Record* a, const Record* b) { return a->key < b->key; });
  const IdRange ids = store.reserve(kind, fresh.size());
  std::vector<decltype(Record::id)> final_ids;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const std::uint64_t provisional = fresh[i]->id.value - end;
    if (final_ids.size() <= provisional) final_ids.resize(provisional + 1);
    final_ids[provisional] = fresh[i]->id = {ids.first + i};
  }
  return final_ids;
}

}  // namespace

void Finisher::number_records() {
  Changes& changes = staging_.changes;
  const auto entity_ids = number_by_key(store_, KeyKind::entity, ends_.entity_id_end,
                                        changes.entities, [&](EntityId id) { return is_new(id); });
  const auto document_ids =
      number_by_key(store_, KeyKind::document, ends_.document_id_end, changes.documents,
                    [&](DocumentId id) { return is_new(id); });
  const auto settle_entity = [&](EntityId& id) {
    if (id.is_some() && is_new(id)) id = entity_ids[id.value - ends_.entity_id_end];
  };
  const auto settle_document = [&](DocumentId& id) {
    if (is_new(id)) id = document_ids[id.value - ends_.document_id_end];
  };
  for (Document& document : changes.documents) {
    settle_entity(document.publisher);
    for (Relay& relay : document.relays) {
      if (auto* speaker = std::get_if<EntityId>(&relay)) {
        settle_entity(*speaker);
      } else {
        settle_document(std::get<DocumentId>(relay));
      }
    }
  }
  for (RelationRow& row : changes.relations) {
    settle_entity(row.source);
    settle_entity(row.target);
  }
  for (ClaimRow& claim : changes.claims) {
    settle_document(claim.document);
    settle_entity(claim.speaker);
    for (std::uint32_t i = 0; i < claim.via_count; ++i) {
      settle_document(changes.via[claim.via_first + i]);
    }
  }
  number_relations();
}

// Relations of one source get neighbouring ids, in the order of their valid days, so that they lie
// together on disk; what is left is ordered by key.
void Finisher::number_relations() {
  auto& rows = staging_.changes.relations;
  struct Place {
    EntityId source;
    PartialDate from;
    std::uint32_t row;
  };
  std::vector<Place> order;
  order.reserve(rows.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].is_new) {
      order.push_back({.source = rows[i].source, .from = rows[i].valid.from, .row = i});
    }
  }
  std::sort(order.begin(), order.end(), [&](const Place& a, const Place& b) {
    if (std::tie(a.source, a.from) != std::tie(b.source, b.from)) {
      return std::tie(a.source, a.from) < std::tie(b.source, b.from);
    }
    return rows[a.row].key < rows[b.row].key;
  });
  const IdRange ids = store_.reserve(KeyKind::relation, order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rows[order[i].row].id = {ids.first + i};
}

}  // namespace relata

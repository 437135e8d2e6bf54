// Ids of the store for what is new.

#include <algorithm>
#include <boost/sort/block_indirect_sort/block_indirect_sort.hpp>
#include <boost/sort/spreadsort/integer_sort.hpp>

#include "graph/prefetch.h"
#include "ingest/finisher.h"
#include "ingest/parallel_parts.h"

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
  boost::sort::block_indirect_sort(
      fresh.begin(), fresh.end(), [](const Record* a, const Record* b) { return a->key < b->key; },
      static_cast<std::uint32_t>(threads_count()));
  const IdRange ids = store.reserve(kind, fresh.size());
  std::vector<decltype(Record::id)> final_ids;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const std::uint64_t provisional = fresh[i]->id.value - end;
    if (final_ids.size() <= provisional) final_ids.resize(provisional + 1);
    final_ids[provisional] = fresh[i]->id = {ids.first + i};
  }
  return final_ids;
}

// Calls work(first, end) for ranges that cover 0 to count, from several threads.
template <class Work>
void in_ranges(std::size_t count, const Work& work) {
  constexpr std::size_t range = 65'536;
  in_parallel((count + range - 1) / range,
              [&](std::size_t part) { work(part * range, std::min(count, (part + 1) * range)); });
}

// So many are worth a second thread.
constexpr std::ptrdiff_t rows_for_threads = 100'000;

using Rows = std::vector<RelationRow>::iterator;

// By source, what one source has by the day from which it is valid, then by key.
void sort_rows(Rows begin, Rows end) {
  // The sources first, which are many; what one has is then little.
  boost::sort::spreadsort::integer_sort(
      begin, end, [](const RelationRow& row, unsigned bits) { return row.source.value >> bits; },
      [](const RelationRow& a, const RelationRow& b) { return a.source < b.source; });
  for (auto first = begin; first != end;) {
    const auto last = std::find_if(
        first, end, [&](const RelationRow& row) { return row.source != first->source; });
    std::sort(first, last, [](const RelationRow& a, const RelationRow& b) {
      return a.valid.from != b.valid.from ? a.valid.from < b.valid.from : a.key < b.key;
    });
    first = last;
  }
}

// Cuts rows into those of lesser and those of greater sources, about as many of each.
Rows halve(Rows begin, Rows end) {
  constexpr std::size_t sample_size = 1023;
  const auto count = static_cast<std::size_t>(end - begin);
  std::vector<EntityId> sample;
  for (std::size_t i = 0; i < sample_size; ++i) {
    sample.push_back((begin + static_cast<std::ptrdiff_t>(i * count / sample_size))->source);
  }
  const auto middle = sample.begin() + sample_size / 2;
  std::nth_element(sample.begin(), middle, sample.end());
  return std::partition(begin, end, [&](const RelationRow& row) { return row.source < *middle; });
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
  in_ranges(changes.relations.size(), [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      settle_entity(changes.relations[i].source);
      settle_entity(changes.relations[i].target);
    }
  });
  in_ranges(changes.claims.size(), [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      ClaimRow& claim = changes.claims[i];
      settle_document(claim.document);
      settle_entity(claim.speaker);
      const ClaimDetails details = changes.details_of(claim);
      for (std::uint32_t k = 0; k < details.via_count; ++k) {
        settle_document(changes.via[details.via_first + k]);
      }
    }
  });
  staging_.keep_changes_alone();
  number_relations();
}

// Relations of one source get neighbouring ids, in the order of their valid days, so that they lie
// together on disk; what is left is ordered by key. Rows and claims are put into that order as
// well: whoever writes them goes through memory from one end to the other.
void Finisher::number_relations() {
  auto& rows = staging_.changes.relations;
  const auto fresh =
      std::partition(rows.begin(), rows.end(), [](const RelationRow& row) { return !is_new(row); });
  if (rows.end() - fresh < rows_for_threads) {
    sort_rows(fresh, rows.end());
  } else {
    const auto middle = halve(fresh, rows.end());
    in_parallel(2, [&](std::size_t part) {
      part == 0 ? sort_rows(fresh, middle) : sort_rows(middle, rows.end());
    });
  }
  const IdRange ids =
      store_.reserve(KeyKind::relation, static_cast<std::uint64_t>(rows.end() - fresh));
  for (auto row = fresh; row != rows.end(); ++row) {
    row->id = {ids.first + static_cast<std::uint64_t>(row - fresh)};
  }
  order_claims();
}

// As their relations lie.
void Finisher::order_claims() {
  Changes& changes = staging_.changes;
  std::vector<ClaimRow> claims;
  claims.reserve(changes.claims.size());
  for (std::size_t i = 0; i < changes.relations.size(); ++i) {
    if (i + prefetch_distance < changes.relations.size()) {
      const std::uint32_t soon = changes.relations[i + prefetch_distance].claims_first;
      if (soon < changes.claims.size()) prefetch(&changes.claims[soon]);
    }
    RelationRow& row = changes.relations[i];
    const auto first = changes.claims.begin() + row.claims_first;
    row.claims_first = static_cast<std::uint32_t>(claims.size());
    claims.insert(claims.end(), first, first + row.claims_count);
  }
  changes.claims = std::move(claims);
}

}  // namespace relata

// What a store holds, counted batch by batch: the rows of the commits say it all but the origins.

#include "graph/kv_store.h"
#include "graph/tally.h"
#include "graph/tellers.h"

namespace relata {

Statistics KvStore::statistics(const Snapshot& at) const {
  const Schema types = schema(at);
  Statistics total;
  Tally entity_types;
  Tally relation_types;
  for (BatchNumber number = 1; number <= at.head; ++number) {
    const CommitRow row = row_at(number);
    ++total.batches;
    total.entities += row.batch.entities;
    total.relations += row.batch.relations;
    total.claims += row.batch.claims;
    total.documents += row.batch.documents;
    total.names += row.names;
    for (const auto& [type, count] : row.entity_types) {
      entity_types[types.entity_type({type}).name] += count;
    }
    for (const auto& [type, count] : row.relation_types) {
      relation_types[types.relation_type({type}).name] += count;
    }
    widen(total.valid, row.valid.from);
    widen(total.valid, row.valid.to);
    widen(total.reported, row.reported.from);
    widen(total.reported, row.reported.to);
  }
  total.entity_types = most_first(entity_types);
  total.relation_types = most_first(relation_types);
  total.origins = read_origins(*kv_, *this, at).size();
  total.bytes_on_disk = kv_->bytes_on_disk();
  return total;
}

}  // namespace relata

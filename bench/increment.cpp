#include "bench/increment.h"

namespace relata::bench {

const ActorRelation& increment_like(const ActorGraph& graph, std::uint64_t serial, std::size_t i) {
  return graph.relations[(serial * 7919 + i * 104'729) % graph.relations.size()];
}

Changes increment(Store& store, const ActorGraph& graph, std::uint64_t serial,
                  std::size_t relations) {
  const Snapshot now = store.snapshot();
  Changes changes;
  changes.batch_id = "increment " + std::to_string(serial);
  changes.expected_head = now.head;
  changes.source = "bench";
  changes.schema = store.schema(now);
  const IdRange ids = store.reserve(KeyKind::relation, relations);
  for (std::size_t i = 0; i < relations; ++i) {
    const ActorRelation& like = increment_like(graph, serial, i);
    changes.claims.push_back({.document = {like.document},
                              .reported = *PartialDate::parse(date_text(like.day)),
                              .confidence = Confidence{like.confidence}});
    changes.relations.push_back(
        {.id = {ids.first + i},
         .source = {like.source},
         .target = {like.target},
         .valid = *Period::parse(date_text(like.day)),
         .key = changes.text.keep("new-" + std::to_string(serial) + "-" + std::to_string(i)),
         .type = {0},
         .claims_first = static_cast<std::uint32_t>(i),
         .claims_count = 1});
  }
  return changes;
}

}  // namespace relata::bench

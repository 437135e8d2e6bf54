#include <relata/search.h>

#include <limits>

#include "query/as_read.h"
#include "query/evidence.h"
#include "query/relation_scan.h"

namespace relata {
namespace {

// Those that no relation leads to: every entity of the view's types, and every document unless the
// view asks for claims of some kind.
void add_everything(const Store& store, const Snapshot& at, const CompiledView& view,
                    AnswerBuilder& builder) {
  std::vector<EntityId> entities;
  std::vector<Document> documents;
  ScanSink sink;
  sink.entity = [&](const Entity& entity) {
    if (view.takes_entity(entity.id, entity.type)) entities.push_back(entity.id);
  };
  if (!view.has_claim_filters()) {
    sink.document = [&](const Document& document) { documents.push_back(document); };
  }
  store.scan(at, {}, sink);
  builder.add(entities);
  builder.add(std::move(documents));
}

enum class Extent : std::uint8_t { relations, everything };

ClaimsAnswer answer_with(const Store& store, const Snapshot& at, const ClaimsQuery& asked,
                         Extent extent) {
  const ClaimsQuery query = as_read(store, at, asked);
  SearchWatch watch(query.limits, query.stop);
  const Schema schema = store.schema(at);
  const CompiledView view(query.view, schema, Retractions::read(store, at));
  RelationScan scan(store, at, schema, view, watch);
  std::vector<RelationRef> found = scan.find_about(query.about);

  ClaimsAnswer answer{.question = query};
  answer.relations_found = found.size();
  if (found.size() > query.results_max) {
    found.resize(query.results_max);
    answer.limits_hit.push_back(Limit::results);
  }
  answer.relations.reserve(found.size());
  for (const RelationRef& ref : found) answer.relations.push_back(ref.id);
  AnswerBuilder builder(store, at, schema, view);
  builder.add(found);
  builder.add_named_by(query.view);
  if (extent == Extent::everything) add_everything(store, at, view, builder);
  answer.graph = builder.take();
  finish(answer, watch);
  return answer;
}

}  // namespace

ClaimsAnswer find_claims(const Store& store, const Snapshot& at, const ClaimsQuery& query) {
  return answer_with(store, at, query, Extent::relations);
}

ClaimsAnswer find_everything(const Store& store, const Snapshot& at, const View& view) {
  const ClaimsQuery query{.about = "",
                          .view = view,
                          .results_max = std::numeric_limits<std::size_t>::max(),
                          .limits = {.time_ms_max = 0}};
  return answer_with(store, at, query, Extent::everything);
}

}  // namespace relata

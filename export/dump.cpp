// A whole store as lines that can be ingested again. Nothing is kept but some records at a time,
// and the places of entities, which decide the order of relations.

#include <relata/export.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <type_traits>

#include "export/dump_batches.h"
#include "export/dump_order.h"
#include "export/json_parts.h"
#include "graph/retractions.h"

namespace relata {
namespace {

constexpr std::size_t records_at_once = 4096;

// Those that a new store does not begin with.
template <class Type>
std::vector<Type> declared_beyond(const std::vector<Type>& built_in,
                                  const std::vector<Type>& types) {
  std::vector<Type> beyond;
  std::copy_if(types.begin(), types.end(), std::back_inserter(beyond), [&](const Type& type) {
    const bool is_known = std::find(built_in.begin(), built_in.end(), type) != built_in.end();
    return type.is_declared && !is_known;
  });
  return beyond;
}

class Dump {
 public:
  Dump(const Store& store, const Snapshot& at,
       const std::function<void(std::string_view lines)>& write, Retracted retracted)
      : store_(store),
        at_(at),
        schema_(store.schema(at)),
        write_(write),
        judgements_(judgements_of(store, at, retracted)),
        batches_(store, at, judgements_) {
    if (retracted == Retracted::left_out) {
      retractions_ = Retractions::read(store, at);
      left_out_.judgements = store.judgements(at).size() - judgements_.size();
    }
    for (std::uint32_t i = 0; i < schema_.relation_types().size(); ++i) {
      graph_.relation_types.push_back(
          {.id = {i}, .name = schema_.relation_types()[i].name, .label = {}, .inverse_label = {}});
    }
  }

  LeftOut run() {
    put_schema();
    places_.resize(store_.info().entity_id_end);
    in_order<Entity>(
        &ScanSink::entity, [](const Entity& entity) { return DumpPlace{.key = entity.key}; },
        [&](const Entity& entity) {
          places_[entity.id.value] = place_++;
          take(entity);
        });
    in_order<Document>(
        &ScanSink::document,
        [](const Document& document) { return DumpPlace{.key = document.key}; },
        [&](const Document& document) {
          documents_.push_back(document);
          if (documents_.size() == records_at_once) write_documents();
        });
    write_documents();
    in_order<RelationClaims>(
        &ScanSink::relation,
        [&](const RelationClaims& whole) {
          return DumpPlace{.source = places_[whole.relation.source.value],
                           .from = whole.relation.valid.from,
                           .key = whole.relation.key};
        },
        [&](const RelationClaims& whole) {
          take(whole);
          if (relations_.size() >= records_at_once) write_relations();
        });
    write_relations();
    for (std::size_t first = 0; first < judgements_.size(); first += records_at_once) {
      const std::size_t count = std::min(records_at_once, judgements_.size() - first);
      write_judgements(std::span(judgements_).subspan(first, count));
    }
    give();
    return left_out_;
  }

 private:
  static std::vector<Judgement> judgements_of(const Store& store, const Snapshot& at,
                                              Retracted retracted) {
    std::vector<Judgement> judgements = store.judgements(at);
    if (retracted == Retracted::left_out) {
      std::erase_if(judgements,
                    [](const Judgement& made) { return made.kind < JudgementKind::same; });
    }
    return judgements;
  }

  static std::uint64_t id_of(const Entity& entity) { return entity.id.value; }
  static std::uint64_t id_of(const Document& document) { return document.id.value; }
  static std::uint64_t id_of(const RelationClaims& whole) { return whole.relation.id.value; }

  template <class Record>
  std::vector<Record> read(const std::vector<std::uint64_t>& ids) const {
    if constexpr (std::is_same_v<Record, RelationClaims>) {
      std::vector<RelationRef> refs;
      for (const std::uint64_t id : ids) refs.push_back({.source = {}, .id = {id}});
      return store_.evidence(at_, refs).relations;
    } else if constexpr (std::is_same_v<Record, Document>) {
      return store_.documents(at_, std::vector<DocumentId>(ids.begin(), ids.end()));
    } else {
      return store_.entities(at_, std::vector<EntityId>(ids.begin(), ids.end()));
    }
  }

  template <class Record>
  void in_order(std::function<void(const Record&)> ScanSink::*kind,
                const std::function<DumpPlace(const Record&)>& place_of,
                const std::function<void(const Record&)>& sink) const {
    const DumpSource<Record> source{
        .scan =
            [&](const std::function<void(const Record&)>& to) {
              ScanSink scanned;
              scanned.*kind = to;
              store_.scan(at_, {}, scanned);
            },
        .read = [&](const std::vector<std::uint64_t>& ids) { return read<Record>(ids); },
        .id_of = [](const Record& record) { return id_of(record); },
        .place_of = place_of};
    DumpMerge<Record>(source).run(sink);
  }

  void put_schema() {
    const Schema built_in = Schema::built_in();
    const auto entity_types = declared_beyond(built_in.entity_types(), schema_.entity_types());
    const auto relation_types =
        declared_beyond(built_in.relation_types(), schema_.relation_types());
    if (entity_types.empty() && relation_types.empty()) return;
    json_.begin_object();
    json_.key("schema");
    json_.begin_object();
    json_.key("entity_types");
    json_.begin_array();
    for (const EntityType& type : entity_types) put_type(type);
    json_.end_array();
    json_.key("relation_types");
    json_.begin_array();
    for (const RelationType& type : relation_types) put_type(type);
    json_.end_array();
    json_.end_object();
    json_.end_object();
    end_line();
  }

  void put_type(const EntityType& type) {
    json_.begin_object();
    json_.field("name", type.name);
    json_.field("label", type.label);
    json_.optional_field("parent", type.parent);
    json_.end_object();
  }

  void put_type(const RelationType& type) {
    json_.begin_object();
    json_.field("name", type.name);
    json_.field("label", type.label);
    json_.field("inverse", type.inverse_label);
    put_texts(json_, "source", type.source_types);
    put_texts(json_, "target", type.target_types);
    if (type.is_symmetric) {
      json_.key("symmetric");
      json_.boolean("true");
    }
    json_.end_object();
  }

  void take(const Entity& entity) {
    put_entity(json_,
               {.entity = entity, .type = schema_.entity_type(entity.type).name, .label = {}},
               JsonDetail::record);
    end_line();
  }

  // A line for each batch that is told apart.
  void take(RelationClaims whole) {
    if (retractions_ != nullptr && retractions_->bears_on(whole.relation.id)) {
      left_out_.claims +=
          std::erase_if(whole.claims, [&](const Claim& claim) { return retractions_->has(claim); });
    }
    const auto is_before = [&](const Claim& a, const Claim& b) {
      return batches_.number_of(a.batch) < batches_.number_of(b.batch);
    };
    auto first = whole.claims.begin();
    while (first != whole.claims.end()) {
      const auto end = std::upper_bound(first, whole.claims.end(), *first, is_before);
      relations_.push_back(
          {.relation = whole.relation,
           .claims = {std::make_move_iterator(first), std::make_move_iterator(end)}});
      first = end;
    }
  }

  void write_documents() {
    std::vector<EntityId> entities;
    std::vector<DocumentId> documents;
    for (const Document& document : documents_) {
      if (document.publisher.is_some()) entities.push_back(document.publisher);
      for (const Relay& relay : document.relays) {
        if (const auto* relayed = std::get_if<DocumentId>(&relay)) {
          documents.push_back(*relayed);
        } else {
          entities.push_back(std::get<EntityId>(relay));
        }
      }
    }
    read(std::move(entities), std::move(documents));
    for (const Document& document : documents_) {
      put_document(json_, graph_, document);
      end_line();
    }
    documents_.clear();
  }

  void write_relations() {
    std::vector<EntityId> entities;
    std::vector<DocumentId> documents;
    for (const RelationClaims& each : relations_) {
      entities.push_back(each.relation.source);
      entities.push_back(each.relation.target);
      for (const Claim& claim : each.claims) {
        if (claim.speaker.is_some()) entities.push_back(claim.speaker);
        documents.push_back(claim.document);
        documents.insert(documents.end(), claim.via.begin(), claim.via.end());
      }
    }
    read(std::move(entities), std::move(documents));
    for (RelationClaims& each : relations_) {
      const std::uint32_t batch = batches_.number_of(each.claims.front().batch);
      RelationEvidence evidence{.relation = std::move(each.relation)};
      for (Claim& claim : each.claims) evidence.claims.push_back({.claim = std::move(claim)});
      put_relation(json_, graph_, evidence, JsonDetail::record, batch);
      end_line();
    }
    relations_.clear();
  }

  void write_judgements(std::span<const Judgement> judgements) {
    std::vector<EntityId> entities;
    std::vector<DocumentId> documents;
    for (const Judgement& judgement : judgements) {
      if (const auto* pair = std::get_if<EntityPair>(&judgement.subject)) {
        entities.push_back(pair->first);
        entities.push_back(pair->second);
      } else if (const auto* document = std::get_if<DocumentId>(&judgement.subject)) {
        documents.push_back(*document);
      }
    }
    read(std::move(entities), std::move(documents));
    for (const Judgement& judgement : judgements) put(judgement);
  }

  void put(const Judgement& judgement) {
    json_.begin_object();
    json_.field("judgement", word(judgement.kind));
    if (const auto* pair = std::get_if<EntityPair>(&judgement.subject)) {
      // By key: of two stores either may be the lesser id.
      const auto [a, b] = std::minmax(key_of(graph_, pair->first), key_of(graph_, pair->second));
      json_.field("a", a);
      json_.field("b", b);
    } else if (const auto* document = std::get_if<DocumentId>(&judgement.subject)) {
      json_.field("of_document", key_of(graph_, *document));
    } else {
      json_.count_field("of_batch", batches_.number_of(std::get<BatchNumber>(judgement.subject)));
    }
    json_.optional_field("by", judgement.who);
    json_.optional_field("why", judgement.why);
    json_.field("judged", exact_time_words(judgement.recorded_unix_ms));
    if (const auto before = batches_.before(judgement.batch)) {
      json_.count_field("after_batch", *before);
    }
    json_.end_object();
    end_line();
  }

  // What records refer to, so that their keys can be told.
  void read(std::vector<EntityId> entities, std::vector<DocumentId> documents) {
    const auto make_unique = [](auto& ids) {
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    make_unique(entities);
    make_unique(documents);
    graph_.entities.clear();
    for (Entity& entity : store_.entities(at_, entities)) {
      graph_.entities.push_back({.entity = std::move(entity), .type = {}, .label = {}});
    }
    graph_.documents = store_.documents(at_, documents);
  }

  void end_line() {
    constexpr std::size_t bytes_at_once = std::size_t{1} << 20;
    lines_ += json_.take_line();
    if (lines_.size() >= bytes_at_once) give();
  }

  void give() {
    if (!lines_.empty()) write_(lines_);
    lines_.clear();
  }

  const Store& store_;
  const Snapshot& at_;
  Schema schema_;
  const std::function<void(std::string_view)>& write_;
  AnswerGraph graph_;                               // of the records that are written next
  std::shared_ptr<const Retractions> retractions_;  // nullptr: nothing is left out
  std::vector<Judgement> judgements_;
  DumpBatches batches_;
  LeftOut left_out_;
  std::vector<std::uint64_t> places_;  // by entity id, in the dump
  std::uint64_t place_ = 0;
  std::vector<Document> documents_;
  std::vector<RelationClaims> relations_;
  JsonWriter json_;
  std::string lines_;
};

}  // namespace

LeftOut dump(const Store& store, const Snapshot& at,
             const std::function<void(std::string_view lines)>& write, Retracted retracted) {
  return Dump(store, at, write, retracted).run();
}

}  // namespace relata

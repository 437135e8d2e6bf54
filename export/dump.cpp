// A whole store as lines that can be ingested again. Nothing is kept but some records at a time.

#include <relata/export.h>

#include <algorithm>
#include <iterator>

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
      : store_(store), at_(at), schema_(store.schema(at)), write_(write) {
    if (retracted == Retracted::left_out) retractions_ = Retractions::read(store, at);
    for (std::uint32_t i = 0; i < schema_.relation_types().size(); ++i) {
      graph_.relation_types.push_back(
          {.id = {i}, .name = schema_.relation_types()[i].name, .label = {}, .inverse_label = {}});
    }
  }

  LeftOut run() {
    put_schema();
    store_.scan(at_, {}, {.entity = [&](const Entity& entity) { take(entity); }});
    store_.scan(at_, {}, {.document = [&](const Document& document) {
                  documents_.push_back(document);
                  if (documents_.size() == records_at_once) write_documents();
                }});
    write_documents();
    store_.scan(at_, {}, {.relation = [&](const RelationClaims& relation) {
                  take(relation);
                  if (relations_.size() == records_at_once) write_relations();
                }});
    write_relations();
    give();
    left_out_.judgements = store_.judgements(at_).size();
    return left_out_;
  }

 private:
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

  void take(RelationClaims relation) {
    if (retractions_ != nullptr && retractions_->bears_on(relation.relation.id)) {
      left_out_.claims += std::erase_if(
          relation.claims, [&](const Claim& claim) { return retractions_->has(claim); });
      if (relation.claims.empty()) return;
    }
    relations_.push_back(std::move(relation));
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
      RelationEvidence evidence{.relation = std::move(each.relation)};
      for (Claim& claim : each.claims) evidence.claims.push_back({.claim = std::move(claim)});
      put_relation(json_, graph_, evidence, JsonDetail::record);
      end_line();
    }
    relations_.clear();
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
  LeftOut left_out_;
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

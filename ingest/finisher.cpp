#include "ingest/finisher.h"

#include <relata/lookup.h>
#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "ingest/merge_records.h"

namespace relata {

Finisher::Finisher(Store& store, const Snapshot& at, Staging& staging, ReportBuilder& report)
    : store_(store), at_(at), staging_(staging), report_(report), ends_(store.info()) {}

bool Finisher::run() {
  settle_entities();
  settle_names();
  settle_publishers();
  learn_types();
  settle_documents();
  settle_relations();
  take_entities();
  take_documents();
  return !staging_.changes.entities.empty() || !staging_.changes.documents.empty() ||
         !staging_.changes.relations.empty();
}

// Keys first: of the batch's own entities and of the store's.
void Finisher::settle_entities() {
  const auto& keys = staging_.entity_references.texts();
  std::vector<std::uint64_t> stored(keys.size(), EntityId::none_value);
  if (at_.head > 0) stored = store_.ids(at_, KeyKind::entity, keys);
  meanings_.resize(keys.size());
  std::vector<EntityId> known;
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    meanings_[i].id = {stored[i]};
    if (meanings_[i].id.is_some()) known.push_back(meanings_[i].id);
  }
  const std::vector<Entity> known_entities = store_.entities(at_, known);

  entity_ids_.resize(staging_.entities.size());
  std::vector<std::uint32_t> new_ones;
  std::unordered_map<EntityId, const Entity*> by_id;
  for (const Entity& entity : known_entities) by_id.emplace(entity.id, &entity);
  for (std::uint32_t i = 0; i < staging_.entities.size(); ++i) {
    StagedEntity& staged = staging_.entities[i];
    const EntityId id = meanings_[staged.reference].id;
    if (!id.is_some()) {
      new_ones.push_back(i);
      continue;
    }
    const Entity& whole = *by_id.at(id);
    if (whole.type != staged.entity.type) {
      const Schema& schema = staging_.changes.schema;
      report_.reject(RecordKind::entity, staged.place,
                     {.field = "type",
                      .reason = "the entity \"" + whole.key + "\" is a " +
                                schema.entity_type(whole.type).name + " in the store, here a " +
                                schema.entity_type(staged.entity.type).name});
      if (staged.records > 1) report_.known(RecordKind::entity, staged.records - 1);
      continue;
    }
    const bool is_new = keep_what_is_new(staged.entity, whole);
    if (is_new) {
      entity_ids_[i] = staged.entity.id = id;
      report_.taken(RecordKind::entity, staged.records);
    } else {
      report_.known(RecordKind::entity, staged.records);
    }
  }
  const IdRange ids = store_.reserve(KeyKind::entity, new_ones.size());
  for (std::size_t i = 0; i < new_ones.size(); ++i) {
    StagedEntity& staged = staging_.entities[new_ones[i]];
    entity_ids_[new_ones[i]] = staged.entity.id = {ids.first + i};
    meanings_[staged.reference].id = staged.entity.id;
    report_.taken(RecordKind::entity, staged.records);
  }
}

std::string Finisher::why_ambiguous(const std::vector<EntityId>& candidates,
                                    std::string_view name) const {
  std::vector<std::string> keys;
  std::vector<EntityId> stored;
  for (const EntityId id : candidates) {
    if (id.value < ends_.entity_id_end) stored.push_back(id);
  }
  for (const Entity& entity : store_.entities(at_, stored)) keys.push_back(entity.key);
  for (std::size_t i = 0; i < staging_.entities.size(); ++i) {
    const EntityId id = staging_.entities[i].entity.id;
    const bool is_new = id.is_some() && id.value >= ends_.entity_id_end;
    if (is_new && std::find(candidates.begin(), candidates.end(), id) != candidates.end()) {
      keys.push_back(staging_.entities[i].entity.key);
    }
  }
  std::sort(keys.begin(), keys.end());
  std::string list;
  for (const std::string& key : keys) list += (list.empty() ? "" : ", ") + key;
  return "the name \"" + std::string(name) + "\" fits several entities (" + list +
         "); give the key of one";
}

// What is no key may be a name, of one entity of the batch or the store.
void Finisher::settle_names() {
  std::unordered_map<std::string, std::set<EntityId>> wanted;
  std::vector<std::uint32_t> names;
  for (std::uint32_t i = 0; i < meanings_.size(); ++i) {
    if (meanings_[i].id.is_some()) continue;
    names.push_back(i);
    wanted[fold_name(staging_.entity_references.text(i))];
  }
  if (names.empty()) return;
  wanted.erase("");
  for (std::size_t i = 0; i < staging_.entities.size(); ++i) {
    if (!entity_ids_[i].is_some()) continue;
    for (const Name& name : staging_.entities[i].entity.names) {
      const auto found = wanted.find(fold_name(name.text));
      if (found != wanted.end()) found->second.insert(entity_ids_[i]);
    }
  }
  if (at_.head > 0) {
    for (auto& [folded, entities] : wanted) {
      for (const NameMatch& match : store_.lookup(at_, {.folded = folded})) {
        entities.insert(match.entity);
      }
    }
  }
  for (const std::uint32_t i : names) {
    const std::string_view name = staging_.entity_references.text(i);
    const auto found = wanted.find(fold_name(name));
    if (found == wanted.end() || found->second.empty()) {
      meanings_[i].why_none = "no entity has the key or name \"" + std::string(name) + "\"";
    } else if (found->second.size() == 1) {
      meanings_[i].id = *found->second.begin();
    } else {
      meanings_[i].why_none = why_ambiguous({found->second.begin(), found->second.end()}, name);
    }
  }
}

// A publisher that is known by neither key nor name becomes an entity.
void Finisher::settle_publishers() {
  const std::size_t before = staging_.entities.size();
  for (const StagedDocument& staged : staging_.documents) {
    if (!staged.document.publisher.is_some()) continue;
    const auto reference = static_cast<std::uint32_t>(staged.document.publisher.value);
    const bool is_unknown = !meanings_[reference].id.is_some() &&
                            meanings_[reference].why_none.starts_with("no entity") &&
                            staging_.entity_of(reference) == Staging::none;
    if (is_unknown) staging_.add_publisher(reference, staged.place);
  }
  const IdRange ids = store_.reserve(KeyKind::entity, staging_.entities.size() - before);
  entity_ids_.resize(staging_.entities.size());
  for (std::size_t i = before; i < staging_.entities.size(); ++i) {
    StagedEntity& staged = staging_.entities[i];
    entity_ids_[i] = staged.entity.id = {ids.first + i - before};
    meanings_[staged.reference] = {.id = staged.entity.id, .why_none = {}};
  }
}

void Finisher::learn_types() {
  std::vector<EntityId> stored;
  for (const Meaning& meaning : meanings_) {
    if (meaning.id.is_some() && meaning.id.value < ends_.entity_id_end)
      stored.push_back(meaning.id);
  }
  std::sort(stored.begin(), stored.end());
  stored.erase(std::unique(stored.begin(), stored.end()), stored.end());
  for (const Entity& entity : store_.entities(at_, stored)) {
    facts_.emplace(entity.id, EntityFacts{.type = entity.type, .key = entity.key});
  }
  for (std::size_t i = 0; i < staging_.entities.size(); ++i) {
    const Entity& entity = staging_.entities[i].entity;
    const bool is_new = entity_ids_[i].is_some() && entity.id.value >= ends_.entity_id_end;
    if (is_new) facts_.emplace(entity.id, EntityFacts{.type = entity.type, .key = entity.key});
  }
}

void Finisher::take_entities() {
  for (std::size_t i = 0; i < staging_.entities.size(); ++i) {
    if (!entity_ids_[i].is_some()) continue;
    staging_.changes.entities.push_back(std::move(staging_.entities[i].entity));
  }
  staging_.entities.clear();
}

EntityId Finisher::entity(std::uint64_t reference, const char* field) const {
  const Meaning& meaning = meanings_[reference];
  if (!meaning.id.is_some()) throw Refusal{.field = field, .reason = meaning.why_none};
  return meaning.id;
}

}  // namespace relata

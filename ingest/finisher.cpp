#include "ingest/finisher.h"

#include <relata/lookup.h>
#include <algorithm>
#include <set>
#include <unordered_map>

#include "graph/clusters.h"
#include "ingest/merge_records.h"

namespace relata {
namespace {

// What one of several records of an entity was the first to say.
Entity part_of(const Entity& entity, const RepeatedEntity& from, const RepeatedEntity& to) {
  const auto slice = [](const auto& values, std::size_t first, std::size_t end) {
    return std::vector(values.begin() + static_cast<std::ptrdiff_t>(first),
                       values.begin() + static_cast<std::ptrdiff_t>(end));
  };
  Entity part;
  part.names = slice(entity.names, from.names_end, to.names_end);
  part.properties = slice(entity.properties, from.properties_end, to.properties_end);
  return part;
}

}  // namespace

Finisher::Finisher(Store& store, const Snapshot& at, Staging& staging, Staging* next,
                   ReportBuilder& report)
    : store_(store),
      at_(at),
      staging_(staging),
      next_(next),
      report_(report),
      ends_(store.info()) {}

bool Finisher::run() {
  settle_entities();
  settle_names();
  settle_publishers();
  learn_stored();
  settle_documents();
  settle_relations();
  take_documents();
  take_entities();
  return !staging_.changes.entities.empty() || !staging_.changes.documents.empty() ||
         !staging_.changes.relations.empty();
}

// Keys first: of the batch's own entities and of the store's.
void Finisher::settle_entities() {
  const auto& keys = staging_.entity_references.texts();
  std::vector<std::uint64_t> stored(keys.size(), EntityId::none_value);
  if (at_.head > 0) stored = store_.ids(at_, KeyKind::entity, keys);
  std::vector<EntityId> known;
  for (const std::uint64_t id : stored) {
    entity_ids_.push_back({id});
    if (entity_ids_.back().is_some()) known.push_back(entity_ids_.back());
  }
  const std::vector<Entity> known_entities = store_.entities(at_, known);
  std::unordered_map<EntityId, const Entity*> by_id;
  for (const Entity& entity : known_entities) by_id.emplace(entity.id, &entity);

  for (std::size_t i = 0; i < staging_.entities.size(); ++i) {
    StagedEntity& staged = staging_.entities[i];
    EntityId& id = entity_ids_[staged.reference];
    if (id.is_some()) {
      settle_known_entity(staged, *by_id.at(id));
    } else {
      id = staged.entity.id = {ends_.entity_id_end + i};
      report_.taken(RecordKind::entity, staged.place);
      RepeatedEntity before{.names_end = staged.names_end, .properties_end = staged.properties_end};
      for (const RepeatedEntity& repeat : staged.repeats) {
        count_entity(repeat.gives_type || repeat.names_end > before.names_end ||
                         repeat.properties_end > before.properties_end,
                     repeat.place);
        before = repeat;
      }
    }
  }
}

// Leaves of an entity what the store does not know, and an id if that is anything.
void Finisher::settle_known_entity(StagedEntity& staged, const Entity& whole) {
  const Schema& schema = staging_.changes.schema;
  if (staged.is_type_sure && !schema.is_kind_of(whole.type, staged.entity.type)) {
    const std::string& known = schema.entity_type(whole.type).name;
    const std::string& said = schema.entity_type(staged.entity.type).name;
    if (known != unknown_type && !schema.is_kind_of(staged.entity.type, whole.type)) {
      return refuse_entity(staged, {.field = "type",
                                    .reason = "the entity \"" + whole.key + "\" is a " + known +
                                              " in the store, here a " + said});
    }
    add_nearer_type(staged, said);
  }
  RepeatedEntity from;
  const auto count = [&](const RepeatedEntity& to) {
    Entity part = part_of(staged.entity, from, to);
    count_entity(keep_what_is_new(part, whole), to.place);
    from = to;
  };
  count({.place = staged.place,
         .names_end = staged.names_end,
         .properties_end = staged.properties_end});
  for (const RepeatedEntity& repeat : staged.repeats) count(repeat);
  if (keep_what_is_new(staged.entity, whole)) staged.entity.id = whole.id;
}

// The type of a stored entity stays: it stands beside each of its relations.
void Finisher::add_nearer_type(StagedEntity& staged, const std::string& type) {
  staged.entity.properties.push_back({.name = "type", .value = type});
  ++(staged.repeats.empty() ? staged.properties_end : staged.repeats.back().properties_end);
  report_.warn("the nearer type of an entity that is in the store becomes its property \"type\"",
               staged.place);
}

void Finisher::count_entity(bool is_news, RecordPlace place) {
  is_news ? report_.taken(RecordKind::entity, place) : report_.known(RecordKind::entity, place);
}

void Finisher::refuse_entity(const StagedEntity& staged, const Refusal& refusal) {
  report_.reject(RecordKind::entity, staged.place, refusal);
  for (const RepeatedEntity& repeat : staged.repeats) {
    report_.reject(RecordKind::entity, repeat.place, refusal);
  }
}

std::string Finisher::why_ambiguous(const std::vector<EntityId>& candidates,
                                    std::string_view name) const {
  constexpr std::size_t listed_max = 10;
  std::vector<std::string> keys;
  std::vector<EntityId> stored;
  for (const EntityId id : candidates) {
    if (is_new(id)) {
      keys.push_back(staging_.entities[id.value - ends_.entity_id_end].entity.key);
    } else {
      stored.push_back(id);
    }
  }
  for (const Entity& entity : store_.entities(at_, stored)) keys.push_back(entity.key);
  std::sort(keys.begin(), keys.end());
  std::string list;
  for (std::size_t i = 0; i < std::min(keys.size(), listed_max); ++i) {
    list += (list.empty() ? "" : ", ") + keys[i];
  }
  if (keys.size() > listed_max)
    list += " and " + std::to_string(keys.size() - listed_max) + " more";
  return "the name \"" + std::string(name) + "\" fits several entities (" + list +
         "); give the key of one";
}

// What is no key may be a name, of one entity of the batch or the store. Of several that are judged
// one it is the first that bears it, and never another of them: so that a record read again means
// the same, and each keeps its own when the judgement is taken back.
void Finisher::settle_names() {
  std::unordered_map<std::string, std::set<EntityId>> wanted;
  std::vector<std::uint32_t> names;
  for (std::uint32_t i = 0; i < entity_ids_.size(); ++i) {
    if (entity_ids_[i].is_some()) continue;
    names.push_back(i);
    wanted[fold_name(staging_.entity_references.text(i))];
  }
  if (names.empty()) return;
  wanted.erase("");
  const auto clusters = Clusters::of(store_.judgements(at_));
  const auto are_one = [&](const std::set<EntityId>& entities) {
    const auto one = [&](EntityId id) { return clusters ? clusters->representative(id) : id; };
    return std::all_of(entities.begin(), entities.end(),
                       [&](EntityId id) { return one(id) == one(*entities.begin()); });
  };
  for (const StagedEntity& staged : staging_.entities) {
    if (!staged.entity.id.is_some()) continue;
    for (const Name& name : staged.entity.names) {
      const auto found = wanted.find(fold_name(name.text));
      if (found != wanted.end()) found->second.insert(staged.entity.id);
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
      no_meanings_[i].why =
          "no entity has the key or name \"" + std::string(name) + "\"; give it a line of its own";
    } else if (are_one(found->second)) {
      entity_ids_[i] = *found->second.begin();
    } else {
      no_meanings_[i] = {.why = why_ambiguous({found->second.begin(), found->second.end()}, name),
                         .is_ambiguous = true};
    }
  }
}

// A publisher that is known by neither key nor name becomes an entity. Spellings that a lookup
// takes for one are one, under the first of them in order.
void Finisher::settle_publishers() {
  struct Publisher {
    std::uint32_t reference = 0;
    RecordPlace place;
    EntityId id;
  };
  const auto& texts = staging_.entity_references.texts();
  const auto has_no_meaning = [&](std::uint32_t reference) {
    return !entity_ids_[reference].is_some() && !no_meanings_.at(reference).is_ambiguous;
  };
  const auto spoken = [&](std::uint32_t reference) {
    std::string folded = fold_name(texts[reference]);
    return folded.empty() ? std::string(texts[reference]) : folded;
  };
  std::map<std::string, Publisher> publishers;
  for (const StagedDocument& staged : staging_.documents) {
    if (!staged.document.publisher.is_some()) continue;
    const auto reference = static_cast<std::uint32_t>(staged.document.publisher.value);
    if (!has_no_meaning(reference)) continue;
    const auto [place, is_first] =
        publishers.try_emplace(spoken(reference), Publisher{reference, staged.place, {}});
    std::uint32_t& chosen = place->second.reference;
    if (texts[reference] < texts[chosen]) chosen = reference;
  }
  if (publishers.empty()) return;
  for (auto& [name, publisher] : publishers) {
    try {
      staging_.add_publisher(publisher.reference, publisher.place);
    } catch (const Refusal& refusal) {
      no_meanings_[publisher.reference].why = refusal.reason;
      continue;
    }
    publisher.id = {ends_.entity_id_end + staging_.entities.size() - 1};
    staging_.entities.back().entity.id = publisher.id;
  }
  for (const auto& [reference, why] : no_meanings_) {
    if (!has_no_meaning(reference)) continue;
    const auto found = publishers.find(spoken(reference));
    if (found != publishers.end()) entity_ids_[reference] = found->second.id;
  }
}

void Finisher::learn_stored() {
  std::vector<EntityId> stored;
  for (const EntityId id : entity_ids_) {
    if (id.is_some() && !is_new(id)) stored.push_back(id);
  }
  std::sort(stored.begin(), stored.end());
  stored.erase(std::unique(stored.begin(), stored.end()), stored.end());
  for (Entity& entity : store_.entities(at_, stored)) {
    const EntityId id = entity.id;
    stored_.emplace(id, std::move(entity));
  }
}

Finisher::EntityFacts Finisher::facts(EntityId id) const {
  const Entity& entity =
      is_new(id) ? staging_.entities[id.value - ends_.entity_id_end].entity : stored_.at(id);
  return {.type = entity.type, .key = entity.key};
}

// By place in the staging: which of the new entities something that goes in refers to.
std::vector<bool> Finisher::named_entities() const {
  std::vector<bool> is_named(staging_.entities.size());
  const auto name = [&](EntityId id) {
    if (id.is_some() && is_new(id)) is_named[id.value - ends_.entity_id_end] = true;
  };
  for (const Document& document : staging_.changes.documents) {
    name(document.publisher);
    for (const Relay& relay : document.relays) {
      if (const auto* speaker = std::get_if<EntityId>(&relay)) name(*speaker);
    }
  }
  for (const RelationRow& row : staging_.changes.relations) {
    name(row.source);
    name(row.target);
  }
  for (const ClaimRow& claim : staging_.changes.claims) name(claim.speaker);
  return is_named;
}

// Of the publishers that were made into entities, those of documents that do not go in stay out.
void Finisher::take_entities() {
  const bool has_made = std::any_of(staging_.entities.begin(), staging_.entities.end(),
                                    [](const StagedEntity& staged) { return !staged.is_record; });
  const std::vector<bool> is_named = has_made ? named_entities() : std::vector<bool>();
  staging_.changes.entities.reserve(staging_.entities.size());
  for (std::size_t i = 0; i < staging_.entities.size(); ++i) {
    StagedEntity& staged = staging_.entities[i];
    if (!staged.entity.id.is_some()) continue;
    if (!staged.is_record) {
      if (!is_named[i]) continue;
      report_.warn("a publisher that is no known entity is added as an organization", staged.place);
    }
    staging_.changes.entities.push_back(std::move(staged.entity));
  }
}

EntityId Finisher::entity(std::uint64_t reference, const char* field) const {
  const EntityId id = entity_ids_[reference];
  if (id.is_some()) return id;
  throw Refusal{.field = field,
                .reason = no_meanings_.at(static_cast<std::uint32_t>(reference)).why};
}

}  // namespace relata

#include <relata/answer.h>
#include <relata/lookup.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace relata {
namespace {

constexpr std::size_t matches_max = 1000;
constexpr std::size_t nearest_max = 5;

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// The name as the source wrote it that folds to what was matched; the most telling kind first.
const Name* name_that_folds_to(const Entity& entity, const std::string& folded) {
  const Name* best = nullptr;
  for (const Name& name : entity.names) {
    if (fold_name(name.text) != folded) continue;
    if (best == nullptr || name.kind < best->kind) best = &name;
  }
  return best;
}

// One entity for each match, in their order.
std::vector<FoundEntity> entities_of(const Store& store, const Snapshot& at,
                                     const std::vector<NameMatch>& matches) {
  std::vector<EntityId> ids;
  for (const NameMatch& match : matches) ids.push_back(match.entity);
  std::vector<Entity> entities = store.entities(at, ids);
  std::vector<FoundEntity> found;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Name* name = name_that_folds_to(entities[i], matches[i].folded);
    FoundEntity one{.name = name == nullptr ? matches[i].folded : name->text,
                    .kind = name == nullptr ? matches[i].kind : name->kind,
                    .distance = matches[i].distance};
    one.entity = std::move(entities[i]);
    found.push_back(std::move(one));
  }
  return found;
}

std::optional<FoundEntity> entity_with_key(const Store& store, const Snapshot& at,
                                           std::string_view key) {
  const EntityId id{store.ids(at, KeyKind::entity, {&key, 1}).front()};
  if (!id.is_some()) return std::nullopt;
  std::vector<Entity> entities = store.entities(at, {&id, 1});
  return FoundEntity{.entity = std::move(entities.front()), .name = std::string(key)};
}

// "Pyongyang" (place, key pyongyang)
std::string described(const FoundEntity& found, const Schema& schema) {
  const std::string& shown = shown_name(found.entity);
  std::string text = in_quotes(found.name);
  text += " (";
  if (shown != found.name) text += shown + ", ";
  return text + schema.entity_type(found.entity.type).label + ", key " + found.entity.key + ")";
}

std::string listed(const std::vector<FoundEntity>& found, const Schema& schema) {
  std::string text;
  for (const FoundEntity& one : found) {
    if (!text.empty()) text += ", ";
    text += described(one, schema);
  }
  return text;
}

}  // namespace

FoundEntities find_entities(const Store& store, const Snapshot& at, std::string_view key_or_name,
                            Metonyms metonyms) {
  FoundEntities found;
  if (auto entity = entity_with_key(store, at, key_or_name)) {
    found.entities.push_back(std::move(*entity));
    return found;
  }
  const std::string folded = fold_name(key_or_name);
  if (folded.empty()) return found;
  auto matches =
      store.lookup(at, {.folded = folded, .match = NameQuery::Match::whole, .limit = matches_max});
  if (metonyms == Metonyms::strict) {
    std::erase_if(matches, [](const NameMatch& m) { return m.kind == NameKind::metonym; });
  }
  found.entities = entities_of(store, at, matches);
  std::sort(found.entities.begin(), found.entities.end(),
            [](const auto& a, const auto& b) { return a.entity.key < b.entity.key; });
  if (!found.entities.empty()) return found;
  found.nearest = entities_of(
      store, at,
      store.lookup(at,
                   {.folded = folded, .match = NameQuery::Match::nearest, .limit = nearest_max}));
  return found;
}

std::vector<FoundEntity> complete_name(const Store& store, const Snapshot& at,
                                       std::string_view prefix, std::size_t limit) {
  const std::string folded = fold_name(prefix);
  if (folded.empty() || limit == 0) return {};
  // An entity may have several names that begin so: the first is taken, and more is asked for until
  // there are enough entities.
  for (std::size_t asked = limit;; asked *= 2) {
    auto matches =
        store.lookup(at, {.folded = folded, .match = NameQuery::Match::prefix, .limit = asked});
    const bool is_all = matches.size() < asked;
    std::set<EntityId> seen;
    std::erase_if(matches, [&](const NameMatch& m) { return !seen.insert(m.entity).second; });
    if (!is_all && matches.size() < limit) continue;
    if (matches.size() > limit) matches.resize(limit);
    return entities_of(store, at, matches);
  }
}

Entity resolve_entity(const Store& store, const Snapshot& at, std::string_view key_or_name,
                      Metonyms metonyms) {
  FoundEntities found = find_entities(store, at, key_or_name, metonyms);
  if (found.entities.size() == 1) return std::move(found.entities.front().entity);
  const Schema schema = store.schema(at);
  if (!found.entities.empty()) {
    throw Error(ErrorCode::ambiguous,
                in_quotes(key_or_name) + " fits " + std::to_string(found.entities.size()) +
                    " entities: " + listed(found.entities, schema) + "; ask with a key");
  }
  std::string message = "no entity has the key or name " + in_quotes(key_or_name);
  if (found.nearest.empty()) {
    message += "; `relata find 'BEGINNING*'` lists the names that begin so";
  } else {
    message += "; the nearest are " + listed(found.nearest, schema);
  }
  throw Error(ErrorCode::not_found, message);
}

}  // namespace relata

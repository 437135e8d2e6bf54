#include "tests/query/oracle.h"

#include <algorithm>
#include <deque>

#include "graph/relay_chain.h"

namespace relata::testing {
namespace {

template <class Value>
bool has(const std::vector<Value>& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool is_in_language(const Document& document, const View& view) {
  if (view.languages.empty()) return true;
  for (std::string wanted : view.languages) {
    for (char& c : wanted) c = static_cast<char>(std::tolower(c));
    std::string tag = document.language;
    for (char& c : tag) c = static_cast<char>(std::tolower(c));
    if (tag == wanted || tag.starts_with(wanted + "-")) return true;
  }
  return false;
}

bool passes(const Claim& claim, const Document& document, const View& view) {
  if (!view.speakers.empty() && !has(view.speakers, claim.speaker)) return false;
  if (has(view.speakers_without, claim.speaker)) return false;
  if (!view.documents.empty() && !has(view.documents, claim.document)) return false;
  if (has(view.documents_without, claim.document)) return false;
  if (!view.publishers.empty() && !has(view.publishers, document.publisher)) return false;
  if (has(view.publishers_without, document.publisher)) return false;
  if (view.confidence_min && (!claim.confidence || *claim.confidence < *view.confidence_min)) {
    return false;
  }
  return is_in_language(document, view);
}

// Of each subject the last judgement counts, for the claims that were there before it.
bool is_retracted(const Claim& claim, const std::vector<Judgement>& judgements) {
  for (auto made = judgements.begin(); made != judgements.end(); ++made) {
    const bool is_last = std::none_of(made + 1, judgements.end(), [&](const Judgement& later) {
      return later.subject == made->subject;
    });
    if (!is_last || made->kind != JudgementKind::retracted) continue;
    if (made->subject == JudgementSubject(claim.document) && claim.batch < made->batch) {
      return true;
    }
    if (made->subject == JudgementSubject(claim.batch)) return true;
  }
  return false;
}

}  // namespace

Oracle::Oracle(const Store& store, const Snapshot& at, const View& view) {
  if (!view.with_retracted) judgements_ = store.judgements(at);
  const Schema schema = store.schema(at);
  ScanSink sink;
  sink.entity = [&](const Entity& entity) {
    bool is_taken = view.entity_types.empty();
    for (const std::string& type : view.entity_types) {
      is_taken = is_taken || schema.is_kind_of(entity.type, type);
    }
    for (const std::string& type : view.entity_types_without) {
      is_taken = is_taken && !schema.is_kind_of(entity.type, type);
    }
    if (!is_taken || has(view.entities_without, entity.id)) outside_.insert(entity.id);
  };
  sink.document = [&](const Document& document) { documents_.emplace(document.id, document); };
  sink.relation = [&](const RelationClaims& relation) {
    relations_.emplace(relation.relation.id, relation);
  };
  store.scan(at, {}, sink);
  for (const auto& [id, relation] : relations_) {
    const std::string& type = schema.relation_type(relation.relation.type).name;
    if (schema.relation_type(relation.relation.type).is_symmetric) symmetric_.insert(id);
    const bool has_type = (view.relation_types.empty() || has(view.relation_types, type)) &&
                          !has(view.relation_types_without, type);
    if (has_type) {
      judge(relation, view);
    } else {
      judged_[id] = {};
    }
  }
}

void Oracle::judge(const RelationClaims& relation, const View& view) {
  const auto find = [&](DocumentId id) { return &documents_.at(id); };
  const Certainty valid = view.valid.is_known()
                              ? overlaps(relation.relation.valid, days_of(view.valid))
                              : Certainty::certain;
  const auto weigh = [&](Doubt doubt) {
    const auto is_taken = [&](Certainty certainty) {
      return certainty == Certainty::certain ||
             (certainty == Certainty::possible && doubt == Doubt::take);
    };
    Judged judged;
    std::set<Origin> origins;
    bool is_asserted = false;
    bool is_denied = false;
    for (const Claim& claim : relation.claims) {
      const Document& document = documents_.at(claim.document);
      const PartialDate reported = claim.reported.is_known() ? claim.reported : document.date;
      const bool is_known =
          !view.known_by.is_known() || is_taken(by(reported, view.known_by.last_day()));
      if (!is_known || !passes(claim, document, view)) continue;
      if (is_retracted(claim, judgements_)) continue;
      ++judged.claims;
      is_asserted = is_asserted || claim.stance == Stance::asserted;
      is_denied = is_denied || claim.stance == Stance::denied;
      if (claim.stance != Stance::asserted) continue;
      origins.insert(origin_of(claim.speaker, relay_chain(claim.document, claim.via, find), find));
    }
    judged.origins = static_cast<int>(origins.size());
    if (is_asserted) {
      judged.status = is_denied                             ? Status::contested
                      : judged.origins >= view.confirmed_at ? Status::confirmed
                                                            : Status::reported;
    } else {
      judged.status = is_denied ? Status::denied : Status::uncertain;
    }
    judged.is_in = is_taken(valid) && judged.claims > 0 && judged.origins >= view.origins_min &&
                   (view.statuses.empty() || has(view.statuses, judged.status));
    return judged;
  };
  Judged judged = weigh(view.doubt);
  judged.is_in_with_doubt = weigh(Doubt::take).is_in;
  judged_[relation.relation.id] = judged;
}

std::uint64_t Oracle::degree(EntityId entity) const {
  std::uint64_t degree = 0;
  for (const auto& [id, seen] : relations_) {
    if (seen.relation.source == entity) ++degree;
    if (seen.relation.target == entity) ++degree;
  }
  return degree;
}

void Oracle::hold_back(std::uint64_t degree_max) {
  for (const auto& [id, seen] : relations_) {
    for (const EntityId end : {seen.relation.source, seen.relation.target}) {
      if (degree(end) > degree_max) outside_.insert(end);
    }
  }
}

std::vector<RelationId> Oracle::everything() const {
  std::vector<RelationId> ids;
  for (const auto& [id, seen] : relations_) {
    const bool takes_ends =
        takes_entity(seen.relation.source) && takes_entity(seen.relation.target);
    if (judged(id).is_in && takes_ends) ids.push_back(id);
  }
  return ids;
}

std::vector<Oracle::Way> Oracle::ways(EntityId from, Direction direction) const {
  std::vector<Way> ways;
  for (const auto& [id, seen] : relations_) {
    if (!judged(id).is_in) continue;
    const Relation& relation = seen.relation;
    if (relation.source == from && leads(id, Direction::forward, direction)) {
      ways.push_back({.to = relation.target, .relation = id});
    }
    if (relation.target == from && leads(id, Direction::reverse, direction)) {
      ways.push_back({.to = relation.source, .relation = id});
    }
  }
  return ways;
}

std::map<EntityId, int> Oracle::distances(EntityId from, Direction direction,
                                          const std::set<EntityId>& asked_for) const {
  std::map<EntityId, int> distances{{from, 0}};
  std::deque<EntityId> waiting{from};
  while (!waiting.empty()) {
    const EntityId at = waiting.front();
    waiting.pop_front();
    for (const Way& way : ways(at, direction)) {
      if (!takes_entity(way.to) && !asked_for.contains(way.to)) continue;
      if (distances.emplace(way.to, distances.at(at) + 1).second) waiting.push_back(way.to);
    }
  }
  return distances;
}

std::optional<int> Oracle::distance(EntityId from, EntityId to, Direction direction) const {
  const auto reached = distances(from, direction, {to});
  const auto found = reached.find(to);
  if (found == reached.end()) return std::nullopt;
  return found->second;
}

bool Oracle::is_connected(EntityId from, EntityId to, Direction direction,
                          const Removed& removed) const {
  std::set<EntityId> reached{from};
  std::deque<EntityId> waiting{from};
  while (!waiting.empty()) {
    const EntityId at = waiting.front();
    waiting.pop_front();
    for (const Way& way : ways(at, direction)) {
      if (removed.relations.contains(way.relation) || removed.entities.contains(way.to)) continue;
      if (!takes_entity(way.to) && way.to != to) continue;
      if (reached.insert(way.to).second) waiting.push_back(way.to);
    }
  }
  return reached.contains(to);
}

namespace {

std::vector<std::vector<EntityId>> stations_of(const PathQuery& query) {
  std::vector<std::vector<EntityId>> stations{query.from_others};
  stations.front().push_back(query.from);
  for (const EntityId id : query.via) stations.push_back({id});
  stations.push_back(query.to_others);
  stations.back().push_back(query.to);
  return stations;
}

std::string in_words(const std::vector<EntityId>& path) {
  std::string words;
  for (const EntityId id : path) words += (words.empty() ? "" : " ") + std::to_string(id.value);
  return words;
}

}  // namespace

std::vector<std::string> Oracle::shortest(const PathQuery& query) const {
  const auto stations = stations_of(query);
  std::set<EntityId> asked_for;
  for (const auto& station : stations) asked_for.insert(station.begin(), station.end());

  std::set<Sequence> found;
  for (std::size_t i = 0; i + 1 < stations.size(); ++i) {
    const std::set<Sequence> leg =
        shortest_leg(stations[i], stations[i + 1], query.direction, asked_for);
    std::set<Sequence> longer;
    for (const Sequence& before : i == 0 ? std::set<Sequence>{{}} : found) {
      for (const Sequence& after : leg) {
        Sequence joined = before;
        joined.insert(joined.end(), after.begin() + (before.empty() ? 0 : 1), after.end());
        if (static_cast<int>(joined.size()) - 1 <= query.hops_max) longer.insert(joined);
      }
    }
    found = longer;
  }
  std::vector<std::string> sequences;
  for (const Sequence& path : found) sequences.push_back(in_words(path));
  return sequences;
}

std::vector<std::string> Oracle::simple(const PathQuery& query) const {
  const auto stations = stations_of(query);
  const auto& begins = stations.front();
  const auto& ends = stations.back();
  std::set<std::pair<std::size_t, Sequence>> found;
  Sequence walk;
  const auto extend = [&](const auto& self) -> void {
    if (has(ends, walk.back())) {
      found.emplace(walk.size(), walk);
      return;
    }
    if (static_cast<int>(walk.size()) > query.hops_max) return;
    for (const Way& way : ways(walk.back(), query.direction)) {
      const bool is_end = has(ends, way.to);
      if (has(walk, way.to) || has(begins, way.to)) continue;
      if (!takes_entity(way.to) && !is_end) continue;
      walk.push_back(way.to);
      self(self);
      walk.pop_back();
    }
  };
  for (const EntityId begin : begins) {
    walk = {begin};
    extend(extend);
  }
  std::vector<std::string> sequences;
  for (const auto& [size, path] : found) sequences.push_back(in_words(path));
  return sequences;
}

// Every walk of the least number of hops is tried.
std::set<Oracle::Sequence> Oracle::shortest_leg(const std::vector<EntityId>& from,
                                                const std::vector<EntityId>& to,
                                                Direction direction,
                                                const std::set<EntityId>& asked_for) const {
  std::set<Sequence> found;
  Sequence walk;
  const auto extend = [&](const auto& self, std::size_t entities) -> void {
    if (walk.size() == entities) {
      if (has(to, walk.back())) found.insert(walk);
      return;
    }
    for (const Way& way : ways(walk.back(), direction)) {
      if (!takes_entity(way.to) && !asked_for.contains(way.to)) continue;
      walk.push_back(way.to);
      self(self, entities);
      walk.pop_back();
    }
  };
  std::optional<int> least;
  for (const EntityId begin : from) {
    const auto reached = distances(begin, direction, asked_for);
    for (const EntityId end : to) {
      const auto at = reached.find(end);
      if (at != reached.end() && (!least || at->second < *least)) least = at->second;
    }
  }
  if (!least) return found;
  for (const EntityId begin : from) {
    walk = {begin};
    extend(extend, static_cast<std::size_t>(*least) + 1);
  }
  return found;
}

std::vector<RelationId> Oracle::between(EntityId from, EntityId to, Direction direction) const {
  std::set<RelationId> ids;
  for (const Way& way : ways(from, direction)) {
    if (way.to == to) ids.insert(way.relation);
  }
  return {ids.begin(), ids.end()};
}

std::vector<std::pair<int, EntityId>> Oracle::around(EntityId center, Direction direction,
                                                     int hops) const {
  std::vector<std::pair<int, EntityId>> found;
  for (const auto& [entity, distance] : distances(center, direction, {center})) {
    if (distance <= hops) found.emplace_back(distance, entity);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::size_t Oracle::component(EntityId entity) const {
  return distances(entity, Direction::any, {entity}).size();
}

}  // namespace relata::testing

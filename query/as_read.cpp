#include "query/as_read.h"

#include <relata/error.h>

#include <set>

#include "graph/read_ids.h"

namespace relata {
namespace {

void keep_first_of_each(std::vector<EntityId>& list) {
  std::set<EntityId> known;
  std::erase_if(list, [&](EntityId id) { return !known.insert(id).second; });
}

// `ids` and `lists`: what the question holds beside its view.
void read_all(const Store& store, const Snapshot& at, View& view, std::vector<EntityId*> ids,
              std::vector<std::vector<EntityId>*> lists = {}) {
  lists.insert(lists.end(), {&view.speakers, &view.speakers_without, &view.publishers,
                             &view.publishers_without, &view.entities_without});
  for (auto* list : lists) {
    for (EntityId& id : *list) ids.push_back(&id);
  }
  read_ids(store, at, ids);
  for (auto* list : lists) keep_first_of_each(*list);
}

}  // namespace

View as_read(const Store& store, const Snapshot& at, View view) {
  read_all(store, at, view, {});
  return view;
}

PathQuery as_read(const Store& store, const Snapshot& at, PathQuery query) {
  read_all(store, at, query.view, {&query.from, &query.to},
           {&query.from_others, &query.to_others, &query.via});
  std::erase(query.from_others, query.from);
  std::erase(query.to_others, query.to);
  return query;
}

NeighborhoodQuery as_read(const Store& store, const Snapshot& at, NeighborhoodQuery query) {
  read_all(store, at, query.view, {&query.center});
  return query;
}

TimelineQuery as_read(const Store& store, const Snapshot& at, TimelineQuery query) {
  std::vector<EntityId*> ends{&query.entity};
  if (query.other.is_some()) ends.push_back(&query.other);
  read_all(store, at, query.view, ends);
  return query;
}

SourcesQuery as_read(const Store& store, const Snapshot& at, SourcesQuery query) {
  query.view = as_read(store, at, std::move(query.view));
  return query;
}

AccordingQuery as_read(const Store& store, const Snapshot& at, AccordingQuery query) {
  query.path = as_read(store, at, std::move(query.path));
  for (Camp& camp : query.camps) {
    View view;
    view.speakers = std::move(camp.speakers);
    camp.speakers = as_read(store, at, std::move(view)).speakers;
  }
  return query;
}

BriefQuery as_read(const Store& store, const Snapshot& at, BriefQuery query) {
  std::vector<EntityId*> ends{&query.entity};
  if (query.other.is_some()) ends.push_back(&query.other);
  read_all(store, at, query.view, ends);
  return query;
}

CutQuery as_read(const Store& store, const Snapshot& at, CutQuery query) {
  read_all(store, at, query.view, {&query.from, &query.to});
  return query;
}

DiffQuery as_read(const Store& store, const Snapshot& at, DiffQuery query) {
  query.before = as_read(store, at, std::move(query.before));
  query.after = as_read(store, at, std::move(query.after));
  return query;
}

ClaimsQuery as_read(const Store& store, const Snapshot& at, ClaimsQuery query) {
  read_all(store, at, query.view, {});
  return query;
}

MatchQuery as_read(const Store& store, const Snapshot& at, MatchQuery query) {
  read_all(store, at, query.view, {}, {&query.from, &query.to});
  return query;
}

void check_not_left_out(const Store& store, const Snapshot& at, const View& view,
                        std::span<const EntityId> asked_for, const std::string& doing) {
  if (view.entities_without.empty()) return;
  const std::set<EntityId> without(view.entities_without.begin(), view.entities_without.end());
  for (const EntityId id : asked_for) {
    if (!without.contains(id)) continue;
    throw Error(ErrorCode::usage, doing + ": \"" +
                                      shown_name(store.entities(at, {&id, 1}).front()) +
                                      "\" is asked for and left out; take it from one of the two");
  }
}

}  // namespace relata

#include "query/named_entities.h"

#include <relata/error.h>

#include <algorithm>

#include "query/as_read.h"

namespace relata {

void read_several(const Store& store, const Snapshot& at, View& view,
                  std::vector<EntityId>& entities, const std::string& doing) {
  view = as_read(store, at, std::move(view));
  View named;
  named.speakers = std::move(entities);
  entities = as_read(store, at, std::move(named)).speakers;
  if (entities.empty()) {
    throw Error(ErrorCode::usage, doing + ": none are named; name two or more");
  }
  if (entities.size() == 1) {
    throw Error(ErrorCode::usage, doing + ": all that are named are \"" +
                                      shown_name(store.entities(at, {entities.data(), 1}).front()) +
                                      "\"; name two or more");
  }
  check_not_left_out(store, at, view, entities, doing);
}

std::vector<std::uint64_t> vertices_of(const std::vector<EntityId>& entities) {
  std::vector<std::uint64_t> vertices;
  for (const EntityId id : entities) vertices.push_back(id.value);
  return vertices;
}

std::vector<EntityId> entities_of(const std::vector<std::uint64_t>& vertices) {
  std::vector<EntityId> entities;
  for (const std::uint64_t vertex : vertices) entities.push_back({vertex});
  return entities;
}

std::vector<std::uint64_t> sorted_vertices_of(const std::vector<EntityId>& entities) {
  std::vector<std::uint64_t> vertices = vertices_of(entities);
  std::sort(vertices.begin(), vertices.end());
  return vertices;
}

}  // namespace relata

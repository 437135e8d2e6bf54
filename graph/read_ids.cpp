#include "graph/read_ids.h"

#include <vector>

namespace relata {

void read_ids(const Store& store, const Snapshot& at, std::span<EntityId* const> ids) {
  std::vector<EntityId> asked;
  asked.reserve(ids.size());
  for (const EntityId* id : ids) asked.push_back(*id);
  const std::vector<Entity> read = store.entities(at, asked);
  for (std::size_t i = 0; i < ids.size(); ++i) *ids[i] = read[i].id;
}

}  // namespace relata

#pragma once

// Questions about several entities.

#include <relata/store.h>
#include <relata/view.h>
#include <string>
#include <vector>

namespace relata {

// As the store reads them (query/as_read.h), and each once. Error{usage} if these are not two or
// more, or the view leaves one of them out. `doing` says for what: "looking for a tree".
void read_several(const Store& store, const Snapshot& at, View& view,
                  std::vector<EntityId>& entities, const std::string& doing);

[[nodiscard]] std::vector<std::uint64_t> vertices_of(const std::vector<EntityId>& entities);
[[nodiscard]] std::vector<EntityId> entities_of(const std::vector<std::uint64_t>& vertices);
[[nodiscard]] std::vector<std::uint64_t> sorted_vertices_of(const std::vector<EntityId>& entities);

}  // namespace relata

#pragma once

// The index from folded names to entities: a row for each name of an entity in a batch.

#include <relata/store.h>
#include <string_view>

#include "graph/kv.h"

namespace relata {

struct NameRow {
  std::string_view folded;  // in the row's key
  EntityId entity;
  BatchNumber batch = 0;
  NameKind kind = NameKind::alias;  // the first of its kinds, where names fold to the same
};

void put_names(const Changes& changes, BatchNumber batch, Kv::Bundle& bundle);
[[nodiscard]] NameRow read_name_row(const Kv::Cursor& cursor);

}  // namespace relata

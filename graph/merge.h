#pragma once

// Records come in parts, one for each batch that added something; a reader sees the parts up to its
// head as one record. Parts of one record only ever add.

#include <relata/model.h>

namespace relata {

void merge_into(Entity& whole, const Entity& part);
void merge_into(Document& whole, const Document& part);

}  // namespace relata

#pragma once

// Ranges of relations as they are on disk: in order, each as far behind the one before as it is.

#include <relata/judgement.h>
#include <vector>

#include "graph/bytes.h"

namespace relata {

void write_ranges(const std::vector<RelationRange>& ranges, ByteWriter& to);
[[nodiscard]] std::vector<RelationRange> read_ranges(ByteReader& from);

}  // namespace relata
